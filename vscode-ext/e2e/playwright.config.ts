/** The browser suite: one worker, no retries. */
import path from "node:path";
import { defineConfig } from "@playwright/test";
import { ROOT } from "./code_server.ts";
import { CHROMIUM } from "./editor.ts";
import type { Options } from "./fixtures.ts";

const build = path.join(ROOT, "build/vscode-test");

export default defineConfig<object, Options>({
  testDir: import.meta.dirname,
  fullyParallel: false,
  workers: 1,
  retries: 0,
  // Long enough for a machine that has much else to do; nothing waits longer than it must.
  timeout: 240_000,
  expect: { timeout: 60_000 },
  reporter: [["list"], ["json", { outputFile: path.join(build, "report.json") }]],
  use: {
    viewport: { width: 1280, height: 800 },
    launchOptions: CHROMIUM,
    screenshot: "only-on-failure",
    trace: { mode: "retain-on-failure", snapshots: false, screenshots: false, sources: false },
  },
  projects: [
    { name: "newest", outputDir: path.join(build, "newest/failed"), use: { version: "newest" } },
    { name: "minimum", outputDir: path.join(build, "minimum/failed"), use: { version: "minimum" } },
  ],
});

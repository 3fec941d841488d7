/** The browser suite: one worker, no retries. */
import path from "node:path";
import { defineConfig } from "@playwright/test";
import { ROOT } from "./code_server.ts";
import type { Options } from "./fixtures.ts";

const build = path.join(ROOT, "build/vscode-test");

export default defineConfig<object, Options>({
  testDir: import.meta.dirname,
  outputDir: path.join(build, "results"),
  fullyParallel: false,
  workers: 1,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 20_000 },
  reporter: [["list"], ["json", { outputFile: path.join(build, "report.json") }]],
  use: {
    viewport: { width: 1280, height: 800 },
    launchOptions: { executablePath: "/usr/bin/chromium", args: ["--disable-dev-shm-usage"] },
    chromiumSandbox: false,
    screenshot: "only-on-failure",
    trace: { mode: "retain-on-failure", snapshots: false, screenshots: false, sources: false },
  },
  projects: [
    { name: "newest", use: { version: "newest" } },
    { name: "minimum", use: { version: "minimum" } },
  ],
});

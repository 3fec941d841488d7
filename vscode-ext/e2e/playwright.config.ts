/** The browser suite: one worker, no retries. */
import path from "node:path";
import { defineConfig } from "@playwright/test";
import { ROOT } from "./code_server.ts";
import type { Options } from "./fixtures.ts";

const build = path.join(ROOT, "build/vscode-test");

export default defineConfig<object, Options>({
  testDir: import.meta.dirname,
  fullyParallel: false,
  workers: 1,
  retries: 0,
  timeout: 90_000,
  expect: { timeout: 20_000 },
  reporter: [["list"], ["json", { outputFile: path.join(build, "report.json") }]],
  use: {
    viewport: { width: 1280, height: 800 },
    launchOptions: { executablePath: "/usr/bin/chromium", args: ["--disable-dev-shm-usage"] },
    screenshot: "only-on-failure",
    trace: { mode: "retain-on-failure", snapshots: false, screenshots: false, sources: false },
  },
  projects: [
    { name: "newest", outputDir: path.join(build, "newest/failed"), use: { version: "newest" } },
    { name: "minimum", outputDir: path.join(build, "minimum/failed"), use: { version: "minimum" } },
  ],
});

/** Measures, with no list of tests around the figures: `make vscode-bench`. */
import suite from "./playwright.config.ts";

export default {
  ...suite,
  testMatch: "bench.ts",
  timeout: 1_800_000,
  reporter: "dot",
  use: { ...suite.use, trace: "off" },
  projects: suite.projects?.filter(({ name }) => name === "newest"),
} as const;

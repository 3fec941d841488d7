/** Makes the pictures of the README and the walkthrough: `make pictures`. */
import suite from "./playwright.config.ts";

export default {
  ...suite,
  testMatch: "pictures.ts",
  // More pixels, for screens that have them.
  use: { ...suite.use, viewport: { width: 860, height: 520 }, deviceScaleFactor: 1.5 },
  projects: suite.projects?.filter(({ name }) => name === "newest"),
};

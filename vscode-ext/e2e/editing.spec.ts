/** What the language configuration does under a user's hands. */
import { TOOL } from "./editor.ts";
import { expect, test } from "./fixtures.ts";

const QUIET = {
  "edascribe.enable": { "*": false },
  // Colours come from the window itself, so that it can be seen when they are there.
  "editor.experimental.asyncTokenization": false,
  "editor.quickSuggestions": { other: "off" },
  "editor.suggestOnTriggerCharacters": false,
};

test("brackets close, Enter indents bodies and lines that go on, and a comment is switched with a key", async ({ open }) => {
  const editor = await open({ files: { "timing.tcl": TOOL }, settings: { "editor.tabSize": 2, ...QUIET } });
  await expect(editor.page.locator(".view-line span[class^=mtk]:not(.mtk1)").first()).toContainText("#");
  await editor.press("Control+End");
  await editor.typeSlowly("proc report {name} {\nreport_checks \\\n-path_delay max\nputs [string length $name");
  await editor.press("Control+End");
  await editor.typeSlowly("\nreport slow");
  await editor.press("Control+/");
  await editor.holds(
    `${TOOL}proc report {name} {\n  report_checks \\\n    -path_delay max\n  puts [string length $name]\n}\n# report slow\n`,
  );
});

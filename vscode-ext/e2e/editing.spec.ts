/** What the language configuration does under a user's hands. */
import { TOOL } from "./editor.ts";
import { test } from "./fixtures.ts";

const QUIET = {
  "edascribe.enable": { "*": false },
  "editor.quickSuggestions": { other: "off" },
  "editor.suggestOnTriggerCharacters": false,
};

test("brackets close, Enter indents bodies and lines that go on, and a comment is switched with a key", async ({ open }) => {
  const editor = await open({ files: { "timing.tcl": TOOL }, settings: { "editor.tabSize": 2, ...QUIET } });
  // Like a person: VS Code closes no bracket and indents nothing where it has not coloured the lines above yet.
  const type = (text: string) => editor.page.keyboard.type(text, { delay: 60 });
  await editor.press("Control+End");
  await type("proc report {name} {\nreport_checks \\\n-path_delay max\nputs [string length $name");
  await editor.press("Control+End");
  await type("\nreport slow");
  await editor.press("Control+/");
  await editor.holds(
    `${TOOL}proc report {name} {\n  report_checks \\\n    -path_delay max\n  puts [string length $name]\n}\n# report slow\n`,
  );
});

/** "Run Script in Tool": asks first, then runs in a terminal what it has said. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "./fixtures.ts";

/** What a shell would make something else of. */
const FOLDER = `odd $HOME 'one' "two" [exit] ;three`;
const SCRIPT = `# edascribe: tool=tcl
set channel [open ran w]
puts $channel [info script]
close $channel
puts "[string repeat = 3] ran in [file tail [pwd]]"
`;

test("a script is run in a terminal after the user has seen what is run, and is saved first", async ({
  open,
  page,
  picture,
  version,
}) => {
  test.skip(version === "minimum", "This code-server comes without what terminals need.");
  const name = `${FOLDER}/run me.tcl`;
  const settings = { "terminal.integrated.gpuAcceleration": "off" };
  const editor = await open({ files: { [name]: SCRIPT }, settings });
  const ran = path.join(path.dirname(editor.file), "ran");
  const dialog = page.locator(".monaco-dialog-box");
  await expect(editor.status).toContainText("Tcl");
  await editor.press("Control+End");
  await editor.type("puts unsaved");
  await editor.run("Edascribe: Run Script in Tool");
  await expect(dialog).toContainText("Run this script in Tcl");
  await expect(dialog).toContainText(`tclsh ${editor.file}`);
  await picture("run-asks");
  await editor.press("Escape");
  await expect(dialog).toBeHidden();
  expect(existsSync(ran)).toBe(false);
  await editor.run("Edascribe: Run Script in Tool");
  await dialog.getByRole("button", { name: "Run", exact: true }).click();
  await expect.poll(() => existsSync(ran) && readFileSync(ran, "utf8")).toBe(`${editor.file}\n`);
  const terminal = page.locator(".terminal-wrapper.active .xterm-rows");
  const shown = async () => (await terminal.textContent())?.replaceAll("\u00a0", " ");
  await expect.poll(shown).toContain("Executing task");
  await expect.poll(shown).toContain(`=== ran in ${FOLDER}`);
  await expect.poll(shown).toContain("unsaved");
  await picture("run");
});

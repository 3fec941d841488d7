/** "Generate Script from Comment", from the palette to the file. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { ROOT } from "./code_server.ts";
import { TOOL } from "./editor.ts";
import { expect, test } from "./fixtures.ts";

const PROJECT = path.join(ROOT, "examples/accumulator");
/** Milliseconds that the embedded model may take, which others may be using the processors from. */
const MODEL = 150_000;
const COMMENT = `${TOOL}# Report the total negative slack\n`;

test("the embedded model writes a sound script from a comment @smoke", async ({ open, picture }) => {
  const names = ["timing.tcl", "constraints.sdc", "accumulator.v"];
  const files = Object.fromEntries(names.map((name) => [name, readFileSync(path.join(PROJECT, name), "utf8")]));
  // The slip that the example shows quick fixes with.
  files["timing.tcl"] = files["timing.tcl"]?.replace("-path_dealy", "-path_delay") ?? "";
  const editor = await open({ files, settings: { "edascribe.modelUrl": "embedded" } });
  const before = (await editor.lines()).filter(Boolean);
  const comment = "# Report the worst slack with 3 digits";
  await editor.goTo((await editor.lines()).indexOf(comment) + 1);
  await editor.run("Edascribe: Generate Script from Comment");
  const written = async () => (await editor.lines()).filter(Boolean).length;
  await expect.poll(written, { timeout: MODEL }).toBeGreaterThan(before.length);
  await picture("generated-by-the-embedded-model");
  await editor.press("Control+s");
  await expect.poll(() => editor.onDisk().split(`${comment}\n`)[1]).toMatch(/^\w/);
  execFileSync(path.join(ROOT, ".venv/bin/edascribe"), ["check", editor.file]);
});

test("what is generated goes in at once where it is short, and one undo takes it back", async ({ open, model, picture }) => {
  await model.says("report_tns -digits 4\n");
  const editor = await open({ files: { "timing.tcl": COMMENT } });
  await editor.goTo(2);
  await editor.run("Edascribe: Generate Script from Comment");
  await editor.holds(`${COMMENT}report_tns -digits 4\n`);
  await picture("generated");
  await editor.press("Control+z");
  await editor.holds(COMMENT);
});

test("what was not shown can be explained", async ({ open, model, picture }) => {
  await model.says("report_checks -quantum_paths 3\n");
  const editor = await open({ files: { "timing.tcl": COMMENT } });
  await editor.goTo(2);
  await editor.run("Edascribe: Generate Script from Comment");
  await expect.poll(() => editor.notifications()).toContainEqual(expect.stringContaining("-quantum_paths"));
  await editor.ask("Edascribe: Explain Last Rejections");
  await expect(editor.page.locator(".quick-input-list .monaco-list-row").first()).toContainText("-quantum_paths");
  await picture("explained-rejection");
  await editor.press("Escape");
  await editor.holds(COMMENT);
});

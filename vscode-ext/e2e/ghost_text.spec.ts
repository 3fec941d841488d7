/** Ghost text, from the key to the file. */
import { TOOL } from "./editor.ts";
import { expect, test } from "./fixtures.ts";

const COMMENT = `${TOOL}# Report the worst path\n`;
const CALL = "report_checks -path_delay max";

test("ghost text appears while typing, stays while it is typed along, and Tab accepts it @smoke", async ({
  open,
  model,
  picture,
}) => {
  await model.says(`${CALL.slice(3)}\n`);
  const editor = await open({ files: { "timing.tcl": COMMENT } });
  await editor.press("Control+End");
  await editor.typeFor("rep", CALL.slice(3));
  await picture("ghost-text");
  const asked = model.asked.length;
  for (let typed = 4; typed < 10; typed++) await editor.typeFor(CALL.charAt(typed - 1), CALL.slice(typed));
  expect(model.asked.length).toBe(asked);
  await editor.press("Tab");
  await editor.holds(`${COMMENT}${CALL}`);
});

test("the completion list and ghost text are on the screen together", async ({ open, model, picture }) => {
  await model.says(`${CALL.slice(8)}\n`);
  const editor = await open({ files: { "timing.tcl": COMMENT } });
  await editor.press("Control+End");
  await editor.typeFor("report_c", CALL.slice(8));
  await expect(editor.list).toContainText("report_checks");
  await expect(editor.list.locator(".monaco-list-row.focused")).toHaveCount(0);
  await picture("list-beside-ghost-text");
  await editor.press("Tab");
  await editor.holds(`${COMMENT}${CALL}`);
});

test("ghost text goes on from the selected entry of the completion list", async ({ open, model, picture }) => {
  await model.says(" -digits 4\n");
  const editor = await open({ files: { "timing.tcl": `${COMMENT}report_tn` } });
  await editor.press("Control+End", "Control+Space");
  await expect(editor.list.locator(".monaco-list-row.focused")).toContainText("report_tns");
  await editor.shows("s -digits 4");
  await picture("ghost-text-of-selected-entry");
  await editor.press("Tab");
  await editor.shows(" -digits 4");
  await editor.press("Tab");
  await editor.holds(`${COMMENT}report_tns -digits 4`);
});

test("a word at a time can be accepted", async ({ open, model, picture }) => {
  await model.says(`${CALL.slice(3)}\n`);
  const editor = await open({ files: { "timing.tcl": COMMENT } });
  await editor.press("Control+End");
  await editor.typeFor("rep", CALL.slice(3));
  await editor.press("Control+ArrowRight");
  await expect.poll(() => editor.lines()).toEqual([...COMMENT.trimEnd().split("\n"), "report_checks"]);
  await editor.shows(" -path_delay max");
  await picture("accepted-word");
  await editor.press("Tab");
  await editor.holds(`${COMMENT}${CALL}`);
});

test("a script of several lines is one ghost text, and one undo takes it back", async ({ open, model, picture }) => {
  const text = `${TOOL}# Report the slack of each corner\n`;
  const loop = ["foreach corner {slow fast} {", "    report_worst_slack", "}"];
  await model.says(`${loop.join("\n").slice(4)}\n`);
  const editor = await open({ files: { "timing.tcl": text } });
  await editor.press("Control+End");
  await editor.type("fore");
  await expect(editor.ghostText.first()).toContainText("ach");
  await picture("ghost-text-of-several-lines");
  await editor.press("Tab");
  await editor.holds(`${text}${loop.join("\n")}`);
  await editor.press("Control+z");
  await editor.holds(`${text}fore`);
});

test("a model that is slow is waited for, beside the completion list", async ({ open, model, picture }) => {
  await model.says(`${CALL.slice(8)}\n`);
  await model.waits(1200);
  const editor = await open({ files: { "timing.tcl": COMMENT } });
  await editor.press("Control+End");
  await editor.type("report_c");
  await expect(editor.list).toContainText("report_checks");
  await editor.shows(CALL.slice(8));
  await picture("ghost-text-of-a-slow-model");
});

test("an invented option is not shown", async ({ open, model }) => {
  await model.says(" -quantum_paths 3\n");
  const editor = await open({ files: { "timing.tcl": COMMENT } });
  await editor.press("Control+End");
  await editor.type("report_checks");
  await expect.poll(() => model.asked.length).toBeGreaterThan(0);
  await editor.is("ready");
  await model.says("-path_delay max\n");
  await editor.typeFor(" ", "-path_delay max");
});

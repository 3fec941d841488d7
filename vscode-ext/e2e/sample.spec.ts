/** The walkthrough's end. */
import { expect, test } from "./fixtures.ts";

test("the sample opens with the options of a command listed, and one of them goes in", async ({ open, picture }) => {
  const editor = await open({ files: { "notes.txt.tcl": "\n" } });
  await editor.run("Edascribe: Open Sample");
  await expect(editor.list).toContainText("-path_delay");
  await picture("sample");
  await editor.type("path_d");
  await editor.press("ArrowDown", "Enter");
  const sample = editor.page.locator(".editor-instance").last();
  await expect(sample.locator(".view-line", { hasText: "report_checks" }).last()).toContainText("report_checks");
  await expect(sample).toContainText("-path_delay");
});

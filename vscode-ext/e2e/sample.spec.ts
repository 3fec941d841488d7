/** The walkthrough's end. */
import { expect, test } from "./fixtures.ts";

test("the sample opens with the options of a command listed, and one of them goes in", async ({ open, picture }) => {
  const editor = await open({ files: { "notes.txt.tcl": "\n" } });
  await editor.run("Edascribe: Open Sample");
  await expect(editor.list).toContainText("-path_delay");
  await picture("sample");
  await editor.type("path_d");
  // The list was asked for, so its first entry is chosen.
  await expect(editor.list.locator(".monaco-list-row.focused")).toContainText("-path_delay");
  await editor.press("Enter");
  const sample = editor.page.locator(".editor-instance").last();
  await expect(sample.locator(".view-line").filter({ hasText: "-path_delay" })).toContainText("report_checks");
});

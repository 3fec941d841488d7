/** What needs no model: faults and their fixes, hovers, the completion list. */
import { TOOL } from "./editor.ts";
import { expect, test } from "./fixtures.ts";

test("a fault is underlined, and its quick fix mends it", async ({ open, picture }) => {
  const editor = await open({ files: { "timing.tcl": `${TOOL}report_checks -path_dealy max\n` } });
  await expect(editor.faults.first()).toBeVisible();
  await editor.goTo(2);
  await editor.press("ArrowLeft", "ArrowLeft", "ArrowLeft", "ArrowLeft", "ArrowLeft");
  await editor.press("Control+.");
  const fix = editor.page.locator(".action-widget .monaco-list-row.action").first();
  await expect(fix).toContainText("-path_delay");
  await picture("quick-fix");
  await editor.press("Enter");
  await editor.holds(`${TOOL}report_checks -path_delay max\n`);
  await expect(editor.faults).toHaveCount(0);
});

test("a hover says what an option is", async ({ open, picture }) => {
  const editor = await open({ files: { "timing.tcl": `${TOOL}report_checks -path_delay max\n` } });
  const command = editor.page.locator(".view-line", { hasText: "report_checks" }).getByText("report_checks").first();
  const hover = editor.page.locator(".monaco-hover:visible").filter({ hasText: "Report the worst timing paths" }).first();
  // A hover that was asked for while colours changed is not shown; the mouse has to move for another one.
  await expect(async () => {
    await editor.status.hover();
    await command.hover({ position: { x: 30, y: 8 } });
    await expect(hover).toBeVisible({ timeout: 10_000 });
  }).toPass({ timeout: 60_000 });
  await picture("hover");
});

test("the completion list knows a command's options and what they are", async ({ open, picture }) => {
  const editor = await open({ files: { "timing.tcl": TOOL } });
  await editor.press("Control+End");
  await editor.type("report_checks -path_");
  await expect(editor.list).toContainText("-path_delay");
  await picture("completion-list");
  await editor.press("ArrowDown");
  await expect(editor.list.locator(".monaco-list-row.focused")).toContainText("-path_delay");
  await editor.press("Enter");
  // The option's values are offered next, the first of them in its place.
  await expect.poll(() => editor.lines()).toContain("report_checks -path_delay min");
  await expect(editor.list).toContainText("max_rise");
  await editor.type("max");
  await editor.press("Escape");
  await editor.holds(`${TOOL}report_checks -path_delay max`);
});

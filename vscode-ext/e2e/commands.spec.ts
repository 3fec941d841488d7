/** The commands beside generating: a longer script is shown first, and tool and model server are chosen. */
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { TOOL } from "./editor.ts";
import { expect, test } from "./fixtures.ts";

const COMMENT = `${TOOL}# Constrain the inputs\n`;
const LONG = ["a", "b", "c", "d"].map((port) => `set_input_delay 1 -clock clk [get_ports ${port}]\n`).join("");
const OTHER = LONG.replaceAll("set_input_delay 1", "set_output_delay 2");

test("a longer script is shown as a difference, another one is asked for, and it goes in when it is accepted", async ({
  open,
  model,
  page,
  picture,
}) => {
  await model.says(LONG);
  const editor = await open({ files: { "timing.tcl": COMMENT } });
  const added = page.locator(
    ".diff-editor .editor.modified .view-lines, .monaco-diff-editor .modified-in-monaco-diff-editor .view-lines",
  );
  await editor.goTo(2);
  await editor.run("Edascribe: Generate Script from Comment");
  await expect(added.first()).toContainText("set_input_delay");
  await picture("preview");
  await model.says(OTHER);
  await editor.run("Edascribe: Show Next Candidate");
  await expect(added.first()).toContainText("set_output_delay");
  await editor.run("Edascribe: Accept Script");
  await expect(added).toHaveCount(0);
  await editor.holds(`${COMMENT}${OTHER}`);
  await editor.press("Control+z");
  await editor.holds(COMMENT);
});

test("a script that is discarded leaves nothing", async ({ open, model, page }) => {
  await model.says(LONG);
  const editor = await open({ files: { "timing.tcl": COMMENT } });
  await editor.goTo(2);
  await editor.run("Edascribe: Generate Script from Comment");
  await expect(page.locator(".monaco-diff-editor")).toBeVisible();
  await editor.run("Edascribe: Discard Script");
  await expect(page.locator(".monaco-diff-editor")).toHaveCount(0);
  await editor.holds(COMMENT);
});

test("what takes long can be cancelled", async ({ open, page, picture }) => {
  const silent = createServer(() => {}).listen(0, "127.0.0.1");
  await once(silent, "listening");
  const url = `http://127.0.0.1:${(silent.address() as AddressInfo).port}`;
  try {
    const editor = await open({ files: { "timing.tcl": COMMENT }, settings: { "edascribe.modelUrl": url } });
    await editor.goTo(2);
    await editor.run("Edascribe: Generate Script from Comment");
    await editor.is("thinking");
    await editor.run("Notifications: Show Notifications");
    const progress = page.locator(".notifications-center .notification-list-item").filter({ hasText: "Writing OpenSTA code" });
    await expect(progress).toBeVisible();
    await picture("cancel");
    await progress.getByRole("button", { name: "Cancel", exact: true }).click();
    await editor.is("ready");
    await expect(progress).toBeHidden();
    await editor.holds(COMMENT);
  } finally {
    silent.closeAllConnections();
    silent.close();
  }
});

test("a tool is chosen for a file, which says so from then on", async ({ open, page, picture }) => {
  const editor = await open({ files: { "timing.tcl": "puts 1\n" } });
  await editor.ask("Edascribe: Choose Tool and Version");
  await editor.choose("OpenSTA 3.1.0");
  await editor.choose("This file");
  await editor.holds("# edascribe: tool=opensta@3.1.0\nputs 1\n");
  await expect(editor.status).toContainText("OpenSTA 3.1.0");
  await picture("tool");
  await expect(page.locator(".quick-input-widget")).toBeHidden();
});

test("a model server is tried before it is set", async ({ open, model, picture }) => {
  const editor = await open({ files: { "timing.tcl": COMMENT }, settings: { "edascribe.modelUrl": "" } });
  await model.says("hello\n");
  await editor.ask("Edascribe: Choose Model Server");
  await editor.choose("Enter an address…");
  await editor.enter("http://127.0.0.1:9");
  await expect.poll(async () => (await editor.notifications()).join()).toContain("127.0.0.1:9");
  await picture("model-server-that-does-not-answer");
  await editor.ask("Edascribe: Choose Model Server");
  await editor.choose("Enter an address…");
  await editor.enter(model.url);
  await expect.poll(async () => (await editor.notifications()).join()).toContain("answered in");
  await picture("model-server");
  const settings = path.join(editor.folder, ".vscode/settings.json");
  expect(readFileSync(settings, "utf8")).toContain(model.url);
});

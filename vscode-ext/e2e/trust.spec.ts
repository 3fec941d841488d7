/** Restricted Mode: a folder that is not trusted has its scripts looked at, and starts nothing. */
import { chmodSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { startCodeServer, VSIX } from "./code_server.ts";
import { TOOL } from "./editor.ts";
import { expect, test } from "./fixtures.ts";

test("a folder that is not trusted starts no program of its own", async ({ page, picture, version }) => {
  const settings = { "security.workspace.trust.enabled": true, "security.workspace.trust.startupPrompt": "never" };
  const server = await startCodeServer({ version, vsix: VSIX, settings });
  try {
    const folder = path.join(server.folder, "stranger");
    const started = path.join(folder, "started");
    const files = {
      ".vscode/settings.json": JSON.stringify({ "edascribe.server.path": path.join(folder, "server.sh") }),
      "edascribe_lsp/__main__.py": `open("${started}", "w")\n`,
      "server.sh": `#!/bin/sh\ntouch ${started}\nexec edascribe-lsp "$@"\n`,
      "timing.tcl": `${TOOL}report_checks -path_dealy max\n`,
    };
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
      writeFileSync(path.join(folder, name), text);
    }
    chmodSync(path.join(folder, "server.sh"), 0o755);
    const remote = `vscode-remote://${new URL(server.url).host}${folder}/timing.tcl`;
    await page.goto(`${server.url}/?${new URLSearchParams({ folder, payload: JSON.stringify([["openFile", remote]]) })}`);
    await expect(page.getByText("Restricted Mode").first()).toBeVisible();
    await expect(page.locator('[id="edascribe.edascribe.status"]')).toHaveAttribute("aria-label", /Edascribe: ready/);
    await expect(page.locator(".squiggly-error").first()).toBeVisible();
    await picture("restricted-mode");
    await page.keyboard.press("F1");
    await page.locator(".quick-input-widget .quick-input-box input").fill(">Edascribe: R");
    const offered = page.locator(".quick-input-list .monaco-list-row");
    await expect(offered.filter({ hasText: "Restart Language Server" })).toBeVisible();
    await expect(offered.filter({ hasText: "Run Script in Tool" })).toHaveCount(0);
    expect(existsSync(started)).toBe(false);
  } finally {
    await page.goto("about:blank");
    await server.stop();
  }
});

/** Mocha in the real extension host: `host/` is run there, as VS Code runs the tests of extensions. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ROOT, startCodeServer } from "./code_server.ts";
import { TOOL } from "./editor.ts";
import { expect, test } from "./fixtures.ts";

interface Report {
  readonly stats: { readonly passes: number };
  readonly failures: readonly { readonly fullTitle: string; readonly err: { readonly message?: string } }[];
}

test("the extension keeps its promises in the extension host", async ({ page, version }) => {
  test.skip(version === "minimum", "This code-server has no way to VS Code's test driver.");
  const server = await startCodeServer({ version });
  try {
    const folder = path.join(server.folder, "project");
    mkdirSync(folder);
    writeFileSync(path.join(folder, "timing.tcl"), `${TOOL}report_checks -path_dealy max\n`);
    await page.exposeFunction("codeAutomationLog", () => {});
    const ended = new Promise<void>((resolve) => void page.exposeFunction("codeAutomationExit", () => resolve()));
    const remote = (file: string) => `vscode-remote://${new URL(server.url).host}${path.join(ROOT, "vscode-ext", file)}`;
    const payload = JSON.stringify([
      ["extensionDevelopmentPath", remote("")],
      ["extensionTestsPath", remote("e2e/host/index.cjs")],
    ]);
    await page.goto(`${server.url}/?${new URLSearchParams({ folder, payload })}`);
    await ended;
    const report: Report = JSON.parse(readFileSync(path.join(folder, "mocha.json"), "utf8"));
    expect(report.failures.map(({ fullTitle, err }) => `${fullTitle}: ${err.message}`)).toEqual([]);
    expect(report.stats.passes).toBeGreaterThan(10);
  } finally {
    await page.goto("about:blank");
    await server.stop();
  }
});

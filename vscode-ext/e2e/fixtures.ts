/** What every test has: a VS Code with the built extension, a scripted model, a folder of its own; and its traces where it fails. */
import { cpSync, existsSync, globSync } from "node:fs";
import path from "node:path";
import { test as base, expect } from "@playwright/test";
import { type CodeServer, endExtensionHosts, languageServers, startCodeServer, type Version, VSIX } from "./code_server.ts";
import { Editor, type Folder } from "./editor.ts";
import { type Model, startModel } from "./model.ts";

export interface Options {
  version: Version;
}

interface Fixtures {
  model: Model;
  /** Opens a folder in which the scripted model is set. */
  open: (folder: Folder) => Promise<Editor>;
  /** Keeps a picture of the window. */
  picture: (name: string) => Promise<void>;
}

interface Workers extends Options {
  server: CodeServer;
}

export const test = base.extend<Fixtures, Workers>({
  version: ["newest", { option: true, scope: "worker" }],
  server: [
    async ({ version }, use) => {
      const server = await startCodeServer({ version, vsix: VSIX });
      await use(server);
      await server.stop();
    },
    { scope: "worker", timeout: 600_000 },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern.
  model: async ({}, use) => {
    const model = await startModel();
    await use(model);
    await model.stop();
  },
  open: async ({ page, server, model }, use, info) => {
    await use((folder) =>
      Editor.open(page, server, `folder-${info.testId}-${info.repeatEachIndex}`, {
        ...folder,
        settings: { "edascribe.modelUrl": model.url, ...folder.settings },
      }),
    );
    if (info.status !== info.expectedStatus) keepLogs(server.folder, info.outputDir);
    // A test begins with no language server but its own.
    await page.goto("about:blank");
    endExtensionHosts(server);
    await expect.poll(() => languageServers(server)).toEqual([]);
  },
  picture: async ({ page }, use, info) => {
    await use(async (name) => {
      await page.screenshot({ path: path.join(info.project.outputDir, "../pictures", `${name}.png`) });
    });
  },
});

function keepLogs(from: string, to: string): void {
  for (const name of ["code-server.log", ...globSync("user/logs/**/*.log", { cwd: from })])
    if (existsSync(path.join(from, name))) cpSync(path.join(from, name), path.join(to, "logs", name));
}

export { expect };

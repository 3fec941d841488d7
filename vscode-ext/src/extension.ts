/** The extension's beginning and end: what is registered, and that the language server runs meanwhile. */
import type { ExtensionContext } from "vscode";
import { commands, window, workspace } from "vscode";
import { type Connection, createConnection } from "./client";
import { generate, insert } from "./generate";
import { createLifecycle } from "./lifecycle";
import { showMenu } from "./menu";
import { chooseModelServer, fetchModel } from "./modelServer";
import { createPreview } from "./preview";
import { onInterpreterChange } from "./pythonExtension";
import { explainRejections } from "./rejections";
import { runScript } from "./runScript";
import { openSample } from "./sample";
import { createStatus } from "./status";
import { buildCatalogue, chooseTool } from "./tools";

let connection: Connection | undefined;

/** Returns at once: looking for a server and starting it goes on in the background. */
export function activate(context: ExtensionContext): void {
  const { secrets, subscriptions } = context;
  const log = window.createOutputChannel("Edascribe", { log: true });
  const status = createStatus();
  const server = createConnection({ log, status, secrets, generate: (uri, line) => generate(server, preview, uri, line) });
  const preview = createPreview((document, insertion, text) => insert(server, document, insertion, text));
  const lifecycle = createLifecycle(context, log, status, server);
  connection = server;

  /** Registers a command whose failure the user is told. */
  function command(name: string, action: () => unknown): void {
    const registered = commands.registerCommand(`edascribe.${name}`, async () => {
      try {
        await action();
      } catch (error) {
        log.error(error instanceof Error ? error : String(error));
        void window.showErrorMessage(`Edascribe: ${error instanceof Error ? error.message : error}`);
      }
    });
    subscriptions.push(registered);
  }

  subscriptions.push(log, status, preview);
  command("generate", async () => {
    const editor = window.activeTextEditor;
    if (editor) await generate(server, preview, editor.document.uri.toString(), editor.selection.active.line);
  });
  command("preview.accept", preview.accept);
  command("preview.next", preview.next);
  command("preview.previous", preview.previous);
  command("preview.discard", preview.discard);
  command("explainRejections", () => explainRejections(server));
  command("chooseTool", () => chooseTool(server, status));
  command("buildToolCatalogue", () => buildCatalogue(server));
  command("chooseModelServer", () => chooseModelServer(server, secrets));
  command("downloadModel", () => fetchModel(server));
  command("runScript", () => runScript(status));
  command("install", lifecycle.install);
  command("restart", lifecycle.restart);
  command("showLog", () => log.show());
  command("openSample", () => openSample(context.extensionUri, status));
  command("openSettings", () => commands.executeCommand("workbench.action.openSettings", "@ext:edascribe.edascribe"));
  command("menu", () => showMenu(status));

  subscriptions.push(
    secrets.onDidChange(() => server.settingsChanged()),
    workspace.onDidGrantWorkspaceTrust(lifecycle.restart),
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("edascribe.server.path")) void lifecycle.restart();
    }),
  );
  void onInterpreterChange(lifecycle.restart).then((listening) => listening && subscriptions.push(listening));
  void lifecycle.restart();
}

export function deactivate(): Promise<void> | undefined {
  return connection?.stop();
}

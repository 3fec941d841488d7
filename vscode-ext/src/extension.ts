/** The extension's beginning and end: what is registered, and that the language server runs meanwhile. */
import type { ExtensionContext } from "vscode";
import { commands, window } from "vscode";
import { type Connection, createConnection } from "./client";
import { generate } from "./generate";
import { createStatus } from "./status";

let connection: Connection | undefined;

export async function activate(context: ExtensionContext): Promise<void> {
  const log = window.createOutputChannel("Edascribe", { log: true });
  const status = createStatus();
  const created = createConnection(log, status);
  connection = created;
  context.subscriptions.push(
    log,
    status,
    commands.registerCommand("edascribe.showLog", () => log.show()),
    commands.registerCommand("edascribe.restart", () => created.restart()),
    commands.registerCommand("edascribe.generate", () => generate(created)),
  );
  await created.start();
}

export function deactivate(): Promise<void> | undefined {
  return connection?.stop();
}

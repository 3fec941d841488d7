/** The command "Generate Script from Comment". */
import { window } from "vscode";
import type { Connection } from "./client";

export async function generate(connection: Connection): Promise<void> {
  const editor = window.activeTextEditor;
  if (editor === undefined) return;
  const { document, selection } = editor;
  await connection.execute("edascribe.generateFromComment", document.uri.toString(), selection.active.line);
}

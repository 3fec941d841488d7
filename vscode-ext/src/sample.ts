/** The command "Open Sample", with which the walkthrough ends: a script to try completion, hover, quick fix and generation on. */
import { setTimeout as sleep } from "node:timers/promises";
import { commands, Selection, Uri, ViewColumn, window, workspace } from "vscode";
import type { Status } from "./status";

const POLL = 100;
const PATIENCE = 15_000;

/** Opens the sample beside the walkthrough, and the completion list at its end as soon as the server knows the script. */
export async function openSample(extension: Uri, status: Status): Promise<void> {
  const file = Uri.joinPath(extension, "walkthrough", "sample.tcl");
  const content = new TextDecoder().decode(await workspace.fs.readFile(file)).trimEnd();
  const document = await workspace.openTextDocument({ language: "tcl", content });
  const editor = await window.showTextDocument(document, ViewColumn.Beside);
  const end = document.lineAt(document.lineCount - 1).range.end;
  editor.selection = new Selection(end, end);
  editor.revealRange(document.lineAt(document.lineCount - 1).range);
  for (let waited = 0; status.currentTool() === undefined && waited < PATIENCE; waited += POLL) await sleep(POLL);
  if (window.activeTextEditor === editor) await commands.executeCommand("editor.action.triggerSuggest");
}

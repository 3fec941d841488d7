/** The command "Generate Script from Comment": a short script goes in at once, a longer one is shown as a difference first. */
import { Range, Selection, type TextDocument, TextEditorRevealType, Uri, WorkspaceEdit, window, workspace } from "vscode";
import type { Connection } from "./client";
import type { Generated } from "./commands";
import type { Preview } from "./preview";

export type Insertion = NonNullable<Generated["insertion"]>;

export async function generate(connection: Connection, preview: Preview, uri: string, line: number): Promise<void> {
  const document = await workspace.openTextDocument(Uri.parse(uri));
  const ask = (apartFrom: readonly string[]) =>
    connection.execute("edascribe.generateFromComment", [uri, line, { apply: false, apartFrom }]);
  const answer = await ask([]);
  // Where there is nothing to insert, the server has told the user why.
  if (answer.insertion === undefined) return;
  const texts = candidates(answer, answer.insertion);
  const another = async (shown: readonly string[]) => (await ask(shown)).insertion?.text;
  const longest = workspace.getConfiguration("edascribe", document).get("previewLines", 3);
  if (lineCount(answer.text) > longest) await preview.show(document, answer.insertion, texts, another);
  else await insert(connection, document, answer.insertion, answer.insertion.text);
}

/** Inserts a text as one edit, unless the document has changed since, and puts the cursor behind it. */
export async function insert(connection: Connection, document: TextDocument, insertion: Insertion, text: string): Promise<boolean> {
  if (document.version !== insertion.version) {
    void window.showWarningMessage("Edascribe: the script has changed since, so nothing was inserted. Generate again.");
    return false;
  }
  const { line, character } = insertion.position;
  const edit = new WorkspaceEdit();
  const start = document.validatePosition(new Range(line, character, line, character).start);
  edit.insert(document.uri, start, text);
  if (!(await workspace.applyEdit(edit))) {
    void window.showWarningMessage("Edascribe: the editor did not take the script.");
    return false;
  }
  const end = document.positionAt(document.offsetAt(start) + text.length);
  const shown = window.visibleTextEditors.find((editor) => editor.document === document);
  if (shown !== undefined) {
    shown.selection = new Selection(end, end);
    shown.revealRange(new Range(start, end), TextEditorRevealType.InCenterIfOutsideViewport);
  }
  const accepted = { kind: "generate", text } as const;
  await connection.execute("edascribe.accepted", [document.uri.toString(), { line: end.line, character: end.character }, accepted]);
  return true;
}

/** The texts that may be inserted, the best first, each with the line ends and the beginning that its place wants. */
export function candidates(answer: Generated, insertion: Insertion): string[] {
  const ending = insertion.text.includes("\r\n") ? "\r\n" : "\n";
  const written = answer.text.replaceAll("\n", ending);
  const missing = insertion.text.slice(0, insertion.text.length - written.length);
  const others = (answer.alternatives ?? []).map(({ text }) => missing + text.replaceAll("\n", ending));
  return [insertion.text, ...others];
}

function lineCount(text: string): number {
  return text.trimEnd().split("\n").length;
}

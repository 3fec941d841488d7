/** A script before it goes in: the document as it would be, beside the document as it is, with buttons to take, change or leave it. */
import {
  commands,
  type Disposable,
  EventEmitter,
  TabInputTextDiff,
  type TextDocument,
  type TextDocumentContentProvider,
  Uri,
  window,
  workspace,
} from "vscode";
import type { Insertion } from "./generate";

const SCHEME = "edascribe-preview";

export interface Preview extends Disposable {
  /** Shows the first of the texts at its place; one preview at a time. */
  show(document: TextDocument, insertion: Insertion, texts: readonly string[]): Promise<void>;
  /** Puts the text that is shown into the document. */
  accept(): Promise<void>;
  next(): Promise<void>;
  discard(): Promise<void>;
}

interface Shown {
  readonly document: TextDocument;
  readonly insertion: Insertion;
  readonly texts: readonly string[];
  readonly before: string;
  readonly after: string;
  readonly uri: Uri;
  place: number;
}

export type Take = (document: TextDocument, insertion: Insertion, text: string) => Promise<boolean>;

export function createPreview(take: Take): Preview {
  const changed = new EventEmitter<Uri>();
  let shown: Shown | undefined;
  let number = 0;

  const provider: TextDocumentContentProvider = {
    onDidChange: changed.event,
    provideTextDocumentContent: (uri) => (shown?.uri.toString() === uri.toString() ? whole(shown) : ""),
  };

  async function open(preview: Shown): Promise<void> {
    const of = preview.texts.length > 1 ? `, ${preview.place + 1} of ${preview.texts.length}` : "";
    const name = preview.document.uri.path.split("/").at(-1);
    await commands.executeCommand("setContext", "edascribe.candidates", preview.texts.length);
    await commands.executeCommand("vscode.diff", preview.document.uri, preview.uri, `${name}: generated script${of}`, {
      preview: true,
    });
  }

  async function close(): Promise<void> {
    const closed = shown;
    shown = undefined;
    if (closed === undefined) return;
    const tabs = window.tabGroups.all.flatMap((group) => group.tabs);
    await window.tabGroups.close(
      tabs.filter(({ input }) => input instanceof TabInputTextDiff && input.modified.toString() === closed.uri.toString()),
    );
    await window.showTextDocument(closed.document);
  }

  const registered = workspace.registerTextDocumentContentProvider(SCHEME, provider);
  return {
    async accept() {
      const accepted = shown;
      if (accepted === undefined) return;
      await close();
      await take(accepted.document, accepted.insertion, accepted.texts[accepted.place] ?? "");
    },
    async next() {
      if (shown === undefined) return;
      shown.place = (shown.place + 1) % shown.texts.length;
      changed.fire(shown.uri);
      await open(shown);
    },
    discard: close,
    async show(document, insertion, texts) {
      const { line, character } = insertion.position;
      const text = document.getText();
      const start = document.offsetAt(document.lineAt(line).range.start.translate(0, character));
      number += 1;
      const uri = Uri.from({ scheme: SCHEME, path: document.uri.path, query: String(number) });
      shown = { document, insertion, texts, before: text.slice(0, start), after: text.slice(start), uri, place: 0 };
      await open(shown);
    },
    dispose() {
      registered.dispose();
      changed.dispose();
    },
  };
}

function whole({ before, after, texts, place }: Shown): string {
  return before + texts[place] + after;
}

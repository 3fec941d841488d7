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
  /** Shows the first of the texts at its place; one preview at a time. After the last one, another one is asked for. */
  show(document: TextDocument, insertion: Insertion, texts: readonly string[], another: Another): Promise<void>;
  /** Puts the text that is shown into the document. */
  accept(): Promise<void>;
  next(): Promise<void>;
  previous(): Promise<void>;
  discard(): Promise<void>;
}

/** Gives another text than those that were shown, where there is one. */
export type Another = (shown: readonly string[]) => Promise<string | undefined>;

interface Shown {
  readonly document: TextDocument;
  readonly insertion: Insertion;
  readonly texts: string[];
  readonly another: Another;
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
    const number = preview.texts.length > 1 ? `, ${preview.place + 1} of ${preview.texts.length}` : "";
    const name = preview.document.uri.path.split("/").at(-1);
    await commands.executeCommand("vscode.diff", preview.document.uri, preview.uri, `${name}: generated script${number}`, {
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
      const preview = shown;
      if (preview === undefined) return;
      if (preview.place + 1 === preview.texts.length) {
        const text = await preview.another([...preview.texts]);
        // The server has told why there is no other one; it may have taken longer than the user cared to wait.
        if (text === undefined || shown !== preview) return;
        preview.texts.push(text);
      }
      preview.place += 1;
      changed.fire(preview.uri);
      await open(preview);
    },
    async previous() {
      if (shown === undefined || shown.place === 0) return;
      shown.place -= 1;
      changed.fire(shown.uri);
      await open(shown);
    },
    discard: close,
    async show(document, insertion, texts, another) {
      const { line, character } = insertion.position;
      const text = document.getText();
      const start = document.offsetAt(document.lineAt(line).range.start.translate(0, character));
      number += 1;
      const uri = Uri.from({ scheme: SCHEME, path: document.uri.path, query: String(number) });
      shown = {
        document,
        insertion,
        texts: [...texts],
        another,
        before: text.slice(0, start),
        after: text.slice(start),
        uri,
        place: 0,
      };
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

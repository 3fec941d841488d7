/** A stand-in for the module `vscode`, which only an extension host has: as much of it as units touch, in memory. */
import { vi } from "vitest";

export class Position {
  constructor(
    readonly line: number,
    readonly character: number,
  ) {}
  with(line: number, character: number): Position {
    return new Position(line, character);
  }
  translate(lines: number, characters: number): Position {
    return new Position(this.line + lines, this.character + characters);
  }
}

export class Range {
  readonly start: Position;
  readonly end: Position;
  constructor(...from: [Position, Position] | [number, number, number, number]) {
    if (from.length === 2) [this.start, this.end] = from;
    else [this.start, this.end] = [new Position(from[0], from[1]), new Position(from[2], from[3])];
  }
}

export class Selection extends Range {}

export class Uri {
  private constructor(
    readonly scheme: string,
    readonly path: string,
    readonly query: string,
  ) {}
  static parse(text: string): Uri {
    const { protocol, pathname, search } = new URL(text);
    return new Uri(protocol.slice(0, -1), pathname, search.slice(1));
  }
  static from({ scheme, path, query = "" }: { scheme: string; path: string; query?: string }): Uri {
    return new Uri(scheme, path, query);
  }
  get fsPath(): string {
    return this.path;
  }
  toString(): string {
    return `${this.scheme}://${this.path}${this.query ? `?${this.query}` : ""}`;
  }
}

export class WorkspaceEdit {
  readonly edits: [uri: Uri, at: Range, text: string][] = [];
  insert(uri: Uri, at: Position, text: string): void {
    this.replace(uri, new Range(at, at), text);
  }
  replace(uri: Uri, at: Range, text: string): void {
    this.edits.push([uri, at, text]);
  }
}

export class EventEmitter<T> {
  private listener: ((value: T) => void) | undefined;
  readonly event = (listener: (value: T) => void) => {
    this.listener = listener;
    return disposable();
  };
  fire(value: T): void {
    this.listener?.(value);
  }
  dispose(): void {}
}

export class MarkdownString {
  constructor(public value = "") {}
  appendMarkdown(text: string): this {
    this.value += text;
    return this;
  }
  appendText(text: string): this {
    return this.appendMarkdown(text);
  }
}

export class ThemeColor {
  constructor(readonly id: string) {}
}

export class TabInputTextDiff {
  constructor(
    readonly original: Uri,
    readonly modified: Uri,
  ) {}
}

export const ConfigurationTarget = { Global: 1, Workspace: 2 };
export const ProgressLocation = { Window: 10, Notification: 15 };
export const QuickPickItemKind = { Separator: -1, Default: 0 };
export const StatusBarAlignment = { Right: 2 };
export const TextEditorRevealType = { InCenterIfOutsideViewport: 2 };

/** A document in memory; edits that are applied change it. */
export class Document {
  version = 1;
  isDirty = false;
  constructor(
    readonly uri: Uri,
    public text: string,
    readonly languageId = "tcl",
  ) {}
  get lineCount(): number {
    return this.text.split("\n").length;
  }
  get fileName(): string {
    return this.uri.path;
  }
  getText(): string {
    return this.text;
  }
  validatePosition(position: Position): Position {
    return position;
  }
  lineAt(line: number) {
    const text = this.text.split("\n")[line] ?? "";
    return { range: new Range(line, 0, line, text.length), text };
  }
  offsetAt({ line, character }: Position): number {
    return (
      this.text
        .split("\n")
        .slice(0, line)
        .reduce((sum, each) => sum + each.length + 1, 0) + character
    );
  }
  positionAt(offset: number): Position {
    const above = this.text.slice(0, offset).split("\n");
    return new Position(above.length - 1, above.at(-1)?.length ?? 0);
  }
}

/** What a test sets and looks at. */
export const state = {
  documents: new Map<string, Document>(),
  settings: new Map<string, unknown>(),
  providers: new Map<string, { provideTextDocumentContent(uri: Uri): string }>(),
};

export function reset(): void {
  for (const each of Object.values(state)) each.clear();
  window.activeTextEditor = undefined;
}

export function openDocument(text: string, uri = "file:///project/timing.tcl"): Document {
  const document = new Document(Uri.parse(uri), text);
  state.documents.set(uri, document);
  window.activeTextEditor = { document };
  return document;
}

const statusItem = { text: "", tooltip: new MarkdownString(), show: vi.fn(), dispose: vi.fn() };

export const window = {
  activeTextEditor: undefined as { document: Document } | undefined,
  visibleTextEditors: [],
  tabGroups: { all: [], close: vi.fn() },
  createStatusBarItem: () => statusItem,
  onDidChangeActiveTextEditor: disposable,
  showTextDocument: vi.fn(),
  showInformationMessage: vi.fn(),
  showWarningMessage: vi.fn(),
  showErrorMessage: vi.fn(),
  showInputBox: vi.fn(),
  showOpenDialog: vi.fn(),
  showQuickPick: vi.fn(),
  withProgress: (_: unknown, work: (progress: unknown, token: unknown) => unknown) => work({ report: vi.fn() }, {}),
};

export const workspace = {
  workspaceFolders: [{}],
  getWorkspaceFolder: () => ({}),
  asRelativePath: (uri: Uri) => uri.path.replace("/project/", ""),
  async applyEdit({ edits }: WorkspaceEdit): Promise<boolean> {
    for (const [uri, at, text] of edits) {
      const document = state.documents.get(uri.toString());
      if (document === undefined) return false;
      const [start, end] = [document.offsetAt(at.start), document.offsetAt(at.end)];
      document.text = document.text.slice(0, start) + text + document.text.slice(end);
      document.version += 1;
    }
    return true;
  },
  async openTextDocument(uri: Uri): Promise<Document | undefined> {
    return state.documents.get(uri.toString());
  },
  registerTextDocumentContentProvider(scheme: string, provider: { provideTextDocumentContent(uri: Uri): string }) {
    state.providers.set(scheme, provider);
    return disposable();
  },
  getConfiguration: (section: string) => ({
    get: (name: string, otherwise?: unknown) => state.settings.get(`${section}.${name}`) ?? otherwise,
    inspect: (name: string) => ({ workspaceValue: state.settings.get(`${section}.${name}`) }),
    async update(name: string, value: unknown) {
      state.settings.set(`${section}.${name}`, value);
    },
  }),
};

export const commands = {
  executeCommand: vi.fn(async (_name: string, ..._parameters: unknown[]) => undefined),
};

function disposable() {
  return { dispose: vi.fn() };
}

/** The commands "Choose Tool and Version" and "Build Catalogue for the Installed Tool". */
import { ConfigurationTarget, QuickPickItemKind, type TextEditor, WorkspaceEdit, window, workspace } from "vscode";
import type { Connection } from "./client";
import type { KnownTool } from "./commands";
import { nameOf, type Status } from "./status";

// As the server reads it, see `detect.py`.
const DIRECTIVE = /^[ \t]*#[ \t]*edascribe:.*?\btool=[\w-]+(@[\w.+-]+)?/;

export async function chooseTool(connection: Connection, status: Status): Promise<void> {
  const editor = window.activeTextEditor;
  const all = await connection.execute("edascribe.listTools", editor ? [editor.document.uri.toString()] : []);
  const known = editor ? all.filter(({ language }) => (language === "python") === (editor.document.languageId === "python")) : all;
  const current = status.currentTool();
  const tool = await window.showQuickPick(toolItems(known), {
    title: "Which tool are your scripts for?",
    placeHolder: current ? `This one is for ${nameOf(current)}, by ${current.why}` : "A tool, and its version if it matters",
    matchOnDescription: true,
  });
  if (tool === undefined) return;
  if (tool.builds) return buildCatalogue(connection, all);
  const where = await window.showQuickPick(placeItems(editor), { title: `${tool.label}: for which scripts?` });
  await where?.set(tool.name);
}

export async function buildCatalogue(connection: Connection, known?: readonly KnownTool[]): Promise<void> {
  const tools = known ?? (await connection.execute("edascribe.listTools", []));
  const titles = new Map(tools.map(({ tool, title }) => [tool, title]));
  const packages = { label: "A Python package…", description: "by its name", tool: "" };
  const chosen = await window.showQuickPick(
    [...[...titles].map(([tool, title]) => ({ label: title, description: tool, tool })), packages],
    { title: "Whose commands are to be asked for?" },
  );
  if (chosen === undefined) return;
  const tool = chosen.tool || (await packageName());
  if (tool) await build(connection, tool);
}

async function build(connection: Connection, tool: string, program?: string): Promise<void> {
  const built = await connection.execute("edascribe.buildCatalogue", program ? [tool, program] : [tool]);
  if (built.built) {
    void window.showInformationMessage(`Edascribe knows ${built.title} ${built.version} now: ${built.size}.`);
    return;
  }
  const choosing = "Choose Program…";
  if ((await window.showErrorMessage(`Edascribe: ${built.reason}`, choosing)) !== choosing) return;
  const [file] = (await window.showOpenDialog({ title: `The program of ${tool}`, openLabel: "Ask It" })) ?? [];
  if (file !== undefined) await build(connection, tool, file.fsPath);
}

async function packageName(): Promise<string | undefined> {
  const name = await window.showInputBox({ title: "The Python package's name", placeHolder: "siliconcompiler" });
  return name ? `python:${name.trim()}` : undefined;
}

export interface ToolItem {
  readonly label: string;
  readonly description?: string;
  readonly kind?: QuickPickItemKind;
  /** As settings and comments name it: `opensta` or `opensta@2.0.17`. */
  readonly name: string;
  readonly builds?: boolean;
}

/** Each tool without a version, then with each of its versions. */
export function toolItems(known: readonly KnownTool[]): ToolItem[] {
  const titles = new Map(known.map(({ tool, title }) => [tool, title]));
  const items: ToolItem[] = [];
  for (const [tool, title] of titles) {
    items.push({ label: title, kind: QuickPickItemKind.Separator, name: "" });
    items.push({ label: title, description: `${tool}: the installed version, else the newest that is known`, name: tool });
    for (const { version, size, source } of known.filter((each) => each.tool === tool))
      items.push({ label: `${title} ${version}`, description: `${size}, ${source}`, name: `${tool}@${version}` });
  }
  items.push({ label: "", kind: QuickPickItemKind.Separator, name: "" });
  items.push({ label: "Build Catalogue for the Installed Tool…", name: "", builds: true });
  return items;
}

interface PlaceItem {
  readonly label: string;
  readonly description: string;
  readonly set: (name: string) => Thenable<unknown>;
}

function placeItems(editor: TextEditor | undefined): PlaceItem[] {
  const items: PlaceItem[] = [];
  if (editor !== undefined)
    items.push({ label: "This file", description: "by a comment on its first line", set: (name) => setByComment(editor, name) });
  const folder = editor && workspace.getWorkspaceFolder(editor.document.uri);
  if (editor !== undefined && folder !== undefined) {
    const pattern = patternFor(workspace.asRelativePath(editor.document.uri, false));
    items.push({
      label: `Files that fit ${pattern}`,
      description: "by the setting edascribe.tools of this workspace",
      set: (name) => setByPattern(pattern, name),
    });
  }
  if (workspace.workspaceFolders?.length)
    items.push({
      label: "This workspace",
      description: "by the setting edascribe.tool",
      set: (name) => setForAll(name, ConfigurationTarget.Workspace),
    });
  items.push({
    label: "All my scripts",
    description: "by the setting edascribe.tool of yours",
    set: (name) => setForAll(name, ConfigurationTarget.Global),
  });
  return items;
}

/** The files of a folder, else those of the same kind. */
export function patternFor(path: string): string {
  const folder = path.slice(0, path.lastIndexOf("/") + 1);
  return folder ? `/${folder}` : `/*${path.slice(path.lastIndexOf("."))}`;
}

async function setByComment(editor: TextEditor, name: string): Promise<void> {
  const { document } = editor;
  const comment = `# edascribe: tool=${name}`;
  const edit = new WorkspaceEdit();
  const lines = Array.from({ length: Math.min(document.lineCount, 50) }, (_, line) => document.lineAt(line));
  const said = lines.find((line) => DIRECTIVE.test(line.text));
  if (said !== undefined) edit.replace(document.uri, said.range, said.text.replace(/\btool=\S+/, `tool=${name}`));
  else edit.insert(document.uri, document.lineAt(0).range.start.with(lines[0]?.text.startsWith("#!") ? 1 : 0, 0), `${comment}\n`);
  await workspace.applyEdit(edit);
}

async function setByPattern(pattern: string, name: string): Promise<void> {
  const settings = workspace.getConfiguration("edascribe");
  const { [pattern]: _, ...others } = settings.inspect<Record<string, string>>("tools")?.workspaceValue ?? {};
  // The last pattern that fits counts.
  await settings.update("tools", { ...others, [pattern]: name }, ConfigurationTarget.Workspace);
}

async function setForAll(name: string, target: ConfigurationTarget): Promise<void> {
  const [tool, version = ""] = name.split("@");
  const settings = workspace.getConfiguration("edascribe");
  await settings.update("tool", tool, target);
  await settings.update("toolVersion", version || undefined, target);
}

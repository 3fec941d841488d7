/** The command "Run Script in Tool": in a terminal, after the user has seen what is run. */

import { dirname } from "node:path";
import { ProcessExecution, Task, TaskScope, type TextDocument, tasks, window, workspace } from "vscode";
import { nameOf, type Status, type Tool } from "./status";

export async function runScript(status: Status): Promise<void> {
  const document = window.activeTextEditor?.document;
  const tool = status.currentTool();
  if (document === undefined) return;
  if (tool === undefined) {
    void window.showWarningMessage(
      "Edascribe: it is not known which tool this script is for. Choose one by Edascribe: Choose Tool and Version.",
    );
    return;
  }
  const settings = workspace.getConfiguration("edascribe", document);
  const own = tool.tool === settings.get("tool") ? settings.get("toolExecutable", "") : "";
  const words = commandLine(settings.get<Record<string, string[]>>("run", {})[tool.tool], document.fileName, own);
  if (words === undefined) {
    void window.showWarningMessage(
      `Edascribe: it is not set how ${tool.title} runs a script. Say it in the setting edascribe.run, as {"${tool.tool}": ["program", "\${file}"]}.`,
    );
    return;
  }
  const running = "Run";
  const detail = `${words.join(" ")}\n\nin ${dirname(document.fileName)}`;
  const chosen = await window.showWarningMessage(`Run this script in ${nameOf(tool)}?`, { modal: true, detail }, running);
  if (chosen !== running || (document.isDirty && !(await document.save()))) return;
  await tasks.executeTask(taskFor(document, tool, words));
}

/** The words of a command line with the script's path, and the user's own program, in place; undefined where there are none. */
export function commandLine(words: readonly string[] | undefined, file: string, own = ""): string[] | undefined {
  if (!Array.isArray(words) || words.length === 0) return undefined;
  const [program, ...parameters] = words.map((word) => String(word).replaceAll("${file}", file));
  return [own || (program ?? ""), ...parameters];
}

function taskFor(document: TextDocument, tool: Tool, [program = "", ...parameters]: string[]): Task {
  // No shell is between, so nothing in a path can mean anything to one.
  const execution = new ProcessExecution(program, parameters, { cwd: dirname(document.fileName) });
  const scope = workspace.getWorkspaceFolder(document.uri) ?? TaskScope.Workspace;
  const name = `${tool.title}: ${document.uri.path.split("/").at(-1)}`;
  return new Task({ type: "edascribe" }, scope, name, "Edascribe", execution);
}

/** The item in the status bar: how the server and its model are, and which tool the script at hand is for. */
import { type Disposable, MarkdownString, StatusBarAlignment, ThemeColor, window } from "vscode";

/** What the notification `edascribe/status` tells. */
export interface ServerStatus {
  readonly state: "ready" | "thinking" | "offline";
  readonly message: string;
  readonly model: string;
}

/** What the notification `edascribe/tool` tells of a document; its tool is empty where the server leaves it to others. */
export interface Tool {
  readonly uri: string;
  readonly tool: string;
  readonly title: string;
  readonly version: string;
  readonly why: string;
}

export type State = ServerStatus["state"] | "starting" | "stopped";

export interface Status extends Disposable {
  readonly state: State;
  /** What is wrong, where something is. */
  readonly message: string;
  starting(): void;
  stopped(message: string): void;
  model(told: ServerStatus): void;
  tool(told: Tool): void;
  /** What the document that is being edited is for. */
  currentTool(): Tool | undefined;
}

const ICONS: Record<State, string> = {
  starting: "$(loading~spin)",
  ready: "$(circuit-board)",
  thinking: "$(sync~spin)",
  offline: "$(warning)",
  stopped: "$(error)",
};

export function createStatus(): Status {
  const item = window.createStatusBarItem("status", StatusBarAlignment.Right, 10);
  item.name = "Edascribe";
  item.command = "edascribe.menu";
  const tools = new Map<string, Tool>();
  let state: State = "starting";
  let message = "";
  let model = "";

  function currentTool(): Tool | undefined {
    const tool = tools.get(window.activeTextEditor?.document.uri.toString() ?? "");
    return tool?.tool ? tool : undefined;
  }

  function show(): void {
    const tool = currentTool();
    item.text = `${ICONS[state]} ${tool ? nameOf(tool) : "Edascribe"}`;
    item.tooltip = tooltip(state, message, model, tool);
    const label = [`Edascribe: ${state}`, tool && nameOf(tool), message].filter(Boolean).join(", ");
    item.accessibilityInformation = { label, role: "button" };
    item.backgroundColor =
      state === "offline" || state === "stopped" ? new ThemeColor("statusBarItem.warningBackground") : undefined;
    item.show();
  }

  function set(newState: State, newMessage: string, newModel: string): void {
    [state, message, model] = [newState, newMessage, newModel];
    show();
  }

  const editors = window.onDidChangeActiveTextEditor(show);
  return {
    get state() {
      return state;
    },
    get message() {
      return message;
    },
    starting: () => set("starting", "", ""),
    stopped(why) {
      tools.clear();
      set("stopped", why, "");
    },
    model: (told) => set(told.state, told.message, told.model),
    tool(told) {
      tools.set(told.uri, told);
      show();
    },
    currentTool,
    dispose() {
      editors.dispose();
      item.dispose();
    },
  };
}

export function nameOf(tool: { readonly title: string; readonly version: string }): string {
  return [tool.title, tool.version].filter(Boolean).join(" ");
}

function tooltip(state: State, message: string, model: string, tool: Tool | undefined): MarkdownString {
  const text = new MarkdownString(`**Edascribe: ${state}**`);
  if (message) text.appendMarkdown("\n\n").appendText(message);
  if (model) text.appendMarkdown("\n\nModel: ").appendText(model);
  if (tool) text.appendMarkdown("\n\nThis script is for ").appendText(`${nameOf(tool)}, by ${tool.why}.`);
  return text.appendMarkdown("\n\nClick for what can be done.");
}

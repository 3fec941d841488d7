/** The item in the status bar: how the server and its model are, and which tool the script at hand is for. */
import { type Disposable, MarkdownString, StatusBarAlignment, ThemeColor, window } from "vscode";

/** What the notification `edascribe/status` tells. */
export interface ServerStatus {
  readonly state: "ready" | "thinking" | "offline";
  readonly message: string;
  readonly model: string;
  /** Seconds from now in which a server that does not work is left alone; null where all work. */
  readonly retryIn: number | null;
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
  let again = "";

  function currentTool(): Tool | undefined {
    const tool = tools.get(window.activeTextEditor?.document.uri.toString() ?? "");
    return tool?.tool ? tool : undefined;
  }

  function show(): void {
    const tool = currentTool();
    item.text = `${ICONS[state]} ${tool ? nameOf(tool) : "Edascribe"}`;
    item.tooltip = tooltip(state, message, again, model, tool);
    const label = [`Edascribe: ${state}`, tool && nameOf(tool), message].filter(Boolean).join(", ");
    item.accessibilityInformation = { label, role: "button" };
    item.backgroundColor =
      state === "offline" || state === "stopped" ? new ThemeColor("statusBarItem.warningBackground") : undefined;
    item.show();
  }

  function set(newState: State, newMessage = "", newModel = "", retryIn: number | null = null): void {
    [state, message, model, again] = [newState, newMessage, newModel, retryIn === null ? "" : timeIn(retryIn)];
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
    starting: () => set("starting"),
    stopped(why) {
      tools.clear();
      set("stopped", why);
    },
    model: (told) => set(told.state, told.message, told.model, told.retryIn),
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

/** The time of day in so many seconds. A tooltip stays as it was made, so it cannot count them. */
function timeIn(seconds: number): string {
  return new Date(Date.now() + 1000 * seconds).toLocaleTimeString();
}

function tooltip(state: State, message: string, again: string, model: string, tool: Tool | undefined): MarkdownString {
  const text = new MarkdownString(`**Edascribe: ${state}**`);
  if (message) text.appendMarkdown("\n\n").appendText(message);
  if (again) text.appendMarkdown("\n\n").appendText(`What you type after ${again} tries it again.`);
  if (model) text.appendMarkdown("\n\nModel: ").appendText(model);
  if (tool) text.appendMarkdown("\n\nThis script is for ").appendText(`${nameOf(tool)}, by ${tool.why}.`);
  return text.appendMarkdown("\n\nClick for what can be done.");
}

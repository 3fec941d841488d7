/** The item in the status bar: how the server and its model are. */
import type { Disposable } from "vscode";
import { StatusBarAlignment, window } from "vscode";

/** What the notification `edascribe/status` carries. */
export interface ServerStatus {
  readonly state: "ready" | "thinking" | "offline";
  readonly message: string;
  readonly model: string;
}

export type State = ServerStatus["state"] | "starting" | "stopped";

export interface Status extends Disposable {
  show(state: State, message: string, model?: string): void;
}

const ICONS: Record<State, string> = {
  starting: "loading~spin",
  ready: "circuit-board",
  thinking: "sync~spin",
  offline: "warning",
  stopped: "error",
};

export function createStatus(): Status {
  const item = window.createStatusBarItem("status", StatusBarAlignment.Right, 10);
  item.name = "Edascribe";
  item.command = "edascribe.showLog";
  return {
    show(state, message, model = "") {
      item.text = `$(${ICONS[state]}) Edascribe`;
      item.tooltip = [`Edascribe: ${state}`, model, message].filter(Boolean).join("\n");
      item.show();
    },
    dispose: () => item.dispose(),
  };
}

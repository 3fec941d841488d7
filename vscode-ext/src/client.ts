/** The language client: one server process for a window, started, stopped and started anew. */
import type { LogOutputChannel } from "vscode";
import { window, workspace } from "vscode";
import { LanguageClient, type LanguageClientOptions, RevealOutputChannelOn, State } from "vscode-languageclient/node";
import { LANGUAGES } from "./languages";
import { findServer } from "./server";
import type { ServerStatus, Status } from "./status";

export interface Connection {
  start(): Promise<void>;
  stop(): Promise<void>;
  restart(): Promise<void>;
  /** Calls a command of the server. Throws an error whose message can be shown to the user. */
  execute<T>(command: string, ...parameters: unknown[]): Promise<T>;
}

export function createConnection(log: LogOutputChannel, status: Status): Connection {
  let client: LanguageClient | undefined;

  async function start(): Promise<void> {
    status.show("starting", "");
    const found = await findServer(workspace.getConfiguration("edascribe").get("server.path", ""));
    if (found.server === undefined) {
      status.show("stopped", found.trouble);
      log.error(found.trouble);
      void window.showErrorMessage(`Edascribe: ${found.trouble}`);
      return;
    }
    log.info(`Language server: ${[found.server.command, ...found.server.parameters].join(" ")}`);
    const started = new LanguageClient(
      "edascribe",
      "Edascribe",
      { command: found.server.command, args: [...found.server.parameters] },
      options(log),
    );
    started.onDidChangeState((change) => {
      if (change.newState === State.Stopped) status.show("stopped", "The language server has stopped; the log says why.");
    });
    started.onNotification("edascribe/status", (told: ServerStatus) => status.show(told.state, told.message, told.model));
    client = started;
    await started.start();
  }

  async function stop(): Promise<void> {
    const stopped = client;
    client = undefined;
    await stopped?.dispose();
  }

  return {
    start,
    stop,
    async restart() {
      await stop();
      await start();
    },
    async execute<T>(command: string, ...parameters: unknown[]): Promise<T> {
      if (client === undefined) throw new Error("The language server is not running.");
      return client.sendRequest<T>("workspace/executeCommand", { command, arguments: parameters });
    },
  };
}

function options(log: LogOutputChannel): LanguageClientOptions {
  return {
    documentSelector: LANGUAGES.flatMap((language) => [
      { scheme: "file", language },
      { scheme: "untitled", language },
    ]),
    outputChannel: log,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
  };
}

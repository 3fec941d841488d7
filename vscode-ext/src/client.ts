/** The language client: one server process for a window, started, stopped and started anew. */
import { homedir } from "node:os";
import type { LogOutputChannel, SecretStorage } from "vscode";
import { workspace } from "vscode";
import type { LanguageClient, LanguageClientOptions } from "vscode-languageclient/node";
import type { Commands } from "./commands";
import { LANGUAGES } from "./languages";
import { withProxy } from "./programs";
import { createProgress, type Progress } from "./progress";
import { withKeys } from "./secrets";
import type { Server } from "./server";
import type { ServerStatus, Status, Tool } from "./status";

export interface Connection {
  /** Starts a server in place of the one that runs. Throws an error whose message can be shown. */
  start(server: Server): Promise<void>;
  stop(): Promise<void>;
  /** Calls a command of the server. Throws an error whose message can be shown. */
  execute<Name extends keyof Commands>(command: Name, parameters: Commands[Name]["parameters"]): Promise<Commands[Name]["result"]>;
  /** Has the server ask for its settings again. */
  settingsChanged(): Promise<void>;
}

export interface Services {
  readonly log: LogOutputChannel;
  readonly status: Status;
  readonly secrets: SecretStorage;
  /** What is done in place of generating at once, where the server's own action asks for it. */
  readonly generate: (uri: string, line: number) => Promise<void>;
}

export function createConnection(services: Services): Connection {
  const { log, status } = services;
  let client: LanguageClient | undefined;
  // How many commands the user waits for.
  let asked = 0;

  async function stop(): Promise<void> {
    const stopped = client;
    client = undefined;
    // One that did not start cannot be stopped, and has said why.
    await stopped?.dispose().catch((error: unknown) => log.warn(String(error)));
  }

  return {
    stop,
    async start(server) {
      await stop();
      log.info(`Language server ${server.version} of ${server.from}: ${[server.command, ...server.parameters].join(" ")}`);
      // In the user's home, for a program that is started in a folder may take that folder's files for its own.
      const executable = { command: server.command, args: [...server.parameters], options: { cwd: homedir(), env: environment() } };
      // Half of what the extension's activation would take, and not needed before there is a server.
      const { LanguageClient, RevealOutputChannelOn, State } = await import("vscode-languageclient/node");
      const progress = createProgress(
        () => asked > 0,
        (token) => void client?.sendNotification("window/workDoneProgress/cancel", { token }),
      );
      const options = { ...optionsFor(services, progress), revealOutputChannelOn: RevealOutputChannelOn.Never };
      const started = new LanguageClient("edascribe", "Edascribe", executable, options);
      started.onDidChangeState(({ newState }) => {
        if (newState === State.Stopped) progress.end();
        if (client === started && newState === State.Stopped) status.stopped("The language server has stopped; the log says why.");
      });
      started.onNotification("edascribe/status", (told: ServerStatus) => status.model(told));
      started.onNotification("edascribe/tool", (told: Tool) => status.tool(told));
      client = started;
      await started.start();
    },
    async execute(command, parameters) {
      if (!client?.isRunning()) throw new Error("The language server is not running.");
      asked += 1;
      try {
        return await client.sendRequest("workspace/executeCommand", { command, arguments: parameters });
      } finally {
        asked -= 1;
      }
    },
    async settingsChanged() {
      if (client?.isRunning()) await client.sendNotification("workspace/didChangeConfiguration", { settings: null });
    },
  };
}

function optionsFor({ log, secrets, generate }: Services, progress: Progress): LanguageClientOptions {
  return {
    documentSelector: LANGUAGES.flatMap((language) => [
      { scheme: "file", language },
      { scheme: "untitled", language },
    ]),
    outputChannel: log,
    middleware: {
      handleWorkDoneProgress: progress.take,
      workspace: {
        async configuration(params, token, next) {
          const settings = await next(params, token);
          if (!Array.isArray(settings)) return settings;
          return Promise.all(
            params.items.map(({ section }, place) =>
              section === "edascribe" ? withKeys(secrets, settings[place]) : settings[place],
            ),
          );
        },
      },
      executeCommand(command, parameters, next) {
        const [uri, line] = parameters as unknown[];
        if (command === "edascribe.generateFromComment" && typeof uri === "string" && typeof line === "number")
          return generate(uri, line);
        return next(command, parameters);
      },
    },
  };
}

/** The environment of programs that use the network. */
export function environment(): NodeJS.ProcessEnv {
  return { ...withProxy(process.env, workspace.getConfiguration("http").get("proxy", "")) };
}

/** The folders that are open. */
export function openFolders(): string[] {
  return (workspace.workspaceFolders ?? []).map((folder) => folder.uri.fsPath);
}

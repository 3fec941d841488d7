/** From a window's start to a running server: finds one, starts it, or offers to install one. */
import type { ExtensionContext, LogOutputChannel } from "vscode";
import { commands, ProgressLocation, Uri, window, workspace } from "vscode";
import { type Connection, environment, openFolders } from "./client";
import { InstallationError, install } from "./install";
import { chosenInterpreter } from "./pythonExtension";
import { findServer } from "./server";
import type { Status } from "./status";

export interface Lifecycle {
  /** Stops the server that runs and starts the one that is found now. */
  restart(): Promise<void>;
  /** Installs a server under a progress bar, then starts it. */
  install(): Promise<void>;
}

export function createLifecycle(
  context: ExtensionContext,
  log: LogOutputChannel,
  status: Status,
  connection: Connection,
): Lifecycle {
  const own = Uri.joinPath(context.globalStorageUri, "environment").fsPath;
  // One start at a time: a second one waits for the first.
  let last: Promise<void> = Promise.resolve();

  function restart(): Promise<void> {
    last = last.then(start, start);
    return last;
  }

  async function start(): Promise<void> {
    status.starting();
    await connection.stop();
    const setting = workspace.getConfiguration("edascribe").get("server.path", "");
    const found = await findServer({
      setting,
      interpreter: setting ? undefined : await chosenInterpreter(),
      environment: own,
      folders: openFolders(),
      trusted: workspace.isTrusted,
    });
    for (const vain of found.tried) log.debug(vain);
    if (found.server === undefined) {
      for (const vain of found.tried) log.warn(vain);
      const told = setting ? found.tried.join(" ") : "There is no language server yet.";
      status.stopped(told);
      void offer(told);
      return;
    }
    try {
      await connection.start(found.server);
    } catch (error) {
      status.stopped(`The language server did not start: ${error instanceof Error ? error.message : error}`);
      log.error(String(error));
    }
  }

  async function offer(told: string): Promise<void> {
    const [installing, choosing, showing] = ["Install", "Choose Program…", "Show Log"];
    const chosen = await window.showWarningMessage(
      `Edascribe: ${told} It can be installed into an environment of its own, with pip.`,
      installing,
      choosing,
      showing,
    );
    if (chosen === installing) await installServer();
    else if (chosen === choosing) await commands.executeCommand("workbench.action.openSettings", "edascribe.server.path");
    else if (chosen === showing) log.show();
  }

  async function installServer(): Promise<void> {
    const settings = workspace.getConfiguration("edascribe");
    // A server that runs holds files of its environment open.
    await connection.stop();
    const installed = await window.withProgress(
      { location: ProgressLocation.Notification, title: "Installing Edascribe's language server", cancellable: true },
      async (progress, token) => {
        const abort = new AbortController();
        token.onCancellationRequested(() => abort.abort());
        await workspace.fs.createDirectory(context.globalStorageUri);
        try {
          await install({
            environment: own,
            requirement: settings.get("install.package", "") || "edascribe[embedded]",
            index: settings.get("install.indexUrl", ""),
            interpreter: workspace.isTrusted ? await chosenInterpreter() : undefined,
            variables: environment(),
            report: (message) => progress.report({ message }),
            log: (line) => log.info(line),
            signal: abort.signal,
          });
          return true;
        } catch (error) {
          if (!(error instanceof InstallationError)) throw error;
          status.stopped(error.message);
          if (!abort.signal.aborted) void tellFailure(error.message);
          return false;
        }
      },
    );
    if (installed) await restart();
  }

  async function tellFailure(message: string): Promise<void> {
    const [again, settings, showing] = ["Try Again", "Settings", "Show Log"];
    const chosen = await window.showErrorMessage(`Edascribe was not installed. ${message}`, again, settings, showing);
    if (chosen === again) await installServer();
    else if (chosen === settings) await commands.executeCommand("workbench.action.openSettings", "edascribe.install");
    else if (chosen === showing) log.show();
  }

  return { restart, install: installServer };
}

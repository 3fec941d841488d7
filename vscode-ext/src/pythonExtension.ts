/** The interpreter that is chosen in Microsoft's Python extension, which need not be there. */
import type { Disposable, Event, Uri } from "vscode";
import { extensions } from "vscode";

/** The part of that extension's API that is used here. */
interface Api {
  readonly environments: {
    getActiveEnvironmentPath(): { readonly path: string };
    resolveEnvironment(path: { readonly path: string }): Promise<{ readonly executable: { readonly uri?: Uri } } | undefined>;
    readonly onDidChangeActiveEnvironmentPath: Event<unknown>;
  };
}

/** Milliseconds; the other extension must not hold up this one. */
const PATIENCE = 5_000;

export async function chosenInterpreter(): Promise<string | undefined> {
  const environments = (await api())?.environments;
  const chosen = environments?.getActiveEnvironmentPath();
  if (environments === undefined || chosen === undefined) return undefined;
  const resolved = await inTime(environments.resolveEnvironment(chosen));
  return resolved?.executable.uri?.fsPath;
}

export async function onInterpreterChange(listener: () => void): Promise<Disposable | undefined> {
  return (await api())?.environments.onDidChangeActiveEnvironmentPath(listener);
}

async function api(): Promise<Api | undefined> {
  const extension = extensions.getExtension<Api>("ms-python.python");
  return extension === undefined ? undefined : inTime(extension.activate());
}

/** A promise's value; undefined where it fails or takes too long, which is the other extension's matter to tell. */
async function inTime<T>(promise: PromiseLike<T>): Promise<T | undefined> {
  const late = new Promise<undefined>((resolve) => {
    setTimeout(() => resolve(undefined), PATIENCE).unref();
  });
  try {
    return await Promise.race([promise, late]);
  } catch {
    return undefined;
  }
}

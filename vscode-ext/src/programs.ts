/** Programs of the user's: where they are, and what they answer. None is ever started through a shell or from a relative path. */
import { execFile } from "node:child_process";
import { accessSync, constants, statSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, isAbsolute, join, relative, sep } from "node:path";

/** Milliseconds after which a program that was asked something counts as broken. */
const PATIENCE = 20_000;

/** A program's path, by its name from the search path; undefined where there is none. A folder that is not absolute is passed over. */
export function findProgram(name: string, searchPath: string = process.env["PATH"] ?? ""): string | undefined {
  if (isAbsolute(name)) return isProgram(name) ? name : undefined;
  if (name.includes("/") || name.includes(sep)) return undefined;
  const names = process.platform === "win32" ? [`${name}.exe`, name] : [name];
  const folders = searchPath.split(delimiter).filter(isAbsolute);
  return folders.flatMap((folder) => names.map((each) => join(folder, each))).find(isProgram);
}

/** Whether a path is one of the folders or lies below one. */
export function isWithin(path: string, folders: readonly string[]): boolean {
  return folders.some((folder) => {
    const way = relative(folder, path);
    return way === "" || (!way.startsWith("..") && !isAbsolute(way));
  });
}

/** A path as users write it. */
export function expanded(path: string, folder: string | undefined): string {
  const home = /^~(?=$|[/\\])/.test(path) ? homedir() + path.slice(1) : path;
  return folder === undefined ? home : home.replaceAll("${workspaceFolder}", folder);
}

type Environment = Readonly<Record<string, string | undefined>>;

/** An environment with the proxy of the editor's settings, unless it names one of its own. */
export function withProxy(environment: Environment, proxy: string): Environment {
  const names = ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"];
  const isNamed = names.some((name) => environment[name] ?? environment[name.toLowerCase()]);
  return proxy && !isNamed ? { ...environment, HTTP_PROXY: proxy, HTTPS_PROXY: proxy } : environment;
}

export interface Answer {
  readonly ok: boolean;
  /** What was printed, of both streams together where it went wrong. */
  readonly output: string;
}

/** Runs a program and returns what it prints. It runs in the user's home: Python would load modules from where it is started. */
export function ask(program: string, parameters: readonly string[]): Promise<Answer> {
  return new Promise((resolve) => {
    execFile(program, [...parameters], { timeout: PATIENCE, cwd: homedir(), windowsHide: true }, (error, output, errors) => {
      if (error === null) resolve({ ok: true, output: output.trim() });
      else resolve({ ok: false, output: `${output}${errors}`.trim() || error.message });
    });
  });
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

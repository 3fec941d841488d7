/** Which program is the language server: of all that may be, the first one that says that it is. */
import { statSync } from "node:fs";
import { basename, join } from "node:path";
import { type Answer, ask, expanded, findProgram, isWithin } from "./programs";

/** Earlier servers lack what this extension asks them for. */
export const OLDEST = "0.1.0";

export interface Server {
  readonly command: string;
  readonly parameters: readonly string[];
  readonly version: string;
  /** Where it was found, in words. */
  readonly from: string;
}

export interface Found {
  readonly server?: Server;
  /** What was tried in vain, a sentence each. */
  readonly tried: readonly string[];
}

/** What is known before a server is looked for. */
export interface Surroundings {
  /** The setting `edascribe.server.path`. */
  readonly setting: string;
  /** The interpreter that is chosen in the Python extension, where there is one. */
  readonly interpreter: string | undefined;
  /** The folder of the environment that the extension makes for itself. */
  readonly environment: string;
  readonly folders: readonly string[];
  readonly trusted: boolean;
  readonly searchPath?: string;
}

interface Candidate {
  readonly from: string;
  readonly command: string | undefined;
  readonly parameters: readonly string[];
}

// Without -P, Python would load a module of that name from the folder it is started in.
const MODULE = ["-P", "-m", "edascribe_lsp"];

export async function findServer(around: Surroundings): Promise<Found> {
  const probed = await Promise.all(candidates(around).map((candidate) => probe(candidate, around)));
  const server = probed.find((result) => typeof result !== "string");
  const tried = probed.filter((result) => typeof result === "string");
  return server === undefined ? { tried } : { server, tried };
}

/** The Python of an environment. */
export function pythonOf(environment: string): string {
  return process.platform === "win32" ? join(environment, "Scripts", "python.exe") : join(environment, "bin", "python");
}

function candidates(around: Surroundings): Candidate[] {
  if (around.setting) return [fromSetting(expanded(around.setting, around.folders[0]), around)];
  const onPath = (name: string) => findProgram(name, around.searchPath);
  return [
    ...(around.interpreter
      ? [{ from: "the Python extension's interpreter", command: around.interpreter, parameters: MODULE }]
      : []),
    { from: "edascribe-lsp in the search path", command: onPath("edascribe-lsp"), parameters: [] },
    { from: "python3 in the search path", command: onPath("python3"), parameters: MODULE },
    { from: "python in the search path", command: onPath("python"), parameters: MODULE },
    { from: "Edascribe's own environment", command: findProgram(pythonOf(around.environment)), parameters: MODULE },
  ];
}

function fromSetting(path: string, around: Surroundings): Candidate {
  const from = `the setting edascribe.server.path (${path})`;
  if (isFolder(path)) return { from, command: findProgram(pythonOf(path)), parameters: MODULE };
  const isPython = /^(python|py|pypy)[\d.]*(\.exe)?$/i.test(basename(path));
  return { from, command: findProgram(path, around.searchPath), parameters: isPython ? MODULE : [] };
}

/** The server that a candidate is, else why it is none. */
async function probe({ from, command, parameters }: Candidate, around: Surroundings): Promise<Server | string> {
  if (command === undefined) return `${from}: there is no such program.`;
  if (!around.trusted && isWithin(command, around.folders)) return `${from}: it lies in a folder that you have not trusted.`;
  const answer = await ask(command, [...parameters, "--version"]);
  const version = /^edascribe-lsp (\d\S*)$/m.exec(answer.output)?.[1];
  if (!answer.ok || version === undefined) return `${from}: ${reason(answer)}`;
  if (isOlder(version, OLDEST)) return `${from}: its version ${version} is too old, ${OLDEST} or newer is needed.`;
  return { command, parameters, version, from };
}

function reason(answer: Answer): string {
  if (answer.output.includes("No module named edascribe_lsp")) return "the package edascribe is not installed there.";
  if (/unknown option:? -P/i.test(answer.output)) return "Python 3.11 or newer is needed.";
  return answer.ok ? "it is another program." : `it does not start: ${answer.output.split("\n").at(-1)}`;
}

export function isOlder(version: string, than: string): boolean {
  const [numbers, others] = [version, than].map((text) => text.split(/[.+-]/, 3).map((part) => Number.parseInt(part, 10) || 0)) as [
    number[],
    number[],
  ];
  for (let place = 0; place < 3; place++) {
    const difference = (numbers[place] ?? 0) - (others[place] ?? 0);
    if (difference !== 0) return difference < 0;
  }
  return false;
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}

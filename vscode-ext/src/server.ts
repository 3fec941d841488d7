/** Which program is the language server: the first one that answers. */
import { execFile } from "node:child_process";

export interface Server {
  readonly command: string;
  readonly parameters: readonly string[];
  readonly version: string;
}

export interface Found {
  readonly server?: Server;
  /** What is wrong where there is none, and what to do. */
  readonly trouble: string;
}

const PATIENCE = 20_000;

export async function findServer(setting: string): Promise<Found> {
  const candidates: [string, ...string[]][] = setting
    ? [[setting], [setting, "-m", "edascribe_lsp"]]
    : [["edascribe-lsp"], ["python3", "-m", "edascribe_lsp"], ["python", "-m", "edascribe_lsp"]];
  for (const [command, ...parameters] of candidates) {
    const version = await versionOf(command, parameters);
    if (version !== undefined) return { server: { command, parameters, version }, trouble: "" };
  }
  return { trouble: "No language server was found. Install it with `pip install edascribe`, or set `edascribe.server.path`." };
}

function versionOf(command: string, parameters: readonly string[]): Promise<string | undefined> {
  return new Promise((resolve) => {
    execFile(command, [...parameters, "--version"], { timeout: PATIENCE }, (error, output) => {
      resolve(error ? undefined : /^edascribe-lsp (\S+)\s*$/.exec(output)?.[1]);
    });
  });
}

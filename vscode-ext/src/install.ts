/** The language server in an environment of its own, below the extension's storage: Python's `venv`, then `pip`. */
import { spawn } from "node:child_process";
import { rm } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname } from "node:path";
import { ask, expanded, findProgram } from "./programs";
import { pythonOf } from "./server";

export interface Installation {
  /** Where the environment goes. */
  readonly environment: string;
  /** What pip is asked for: a requirement or a wheel's path, either with extras. */
  readonly requirement: string;
  /** The index to take instead of the one that pip is configured for; `none` for no index at all. */
  readonly index: string;
  /** An interpreter that goes before those in the search path. */
  readonly interpreter: string | undefined;
  readonly variables: NodeJS.ProcessEnv;
  readonly report: (message: string) => void;
  readonly log: (line: string) => void;
  readonly signal: AbortSignal;
}

/** What went wrong, with what to do about it. */
export class InstallationError extends Error {}

/** Makes the environment anew. What is left of one that failed is removed. Throws InstallationError. */
export async function install(wanted: Installation): Promise<void> {
  const python = await newEnoughPython(wanted.interpreter);
  try {
    wanted.report("Making an environment");
    await run(wanted, python, ["-I", "-m", "venv", "--clear", wanted.environment], (output) =>
      /ensurepip|No module named venv/.test(output)
        ? "Python's venv is not complete; on Debian and Ubuntu: apt install python3-venv."
        : "",
    );
    wanted.report("Asking the package index");
    await run(wanted, pythonOf(wanted.environment), ["-I", "-m", "pip", ...pipParameters(wanted)], adviceOf);
  } catch (error) {
    await rm(wanted.environment, { recursive: true, force: true });
    throw error;
  }
}

export function pipParameters({ requirement, index }: Pick<Installation, "requirement" | "index">): string[] {
  const wheel = /^(.*\.whl)(\[[\w,-]*\])?$/.exec(expanded(requirement, undefined));
  // What the wheel needs may lie beside it.
  const found = wheel ? ["--find-links", dirname(wheel[1] ?? "")] : [];
  const from = index === "none" ? ["--no-index"] : index ? ["--index-url", index] : [];
  return [
    "install",
    "--disable-pip-version-check",
    "--no-input",
    "--progress-bar",
    "off",
    ...from,
    ...found,
    wheel?.[0] ?? requirement,
  ];
}

/** What pip says that it is at, in words for a progress bar; empty for a line that says nothing new. */
export function progressOf(line: string): string {
  const [, verb, what = ""] = /^\s*(Collecting|Downloading|Processing|Installing collected packages:?)\s*(\S*)/.exec(line) ?? [];
  if (verb === undefined) return "";
  return verb.startsWith("Installing") ? "Installing the packages" : `${verb} ${what.split("/").at(-1)}`;
}

/** What to do about an error of pip's, as far as it is known. */
export function adviceOf(output: string): string {
  if (/CERTIFICATE_VERIFY_FAILED|SSLError/.test(output))
    return "The package index's certificate is not trusted: have pip know your company's, `pip config set global.cert FILE`.";
  if (/Name or service not known|Failed to establish|ConnectTimeout|Connection refused|ProxyError|NewConnectionError/.test(output))
    return "The package index cannot be reached: set `edascribe.install.indexUrl` to a mirror, or `edascribe.install.package` to a wheel.";
  if (/No matching distribution found|Could not find a version/.test(output))
    return "The package index does not have it: set `edascribe.install.indexUrl` to one that has, or `edascribe.install.package` to a wheel.";
  if (/No space left on device/.test(output)) return "The disk is full.";
  return "";
}

async function newEnoughPython(interpreter: string | undefined): Promise<string> {
  const tried: string[] = [];
  for (const program of [interpreter, "python3", "python"].map((name) => name && findProgram(name))) {
    if (!program) continue;
    const answer = await ask(program, ["-I", "-c", "import sys; print(sys.version_info >= (3, 11), sys.version.split()[0])"]);
    if (answer.ok && answer.output.startsWith("True")) return program;
    tried.push(`${program} is ${answer.ok ? answer.output.replace("False ", "") : "broken"}`);
  }
  throw new InstallationError(
    `Python 3.11 or newer is needed${tried.length ? `, but ${tried.join(" and ")}` : ", and there is none in the search path"}. Install it, then try again.`,
  );
}

/** Runs a program to its end, under the eyes of the log and the progress bar. Throws InstallationError. */
function run(
  wanted: Installation,
  program: string,
  parameters: readonly string[],
  advice: (output: string) => string,
): Promise<void> {
  return new Promise((resolve, reject) => {
    wanted.log(`${program} ${parameters.join(" ")}`);
    const child = spawn(program, parameters, {
      cwd: homedir(),
      env: wanted.variables,
      signal: wanted.signal,
      stdio: ["ignore", "pipe", "pipe"],
      windowsHide: true,
    });
    let output = "";
    const take = (piece: Buffer) => {
      output += piece;
      for (const line of piece.toString().split("\n").filter(Boolean)) {
        wanted.log(line);
        const progress = progressOf(line);
        if (progress) wanted.report(progress);
      }
    };
    child.stdout.on("data", take);
    child.stderr.on("data", take);
    child.on("error", (error) => reject(new InstallationError(wanted.signal.aborted ? "Cancelled." : error.message)));
    child.on("close", (status) => {
      if (status === 0) return resolve();
      const last =
        output
          .trim()
          .split("\n")
          .findLast((line) => line.startsWith("ERROR")) ??
        output.trim().split("\n").at(-1) ??
        "";
      reject(
        new InstallationError(wanted.signal.aborted ? "Cancelled." : advice(output) || last || `It ended with status ${status}.`),
      );
    });
  });
}

/** A real VS Code for tests: code-server with private folders and our extension, and all of it ends with the process that wants it. */
import { type ChildProcess, execFileSync, type StdioOptions, spawn } from "node:child_process";
import { once } from "node:events";
import {
  closeSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import manifest from "../package.json" with { type: "json" };

/** Which VS Code: the newest, or the oldest that the extension is made for. */
export type Version = "newest" | "minimum";

export const ROOT = path.resolve(import.meta.dirname, "../..");
const BIN = path.join(ROOT, ".venv/bin");
/** The package under test. */
export const VSIX = path.join(ROOT, `dist/${manifest.name}-${manifest.version}.vsix`);

export interface CodeServer {
  readonly url: string;
  /** The folder of all that is private to this server. */
  readonly folder: string;
  stop(): Promise<void>;
}

export interface Wanted {
  readonly version: Version;
  /** The package to install; without one the extensions are those that VS Code brings. */
  readonly vsix?: string | undefined;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly environment?: Readonly<Record<string, string>>;
}

/** Milliseconds that code-server may take to start. */
const PATIENCE = 120_000;

/** What keeps VS Code from doing anything but what a test does. */
const QUIET = {
  "chat.disableAIFeatures": true,
  "editor.accessibilitySupport": "off",
  "extensions.autoCheckUpdates": false,
  "extensions.autoUpdate": false,
  "extensions.ignoreRecommendations": true,
  "files.autoSave": "off",
  "git.enabled": false,
  "security.workspace.trust.enabled": false,
  "telemetry.telemetryLevel": "off",
  "window.confirmBeforeClose": "never",
  "workbench.enableExperiments": false,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
};

/** Ends its process group when its standard input ends, which it does however this process ends. */
const GUARD = '"$@" & child=$!; cat >/dev/null; kill $child; (sleep 5; kill -KILL 0) & wait $child; kill -KILL 0';

export async function startCodeServer(wanted: Wanted): Promise<CodeServer> {
  const folder = mkdtempSync(path.join(realpathSync(tmpdir()), "edascribe-vscode-"));
  try {
    return await startIn(folder, wanted);
  } catch (error) {
    remove(folder);
    throw error;
  }
}

async function startIn(folder: string, wanted: Wanted): Promise<CodeServer> {
  const inside = (name: string) => path.join(folder, name);
  for (const name of ["user/User", "extensions", "home", "tmp", "cache"]) mkdirSync(inside(name), { recursive: true });
  writeFileSync(inside("user/User/settings.json"), JSON.stringify({ ...QUIET, ...wanted.settings }, undefined, 2));
  writeFileSync(inside("config.yaml"), "cert: false\n");
  // VS Code takes the search path from a login shell.
  writeFileSync(inside("home/.profile"), `PATH=${BIN}:$PATH\n`);
  lendModel(inside("cache"));
  const environment = {
    PATH: `${BIN}:${process.env.PATH}`,
    LANG: "C.UTF-8",
    HOME: inside("home"),
    TMPDIR: inside("tmp"),
    EDASCRIBE_CACHE: inside("cache"),
    ...wanted.environment,
  };
  const [node, program] = programOf(wanted.version);
  const code = [program, "--config", inside("config.yaml")];
  code.push("--user-data-dir", inside("user"), "--extensions-dir", inside("extensions"));
  if (wanted.vsix !== undefined) {
    execFileSync(node, [...code, "--install-extension", wanted.vsix], { env: environment, stdio: "pipe", timeout: 120_000 });
  }
  const log = openSync(inside("code-server.log"), "w");
  // The system chooses the port, so nobody else can have it by then.
  code.push("--bind-addr", "127.0.0.1:0", "--auth", "none", "--disable-telemetry", "--disable-update-check");
  code.push("--disable-getting-started-override");
  if (readFileSync(path.join(path.dirname(program), "cli.js"), "utf8").includes('"vscode-option"'))
    code.push("--vscode-option", "enable-smoke-test-driver");
  const server = spawn("bash", ["-c", GUARD, "guard", node, ...code], {
    env: environment,
    cwd: folder,
    detached: true,
    stdio: ["pipe", log, log],
  });
  closeSync(log);
  const url = await addressIn(inside("code-server.log"), server);
  if (url === undefined) {
    await end(server);
    throw new Error(`code-server did not start: ${readFileSync(inside("code-server.log"), "utf8")}`);
  }
  return {
    url,
    folder,
    async stop() {
      await end(server);
      endModel(inside("cache"));
      remove(folder);
    },
  };
}

function remove(folder: string): void {
  rmSync(folder, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
}

/** The Node and the program of a code-server, which is installed where it is not there yet. */
function programOf(version: Version): [node: string, program: string] {
  const environment = { ...process.env, PATH: `${BIN}:${process.env.PATH}` };
  const stdio: StdioOptions = ["ignore", "pipe", "inherit"];
  const output = execFileSync("bash", [path.join(ROOT, ".ci/vscode.sh"), version], { env: environment, encoding: "utf8", stdio });
  const [node, program] = output.trim().split("\n").slice(-2);
  if (node === undefined || program === undefined) throw new Error(`.ci/vscode.sh printed ${output}.`);
  return [node, program];
}

async function end(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const ended = once(server, "exit");
  server.stdin?.end();
  await ended;
}

/** The user's copy of the embedded model, fetched where it is missing, appears in the private cache; the server that runs it is private. */
function lendModel(cache: string): void {
  const script = "from edascribe_codegen.models import fetch; print(fetch())";
  const file = execFileSync(path.join(BIN, "python"), ["-c", script], { encoding: "utf8" }).trim();
  symlinkSync(file, path.join(cache, path.basename(file)));
}

/** The embedded model's server would end by itself some seconds after its last user. */
function endModel(cache: string): void {
  for (const name of readdirSync(cache)) {
    const state = path.join(cache, name, "state.json");
    if (existsSync(state)) kill(JSON.parse(readFileSync(state, "utf8")).pid, "SIGKILL");
  }
}

/** Ends a process, which may have ended meanwhile. */
export function kill(pid: number, signal: NodeJS.Signals = "SIGTERM"): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

/** The processes of a code-server whose command line has a word in it, by their numbers. */
export function processes(server: CodeServer, word: string): number[] {
  return globSync("/proc/[0-9]*").flatMap((folder) => {
    try {
      const [command, environment] = ["cmdline", "environ"].map((name) => readFileSync(`${folder}/${name}`, "utf8"));
      const ours = command?.includes(word) && environment?.includes(`EDASCRIBE_CACHE=${server.folder}/`);
      return ours ? [Number(path.basename(folder))] : [];
    } catch {
      // It has ended meanwhile.
      return [];
    }
  });
}

/** Ends the extension hosts of a code-server's windows, which it may keep for a while in case a window comes back. */
export function endExtensionHosts(server: CodeServer): void {
  for (const pid of processes(server, "--type=extensionHost")) kill(pid);
}

/** The language servers of a code-server's windows. */
export function languageServers(server: CodeServer): number[] {
  return processes(server, "edascribe-lsp");
}

/** The address that a code-server says it listens at; undefined where it ends or says nothing. */
async function addressIn(log: string, server: ChildProcess): Promise<string | undefined> {
  for (const deadline = Date.now() + PATIENCE; server.exitCode === null && Date.now() < deadline; await sleep(50)) {
    const said = /HTTP server listening on (http:\/\/[\d.:]+)/.exec(readFileSync(log, "utf8"));
    if (said !== null) return said[1];
  }
  return undefined;
}

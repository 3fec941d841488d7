import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { findProgram, isWithin } from "../src/programs";
import { findServer, isOlder, type Surroundings } from "../src/server";

const SERVER = 'echo "edascribe-lsp 1.2.3"';
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "edascribe-"));
});

afterEach(() => rmSync(folder, { recursive: true }));

function program(name: string, script: string): string {
  const path = join(folder, name);
  mkdirSync(join(path, ".."), { recursive: true });
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}

function around(more: Partial<Surroundings> = {}): Surroundings {
  const nowhere = join(folder, "none");
  return { setting: "", interpreter: undefined, environment: nowhere, folders: [], trusted: true, searchPath: folder, ...more };
}

async function tried(more: Partial<Surroundings>): Promise<string> {
  const found = await findServer(around(more));
  expect(found.server).toBeUndefined();
  return found.tried.join("\n");
}

test("a program of the setting", async () => {
  const path = program("server", SERVER);
  const found = await findServer(around({ setting: path }));
  expect(found.server).toMatchObject({ command: path, parameters: [], version: "1.2.3" });
});

test("a Python of the setting, or its environment, is asked for the package and kept from the folder it starts in", async () => {
  const python = program("environment/bin/python", `[ "$*" = "-P -m edascribe_lsp --version" ] && ${SERVER}`);
  for (const setting of [python, join(folder, "environment")])
    expect((await findServer(around({ setting }))).server).toMatchObject({
      command: python,
      parameters: ["-P", "-m", "edascribe_lsp"],
    });
});

test("the workspace's folder in the setting", async () => {
  const path = program("server", SERVER);
  const found = await findServer(around({ setting: "${workspaceFolder}/server", folders: [folder] }));
  expect(found.server?.command).toBe(path);
});

test("where the setting names one, no other is taken", async () => {
  program("edascribe-lsp", SERVER);
  expect(await tried({ setting: "/no/such/program" })).toContain("there is no such program");
});

test("the chosen interpreter goes before the search path, and that before the extension's own environment", async () => {
  const own = program("own/bin/python", SERVER);
  const environment = join(folder, "own");
  expect((await findServer(around({ environment }))).server?.command).toBe(own);
  const onPath = program("edascribe-lsp", SERVER);
  expect((await findServer(around({ environment }))).server?.command).toBe(onPath);
  const interpreter = program("chosen", SERVER);
  expect((await findServer(around({ environment, interpreter }))).server?.command).toBe(interpreter);
});

test("what is wrong is said of each", async () => {
  program("edascribe-lsp", "echo 'edascribe-lsp 0.0.9'");
  program("python3", "echo 'No module named edascribe_lsp' >&2; exit 1");
  program("python", "echo 'Unknown option: -P' >&2; exit 2");
  const text = await tried({});
  expect(text).toContain("its version 0.0.9 is too old");
  expect(text).toContain("the package edascribe is not installed there");
  expect(text).toContain("Python 3.11 or newer is needed");
  program("edascribe-lsp", "echo 'something else'");
  expect(await tried({})).toContain("it is another program");
});

test("nothing that lies in a folder that is not trusted is started", async () => {
  const interpreter = program("interpreter", `touch ${folder}/started; ${SERVER}`);
  expect(await tried({ interpreter, folders: [folder], trusted: false })).toContain("not trusted");
  expect(findProgram(join(folder, "started"))).toBeUndefined();
  expect((await findServer(around({ interpreter, folders: [folder] }))).server?.command).toBe(interpreter);
});

test("folders of the search path that are not absolute are passed over", () => {
  program("tool", "");
  expect(findProgram("tool", `.:${folder}`)).toBe(join(folder, "tool"));
  expect(findProgram("tool", ".:relative")).toBeUndefined();
  expect(findProgram("./tool", folder)).toBeUndefined();
});

test("within a folder", () => {
  expect(isWithin("/project/a/b", ["/other", "/project"])).toBe(true);
  expect(isWithin("/project", ["/project"])).toBe(true);
  expect(isWithin("/projects/a", ["/project"])).toBe(false);
});

test("versions are compared by their numbers", () => {
  expect(["0.9.10", "0.10.0", "1.0", "0.9.9.dev1"].map((version) => isOlder(version, "0.9.10"))).toEqual([
    false,
    false,
    false,
    true,
  ]);
});

import { chmodSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { findServer } from "../src/server";

function program(output: string): string {
  const path = join(mkdtempSync(join(tmpdir(), "edascribe-")), "program");
  writeFileSync(path, `#!/bin/sh\necho '${output}'\n`);
  chmodSync(path, 0o755);
  return path;
}

test("the program of the setting is the server where it says so", async () => {
  const path = program("edascribe-lsp 1.2.3");
  expect((await findServer(path)).server).toEqual({ command: path, parameters: [], version: "1.2.3" });
});

test("a program that is something else is not taken", async () => {
  const found = await findServer(program("Python 3.12.1"));
  expect(found.server).toBeUndefined();
  expect(found.trouble).toContain("edascribe.server.path");
});

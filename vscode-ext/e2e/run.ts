/** Runs the browser suite, run.ts RUNS: so often in a row against the newest VS Code, then once against the oldest one. */
import { spawnSync } from "node:child_process";
import path from "node:path";
import type { Version } from "./code_server.ts";

function passes(version: Version): boolean {
  const playwright = path.join(import.meta.dirname, "node_modules/@playwright/test/cli.js");
  const options = { cwd: import.meta.dirname, stdio: "inherit" } as const;
  return spawnSync(process.execPath, [playwright, "test", `--project=${version}`], options).status === 0;
}

const runs = Number(process.argv[2] ?? 1);
if (!Number.isInteger(runs) || runs < 1) throw new Error(`RUNS is a number of runs, not ${process.argv[2]}.`);
let passed = 0;
// The first run that fails is the last one, so that what it left can be looked at.
while (passed < runs && passes("newest")) {
  passed++;
  console.log(`Passed in a row against the newest VS Code: ${passed} of ${runs} runs.`);
}
const minimum = passes("minimum");
console.log(`Passed in a row against the newest VS Code: ${passed} of ${runs} runs.`);
console.log(`Against the oldest VS Code: ${minimum ? "passed" : "failed"}.`);
process.exitCode = passed === runs && minimum ? 0 : 1;

import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { adviceOf, type Installation, install, pipParameters, progressOf } from "../src/install";

const folder = mkdtempSync(join(tmpdir(), "edascribe-"));

afterAll(() => rmSync(folder, { recursive: true }));

/** A Python that makes an environment with itself in it, whose pip does what the script says. */
function python(pip: string): string {
  const path = join(folder, "python");
  const venv = 'mkdir -p "$5/bin" && cp "$0" "$5/bin/python"';
  writeFileSync(path, `#!/bin/sh\ncase "$*" in\n*version_info*) echo "True 3.12.1";;\n*venv*) ${venv};;\n*) ${pip};;\nesac\n`);
  chmodSync(path, 0o755);
  return path;
}

function wanted(interpreter: string, more: Partial<Installation> = {}): Installation & { reports: string[]; lines: string[] } {
  const [reports, lines]: string[][] = [[], []];
  return {
    environment: join(folder, "environment"),
    requirement: "edascribe[embedded]",
    index: "",
    interpreter,
    variables: process.env,
    report: (message) => reports?.push(message),
    log: (line) => lines?.push(line),
    signal: new AbortController().signal,
    ...more,
    reports: reports ?? [],
    lines: lines ?? [],
  };
}

test("an environment is made, and pip's progress told", async () => {
  const installation = wanted(python(`echo "Collecting msgspec>=0.20"; echo "$*" > ${folder}/parameters`));
  await install(installation);
  expect(installation.reports).toEqual(["Making an environment", "Asking the package index", "Collecting msgspec>=0.20"]);
  expect(readFileSync(join(folder, "parameters"), "utf8")).toContain("-m pip install");
  expect(existsSync(join(installation.environment, "bin/python"))).toBe(true);
});

test("what fails is said with what to do, and nothing of it is left", async () => {
  const installation = wanted(python('echo "ERROR: No matching distribution found for edascribe" >&2; exit 1'));
  await expect(install(installation)).rejects.toThrow("edascribe.install.indexUrl");
  expect(existsSync(installation.environment)).toBe(false);
  await expect(install(wanted(python('echo "ERROR: something new"; exit 1')))).rejects.toThrow("ERROR: something new");
});

test("an installation can be cancelled", async () => {
  const abort = new AbortController();
  const installation = wanted(python("exec sleep 60"), { signal: abort.signal });
  const running = install(installation);
  await expect.poll(() => installation.reports.length).toBe(2);
  abort.abort();
  await expect(running).rejects.toThrow("Cancelled.");
  expect(existsSync(installation.environment)).toBe(false);
});

test("what pip is asked for", () => {
  const from = (requirement: string, index = "") => pipParameters({ requirement, index }).slice(5).join(" ");
  expect(from("edascribe[embedded]")).toBe("edascribe[embedded]");
  expect(from("edascribe", "https://mirror/simple")).toBe("--index-url https://mirror/simple edascribe");
  expect(from("/tools/edascribe-0.1.0.whl[embedded]", "none")).toBe(
    "--no-index --find-links /tools /tools/edascribe-0.1.0.whl[embedded]",
  );
});

test("what pip is at", () => {
  expect(progressOf("  Downloading https://mirror/x/pygls-2.1.1-py3-none-any.whl (70 kB)")).toBe(
    "Downloading pygls-2.1.1-py3-none-any.whl",
  );
  expect(progressOf("Installing collected packages: attrs, pygls")).toBe("Installing the packages");
  expect(progressOf("Requirement already satisfied: pip")).toBe("");
});

test("advice", () => {
  expect(adviceOf("... CERTIFICATE_VERIFY_FAILED ...")).toContain("global.cert");
  expect(adviceOf("[Errno -2] Name or service not known")).toContain("cannot be reached");
  expect(adviceOf("ERROR: Could not find a version that satisfies the requirement x")).toContain("does not have it");
  expect(adviceOf("a riddle")).toBe("");
});

/** Real scripts: no colour runs on past the command it belongs to, wherever the language server's own parser finds nothing wrong. */
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { INITIAL, type StateStack } from "vscode-textmate";
import { atRoot, loadGrammar } from "./grammar";

const ROOT = path.resolve(import.meta.dirname, "../..");
const CORPUS = path.join(ROOT, "../shared/corpora/eda-scripts.jsonl.gz");

// Every third script that is sound, with the lines that begin with an outermost command.
const SOUND = `
import gzip, json, sys
from edascribe_grammars import parse

with gzip.open(sys.argv[1], "rt", encoding="utf-8") as rows:
    scripts = [row for row in map(json.loads, rows) if row["path"].endswith((".tcl", ".sdc", ".upf", ".xdc"))]
found = []
for script in scripts[::3]:
    text = script["text"]
    syntax = parse(text, "tcl")
    if not syntax.faults:
        starts = [start for start in syntax.starts if not text[text.rfind("\\n", 0, start) + 1 : start].strip()]
        found.append({"path": script["path"], "text": text, "lines": [text.count("\\n", 0, start) for start in starts]})
print(json.dumps(found))
`;

interface Script {
  readonly path: string;
  readonly text: string;
  readonly lines: readonly number[];
}

test.skipIf(!existsSync(CORPUS))(
  "every outermost command of real scripts begins in the grammar's root, and so does their end",
  async () => {
    const python = path.join(ROOT, ".venv/bin/python");
    const scripts: Script[] = JSON.parse(execFileSync(python, ["-c", SOUND, CORPUS], { encoding: "utf8", maxBuffer: 1 << 28 }));
    const grammar = await loadGrammar("source.tcl");
    const astray: string[] = [];
    let commands = 0;
    for (const script of scripts) {
      const starts = new Set(script.lines);
      let state: StateStack = INITIAL;
      for (const [number, line] of script.text.split("\n").entries()) {
        if (starts.has(number)) {
          commands += 1;
          if (!atRoot(grammar, state)) astray.push(`${script.path}:${number + 1}`);
        }
        state = grammar.tokenizeLine(line, state).ruleStack;
      }
      if (!atRoot(grammar, state)) astray.push(`${script.path}:end`);
    }
    expect(commands).toBeGreaterThan(10_000);
    expect(astray).toEqual([]);
  },
  60_000,
);

/** The grammars as VS Code runs them, for tests. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { createOnigScanner, createOnigString, loadWASM } from "vscode-oniguruma";
import { type IGrammar, parseRawGrammar, Registry, type StateStack } from "vscode-textmate";

const DIST = path.resolve(import.meta.dirname, "../dist");
const WASM = createRequire(import.meta.url).resolve("vscode-oniguruma/release/onig.wasm");

/** The grammar of a scope, out of dist/. */
export async function loadGrammar(scope: string): Promise<IGrammar> {
  await loadWASM(readFileSync(WASM));
  const registry = new Registry({
    onigLib: Promise.resolve({ createOnigScanner, createOnigString }),
    loadGrammar: async (name) => {
      const file = path.join(DIST, `${name.replace("source.", "")}.tmLanguage.json`);
      return parseRawGrammar(readFileSync(file, "utf8"), file);
    },
  });
  const grammar = await registry.loadGrammar(scope);
  if (grammar === null) throw new Error(`There is no grammar ${scope}.`);
  return grammar;
}

/** Whether nothing is open between two lines. */
export function atRoot(grammar: IGrammar, state: StateStack): boolean {
  return grammar.tokenizeLine("", state).tokens.every((token) => token.scopes.length === 1);
}

// Makes what the package needs in dist/: the extension as one file, the grammars as the JSON that VS Code reads, and the README
// without its pictures, since the page that VS Code shows of an extension takes pictures from the web only. The walkthrough has them.
import { readFileSync, writeFileSync } from "node:fs";
import { build } from "esbuild";
import { parse } from "yaml";

await build({
  entryPoints: ["src/extension.ts"],
  outfile: "dist/extension.js",
  bundle: true,
  minify: true,
  platform: "node",
  format: "cjs",
  // The Node of the oldest editor that is supported.
  target: "node20",
  external: ["vscode"],
  logLevel: "warning",
});

for (const language of ["tcl", "sdc", "upf", "xdc"]) {
  const grammar = parse(readFileSync(`syntaxes/${language}.tmLanguage.yaml`, "utf8"));
  writeFileSync(`dist/${language}.tmLanguage.json`, JSON.stringify(grammar));
}

const pictures = /^!\[.*\]\(media\/.*\)\n\n/gm;
writeFileSync("dist/README.md", readFileSync("README.md", "utf8").replaceAll(pictures, ""));

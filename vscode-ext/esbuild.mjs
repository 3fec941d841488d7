// Makes dist/extension.js, the one file that the package needs.
import { build } from "esbuild";

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

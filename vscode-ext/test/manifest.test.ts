/** What package.json promises: files are there, commands that are offered are contributed, languages are those of the server. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import manifest from "../package.json" with { type: "json" };
import { LANGUAGES } from "../src/languages";

const ROOT = path.dirname(import.meta.dirname);
const { contributes } = manifest;
const own = contributes.languages.map(({ id }) => id);

/** All strings within a value. */
function texts(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(texts) : [];
}

test("files that are named exist", () => {
  const named = texts({ contributes, main: manifest.main, icon: manifest.icon }).filter((text) =>
    /^(\.\/)?(dist|media|walkthrough|language-)[\w./-]+$/.test(text),
  );
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter((file) => !existsSync(path.join(ROOT, file)))).toEqual([]);
});

test("commands that are offered are contributed", () => {
  const { commands, configuration, keybindings, menus, walkthroughs } = contributes;
  const links = texts({ configuration, walkthroughs }).flatMap((text) => [...text.matchAll(/command:(edascribe[\w.]+)/g)]);
  const events = texts(walkthroughs).flatMap((text) => [...text.matchAll(/^onCommand:(.+)$/g)]);
  const offered = [
    ...[...links, ...events].map(([, command]) => command),
    ...[...keybindings, ...Object.values(menus).flat()].map(({ command }) => command),
  ];
  const known = new Set(commands.map(({ command }) => command));
  expect(offered.filter((command) => command?.startsWith("edascribe.") && !known.has(command))).toEqual([]);
});

test("each own language has a grammar, the colour of options and settings, and the server is given all", () => {
  expect([...own, "python"]).toEqual([...LANGUAGES]);
  expect(contributes.grammars.map(({ language }) => language)).toEqual(own);
  expect(contributes.semanticTokenScopes.map(({ language }) => language)).toEqual(own);
  expect(Object.keys(contributes.configurationDefaults)).toEqual(expect.arrayContaining(own.map((language) => `[${language}]`)));
});

test("the README shows pictures that exist", () => {
  const readme = readFileSync(path.join(ROOT, "README.md"), "utf8");
  const pictures = [...readme.matchAll(/!\[.+\]\((.+)\)/g)].map(([, file]) => file ?? "");
  expect(pictures.length).toBeGreaterThan(4);
  expect(pictures.filter((file) => !existsSync(path.join(ROOT, file)))).toEqual([]);
});

/** The language configuration: what a double click selects, and how Enter and Tab indent. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

const configuration = JSON.parse(readFileSync(path.resolve(import.meta.dirname, "../language-configuration.json"), "utf8"));

test.each([
  ["set $0a::b-c 1", "a::b-c"],
  ["report_checks $0-path_delay max", "-path_delay"],
  ["puts $0::ns::x", "::ns::x"],
  ["expr {$$0a-$b}", "a"],
  ["set_load $02.5", "2.5"],
  ["source $0setup.tcl", "setup.tcl"],
])("the word in %j is %j", (text, word) => {
  const at = text.indexOf("$0");
  const found = new RegExp(configuration.wordPattern, "y");
  found.lastIndex = at;
  expect(found.exec(text.replace("$0", ""))?.[0]).toBe(word);
});

test.each([
  ["proc f {} {", true],
  ["foreach p [", true],
  ["if {$a} { # why", true],
  ["# a comment {", false],
  ["set a {b}", false],
])("after %j the next line is indented: %j", (line, indented) => {
  expect(new RegExp(configuration.indentationRules.increaseIndentPattern).test(line)).toBe(indented);
});

/** What the first rule that fits does on Enter. */
function onEnter(above: string, line: string): string | undefined {
  const fits = ({ beforeText, previousLineText }: { beforeText: string; previousLineText: string }) =>
    new RegExp(beforeText).test(line) && new RegExp(previousLineText).test(above);
  return configuration.onEnterRules.find(fits)?.action.indent;
}

test.each([
  ["", "report_checks \\", "indent"],
  ["report_checks \\", "  -path_delay max \\", undefined],
  ["  -path_delay max \\", "  -digits 3", "outdent"],
  ["# a comment \\", "f x \\", "indent"],
  ["set a 1", "set b 2", undefined],
  ["report_checks \\", "  -fields {", undefined],
])("Enter after %j and %j: %j", (above, line, action) => {
  expect(onEnter(above, line)).toBe(action);
});

import { beforeEach, expect, test, vi } from "vitest";
import type { Connection } from "../src/client";
import { explainRejections } from "../src/rejections";
import type { Status } from "../src/status";
import { buildCatalogue, chooseTool } from "../src/tools";
import { openDocument, reset, state, window } from "./vscode";

const STA = { tool: "opensta", version: "2.0.17", title: "OpenSTA", language: "tcl", size: "9 commands", source: "here" };
const PYA = { tool: "klayout", version: "0.30", title: "KLayout", language: "python", size: "9 classes", source: "here" };
const NONE = { currentTool: () => undefined } as unknown as Status;

let asked: [string, unknown][];

beforeEach(() => {
  vi.resetAllMocks();
  reset();
  asked = [];
});

function answering(...answers: unknown[]): Connection {
  const execute = async (command: string, parameters: unknown) => {
    asked.push([command, parameters]);
    return answers.shift();
  };
  return { execute } as unknown as Connection;
}

/** Chooses the items of these labels, one list after the other; a separator may have the label of what is below it. */
function choosing(...labels: string[]): void {
  for (const label of labels)
    window.showQuickPick.mockImplementationOnce(async (items: { label: string }[]) =>
      items.findLast((item) => item.label === label),
    );
}

test("a tool for one file is said by a comment below its first line, where that names the program", async () => {
  const document = openDocument("#!/usr/bin/env sta\nputs 1\n");
  choosing("OpenSTA 2.0.17", "This file");
  await chooseTool(answering([STA, PYA]), NONE);
  expect(document.text).toBe("#!/usr/bin/env sta\n# edascribe: tool=opensta@2.0.17\nputs 1\n");
});

test("a comment that says it already is changed", async () => {
  const document = openDocument("puts 1\n# edascribe: tool=yosys@0.23\n");
  choosing("OpenSTA", "This file");
  await chooseTool(answering([STA, PYA]), NONE);
  expect(document.text).toBe("puts 1\n# edascribe: tool=opensta\n");
});

test("a tool for the files of a folder comes last among the patterns, for the last that fits counts", async () => {
  openDocument("puts 1\n", "file:///project/sta/timing.tcl");
  state.settings.set("edascribe.tools", { "/sta/": "tcl", "*.ys": "yosys" });
  choosing("OpenSTA 2.0.17", "Files that fit /sta/");
  await chooseTool(answering([STA, PYA]), NONE);
  expect(JSON.stringify(state.settings.get("edascribe.tools"))).toBe('{"*.ys":"yosys","/sta/":"opensta@2.0.17"}');
});

test("a tool for all scripts", async () => {
  openDocument("puts 1\n");
  choosing("OpenSTA 2.0.17", "All my scripts");
  await chooseTool(answering([STA]), NONE);
  expect([state.settings.get("edascribe.tool"), state.settings.get("edascribe.toolVersion")]).toEqual(["opensta", "2.0.17"]);
});

test("for a script in Tcl no tool of Python's is offered", async () => {
  openDocument("puts 1\n");
  await chooseTool(answering([STA, PYA]), NONE);
  const [items] = window.showQuickPick.mock.calls[0] as [{ label: string }[]];
  expect(items.map((item) => item.label)).not.toContain("KLayout");
});

test("a program that is not found can be named", async () => {
  choosing("OpenSTA");
  window.showErrorMessage.mockResolvedValueOnce("Choose Program…");
  window.showOpenDialog.mockResolvedValueOnce([{ fsPath: "/opt/sta" }]);
  const built = { built: true, title: "OpenSTA", version: "3.1.0", size: "188 commands" };
  await buildCatalogue(answering([STA], { built: false, reason: "There is none." }, built));
  expect(asked.slice(1)).toEqual([
    ["edascribe.buildCatalogue", ["opensta"]],
    ["edascribe.buildCatalogue", ["opensta", "/opt/sta"]],
  ]);
  expect(window.showInformationMessage).toHaveBeenCalledWith("Edascribe knows OpenSTA 3.1.0 now: 188 commands.");
});

test("a rejection leads to its line", async () => {
  const document = openDocument("puts 1\n");
  window.showQuickPick.mockImplementationOnce(async (items: unknown[]) => items[0]);
  await explainRejections(answering([{ uri: document.uri.toString(), line: 3, text: "a\nb\n", reason: "No option." }]));
  const [[item]] = window.showQuickPick.mock.calls[0] as [[{ label: string; description: string; detail: string }]];
  expect(item).toMatchObject({ label: "No option.", description: "timing.tcl:4", detail: "a ⏎ b" });
  expect(window.showTextDocument.mock.calls[0]?.[1]).toMatchObject({ selection: { start: { line: 3 } } });
});

test("that there is no rejection is said", async () => {
  await explainRejections(answering([]));
  expect(window.showInformationMessage).toHaveBeenCalledWith("Edascribe: no answer was rejected lately.");
});

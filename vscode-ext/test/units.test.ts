import { beforeEach, expect, test, vi } from "vitest";
import { offersFor } from "../src/menu";
import { withProxy } from "../src/programs";
import { commandLine } from "../src/runScript";
import { createStatus } from "../src/status";
import { patternFor, toolItems } from "../src/tools";
import { openDocument, reset, window } from "./vscode";

beforeEach(reset);

test("the status tells the state and the script's tool", () => {
  const item = window.createStatusBarItem();
  const status = createStatus();
  openDocument("");
  status.starting();
  expect(item.text).toBe("$(loading~spin) Edascribe");
  status.model({ state: "ready", message: "", model: "coder", retryIn: null });
  status.tool({ uri: "file:///project/timing.tcl", tool: "opensta", title: "OpenSTA", version: "2.0.17", why: "the settings" });
  expect(item.text).toBe("$(circuit-board) OpenSTA 2.0.17");
  expect(item.tooltip.value).toContain("by the settings");
  expect(item.tooltip.value).not.toContain("again");
  vi.useFakeTimers({ now: new Date(2026, 10, 24, 9, 30, 0) });
  status.model({ state: "offline", message: "Nothing answers at http://gpu.", model: "", retryIn: 20 });
  vi.useRealTimers();
  expect(item.tooltip.value).toContain("Nothing answers at http://gpu.");
  const then = new Date(2026, 10, 24, 9, 30, 20).toLocaleTimeString();
  expect(item.tooltip.value).toContain(`What you type after ${then} tries it again.`);
  status.tool({ uri: "file:///project/timing.tcl", tool: "", title: "python", version: "", why: "" });
  expect(item.text).toBe("$(warning) Edascribe");
  expect(status.currentTool()).toBeUndefined();
});

test("the menu offers first what helps", () => {
  const first = (...how: Parameters<typeof offersFor>) => offersFor(...how)[0]?.command;
  expect(first("stopped", true)).toBe("edascribe.install");
  expect(first("offline", true)).toBe("edascribe.downloadModel");
  expect(first("offline", false)).toBe("edascribe.chooseModelServer");
  expect(first("ready", true)).toBe("edascribe.chooseModelServer");
});

test("the proxy of the editor's settings counts where the environment names none", () => {
  expect(withProxy({ PATH: "/bin" }, "http://proxy:3128")).toEqual({
    PATH: "/bin",
    HTTP_PROXY: "http://proxy:3128",
    HTTPS_PROXY: "http://proxy:3128",
  });
  expect(withProxy({ https_proxy: "http://own" }, "http://proxy:3128")).toEqual({ https_proxy: "http://own" });
  expect(withProxy({}, "")).toEqual({});
});

test("a command line is words, and the script's path one of them whatever is in it", () => {
  expect(commandLine(["sta", "-exit", "${file}"], "/a b/$(x).tcl")).toEqual(["sta", "-exit", "/a b/$(x).tcl"]);
  expect(commandLine(["sta", "-exit", "${file}"], "/a", "/opt/sta")).toEqual(["/opt/sta", "-exit", "/a"]);
  expect(commandLine([], "/a")).toBeUndefined();
  expect(commandLine(undefined, "/a")).toBeUndefined();
});

test("tools are listed with and without their versions", () => {
  const known = (tool: string, version: string) => ({
    tool,
    version,
    title: tool.toUpperCase(),
    language: "tcl",
    size: "9 commands",
    source: "here",
  });
  const names = toolItems([known("sta", "1"), known("sta", "2"), known("tcl", "8.6")]).map((item) => item.name);
  expect(names.filter(Boolean)).toEqual(["sta", "sta@1", "sta@2", "tcl", "tcl@8.6"]);
});

test("the pattern for the files of a folder", () => {
  expect(patternFor("flow/sta/timing.tcl")).toBe("/flow/sta/");
  expect(patternFor("timing.sdc")).toBe("/*.sdc");
});

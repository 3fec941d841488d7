import { beforeEach, expect, test, vi } from "vitest";
import type { SecretStorage } from "vscode";
import type { Connection } from "../src/client";
import { chooseModelServer, whatIsWrong } from "../src/modelServer";
import { addressesIn, withKeys } from "../src/secrets";
import { reset, state, window } from "./vscode";

const GPU = "http://gpu:8080";
const WORKS = { works: true, server: "vLLM", model: "coder", seconds: 0.21 };
const FAILS = { works: false, reason: "It wants a key." };

let kept: Map<string, string>;
let secrets: SecretStorage;
let asked: unknown[];

beforeEach(() => {
  vi.resetAllMocks();
  reset();
  kept = new Map();
  asked = [];
  secrets = {
    get: async (name: string) => kept.get(name),
    store: async (name: string, value: string) => void kept.set(name, value),
    delete: async (name: string) => void kept.delete(name),
  } as unknown as SecretStorage;
});

/** A server that answers tests of models one after the other. */
function answering(...answers: unknown[]): Connection {
  const execute = async (command: string, parameters: unknown) => {
    asked.push([command, parameters]);
    return answers.shift();
  };
  return { execute } as unknown as Connection;
}

function choosing(url: string, ...typed: string[]): void {
  window.showQuickPick.mockResolvedValueOnce({ url });
  for (const text of typed) window.showInputBox.mockResolvedValueOnce(text);
}

test("an address that works is set", async () => {
  choosing("", GPU);
  await chooseModelServer(answering(WORKS), secrets);
  expect(asked).toEqual([["edascribe.testModel", [GPU]]]);
  expect(state.settings.get("edascribe.modelUrl")).toBe(GPU);
  expect(window.showInformationMessage).toHaveBeenCalledWith(expect.stringContaining("coder (vLLM) answered in 0.2 s"));
});

test("one that wants a key is tried with it, and the key is kept for it alone", async () => {
  choosing("", GPU, "s3cret");
  window.showWarningMessage.mockResolvedValueOnce("Enter Key…");
  await chooseModelServer(answering(FAILS, WORKS), secrets);
  expect(asked.at(-1)).toEqual(["edascribe.testModel", [GPU, "s3cret"]]);
  expect(await withKeys(secrets, { modelUrl: `${GPU} http://other`, tool: "tcl" })).toEqual({
    modelUrl: `${GPU} http://other`,
    tool: "tcl",
    modelKeys: { [GPU]: "s3cret" },
  });
  expect(JSON.stringify([...state.settings])).not.toContain("s3cret");
});

test("one that does not work is not set, unless the user says so", async () => {
  choosing("", GPU);
  await chooseModelServer(answering(FAILS), secrets);
  expect(window.showWarningMessage.mock.calls[0]?.[0]).toContain("It wants a key.");
  expect(state.settings.size).toBe(0);
  choosing("", GPU);
  window.showWarningMessage.mockResolvedValueOnce("Use Anyway");
  await chooseModelServer(answering(FAILS), secrets);
  expect(state.settings.get("edascribe.modelUrl")).toBe(GPU);
});

test("the embedded model is fetched where it is not here yet", async () => {
  choosing("embedded");
  window.showWarningMessage.mockResolvedValueOnce("Download (93 MB)");
  await chooseModelServer(answering({ works: false, reason: "not here" }, { fetched: true, path: "/x" }, WORKS), secrets);
  expect(asked.map((each) => (each as string[])[0])).toEqual([
    "edascribe.testModel",
    "edascribe.fetchModel",
    "edascribe.testModel",
  ]);
  expect(state.settings.get("edascribe.modelUrl")).toBe("embedded");
});

test("nothing is asked where nothing is chosen", async () => {
  await chooseModelServer(answering(), secrets);
  choosing("");
  await chooseModelServer(answering(), secrets);
  expect(asked).toEqual([]);
});

test("addresses", () => {
  expect(addressesIn(" http://a  embedded http://b ")).toEqual(["http://a", "http://b"]);
  expect(addressesIn(undefined)).toEqual([]);
  expect(whatIsWrong(GPU)).toBe("");
  expect(whatIsWrong("gpu:8080")).toContain("http://");
  expect(whatIsWrong("http://a http://b")).toContain("without blanks");
  expect(whatIsWrong("http://")).toContain("no address");
});

import { beforeEach, expect, test, vi } from "vitest";
import type { Connection } from "../src/client";
import type { Generated } from "../src/commands";
import { candidates, generate, insert } from "../src/generate";
import { createPreview, type Preview } from "../src/preview";
import { commands, type Document, openDocument, reset, state, type Uri, window } from "./vscode";

const TEXT = "# Make a clock\nputs done\n";
const LONG = "set a 1\nset b 2\nset c 3\nset d 4\n";

let document: Document;
let executed: [string, unknown][];

beforeEach(() => {
  vi.clearAllMocks();
  reset();
  document = openDocument(TEXT);
  executed = [];
});

function answering(text: string, ...alternatives: string[]): Connection {
  const insertion = { version: 1, position: { line: 1, character: 0 }, text };
  const answer: Generated = {
    text,
    verdict: "accepted",
    reason: "",
    insertion,
    alternatives: alternatives.map((each) => ({ text: each })),
  };
  const connection = {
    async execute(command: string, parameters: unknown) {
      executed.push([command, parameters]);
      return command === "edascribe.generateFromComment" ? answer : null;
    },
  };
  return connection as unknown as Connection;
}

/** Generates at the comment; the preview takes by inserting, as in the extension. */
async function run(connection: Connection): Promise<Preview> {
  const preview = createPreview((...taken) => insert(connection, ...taken));
  await generate(connection, preview, document.uri.toString(), 0);
  return preview;
}

/** What the preview shows on its right side. */
function previewed(): string {
  const [, , uri] =
    vi
      .mocked(commands.executeCommand)
      .mock.calls.filter(([name]) => name === "vscode.diff")
      .at(-1) ?? [];
  return state.providers.get("edascribe-preview")?.provideTextDocumentContent(uri as Uri) ?? "";
}

test("a short script goes in at once and is counted", async () => {
  await run(answering("create_clock\n"));
  expect(document.text).toBe("# Make a clock\ncreate_clock\nputs done\n");
  expect(executed.at(-1)).toEqual([
    "edascribe.accepted",
    ["file:///project/timing.tcl", { line: 2, character: 0 }, { kind: "generate", text: "create_clock\n" }],
  ]);
});

test("a longer one is shown first, and goes in when it is accepted", async () => {
  const preview = await run(answering(LONG));
  expect(document.text).toBe(TEXT);
  expect(previewed()).toBe(`# Make a clock\n${LONG}puts done\n`);
  await preview.accept();
  expect(document.text).toBe(`# Make a clock\n${LONG}puts done\n`);
  expect(executed.map(([command]) => command)).toEqual(["edascribe.generateFromComment", "edascribe.accepted"]);
});

test("the next candidate takes the first one's place", async () => {
  const preview = await run(answering(LONG, "set other 1\n"));
  await preview.next();
  expect(previewed()).toBe("# Make a clock\nset other 1\nputs done\n");
  await preview.accept();
  expect(document.text).toBe("# Make a clock\nset other 1\nputs done\n");
});

test("after the last candidate another one is asked for, apart from those that were shown", async () => {
  const connection = answering(LONG);
  const preview = await run(connection);
  await preview.previous();
  vi.spyOn(connection, "execute").mockImplementation(async (...asked) => {
    executed.push(asked as unknown as [string, unknown]);
    return { insertion: { version: 1, position: { line: 1, character: 0 }, text: "set other 1\n" } } as never;
  });
  await preview.next();
  expect(executed.at(-1)?.[1]).toEqual([document.uri.toString(), 0, { apply: false, apartFrom: [LONG] }]);
  expect(previewed()).toBe("# Make a clock\nset other 1\nputs done\n");
  await preview.previous();
  expect(previewed()).toBe(`# Make a clock\n${LONG}puts done\n`);
});

test("one that is discarded leaves everything as it was", async () => {
  const preview = await run(answering(LONG));
  await preview.discard();
  await preview.accept();
  expect(document.text).toBe(TEXT);
  expect(executed).toHaveLength(1);
});

test("nothing goes into a script that has changed since", async () => {
  const preview = await run(answering(LONG));
  document.version = 2;
  await preview.accept();
  expect(document.text).toBe(TEXT);
  expect(window.showWarningMessage).toHaveBeenCalledWith(expect.stringContaining("has changed"));
});

test("how long a script may be that goes in at once is a setting", async () => {
  state.settings.set("edascribe.previewLines", 0);
  await run(answering("create_clock\n"));
  expect(document.text).toBe(TEXT);
});

test("candidates have the line ends and the beginning of their place", () => {
  const insertion = { version: 1, position: { line: 0, character: 4 }, text: "\r\na\r\nb\r\n" };
  const answer: Generated = { text: "a\nb\n", verdict: "accepted", reason: "", insertion, alternatives: [{ text: "c\nd\n" }] };
  expect(candidates(answer, insertion)).toEqual(["\r\na\r\nb\r\n", "\r\nc\r\nd\r\n"]);
});

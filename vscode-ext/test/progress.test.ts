import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createProgress } from "../src/progress";
import { window } from "./vscode";

const BEGIN = { kind: "begin", title: "Writing", message: "the task", cancellable: true } as const;
const END = { kind: "end" } as const;

let shown: { title: string; told: unknown[]; cancel: () => void; over: Promise<void> }[];
let cancelled: unknown[];
let passed: unknown[];

beforeEach(() => {
  vi.useFakeTimers();
  [shown, cancelled, passed] = [[], [], []];
  vi.spyOn(window, "withProgress").mockImplementation((options: unknown, work: (...parameters: unknown[]) => unknown) => {
    const told: unknown[] = [];
    let cancel = () => {};
    const token = { onCancellationRequested: (listener: () => void) => (cancel = listener) };
    const over = work({ report: (value: unknown) => told.push(value) }, token) as Promise<void>;
    shown.push({ title: (options as { title: string }).title, told, cancel: () => cancel(), over });
    return over;
  });
});

afterEach(() => {
  vi.useRealTimers();
});

function progress(isAsked = true) {
  const { take, end } = createProgress(
    () => isAsked,
    (token) => cancelled.push(token),
  );
  const send = (value: Parameters<typeof take>[1]) => take("token", value, (_, each) => passed.push(each));
  return Object.assign(send, { end });
}

test("what takes a moment is told, can be cancelled, and ends", async () => {
  const take = progress();
  take(BEGIN);
  vi.advanceTimersByTime(1000);
  expect(shown[0]).toMatchObject({ title: "Writing", told: [{ message: "the task", increment: 0 }] });
  take({ kind: "report", message: "12 of 98", percentage: 12 });
  take({ kind: "report", message: "49 of 98", percentage: 50 });
  expect(shown[0]?.told.slice(1)).toEqual([
    { message: "12 of 98", increment: 12 },
    { message: "49 of 98", increment: 38 },
  ]);
  shown[0]?.cancel();
  expect(cancelled).toEqual(["token"]);
  take(END);
  await shown[0]?.over;
  expect(passed).toEqual([END]);
});

test("what is done at once is not shown", () => {
  const take = progress();
  take(BEGIN);
  take(END);
  vi.advanceTimersByTime(1000);
  expect(shown).toEqual([]);
});

test("nothing goes on being shown of a server that has ended", async () => {
  const take = progress();
  take(BEGIN);
  vi.advanceTimersByTime(1000);
  take.end();
  await shown[0]?.over;
  expect(shown).toHaveLength(1);
});

test("what nobody asked for is the client's to show", () => {
  const take = progress(false);
  take(BEGIN);
  take(END);
  vi.advanceTimersByTime(1000);
  expect([shown, passed]).toEqual([[], [BEGIN, END]]);
});

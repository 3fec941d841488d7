/** The scripted model of the Python tests, as a process: it says what a test wants, at once, and tells what it was asked. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { createInterface } from "node:readline";
import { ROOT } from "./code_server.ts";

export interface Asked {
  readonly prompt: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

export interface Model {
  readonly url: string;
  readonly asked: readonly Asked[];
  /** The answers from now on, one after the other, the last one again and again. */
  says(...answers: readonly string[]): Promise<void>;
  /** How long it takes to begin an answer from now on, in milliseconds. */
  waits(pause: number): Promise<void>;
  stop(): Promise<void>;
}

export async function startModel(name = "scripted"): Promise<Model> {
  const program = path.join(ROOT, "tests/e2e/scripted_model.py");
  // It ends when its standard input does, however this process ends.
  const child = spawn(path.join(ROOT, ".venv/bin/python"), [program, name], { stdio: ["pipe", "pipe", "inherit"] });
  const lines = createInterface(child.stdout);
  const [url] = (await once(lines, "line")) as [string];
  const asked: Asked[] = [];
  let taken = () => {};
  lines.on("line", (line) => {
    if (line === "taken") taken();
    else asked.push(JSON.parse(line));
  });
  const tell = (value: Readonly<Record<string, unknown>>) =>
    new Promise<void>((resolve) => {
      taken = resolve;
      child.stdin.write(`${JSON.stringify(value)}\n`);
    });
  return {
    url,
    asked,
    says: (...answers) => tell({ answers }),
    waits: (pause) => tell({ pause: pause / 1000 }),
    async stop() {
      const ended = once(child, "exit");
      child.stdin.end();
      await ended;
    },
  };
}

/** Measures the extension in the newest VS Code; prints figures as they come, and leaves all of them as one JSON object. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { type Browser, type Page, test } from "@playwright/test";
import { type CodeServer, languageServers, processes, ROOT, startCodeServer, VSIX } from "./code_server.ts";
import { Editor, type Folder, TOOL } from "./editor.ts";
import { type Model, startModel } from "./model.ts";

const TAPPED = path.join(import.meta.dirname, "tapped_server.py");
const TICKS_A_SECOND = 100;
const IDLE_SECONDS = 20;
const WINDOWS = 5;
/** Comments that the embedded model is asked about. */
const REPORTS = [
  "Report the total negative slack",
  "Report the worst negative slack",
  "Report the power of the design",
  "Report the worst slack with 3 digits",
  "Report the slowest path",
  "Report the fastest path",
  "Report the clock skew",
  "Report the clock properties",
  "Report the worst slack of all paths",
  "Report the slew violations",
  "Report the units",
  "Report the slack of pin u1/Z",
];

interface Sample {
  /** From the last key to ghost text on the screen, and its parts, in milliseconds. */
  readonly whole: number;
  readonly editor: number;
  readonly server: number;
  readonly model: number;
  readonly screen: number;
}

interface Tapped {
  readonly at: number;
  readonly to: "server" | "editor";
  // biome-ignore lint/suspicious/noExplicitAny: messages are read by the names of their fields.
  readonly message: any;
}

const figures: Record<string, unknown> = {};

function figure(name: string, value: unknown): void {
  figures[name] = value;
  console.log(name.padEnd(44), JSON.stringify(value));
}

function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN);
}

function spread(name: string, samples: readonly Sample[]): void {
  const whole = samples.map((sample) => sample.whole);
  figure(`${name}_samples`, samples.length);
  figure(`${name}_ms_median`, median(whole));
  figure(`${name}_ms_p10_p90`, [quantile(whole, 0.1), quantile(whole, 0.9)]);
  for (const part of ["editor", "server", "model", "screen"] as const)
    figure(`${name}_ms_${part}`, median(samples.map((sample) => sample[part])));
}

/** Notes in the page when the last key went down and when ghost text was first on the screen after it. */
async function watch(page: Page): Promise<void> {
  await page.evaluate(() => {
    const seen = { key: 0, ghost: 0 };
    Object.assign(window, { seen });
    const now = () => performance.timeOrigin + performance.now();
    addEventListener(
      "keydown",
      () => {
        seen.key = now();
        seen.ghost = 0;
      },
      true,
    );
    const painted = () => {
      // A task that a frame's callback posts runs when the frame is done.
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        seen.ghost ||= now();
      };
      port2.postMessage(undefined);
    };
    new MutationObserver(() => {
      if (seen.ghost === 0 && document.querySelector(".ghost-text-decoration")) requestAnimationFrame(painted);
    }).observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ["class"] });
  });
}

/** Types at a line's end at once, so that the last key alone asks; undefined where no ghost text comes. */
async function sample(editor: Editor, log: string, line: number, text: string): Promise<Sample | undefined> {
  await editor.goTo(line);
  await editor.type(text);
  const seen = await editor.page
    .waitForFunction(() => (window as unknown as { seen: { key: number; ghost: number } }).seen.ghost > 0, undefined, {
      timeout: 10_000,
    })
    .then(() => editor.page.evaluate(() => (window as unknown as { seen: { key: number; ghost: number } }).seen))
    .catch(() => undefined);
  await editor.press("Escape", ...Array.from(text, () => "Backspace"));
  if (seen === undefined) return undefined;
  // Each window numbers its requests anew, so what belongs to one comes after it.
  const messages = tapped(log).filter(({ at }) => at < seen.ghost);
  const first = messages.findLastIndex(({ message }) => message.method === "textDocument/inlineCompletion");
  const asked = messages[first];
  const rest = messages.slice(first + 1).filter(({ to }) => to === "editor");
  const answered = rest.find(({ message }) => message.id === asked?.message.id && "result" in message);
  const told = rest.find(({ message }) => message.method === "edascribe/completionDetails");
  if (asked === undefined || answered === undefined || told === undefined || asked.at < seen.key) return undefined;
  const model = told.message.params.timings.total * 1000;
  return {
    whole: seen.ghost - seen.key,
    editor: asked.at - seen.key,
    server: answered.at - asked.at - model,
    model,
    screen: seen.ghost - answered.at,
  };
}

function tapped(log: string): Tapped[] {
  return readFileSync(log, "utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
}

/** A script of comments with an empty line below each. */
function script(before: string, comments: readonly string[]): { text: string; lines: number[] } {
  const text = `${before}${comments.map((comment) => `# ${comment}\n\n`).join("")}`;
  const first = before.split("\n").length;
  return { text, lines: comments.map((_, at) => first + 2 * at + 1) };
}

async function inWindow(
  browser: Browser,
  server: CodeServer,
  name: string,
  folder: Folder,
  work: (editor: Editor) => Promise<void>,
) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  try {
    const editor = await Editor.open(page, server, name, folder);
    await watch(page);
    await work(editor);
  } finally {
    await page.goto("about:blank");
    await page.close();
    while (languageServers(server).length > 0) await sleep(50);
  }
}

async function instant(
  browser: Browser,
  server: CodeServer,
  model: Model,
  log: string,
  name: string,
  before: string,
  count: number,
) {
  const { text, lines } = script(
    before,
    Array.from({ length: count + 1 }, (_, at) => `Report the paths of group ${at}`),
  );
  const settings = { "edascribe.modelUrl": model.url };
  await inWindow(browser, server, name, { files: { "timing.tcl": text }, settings }, async (editor) => {
    const samples: (Sample | undefined)[] = [];
    for (const [at, line] of lines.entries()) {
      await model.says(`ort_checks -group_count ${at + 2}\n`);
      samples.push(await sample(editor, log, line, "rep"));
    }
    // The first one waits for what the server reads when it is first asked.
    spread(
      name,
      samples.slice(1).filter((each) => each !== undefined),
    );
    if (samples[0] !== undefined) figure(`${name}_ms_first`, Math.round(samples[0].whole));
  });
}

async function embedded(browser: Browser, server: CodeServer, log: string) {
  const { text, lines } = script(TOOL, ["Report the setup paths", ...REPORTS]);
  const settings = { "edascribe.modelUrl": "embedded" };
  await inWindow(browser, server, "embedded", { files: { "timing.tcl": text }, settings }, async (editor) => {
    const samples: (Sample | undefined)[] = [];
    for (const line of lines) samples.push(await sample(editor, log, line, "report_"));
    figure("vscode_embedded_asked", REPORTS.length);
    spread(
      "vscode_embedded",
      samples.slice(1).filter((each) => each !== undefined),
    );
  });
}

/** Milliseconds of VS Code's own account, of loading the extension and of its function `activate`. */
async function activation(editor: Editor): Promise<number> {
  await editor.run("Developer: Show Running Extensions");
  const row = editor.page.locator(".runtime-extensions-editor .monaco-list-row", { hasText: "edascribe" });
  const text = await row.locator(".activation-time").textContent();
  return Number(/(\d+)\s*ms/.exec(text ?? "")?.[1]);
}

function megabytes(pids: readonly number[]): number {
  const kilobytes = pids.map((pid) => Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))?.[1]));
  return Math.round(kilobytes.reduce((one, other) => one + other, 0) / 1024);
}

function seconds(pids: readonly number[]): number {
  const ticks = pids.flatMap((pid) => readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.split(" ").slice(11, 13) ?? []);
  return ticks.reduce((sum, each) => sum + Number(each), 0) / TICKS_A_SECOND;
}

/** What the extension host and the language server use while nobody types. */
async function idle(server: CodeServer): Promise<{ host: number; hostCpu: number; lsp: number; lspCpu: number }> {
  const [host, lsp] = [processes(server, "--type=extensionHost"), languageServers(server)];
  // What is done after the start is not idleness.
  await sleep(5000);
  const [hostBefore, lspBefore] = [seconds(host), seconds(lsp)];
  await sleep(IDLE_SECONDS * 1000);
  const percent = (spent: number) => Number(((100 * spent) / IDLE_SECONDS).toFixed(2));
  return {
    host: megabytes(host),
    hostCpu: percent(seconds(host) - hostBefore),
    lsp: megabytes(lsp),
    lspCpu: percent(seconds(lsp) - lspBefore),
  };
}

async function starting(browser: Browser, server: CodeServer, model: Model, log: string) {
  const activations: number[] = [];
  const starts: number[] = [];
  const folder = { files: { "timing.tcl": TOOL }, settings: { "edascribe.modelUrl": model.url } };
  for (let at = 0; at < WINDOWS; at++)
    await inWindow(browser, server, `window-${at}`, folder, async (editor) => {
      activations.push(await activation(editor));
      const messages = tapped(log);
      const asked = messages.findLast(({ message }) => message.method === "initialize");
      const ready = messages.findLast(({ message }) => message.method === "edascribe/status");
      if (asked !== undefined && ready !== undefined) starts.push(ready.at - asked.at);
      if (at === WINDOWS - 1) {
        await editor.page.keyboard.press("Control+w");
        const used = await idle(server);
        figure("vscode_server_mb", used.lsp);
        figure("vscode_server_idle_cpu_percent", used.lspCpu);
        figure("vscode_host_mb", used.host);
        figure("vscode_host_idle_cpu_percent", used.hostCpu);
      }
    });
  figure("vscode_activation_ms_median", median(activations));
  figure("vscode_activation_ms_worst", Math.max(...activations));
  figure("vscode_server_ready_ms_median", median(starts));
}

/** The extension host as it is without the extension. */
async function without(browser: Browser) {
  const server = await startCodeServer({ version: "newest" });
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  try {
    await page.goto(server.url);
    while (processes(server, "--type=extensionHost").length === 0) await sleep(50);
    const used = await idle(server);
    figure("vscode_host_without_mb", used.host);
    figure("vscode_host_without_idle_cpu_percent", used.hostCpu);
  } finally {
    await page.close();
    await server.stop();
  }
}

test("figures", async ({ browser }) => {
  const long = Array.from({ length: 10_000 }, (_, at) => `set_input_delay 0.${at} -clock clk [get_ports in_${at}]\n`).join("");
  const log = path.join(mkdtempSync(path.join(tmpdir(), "edascribe-tapped-")), "messages.jsonl");
  const model = await startModel();
  try {
    const server = await startCodeServer({
      version: "newest",
      vsix: VSIX,
      settings: { "edascribe.server.path": TAPPED },
      environment: { TAPPED_SERVER_LOG: log },
    });
    try {
      figure("vscode_load_average", loadavg()[0]);
      await instant(browser, server, model, log, "vscode_ghost_text", TOOL, 40);
      await instant(browser, server, model, log, "vscode_ghost_text_10000_lines", `${TOOL}${long}`, 15);
      await embedded(browser, server, log);
      await starting(browser, server, model, log);
    } finally {
      await server.stop();
    }
    await without(browser);
  } finally {
    await model.stop();
    rmSync(path.dirname(log), { recursive: true });
  }
  writeFileSync(path.join(ROOT, "build/vscode-test/bench.json"), `${JSON.stringify(figures)}\n`);
});

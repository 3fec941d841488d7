/** VS Code's window as a user sees it: what is on the screen, and the keys. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { expect, type Locator, type Page } from "@playwright/test";
import type { CodeServer } from "./code_server.ts";

/** How the browser is started. */
export const CHROMIUM = { executablePath: "/usr/bin/chromium", args: ["--disable-dev-shm-usage"] };
/** The first line of test documents: the same API whether or not a tool is installed. */
export const TOOL = "# edascribe: tool=opensta@2.0.17\n";

export interface Folder {
  /** Texts by their paths in the folder; the first one is shown. */
  readonly files: Readonly<Record<string, string>>;
  readonly settings?: Readonly<Record<string, unknown>>;
}

export class Editor {
  readonly page: Page;
  readonly folder: string;
  readonly file: string;
  readonly status: Locator;
  readonly ghostText: Locator;
  readonly list: Locator;
  readonly faults: Locator;

  private constructor(page: Page, folder: string, file: string) {
    this.page = page;
    this.folder = folder;
    this.file = file;
    this.status = page.locator('[id="edascribe.edascribe.status"]');
    this.list = page.locator(".suggest-widget.visible");
    this.faults = page.locator(".squiggly-error, .squiggly-warning");
    this.ghostText = page.locator(".ghost-text-decoration, .ghost-text-decoration-preview");
  }

  /** Opens a new folder of a server; it is ready when the extension says that it is. */
  static async open(page: Page, server: CodeServer, name: string, { files, settings = {} }: Folder): Promise<Editor> {
    const folder = path.join(server.folder, name);
    const [first] = Object.keys(files);
    if (first === undefined) throw new Error("A folder needs a file to show.");
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
      writeFileSync(path.join(folder, file), text);
    }
    const editor = new Editor(page, folder, path.join(folder, first));
    editor.set(settings);
    const remote = `vscode-remote://${new URL(server.url).host}${editor.file.split("/").map(encodeURIComponent).join("/")}`;
    await page.goto(`${server.url}/?${new URLSearchParams({ folder, payload: JSON.stringify([["openFile", remote]]) })}`);
    await editor.is("ready");
    await page.locator(".editor-instance .view-line").first().click();
    await expect(page.locator(".editor-instance .monaco-editor.focused")).toBeVisible();
    return editor;
  }

  /** The folder's settings, as a file that changes under the editor's eyes. */
  set(settings: Readonly<Record<string, unknown>>): void {
    mkdirSync(path.join(this.folder, ".vscode"), { recursive: true });
    writeFileSync(path.join(this.folder, ".vscode/settings.json"), JSON.stringify(settings));
  }

  async is(state: string): Promise<void> {
    await expect(this.status).toHaveAttribute("aria-label", new RegExp(`Edascribe: ${state}`));
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  async type(text: string): Promise<void> {
    await this.page.keyboard.type(text);
  }

  /** Types and waits until ghost text is that. */
  async typeFor(text: string, ghost: string): Promise<void> {
    await this.type(text);
    await this.shows(ghost);
  }

  async shows(ghost: string): Promise<void> {
    await expect.poll(() => this.ghost(), { intervals: [50] }).toBe(ghost);
  }

  /** The ghost text on the screen. */
  async ghost(): Promise<string> {
    return (await this.ghostText.allTextContents()).join("").replaceAll("\u00a0", " ");
  }

  /** Types a key anew and gives the ghost text that comes of it within a second, empty where none does. */
  async ghostAnew(key: string): Promise<string> {
    await this.press("Backspace", key);
    await this.ghostText
      .first()
      .waitFor({ timeout: 1000 })
      .catch(() => {});
    return this.ghost();
  }

  /** Types like a person: before each key VS Code has coloured the lines above, without which it closes no bracket. */
  async typeSlowly(text: string): Promise<void> {
    for (const key of text) {
      await this.type(key);
      // Colouring waits for the browser to be idle, and so do we after it.
      await this.page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
    }
  }

  /** The lines on the screen without ghost text, from the top. */
  async lines(): Promise<string[]> {
    return this.page
      .locator(".editor-instance .view-lines")
      .first()
      .evaluate((lines) => {
        const top = (line: HTMLElement) => Number.parseFloat(line.style.top);
        const shown = [...lines.querySelectorAll<HTMLElement>(":scope > .view-line")].sort((one, other) => top(one) - top(other));
        return shown.map((line) => {
          const copy = line.cloneNode(true) as HTMLElement;
          for (const ghost of copy.querySelectorAll(".ghost-text-decoration, .ghost-text-decoration-preview")) ghost.remove();
          return (copy.textContent ?? "").replaceAll("\u00a0", " ").replaceAll("\u200b", "");
        });
      });
  }

  /** Waits until the document is that on the screen, saves it, and waits until it is that on disk. */
  async holds(text: string): Promise<void> {
    await expect.poll(async () => (await this.lines()).join("\n").trimEnd()).toBe(text.trimEnd());
    await this.press("Control+s");
    await expect.poll(() => this.onDisk().trimEnd()).toBe(text.trimEnd());
  }

  onDisk(): string {
    return readFileSync(this.file, "utf8");
  }

  /** Runs a command of the palette by its title. */
  async run(title: string): Promise<void> {
    await expect(await this.chosen(title)).toBeHidden();
  }

  /** What the user was told, of which some may be out of sight already. */
  async notifications(): Promise<string[]> {
    await this.run("Notifications: Show Notifications");
    const told = await this.page.locator(".notifications-center .notification-list-item-message").allTextContents();
    // The list hides itself when its last message goes, so there may be nothing to hide.
    await this.press("Escape");
    await expect(this.page.locator(".notifications-center")).toBeHidden();
    return told;
  }

  /** Runs a command of the palette that asks something. */
  async ask(title: string): Promise<void> {
    await expect(await this.chosen(title)).not.toHaveValue(`>${title}`);
  }

  private async chosen(title: string): Promise<Locator> {
    await this.press("F1");
    const input = this.page.locator(".quick-input-widget .quick-input-box input");
    await expect(input).toBeVisible();
    await input.fill(`>${title}`);
    await expect(this.page.locator(".quick-input-list .monaco-list-row.focused")).toContainText(title);
    await this.press("Enter");
    return input;
  }

  /** Chooses what is asked. */
  async choose(label: string): Promise<void> {
    await this.page.locator(".quick-input-list .monaco-list-row").filter({ hasText: label }).first().click();
  }

  /** Enters what is asked. */
  async enter(text: string): Promise<void> {
    const input = this.page.locator(".quick-input-widget .quick-input-box input");
    await expect(input).toHaveAttribute("placeholder", "http://gpu-server:8080");
    await input.fill(text);
    await this.press("Enter");
    await expect(input).toBeHidden();
  }

  /** Puts the cursor at a line's end. */
  async goTo(line: number): Promise<void> {
    await this.press("Control+g");
    const input = this.page.locator(".quick-input-widget .quick-input-box input");
    await expect(input).toBeVisible();
    await input.fill(`:${line}`);
    await expect(this.page.locator(".quick-input-list .monaco-list-row").first()).toContainText(String(line));
    await this.press("Enter");
    await expect(input).toBeHidden();
    await this.press("End");
  }
}

/** What goes wrong, and what changes while the editor runs. */
import { kill, languageServers } from "./code_server.ts";
import { TOOL } from "./editor.ts";
import { expect, test } from "./fixtures.ts";
import { startModel } from "./model.ts";

const COMMENT = `${TOOL}# Report the worst path\n`;

test("a dead model server is shown, with what to do, and the rest works", async ({ open, picture }) => {
  const url = "http://127.0.0.1:9";
  const editor = await open({ files: { "timing.tcl": COMMENT }, settings: { "edascribe.modelUrl": url } });
  await editor.press("Control+End");
  await editor.type("report_c");
  await editor.is("offline");
  await expect(editor.status).toHaveAttribute("aria-label", new RegExp(url));
  await expect(editor.list).toContainText("report_checks");
  await picture("dead-model-server");
  await expect.poll(async () => (await editor.notifications()).join()).toContain(url);
});

test("another model in the settings is asked from then on, and a language can be switched off", async ({
  open,
  model,
  picture,
}) => {
  await model.says("ort_checks\n");
  const editor = await open({ files: { "timing.tcl": COMMENT } });
  await editor.press("Control+End");
  await editor.typeFor("rep", "ort_checks");
  const other = await startModel("other");
  try {
    await other.says("ort_tns\n");
    editor.set({ "edascribe.modelUrl": other.url });
    await expect.poll(() => editor.ghostAnew("p")).toBe("ort_tns");
    await picture("another-model");
    editor.set({ "edascribe.modelUrl": other.url, "edascribe.enable": { tcl: false } });
    await expect.poll(() => editor.ghostAnew("p")).toBe("");
    editor.set({ "edascribe.modelUrl": other.url });
    await expect.poll(() => editor.ghostAnew("p")).toBe("ort_tns");
  } finally {
    await other.stop();
  }
});

test("the language server can be restarted, and comes back by itself when it dies", async ({ open, model, server, picture }) => {
  await model.says("ort_checks\n");
  const editor = await open({ files: { "timing.tcl": COMMENT } });
  const another = async (than: number[]) => {
    await expect.poll(() => languageServers(server).filter((pid) => !than.includes(pid)).length).toBe(1);
    await expect.poll(() => languageServers(server).length).toBe(1);
    await editor.is("ready");
    return languageServers(server);
  };
  const first = await another([]);
  await editor.run("Edascribe: Restart Language Server");
  const second = await another(first);
  await editor.press("Control+End");
  await editor.typeFor("rep", "ort_checks");
  await picture("restarted");
  for (const pid of second) kill(pid, "SIGKILL");
  await another([...first, ...second]);
  // The window may not have heard yet that the old one is gone.
  await expect.poll(() => editor.ghostAnew("p")).toBe("ort_checks");
  expect((await editor.notifications()).filter((told) => told.includes("Edascribe"))).toEqual([]);
});

test("a script of 10,000 lines is typed in as any other", async ({ open, model, picture }) => {
  const lines = Array.from({ length: 10_000 }, (_, at) => `set_input_delay 0.${at} -clock clk [get_ports in_${at}]`);
  await model.says("ort_checks -path_delay max\n");
  const editor = await open({ files: { "timing.tcl": `${TOOL}${lines.join("\n")}\n` } });
  await editor.press("Control+End");
  await editor.typeFor("rep", "ort_checks -path_delay max");
  await picture("long-script");
  await editor.press("Tab");
  await expect.poll(() => editor.lines()).toContain("report_checks -path_delay max");
  await model.says("\n");
  await editor.press("Enter");
  await editor.type("report_cheks");
  await expect(editor.faults.first()).toBeVisible();
  await editor.press("Control+s");
  await expect.poll(() => editor.onDisk().endsWith("]\nreport_checks -path_delay max\nreport_cheks")).toBe(true);
});

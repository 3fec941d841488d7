// The extension as other extensions and VS Code see it.
const assert = require("node:assert/strict");
const vscode = require("vscode");
const manifest = require("../../package.json");

const { commands, languages, workspace } = vscode;
const extension = vscode.extensions.getExtension(`${manifest.publisher}.${manifest.name}`);

/** Waits until a value is there. */
async function until(read, what) {
  const deadline = Date.now() + 25_000;
  for (;;) {
    const value = await read();
    if (value) return value;
    assert.ok(Date.now() < deadline, `There is no ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

describe("Edascribe", () => {
  let document;
  const call = (name, ...rest) => commands.executeCommand(`vscode.execute${name}`, document.uri, ...rest);

  it("is not active before one of its languages is opened", () => {
    assert.equal(extension.isActive, false);
  });

  it("is activated by a script", async () => {
    const [file] = await workspace.findFiles("timing.tcl");
    document = await workspace.openTextDocument(file);
    await until(() => extension.isActive, "active extension");
  });

  it("registers every command of its manifest", async () => {
    const registered = new Set(await commands.getCommands(true));
    const missing = manifest.contributes.commands.map(({ command }) => command).filter((command) => !registered.has(command));
    assert.deepEqual(missing, []);
  });

  it("gives every setting its default, and a description", () => {
    const sections = [manifest.contributes.configuration].flat();
    for (const [name, setting] of sections.flatMap(({ properties }) => Object.entries(properties))) {
      assert.deepEqual(workspace.getConfiguration().inspect(name)?.defaultValue, setting.default, name);
      assert.ok(setting.description ?? setting.markdownDescription, name);
    }
  });

  it("lets ghost text and the completion list be on the screen together", () => {
    for (const languageId of ["tcl", "sdc", "upf", "xdc"]) {
      const settings = workspace.getConfiguration("editor", { languageId });
      assert.equal(settings.get("quickSuggestions").other, "on", languageId);
      assert.equal(settings.get("suggest.selectionMode"), "never", languageId);
    }
  });

  for (const { id, extensions = [] } of manifest.contributes.languages)
    for (const ending of extensions)
      it(`opens *${ending} as ${id}`, async () => {
        const folder = workspace.workspaceFolders[0].uri;
        const file = vscode.Uri.joinPath(folder, `file${ending}`);
        await workspace.fs.writeFile(file, Buffer.from("#\n"));
        assert.equal((await workspace.openTextDocument(file)).languageId, id);
      });

  it("opens a script of OpenSTA without an ending as tcl", async () => {
    const file = vscode.Uri.joinPath(workspace.workspaceFolders[0].uri, "script");
    await workspace.fs.writeFile(file, Buffer.from("#!/usr/bin/env sta\n"));
    assert.equal((await workspace.openTextDocument(file)).languageId, "tcl");
  });

  it("tells faults", async () => {
    const [fault] = await until(() => {
      const faults = languages.getDiagnostics(document.uri);
      return faults.length > 0 && faults;
    }, "fault");
    assert.equal(document.getText(fault.range), "-path_dealy");
  });

  it("offers the fix of a fault", async () => {
    const [fault] = languages.getDiagnostics(document.uri);
    const actions = await call("CodeActionProvider", fault.range, "quickfix");
    assert.ok(actions.some(({ title }) => title.includes("-path_delay")));
  });

  it("says what a command is", async () => {
    const [hover] = await call("HoverProvider", new vscode.Position(1, 3));
    assert.match(hover.contents.map(({ value }) => value).join("\n"), /worst timing paths/);
  });

  it("lists options", async () => {
    const list = await call("CompletionItemProvider", new vscode.Position(1, 20));
    assert.ok(list.items.some(({ label }) => (label.label ?? label) === "-path_delay"));
  });

  it("tells the signature of a call", async () => {
    const help = await call("SignatureHelpProvider", new vscode.Position(1, 14), " ");
    assert.match(help.signatures[0].label, /^report_checks/);
  });

  it("colours commands and options by their meaning", async () => {
    const legend = await commands.executeCommand("vscode.provideDocumentSemanticTokensLegend", document.uri);
    const tokens = await commands.executeCommand("vscode.provideDocumentSemanticTokens", document.uri);
    assert.ok(legend.tokenTypes.length > 0);
    assert.ok(tokens.data.length > 0);
  });

  it("outlines, folds and renames procedures", async () => {
    document = await workspace.openTextDocument({ language: "tcl", content: "proc twice {x} {\n    expr {2 * $x}\n}\ntwice 3\n" });
    const [symbol] = await until(async () => {
      const symbols = await call("DocumentSymbolProvider");
      return symbols?.length > 0 && symbols;
    }, "symbol");
    assert.equal(symbol.name, "twice");
    assert.ok((await call("FoldingRangeProvider")).some(({ start, end }) => start === 0 && end >= 1));
    const edit = await commands.executeCommand(
      "vscode.executeDocumentRenameProvider",
      document.uri,
      new vscode.Position(3, 1),
      "double",
    );
    assert.equal(edit.get(document.uri).length, 2);
  });
});

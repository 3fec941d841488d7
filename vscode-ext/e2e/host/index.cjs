// What VS Code calls in the extension host: runs mocha over this folder and leaves what came of it in the workspace.
const path = require("node:path");
const Mocha = require("mocha");
const { workspace } = require("vscode");

exports.run = () => {
  const output = path.join(workspace.workspaceFolders[0].uri.fsPath, "mocha.json");
  const mocha = new Mocha({ ui: "bdd", timeout: 30_000, reporter: "json", reporterOptions: { output } });
  mocha.addFile(path.join(__dirname, "extension.cjs"));
  return new Promise((resolve, reject) => {
    mocha.run((failures) => (failures ? reject(new Error(`${failures} tests failed.`)) : resolve()));
  });
};

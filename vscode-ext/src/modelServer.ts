/** The command "Choose Model Server": an address, tried before it is set, with its key if it wants one; or the embedded model. */
import { ConfigurationTarget, QuickPickItemKind, type SecretStorage, window, workspace } from "vscode";
import type { Connection } from "./client";
import type { Tested } from "./commands";
import { addressesIn, keepKey, keyOf } from "./secrets";

const EMBEDDED = "embedded";
const [DOWNLOAD, KEY, ADDRESS, ANYWAY] = ["Download (93 MB)", "Enter Key…", "Change Address…", "Use Anyway"];

export async function chooseModelServer(connection: Connection, secrets: SecretStorage): Promise<void> {
  const current = addressesIn(workspace.getConfiguration("edascribe").get("modelUrl"));
  const chosen = await window.showQuickPick(
    [
      { label: "Enter an address…", description: "TGI, vLLM, SGLang or llama.cpp", url: "" },
      { label: "The embedded model", description: "on this machine's CPU; nothing leaves it", url: EMBEDDED },
      ...(current.length ? [{ label: "", kind: QuickPickItemKind.Separator, url: "" }] : []),
      ...current.map((url) => ({ label: url, description: "is set", url })),
    ],
    { title: "Which model writes for you?" },
  );
  if (chosen === undefined) return;
  const url = chosen.url || (await askAddress(""));
  if (url) await tryAndSet(connection, secrets, url, await keyOf(secrets, url));
}

async function tryAndSet(connection: Connection, secrets: SecretStorage, url: string, key: string | undefined): Promise<void> {
  const tested = await connection.execute("edascribe.testModel", key ? [url, key] : [url]);
  if (tested.works) return set(secrets, url, key, tested);
  const offers = url === EMBEDDED ? [DOWNLOAD] : [KEY, ADDRESS];
  const chosen = await window.showWarningMessage(`Edascribe: ${tested.reason}`, ...offers, ANYWAY);
  if (chosen === DOWNLOAD) {
    if (await fetchModel(connection)) await tryAndSet(connection, secrets, url, key);
  } else if (chosen === KEY) {
    const given = await window.showInputBox({ title: `The key of ${url}`, password: true, ignoreFocusOut: true });
    if (given) await tryAndSet(connection, secrets, url, given);
  } else if (chosen === ADDRESS) {
    const other = await askAddress(url);
    if (other) await tryAndSet(connection, secrets, other, await keyOf(secrets, other));
  } else if (chosen === ANYWAY) {
    await set(secrets, url, key, tested);
  }
}

async function set(secrets: SecretStorage, url: string, key: string | undefined, tested: Tested): Promise<void> {
  if (url !== EMBEDDED) await keepKey(secrets, url, key ?? "");
  const settings = workspace.getConfiguration("edascribe");
  // Where the workspace has an address of its own, that would go on being used.
  const inWorkspace = settings.inspect("modelUrl")?.workspaceValue !== undefined;
  await settings.update("modelUrl", url, inWorkspace ? ConfigurationTarget.Workspace : ConfigurationTarget.Global);
  if (tested.works)
    void window.showInformationMessage(`Edascribe: ${tested.model} (${tested.server}) answered in ${tested.seconds.toFixed(1)} s.`);
}

/** Brings the embedded model's file; false where it did not come, of which the user is told. */
export async function fetchModel(connection: Connection): Promise<boolean> {
  const fetched = await connection.execute("edascribe.fetchModel", []);
  if (fetched.fetched) void window.showInformationMessage("Edascribe: the embedded model is here.");
  else void window.showErrorMessage(`Edascribe: ${fetched.reason}`);
  return fetched.fetched;
}

function askAddress(value: string): Thenable<string | undefined> {
  return window.showInputBox({
    title: "The model server's address",
    value,
    placeHolder: "http://gpu-server:8080",
    ignoreFocusOut: true,
    validateInput: whatIsWrong,
  });
}

/** What is wrong with an address, before any server is asked; empty where nothing is. */
export function whatIsWrong(address: string): string {
  if (!/^https?:\/\//.test(address)) return "An address begins with http:// or https://.";
  if (/\s/.test(address)) return "One address, without blanks.";
  return URL.canParse(address) ? "" : "This is no address.";
}

/** What the item in the status bar offers, by how things are. */
import { commands, type QuickPickItem, QuickPickItemKind, window, workspace } from "vscode";
import { LANGUAGES } from "./languages";
import type { State, Status } from "./status";

interface Offer extends QuickPickItem {
  readonly command?: string;
  readonly run?: () => Thenable<unknown>;
}

export async function showMenu(status: Status): Promise<void> {
  const language = window.activeTextEditor?.document.languageId;
  const offers = offersFor(status.state, isEmbedded());
  const chosen = await window.showQuickPick([...offers, ...ghostTextOffers(language)], {
    title: `Edascribe: ${status.state}`,
    placeHolder: status.message,
  });
  if (chosen?.run) await chosen.run();
  else if (chosen?.command) await commands.executeCommand(chosen.command);
}

/** What can be done, what helps first. */
export function offersFor(state: State, embedded: boolean): Offer[] {
  const restart: Offer = { label: "$(refresh) Restart Language Server", command: "edascribe.restart" };
  const log: Offer = { label: "$(output) Show Log", command: "edascribe.showLog" };
  const settings: Offer = { label: "$(gear) Settings", command: "edascribe.openSettings" };
  if (state === "starting" || state === "stopped")
    return [{ label: "$(cloud-download) Install Language Server", command: "edascribe.install" }, restart, log, settings];
  const download: Offer = { label: "$(cloud-download) Download the Embedded Model (93 MB)", command: "edascribe.downloadModel" };
  return [
    ...(state === "offline" && embedded ? [download] : []),
    { label: "$(server) Choose Model Server…", command: "edascribe.chooseModelServer" },
    { label: "$(tools) Choose Tool and Version…", command: "edascribe.chooseTool" },
    { label: "$(question) Explain Last Rejections", command: "edascribe.explainRejections" },
    { label: "", kind: QuickPickItemKind.Separator },
    restart,
    log,
    settings,
  ];
}

function isEmbedded(): boolean {
  const urls = workspace.getConfiguration("edascribe").get("modelUrl", "").split(/\s+/).filter(Boolean);
  return urls.length === 0 || urls.includes("embedded");
}

function ghostTextOffers(language: string | undefined): Offer[] {
  if (!LANGUAGES.some((each) => each === language) || language === undefined) return [];
  const settings = workspace.getConfiguration("edascribe");
  const enable = settings.get<Record<string, boolean>>("enable", {});
  const isOn = enable[language] ?? enable["*"] ?? true;
  const label = `$(${isOn ? "eye-closed" : "eye"}) Switch Ghost Text ${isOn ? "off" : "on"} for ${language}`;
  return [{ label, run: () => settings.update("enable", { ...enable, [language]: !isOn }, true) }];
}

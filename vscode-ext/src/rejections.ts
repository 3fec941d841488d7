/** The command "Explain Last Rejections": what the model wrote lately and was not shown, and why. */
import { Range, Uri, window, workspace } from "vscode";
import type { Connection } from "./client";
import type { Rejection } from "./commands";

export async function explainRejections(connection: Connection): Promise<void> {
  const rejections = await connection.execute("edascribe.showLastRejections", [{ show: false }]);
  if (rejections.length === 0) {
    void window.showInformationMessage("Edascribe: no answer was rejected lately.");
    return;
  }
  const chosen = await window.showQuickPick(rejections.map(itemOf), {
    title: "What the model wrote and was not shown, the latest first",
    matchOnDescription: true,
    matchOnDetail: true,
  });
  if (chosen === undefined) return;
  const document = await workspace.openTextDocument(Uri.parse(chosen.rejection.uri));
  const { line } = chosen.rejection;
  await window.showTextDocument(document, { selection: new Range(line, 0, line, 0) });
}

function itemOf(rejection: Rejection) {
  const name = Uri.parse(rejection.uri).path.split("/").at(-1);
  return {
    label: rejection.reason,
    description: `${name}:${rejection.line + 1}`,
    detail: rejection.text.trim().replaceAll("\n", " ⏎ ") || "(nothing)",
    rejection,
  };
}

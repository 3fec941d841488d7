/** The keys of model servers, in the editor's secret store: each belongs to the address that it was given for, and goes nowhere else. */
import type { SecretStorage } from "vscode";

const EMBEDDED = "embedded";

export function keyOf(secrets: SecretStorage, url: string): Thenable<string | undefined> {
  return secrets.get(`modelKey ${url}`);
}

export function keepKey(secrets: SecretStorage, url: string, key: string): Thenable<void> {
  return key ? secrets.store(`modelKey ${url}`, key) : secrets.delete(`modelKey ${url}`);
}

/** The addresses in the setting `edascribe.modelUrl`. */
export function addressesIn(setting: unknown): string[] {
  return typeof setting === "string" ? setting.split(/\s+/).filter((url) => url && url !== EMBEDDED) : [];
}

/** The server's settings with the keys that belong to their addresses. */
export async function withKeys(secrets: SecretStorage, settings: unknown): Promise<unknown> {
  if (typeof settings !== "object" || settings === null || !("modelUrl" in settings)) return settings;
  const keys: Record<string, string> = {};
  for (const url of addressesIn(settings.modelUrl)) {
    const key = await keyOf(secrets, url);
    if (key !== undefined) keys[url] = key;
  }
  return { ...settings, modelKeys: keys };
}

import * as vscode from "vscode";

const API_KEY = "ddconf.datadogApiKey";
const APP_KEY = "ddconf.datadogAppKey";

export interface Keys {
  readonly apiKey: string;
  readonly appKey: string;
}

/** The keys for the mapping API. They are kept in the secret storage of the editor and nowhere else. */
export class DatadogKeys {
  readonly #secrets: vscode.SecretStorage;

  constructor(secrets: vscode.SecretStorage) {
    this.#secrets = secrets;
  }

  async get(): Promise<Keys | undefined> {
    const [apiKey, appKey] = await Promise.all([this.#secrets.get(API_KEY), this.#secrets.get(APP_KEY)]);
    return apiKey && appKey ? { apiKey, appKey } : undefined;
  }

  /** Asks for both keys; nothing is kept unless both were given. */
  async ask(): Promise<Keys | undefined> {
    const { t } = vscode.l10n;
    const apiKey = await askFor(
      t("Datadog API key"),
      t("Organization Settings > API Keys. 32 hexadecimal digits."),
    );
    const appKey =
      apiKey && (await askFor(t("Datadog application key"), t("Organization Settings > Application Keys.")));
    if (!apiKey || !appKey) return undefined;
    await this.#secrets.store(API_KEY, apiKey);
    await this.#secrets.store(APP_KEY, appKey);
    return { apiKey, appKey };
  }

  async forget(): Promise<void> {
    await this.#secrets.delete(API_KEY);
    await this.#secrets.delete(APP_KEY);
  }
}

async function askFor(title: string, prompt: string): Promise<string | undefined> {
  const given = await vscode.window.showInputBox({ title, prompt, password: true, ignoreFocusOut: true });
  return given?.trim() || undefined;
}

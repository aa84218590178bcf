import { DEFAULT_SETTINGS } from "../../config/settings";
import { parseVersionRange } from "../../config/version";
import { validateText, validationText } from "../../service/validate-text";
import type { ServerContext } from "../context";
import { filePath } from "../uri";

/** What the request is given: an open document, or a text with the name that it would have. */
interface ValidateParams {
  readonly uri?: string;
  readonly text?: string;
  readonly filename?: string;
  readonly agentVersion?: string;
}

/** Answers the request `ddconf/validate` of a language-model tool: findings as text, for a reader without an editor. */
export function registerValidate({ connection, settings, texts }: ServerContext): void {
  connection.onRequest("ddconf/validate", async (params: ValidateParams): Promise<string> => {
    const { uri, filename } = params;
    const text = uri === undefined ? params.text : texts.get(uri)?.getText();
    if (text === undefined) return "There is no such file. Give its path in the workspace, or its text.";
    const path = uri === undefined ? filename : filePath(uri);
    const file = uri === undefined ? undefined : await settings.for(uri);
    if (file?.excluded || file?.enabled === false)
      return "This file is left out by the user's settings, so it is not checked.";
    const base = file?.settings ?? DEFAULT_SETTINGS;
    const agentVersion = parseVersionRange(params.agentVersion ?? "") ?? base.agentVersion;
    return validationText(validateText(path, text, { ...base, agentVersion }, file?.detection));
  });
}

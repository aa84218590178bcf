import { placeholderIn } from "../../model/placeholder";

/** A key whose value is a secret, with that value up to a comment or the end of the line. */
const SECRET_SETTING =
  /((?:^|[\s{,"'-])[\w.-]*(?:api_?key|app(?:lication)?_?key|password|passwd|secret(?!_backend)|token|credential|private_?key|passphrase)[\w.-]*["']?[ \t]*[:=][ \t]*)("[^"]*"?|'[^']*'?|[^\s#](?:(?!\s#).)*)/gi;
/** Secrets inside a connection string or a URL. */
const SECRET_PART = /(\b(?:pwd|password|api_?key|token)=|:\/\/[^\s/:@]+:)([^\s;&@"']+)/gi;

/** An API key (32) or application key (40), wherever it stands. */
const DATADOG_KEY = /\b(?:[0-9a-f]{40}|[0-9a-f]{32})\b/gi;

/**
 * Covers the secrets in lines of a configuration, so that a log of the run does not spread them. The text
 * keeps its length. Placeholders, booleans, numbers and short words are no secrets.
 */
export function redact(text: string): string {
  const cover = (_match: string, before: string, value: string) => before + covered(value);
  return text
    .replace(SECRET_SETTING, cover)
    .replace(SECRET_PART, cover)
    .replace(DATADOG_KEY, (key) => "*".repeat(key.length));
}

function covered(value: string): string {
  const bare = value.replace(/^["']|["']?\s*$/g, "");
  if (placeholderIn(bare) || /^(?:true|false|yes|no|on|off|null|~|[|>][-+\d]*|\d{1,5})?$/i.test(bare))
    return value;
  return value.replace(bare, bare.replace(/\S/g, "*"));
}

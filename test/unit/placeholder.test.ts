import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { type PlaceholderKind, placeholderIn } from "../../server/src/model/placeholder";

const FOUND: Readonly<Record<Exclude<PlaceholderKind, "template">, readonly string[]>> = {
  autodiscovery: ["%%host%%", "db-%%extra_name%%", "%%env_DB_PORT%%", "%%port_0%%"],
  secret: ["ENC[db_password]", "ENC[k8s_secret@ns/name/key]"],
  variable: ["$DB_HOST", ...["{DB_HOST}", "{PORT:-5432}", "{HOST}:80"].map((braced) => `$${braced}`)],
  "fill-in": [
    "<YOUR_API_KEY>",
    "<YOUR PORT>",
    "<your-database-host>",
    "env:<CUSTOM_ENV>",
    "xxxxxxxxxxxx",
    "XXXXXXXXXXXXXXXXXXXXXXXXXXXXXXXX",
    "CHANGEME",
    "change_me",
    "your_api_key_here",
    "TODO",
    "****",
  ],
};

const PLAIN = [
  "datadoghq.com",
  "p$ssword",
  "pa$$WORD",
  "$1",
  "$host",
  "ab<cd",
  "a <= b",
  "<[^>]+>",
  "(?<NAME>\\w+)",
  "(?P<NAME>x)",
  "50%",
  "100%% sure",
  "name ENC[x]",
  "max",
  "my_password",
  "todo-service",
  "xxl",
];

describe("placeholders", () => {
  for (const [kind, texts] of Object.entries(FOUND))
    for (const text of texts) it(`${text} is ${kind}`, () => assert.equal(placeholderIn(text)?.kind, kind));
  for (const text of PLAIN) it(`${text} is a value`, () => assert.equal(placeholderIn(text), undefined));
  for (const text of ["{{ host }}", "{% if x %}", "<%= ENV['X'] %>"])
    it(`${text} is a template`, () => assert.equal(placeholderIn(text)?.kind, "template"));
});

// biome-ignore-all lint/suspicious/noTemplateCurlyInString: a row holds a variable of a shell
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { DEFAULT_SETTINGS } from "../../server/src/config/settings";
import { openDocument } from "../../server/src/documents/document";
import { ALL_RULES } from "../../server/src/rules/registry";
import { runRules } from "../../server/src/rules/run";
import { unmark } from "../support/pages";

const PATTERN = '"arn_pattern": "arn:aws:sts::463912045018:assumed-role/agent/*"';
const body = (type: string, attributes: string) => `{"data": {${type}"attributes": {${attributes}}}}`;
const of = (type: string, attributes: string) => body(`"type": "${type}", `, attributes);
const account = (value: string) => `"account_identifier": ${value}, ${PATTERN}`;

/** Findings as `E rule`, in the order of the ⟦marks⟧ in the request; "" for none. */
const ROWS: readonly (readonly [expected: string, request: string])[] = [
  ["", of("aws_cloud_auth_intake_mapping", PATTERN)],
  ["", of("aws_wif_intake_mapping", PATTERN)],
  ["", of("aws_cloud_auth_config", account('"jane@example.com"'))],
  ["", of("aws_cloud_auth_config", account('"3fa85f64-5717-4562-b3fc-2c963f66afa6"'))],
  ["", of("aws_wif_config", account('"jane"'))],
  ["", of("aws_wif_config", account('"<SERVICE_ACCOUNT_UUID>"'))],
  ["", of("${TYPE}", PATTERN)],
  ["", `{${PATTERN}}`],
  ["E account-identifier", of("aws_cloud_auth_intake_mapping", `⟦"account_identifier"⟧: "jane", ${PATTERN}`)],
  ["E account-identifier", of("aws_wif_intake_mapping", `⟦"account_identifier"⟧: "jane", ${PATTERN}`)],
  ["E account-identifier", of("aws_cloud_auth_config", PATTERN.replace('"arn_pattern"', '⟦"arn_pattern"⟧'))],
  ["E account-identifier", of("aws_cloud_auth_config", account('⟦""⟧'))],
  ["E account-identifier", of("aws_wif_config", account('⟦"Jane Doe"⟧'))],
  ["E account-identifier", of("aws_wif_config", account("⟦null⟧"))],
  ["E arn-pattern/resource", of("aws_wif_intake_mapping", '"arn_pattern": ⟦null⟧')],
  [
    "E type-endpoint",
    of("aws_cloud_auth_intake_mapping", PATTERN).replace(/"aws_\w+"/, '⟦"aws_intake_mapping"⟧'),
  ],
  ["E type-endpoint", of("aws_cloud_auth_config", PATTERN).replace(/"aws_\w+"/, '⟦"AWS_CLOUD_AUTH_CONFIG"⟧')],
  ["E type-endpoint", body("", PATTERN).replace('"attributes"', '⟦"attributes"⟧')],
  [
    "E secret-in-clear",
    `{"DD-APPLICATION-KEY": ⟦"${"0123456789".repeat(4)}"⟧, "body": ${of("aws_wif_intake_mapping", PATTERN)}}`,
  ],
  ["", `{"DD-API-KEY": "\${DD_API_KEY}", "body": ${of("aws_wif_intake_mapping", PATTERN)}}`],
];

describe("mapping requests", () => {
  for (const [expected, marked] of ROWS)
    it(`${expected || "nothing"}: ${marked}`, () => {
      const { text, marks } = unmark(marked);
      const found = runRules(ALL_RULES, openDocument("mapping.json", text), DEFAULT_SETTINGS);
      const rules = expected === "" ? [] : expected.split(", ");
      assert.deepEqual(
        found.map(
          ({ rule, severity, span }) =>
            `${severity[0]?.toUpperCase()} ${rule.replace("mapping/", "")} ${span.start}-${span.end}`,
        ),
        marks.map(({ start, end }, index) => `${rules[index]} ${start}-${end}`),
      );
      assert.equal(marks.length, rules.length);
    });
});

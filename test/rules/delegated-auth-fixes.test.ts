import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { mapOf } from "../../server/src/model/node";
import { parseYaml } from "../../server/src/model/yaml/parse";
import type { Finding } from "../../server/src/rules/finding";
import { readDelegatedAuth } from "../../server/src/rules/support/delegated-auth";
import { applyFixes, lintDatadog } from "../support/lint";
import fc from "../support/property";

const UUID = "11111111-2222-3333-4444-555555555555";
const OTHER = "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee";

const RUNS = Number(process.env.PROPERTY_RUNS ?? 100);

const value = (...values: string[]) => fc.constantFrom(...values);
const settings: Readonly<Record<string, fc.Arbitrary<string>>> = {
  org_uuid: value(UUID, OTHER, "<YOUR_ORG_UUID>", '""', "acme"),
  provider: value("aws", "AWS", "gcp", "", "ec2"),
  refresh_interval_mins: value("30", "0", "60", ""),
  enabled: value("true", "false"),
  aws_region: value("us-east-1", "eu-west-1"),
  org_id: value(UUID),
  surprise: value("yes"),
};
const awsSettings: Readonly<Record<string, fc.Arbitrary<string>>> = {
  region: value("us-east-1", "eu-west-1", "us-est-1", "cn-north-1", "<AWS_REGION>"),
  role_arn: value("arn:aws:iam::123456789012:role/agent"),
};

/** Lines of a map with some of the settings, among comments of their own. */
function lines(of: Readonly<Record<string, fc.Arbitrary<string>>>, keepAtLeast = 0): fc.Arbitrary<string[]> {
  const names = Object.keys(of);
  return fc
    .subarray(names, { minLength: keepAtLeast })
    .chain((chosen) =>
      fc
        .tuple(...chosen.map((name) => fc.tuple(of[name] ?? value(""), fc.boolean(), fc.boolean())))
        .map((values) =>
          values.flatMap(([text, above, behind], index) => [
            ...(above ? [`# about ${chosen[index]}`] : []),
            `${chosen[index]}: ${text}${behind ? "  # behind" : ""}`.trimEnd(),
          ]),
        ),
    );
}

const indent = (block: readonly string[]) => block.map((line) => `  ${line}`);

const block: fc.Arbitrary<string[]> = fc
  .tuple(lines(settings, 1), fc.option(lines(awsSettings, 1)), fc.boolean())
  .map(([plain, aws, awsFirst]) => {
    const nested = aws ? ["aws:", ...indent(aws)] : [];
    return ["delegated_auth:", ...indent(awsFirst ? [...nested, ...plain] : [...plain, ...nested])];
  });

const section = (name: string) =>
  fc.tuple(fc.option(block), fc.boolean(), fc.boolean()).map(([auth, before, after]) => {
    const body = [
      ...(before ? ["enabled: true"] : []),
      ...(auth ?? []),
      ...(after ? ["# end of section"] : []),
    ];
    return auth || before ? [`${name}:`, ...indent(body)] : [];
  });

const files = fc
  .tuple(
    fc.option(block),
    section("logs_config"),
    section("remote_configuration"),
    section("apm_config"),
    fc.boolean(),
    fc.constantFrom("\n", "\r\n"),
    fc.boolean(),
  )
  .map(([global, logs, remote, apm, globalLast, newline, ends]) => {
    const sections = globalLast ? [logs, apm, remote, global ?? []] : [global ?? [], logs, remote, apm];
    const all = ["api_key: ENC[datadog_api_key]", "# --- sections ---", ...sections.flat()];
    return all.join(newline) + (ends ? newline : "");
  });

const ours = (text: string): Finding[] =>
  lintDatadog(text).filter(({ rule }) => rule.startsWith("delegated-auth/"));
const comments = (text: string) =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line.startsWith("#"))
    .sort();
const rootOf = (text: string) => mapOf(parseYaml(text).documents[0]?.root);

/** Applies the first fix of every finding that `wanted` takes, round by round. */
function settle(text: string, wanted: (finding: Finding) => boolean): { text: string; rounds: number } {
  let now = text;
  for (let rounds = 0; rounds <= 5; rounds++) {
    const fixes = ours(now)
      .filter(wanted)
      .flatMap((finding) => finding.fixes.slice(0, 1));
    if (fixes.length === 0) return { text: now, rounds };
    now = applyFixes(now, fixes);
  }
  assert.fail(`not done after five rounds:\n${text}\n-->\n${now}`);
}

describe("fixes of the delegated-auth rules", () => {
  it("end within five rounds with no error that has a fix, and keep every comment line", () => {
    fc.assert(
      fc.property(files, (text) => {
        const done = settle(text, ({ severity }) => severity === "error").text;
        assert.deepEqual(parseYaml(done).problems, [], done);
        const names = rootOf(done)?.entries.map(({ name }) => name) ?? [];
        assert.equal(new Set(names).size, names.length, `a section twice:\n${text}\n-->\n${done}`);
        const kept = comments(done);
        for (const comment of comments(text)) assert.ok(remove(kept, comment), `lost ${comment}:\n${done}`);
      }),
      { numRuns: RUNS },
    );
  });

  it("that are safe leave the organizations as they are", () => {
    fc.assert(
      fc.property(files, (text) => {
        const done = settle(text, (finding) => finding.fixes[0]?.safe === true).text;
        assert.deepEqual(organizations(done), organizations(text), `${text}\n-->\n${done}`);
        for (const { rule, fixes } of ours(done)) assert.ok(!fixes[0]?.safe, rule);
      }),
      { numRuns: RUNS },
    );
  });

  it("are not offered where the setting comes from an anchor, a merge, or a flow map", () => {
    for (const text of [
      `delegated_auth: &auth\n  org_uuid: ${UUID}\n  provider: aws\nlogs_config:\n  delegated_auth: *auth\n`,
      `logs_config:\n  delegated_auth:\n    <<: {provider: aws}\n    org_uuid: ${UUID}\n`,
      `logs_config:\n  delegated_auth: {org_uuid: ${UUID}, provider: aws}\n`,
    ]) {
      const found = ours(text).filter(({ rule }) => rule.endsWith("provider-settings-not-global"));
      assert.equal(found.length, 1, text);
      assert.deepEqual(found[0]?.fixes, [], text);
    }
  });

  it("say which value wins when the global section has another", () => {
    const text = `delegated_auth:\n  org_uuid: ${UUID}\n  aws:\n    region: us-east-1\nlogs_config:\n  delegated_auth:\n    org_uuid: ${OTHER}\n    aws:\n      region: eu-west-1\n`;
    const found = ours(text).find(({ rule }) => rule.endsWith("provider-settings-not-global"));
    assert.match(found?.message ?? "", /already has another/);
    assert.deepEqual(
      found?.fixes.map(({ title, safe }) => [title, safe]),
      [["Remove `aws` and keep the global one", false]],
    );
  });
});

function remove(from: string[], item: string): boolean {
  const at = from.indexOf(item);
  if (at >= 0) from.splice(at, 1);
  return at >= 0;
}

function organizations(text: string): (string | undefined)[] {
  const root = rootOf(text);
  if (!root) return [];
  const strip = (uuid: string | undefined) => uuid?.trim();
  return readDelegatedAuth(root)
    .enabled.map(({ path, orgUuid }) => `${path.join(".")}=${strip(orgUuid?.text)}`)
    .sort();
}

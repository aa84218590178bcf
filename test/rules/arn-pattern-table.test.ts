// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the rows hold variables of Terraform and CloudFormation
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { DEFAULT_SETTINGS } from "../../server/src/config/settings";
import { openDocument } from "../../server/src/documents/document";
import { isUsablePattern } from "../../server/src/model/aws/arn-pattern";
import { applyEdits } from "../../server/src/model/edit";
import type { Finding } from "../../server/src/rules/finding";
import { ALL_RULES } from "../../server/src/rules/registry";
import { runRules } from "../../server/src/rules/run";
import { unmark } from "../support/pages";

/** Findings as `E rule`, in the order of the ⟦marks⟧ in the pattern; "" for none. With one fix, what it makes. */
type Row = readonly [expected: string, pattern: string, fixed?: string];

const ACCOUNT = "463912045018";
const sts = (resource: string) => `arn:aws:sts::${ACCOUNT}:${resource}`;
const iam = (resource: string) => `arn:aws:iam::${ACCOUNT}:${resource}`;
const AGENT = sts("assumed-role/agent/*");

const BEFORE = '{"data": {"type": "aws_cloud_auth_intake_mapping", "attributes": {"arn_pattern": "';

function findingsIn(pattern: string): Finding[] {
  const document = openDocument("mapping.json", `${BEFORE}${pattern}"}}}`);
  return runRules(ALL_RULES, document, DEFAULT_SETTINGS);
}

function summary({ rule, severity, span }: Finding): string {
  const [start, end] = [span.start - BEFORE.length, span.end - BEFORE.length];
  return `${severity[0]?.toUpperCase()} ${rule.replace("arn-pattern/", "")} ${start}-${end}`;
}

function table(title: string, rows: readonly Row[]): void {
  describe(title, () => {
    for (const [expected, marked, fixed] of rows) {
      it(`${expected || "nothing"}: ${marked}`, () => {
        const { text, marks } = unmark(marked);
        const rules = expected === "" ? [] : expected.split(", ");
        assert.equal(marks.length, rules.length);
        const places = marks.map(({ start, end }, index) => `${rules[index]} ${start}-${end}`);
        assert.deepEqual(findingsIn(text).map(summary), places);
        if (fixed !== undefined) assert.deepEqual(fixesOf(text), [fixed]);
        else for (const pattern of fixesOf(text)) assert.notEqual(pattern, text);
      });
    }
  });
}

/** What every fix on offer makes of the pattern; each makes its finding go away. */
function fixesOf(pattern: string): string[] {
  const text = `${BEFORE}${pattern}"}}}`;
  return findingsIn(pattern).flatMap(({ rule, fixes }) =>
    fixes.map(({ edits }) => {
      const after = applyEdits(text, edits).slice(BEFORE.length, -'"}}}'.length);
      assert.ok(!findingsIn(after).some((finding) => finding.rule === rule), `${rule} in ${after}`);
      return after;
    }),
  );
}

const ACCEPTED = [
  AGENT,
  sts("assumed-role/agent/blue"),
  sts("assumed-role/Agent_1.prod@eu-west/ci-run.7"),
  sts("assumed-role/AWSReservedSSO_ReadOnly_0123456789abcdef/jane@example.com"),
  "arn:aws:sts::000123456789:assumed-role/agent/*",
  sts("federated-user/ci"),
];

table(
  "accepted and able to match",
  ACCEPTED.map((pattern) => ["", pattern]),
);

table("accepted, with a remark", [
  ["I user", iam("⟦user⟧/ci")],
  ["I user", iam("⟦user⟧/teams/data/ci")],
  ["I user", iam("⟦user⟧/teams/data:eu/*")],
  ["I ephemeral-session", sts("assumed-role/agent/⟦i-0a1b2c3d4e5f60718⟧"), AGENT],
  ["I ephemeral-session", sts("assumed-role/agent/⟦i-0abc123def456⟧"), AGENT],
  ["I ephemeral-session", sts("assumed-role/agent/⟦eks-prod-agent-0a1b2c3d⟧"), AGENT],
  ["I ephemeral-session", sts("assumed-role/agent/⟦botocore-session-1700000000⟧"), AGENT],
  ["I ephemeral-session", sts("assumed-role/agent/⟦aws-go-sdk-1700000000000000000⟧"), AGENT],
  ["I ephemeral-session", sts("assumed-role/agent/⟦0123456789abcdef0123456789abcdef⟧"), AGENT],
  ["H sample-account", "arn:aws:sts::⟦123456789012⟧:assumed-role/agent/*"],
  ["H sample-account", "arn:aws:sts::⟦111122223333⟧:assumed-role/agent/*"],
  ["H sample-account", "arn:aws:sts::⟦000000000000⟧:assumed-role/agent/*"],
]);

table("a role in place of its sessions", [
  ["E iam-role", `arn:aws:⟦iam::${ACCOUNT}:role⟧/agent`, AGENT],
  ["E iam-role", `arn:aws:⟦iam::${ACCOUNT}:role⟧/teams/data/agent`, AGENT],
  ["E iam-role", `arn:aws:⟦iam::${ACCOUNT}:role⟧/agent/*`, AGENT],
  ["E iam-role, E wildcard", `arn:aws:⟦iam::${ACCOUNT}:role⟧/⟦DatadogCloudAuth*⟧`],
  ["E iam-role, E wildcard", `arn:aws:⟦iam::${ACCOUNT}:role⟧/⟦*⟧`],
  ["E resource", sts("⟦role⟧/agent/*"), AGENT],
  ["W no-session", sts("assumed-role/⟦agent⟧"), AGENT],
  ["W no-session", sts("assumed-role/⟦agent/⟧"), AGENT],
  ["E role-path", sts("assumed-role/⟦teams/⟧agent/*"), AGENT],
  ["E role-path", sts("assumed-role/⟦teams/data/⟧agent/*"), AGENT],
]);

table("wildcards", [
  ["E wildcard", sts("assumed-role/⟦*⟧")],
  ["E wildcard", sts("assumed-role/⟦*⟧/*")],
  ["E wildcard", sts("assumed-role/⟦*⟧/blue")],
  ["E wildcard", sts("assumed-role/⟦agent-*⟧")],
  ["E wildcard", sts("assumed-role/⟦agent-*⟧/*")],
  ["E wildcard", sts("assumed-role/agent/⟦run-*⟧"), AGENT],
  ["E wildcard", sts("assumed-role/agent/⟦*-run⟧"), AGENT],
  ["E wildcard", sts("assumed-role/agent/⟦**⟧"), AGENT],
  ["E wildcard", sts("assumed-role/agent/⟦?⟧"), AGENT],
  ["E wildcard", sts("assumed-role/⟦agen?⟧/*")],
  ["E wildcard", sts("⟦*⟧")],
  ["E wildcard", sts("⟦assumed-role*⟧")],
  ["E wildcard", "arn:aws:sts::⟦*⟧:assumed-role/agent/*"],
  ["E wildcard", "arn:aws:sts::⟦46391204501?⟧:assumed-role/agent/*"],
  ["E wildcard", `arn:aws:sts:⟦*⟧:${ACCOUNT}:assumed-role/agent/*`],
  ["E wildcard", `arn:⟦*⟧:sts::${ACCOUNT}:assumed-role/agent/*`],
  ["E wildcard", `arn:aws:⟦*⟧::${ACCOUNT}:assumed-role/agent/*`],
  ["E wildcard", sts("assumed-role/teams/⟦*⟧/blue")],
  ["E wildcard", sts("federated-user/⟦*⟧")],
  ["E wildcard", sts("federated-user/ci/⟦*⟧"), sts("federated-user/ci")],
  ["I user, E wildcard", iam("⟦user⟧/⟦*⟧")],
  ["I user, E wildcard", iam("⟦user⟧/teams/⟦ci-*⟧"), iam("user/teams/*")],
]);

table("the other parts", [
  ["E account", "arn:aws:sts::⟦46391204501⟧:assumed-role/agent/*"],
  ["E account", "arn:aws:sts::⟦4639120450181⟧:assumed-role/agent/*"],
  ["E account", "arn:aws:sts::⟦4639-1204-5018⟧:assumed-role/agent/*", AGENT],
  ["E account", "arn:aws:sts::⟦production⟧:assumed-role/agent/*"],
  ["E account", "arn:aws:sts:⟦::⟧assumed-role/agent/*"],
  ["E partition", `arn:⟦aws-us-gov⟧:sts::${ACCOUNT}:assumed-role/agent/*`],
  ["E partition", `arn:⟦aws-cn⟧:sts::${ACCOUNT}:assumed-role/agent/*`],
  ["E partition", `arn⟦::⟧sts::${ACCOUNT}:assumed-role/agent/*`],
  ["E region", `arn:aws:sts:⟦us-east-1⟧:${ACCOUNT}:assumed-role/agent/*`, AGENT],
  ["E region", `arn:aws:sts:⟦REGION⟧:${ACCOUNT}:assumed-role/agent/*`, AGENT],
  ["E resource", `arn:aws:⟦iam::${ACCOUNT}:assumed-role⟧/agent/*`, AGENT],
  ["E resource", `arn:aws:⟦sts::${ACCOUNT}:user⟧/ci`, iam("user/ci")],
  ["E resource", `arn:aws:⟦iam::${ACCOUNT}:root⟧`],
  ["E resource", `arn:aws:⟦iam::${ACCOUNT}:group⟧/dba`],
  ["E resource", `arn:aws:⟦iam::${ACCOUNT}:instance-profile⟧/agent`],
  ["E resource", `arn:aws:⟦iam::${ACCOUNT}:policy⟧/agent`],
  ["E resource", `arn:aws:⟦ec2::${ACCOUNT}:instance⟧/i-0a1b2c3d4e5f60718`],
  ["E resource", sts("⟦assume-role⟧/agent/*"), AGENT],
  ["E resource", sts("⟦Assumed-Role⟧/agent/*"), AGENT],
  ["E resource", sts("assumed-role⟦:⟧agent/*"), AGENT],
  ["E resource", sts("⟦assumed-role⟧")],
  ["E resource", sts("⟦assumed-role/⟧")],
  ["E resource", iam("⟦user/⟧")],
  ["E characters", sts("assumed-role/⟦agent+eu⟧/*")],
  ["E characters", sts("assumed-role/agent/⟦run=1⟧"), AGENT],
  ["E characters", sts("assumed-role/agent/⟦a,b⟧"), AGENT],
  ["E characters", sts("assumed-role/⟦agent eu⟧/*")],
  ["E characters", sts("assumed-role⟦/⟧/agent/*"), AGENT],
  ["E characters", sts("assumed-role/agent/*⟦/⟧"), AGENT],
  ["E characters", sts("federated-user/⟦a/b⟧")],
  ["E characters", `⟦ ⟧${AGENT}`, AGENT],
  ["E characters", `${AGENT}⟦ ⟧`, AGENT],
  ["I user, E characters", iam("⟦user⟧/⟦ci+eu⟧")],
  ["I user, E characters", iam("⟦user⟧/ci⟦/⟧"), iam("user/ci")],
]);

table("mistakes that come together are told apart", [
  ["E partition, E account", "arn:⟦aws-cn⟧:sts::⟦4639⟧:assumed-role/agent/*"],
  ["E region, W no-session", `arn:aws:sts:⟦eu-west-1⟧:${ACCOUNT}:assumed-role/⟦agent⟧`],
  ["H sample-account, W no-session", "arn:aws:sts::⟦123456789012⟧:assumed-role/⟦terraform-runner⟧"],
  ["E role-path, E wildcard", sts("assumed-role/⟦teams/⟧agent/⟦run-*⟧")],
  ["E role-path, I ephemeral-session", sts("assumed-role/⟦teams/⟧agent/⟦i-0a1b2c3d4e5f60718⟧")],
  ["E characters, I ephemeral-session", sts("assumed-role/⟦a+b⟧/⟦eks-prod-agent⟧")],
  ["E characters, E wildcard", sts("assumed-role/⟦a+b⟧/⟦run-*⟧")],
  ["E partition, E region, E account", "arn:⟦aws-cn⟧:sts:⟦cn-north-1⟧:⟦4639⟧:assumed-role/agent/*"],
]);

table("what is filled in later is left alone", [
  ["", "arn:aws:sts::<ACCOUNT_ID>:assumed-role/<ROLE>/*"],
  ["", "arn:aws:sts::ACCOUNT:assumed-role/agent/*"],
  ["", "arn:aws:sts::account-id:assumed-role/your-role/*"],
  ["", "arn:${AWS::Partition}:sts::${AWS::AccountId}:assumed-role/${Role}/*"],
  ["", "arn:aws:sts::${data.aws_caller_identity.current.account_id}:assumed-role/agent-${var.stage}/*"],
  ["", "arn:aws:sts::%s:assumed-role/%s/*"],
  ["", "arn:aws:sts::{{ account }}:assumed-role/{{ role }}/*"],
  ["", "${aws_iam_role.agent.arn}"],
  ["", "<YOUR_ARN>"],
  ["W no-session", "arn:aws:sts::<ACCOUNT_ID>:assumed-role/⟦<ROLE>⟧"],
  ["E partition", "arn:⟦aws-cn⟧:sts::<ACCOUNT_ID>:assumed-role/agent/*"],
]);

describe("no ARN at all", () => {
  for (const value of [
    "agent",
    "*",
    "",
    "ARN:aws:sts::1:assumed-role/a/*",
    "arn:aws:sts:assumed-role/agent/*",
  ])
    it(`"${value}"`, () => {
      assert.deepEqual(findingsIn(value).map(summary), [`E resource -1-${value.length + 1}`]);
    });
});

describe("the accepted language", () => {
  it("holds what the rules leave alone", () => {
    for (const pattern of ACCEPTED) assert.ok(isUsablePattern(pattern), pattern);
  });
});

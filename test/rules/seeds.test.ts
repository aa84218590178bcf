import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { DEFAULT_SETTINGS } from "../../server/src/config/settings";
import { openDocument } from "../../server/src/documents/document";
import { matchCaller } from "../../server/src/model/aws/arn-pattern";
import { ALL_RULES } from "../../server/src/rules/registry";
import { runRules } from "../../server/src/rules/run";
import { GUIDE_EXAMPLES, type GuideExample, intakeMapping, loginPolicy } from "../support/guide-examples";
import { unmark } from "../support/pages";

function check({ file, text: marked, expected }: GuideExample): void {
  const { text, marks } = unmark(marked);
  const findings = runRules(ALL_RULES, openDocument(file, text), DEFAULT_SETTINGS);
  assert.equal(marks.length, expected.length, "as many marks as findings");
  assert.deepEqual(
    findings.map(({ rule, severity, span }) => `${severity} ${rule} ${span.start}-${span.end}`),
    marks.map(({ start, end }, index) => {
      const [rule, severity] = expected[index] ?? [];
      return `${severity} ${rule} ${start}-${end}`;
    }),
  );
}

describe("the examples of the published guides", () => {
  for (const example of GUIDE_EXAMPLES) it(example.where, () => check(example));

  it("are in the table once", () => {
    assert.equal(new Set(GUIDE_EXAMPLES.map(({ where }) => where)).size, GUIDE_EXAMPLES.length);
  });

  it("callers that the guides name match the patterns beside them", () => {
    const session = (name: string) => `arn:aws:sts::123456789012:assumed-role/${name}`;
    const rows = [
      ["DatadogTerraformerRole/*", "DatadogTerraformerRole/run-abcdefghijk"],
      ["DatadogTerraformerRole/*", "DatadogTerraformerRole/session-xyz789"],
      ["DatadogAgentRole/*", "DatadogAgentRole/i-0abc123def456"],
      ["DatadogAgentRole/*", "DatadogAgentRole/eks-datadog-agent-xyz"],
    ] as const;
    for (const [pattern, caller] of rows) assert.ok(matchCaller(session(pattern), session(caller)).matches);
    assert.ok(!matchCaller(session("terraform-runner"), session("terraform-runner/ci")).matches);
  });
});

interface Fault {
  readonly what: string;
  /** Examples of the guides, by their `where`, that get the finding. */
  readonly examples?: readonly string[];
  /** What the guide's text leads its reader to write. */
  readonly written?: readonly GuideExample[];
  /** The rule that tells. */
  readonly rule?: string;
  /** Where there is nothing for these rules to look at. */
  readonly outOfScope?: "scripts" | "sql" | "prose";
  readonly because?: string;
}

const SAMPLE = ["arn-pattern/sample-account", "hint"] as const;

/** What is wrong in the published guides. */
const FAULTS: Readonly<Record<number, Fault>> = {
  1: {
    what: "step 2 across accounts replaces the trust of the Agent's role",
    outOfScope: "scripts",
    because: "the document is a right trust policy; the command is the wrong one",
  },
  2: {
    what: "a trust policy names the EKS role two steps before it is made",
    outOfScope: "scripts",
    because: "only the order of the commands tells",
  },
  3: {
    what: "eksctl gets an ARN as the name of a role",
    outOfScope: "scripts",
    because: "it is an argument of a command",
  },
  4: {
    what: "db-<RESOURCE_ID>, although the id that AWS shows has the prefix",
    written: ["db", "cluster"].map((prefix) =>
      loginPolicy(
        "",
        `arn:aws:rds-db:us-east-2:463912045018:dbuser:⟦${prefix}-${prefix}-ABCDEFGHIJKL01234⟧/datadog`,
        [["iam/rds-db-resource-id", "error"]],
      ),
    ),
    rule: "iam/rds-db-resource-id",
  },
  5: {
    what: "bare REGION and ACCOUNT beside <…>, which are no invalid region and account",
    examples: [
      "managed: RDS",
      "managed: Aurora",
      "managed: RDS, user datadog",
      "managed: Aurora, user datadog",
    ],
    rule: "iam/unfilled-placeholder",
  },
  6: {
    what: "a piece of a policy with a comma at its end",
    examples: ["managed: all databases of the account"],
    rule: "iam/fragment",
  },
  7: {
    what: "CREATE USER with the name of the role, not of the database user",
    outOfScope: "sql",
    because: "it is a statement of a grants script",
  },
  8: {
    what: "ids of proxies are not mentioned, and cluster- is not only Aurora's",
    outOfScope: "prose",
    because: "the policies shown are right; the rule about resource ids knows all three prefixes",
  },
  9: {
    what: "no instance profile is made for the role of EC2",
    outOfScope: "scripts",
    because: "a command is missing",
  },
  10: {
    what: "ESK for EKS in placeholders, and prompts in front of commands",
    outOfScope: "scripts",
    because: "both are in commands only",
  },
  11: {
    what: "Azure grants go to other names than were created",
    outOfScope: "sql",
    because: "they are statements of grants scripts",
  },
  12: {
    what: "no condition on the account that ECS tasks belong to",
    examples: ["managed: trust of ECS"],
    rule: "iam/source-account",
  },
  13: {
    what: "AWS's own sample has an account of ten digits",
    written: [
      loginPolicy("", "arn:aws:rds-db:us-east-2:⟦1234567890⟧:dbuser:db-ABCDEFGHIJKL01234/db_user", [
        ["iam/arn-account", "error"],
      ]),
    ],
    rule: "iam/arn-account",
  },
  14: {
    what: "assumed-role/terraform-runner lacks the session",
    examples: [
      "federation: a user",
      "federation: a service account by UUID",
      "federation and the older guide: a service account by e-mail",
    ],
    rule: "arn-pattern/no-session",
  },
  15: {
    what: "wildcards “in the last portion”: only /* is taken",
    written: ["⟦DatadogAgent-*⟧", "DatadogAgentRole/⟦run-*⟧", "⟦*⟧"].map((last) =>
      intakeMapping("", `arn:aws:sts::463912045018:assumed-role/${last}`, [
        ["arn-pattern/wildcard", "error"],
      ]),
    ),
    rule: "arn-pattern/wildcard",
  },
  16: {
    what: "two names for the permissions of the mappings",
    outOfScope: "prose",
    because: "no file holds them",
  },
  17: {
    what: "addresses of the API with and without a host",
    outOfScope: "scripts",
    because: "the body of the request, which is checked, does not hold the address",
  },
  18: {
    what: "offered on government sites, where no identity can be mapped",
    written: [
      intakeMapping("", "arn:⟦aws-us-gov⟧:sts::463912045018:assumed-role/DatadogAgentRole/*", [
        ["arn-pattern/partition", "error"],
      ]),
    ],
    rule: "arn-pattern/partition",
  },
  19: {
    what: "i-0abc123def456 is the id of no instance",
    written: [
      intakeMapping("", "arn:aws:sts::⟦123456789012⟧:assumed-role/DatadogAgentRole/⟦i-0abc123def456⟧", [
        SAMPLE,
        ["arn-pattern/ephemeral-session", "information"],
      ]),
    ],
    rule: "arn-pattern/ephemeral-session",
  },
  20: {
    what: "an intake mapping cannot be changed, only deleted and made again",
    outOfScope: "prose",
    because: "the API decides that, and no file tries",
  },
};

describe("the faults of the published guides", () => {
  it("are all here", () => {
    const numbers = Array.from({ length: 20 }, (_, index) => String(index + 1));
    assert.deepEqual(Object.keys(FAULTS), numbers);
  });

  for (const [number, { what, examples = [], written = [], rule, outOfScope, because }] of Object.entries(
    FAULTS,
  )) {
    const verdict = rule ?? `left to the rules for ${outOfScope}: ${because}`;
    it(`${number}. ${what}: ${verdict}`, () => {
      const found = GUIDE_EXAMPLES.filter(({ where }) => examples.includes(where));
      assert.equal(found.length, examples.length, "the examples are in the table");
      for (const example of [...found, ...written]) {
        check(example);
        assert.ok(example.expected.some(([id]) => id === rule));
      }
      assert.equal(rule === undefined, found.length + written.length === 0);
      assert.equal(rule === undefined, outOfScope !== undefined && because !== undefined);
    });
  }
});

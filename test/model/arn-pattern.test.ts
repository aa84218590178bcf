import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  isUsablePattern,
  matchCaller,
  overlap,
  parseArnPattern,
} from "../../server/src/model/aws/arn-pattern";

const sts = (resource: string, account = "463912045018") => `arn:aws:sts::${account}:${resource}`;
const iam = (resource: string, account = "463912045018") => `arn:aws:iam::${account}:${resource}`;
const CALLER = sts("assumed-role/agent/i-0a1b2c3d4e5f60718");

describe("parseArnPattern", () => {
  it("gives every part its place", () => {
    const pattern = parseArnPattern(sts("assumed-role/agent/*"));
    assert.deepEqual(pattern?.type, { text: "assumed-role", span: { start: 26, end: 38 } });
    assert.deepEqual(pattern?.names, [
      { text: "agent", span: { start: 39, end: 44 } },
      { text: "*", span: { start: 45, end: 46 } },
    ]);
  });

  it("takes no text apart that is no ARN", () => {
    for (const text of ["", "*", "agent", "arn:aws:sts:assumed-role/agent/*"])
      assert.equal(parseArnPattern(text), undefined, text);
  });
});

describe("isUsablePattern", () => {
  it("takes sessions, federated users and users with their paths", () => {
    for (const text of [
      sts("assumed-role/agent/*"),
      sts("assumed-role/a.b_c@d-1/session"),
      sts("federated-user/ci"),
      iam("user/ci"),
      iam("user/teams/data:eu/ci"),
      iam("user/teams/*"),
    ])
      assert.ok(isUsablePattern(text), text);
  });

  it("takes nothing that Datadog refuses or nobody matches", () => {
    for (const text of [
      iam("role/agent"),
      sts("assumed-role/agent"),
      sts("assumed-role/*"),
      sts("assumed-role/agent-*"),
      sts("assumed-role/agent/run-*"),
      sts("assumed-role/*/*"),
      sts("assumed-role/agent/?"),
      sts("assumed-role/teams/agent/*"),
      sts("assumed-role/a+b/*"),
      sts("federated-user/*"),
      iam("user/*"),
      iam("root"),
      iam("group/dba"),
      sts("assumed-role/agent/*", "1234"),
      "arn:aws-us-gov:sts::463912045018:assumed-role/agent/*",
      "arn:aws:sts:us-east-1:463912045018:assumed-role/agent/*",
    ])
      assert.ok(!isUsablePattern(text), text);
  });
});

/** Pattern, caller and why they match, or, after `no: `, why they do not. */
const MATCHES: readonly (readonly [pattern: string, caller: string, because: RegExp])[] = [
  [CALLER, CALLER, /^it is the caller's ARN/],
  [sts("assumed-role/agent/*"), CALLER, /^the caller's ARN continues it/],
  [iam("user/ci"), iam("user/ci"), /^it is the caller's ARN/],
  [iam("user/teams/*"), iam("user/teams/ci"), /^the caller's ARN continues it/],
  [sts("federated-user/ci"), sts("federated-user/ci"), /^it is the caller's ARN/],
];

const MISSES: typeof MATCHES = [
  ["agent", CALLER, /^the pattern is no ARN/],
  [sts("assumed-role/agent/*"), "agent", /^the caller is no ARN/],
  [iam("role/agent"), CALLER, /IAM role.*session/],
  ["arn:aws-cn:sts::463912045018:assumed-role/agent/*", CALLER, /^the partition differs.*`aws-cn`.*`aws`/],
  [iam("user/agent"), CALLER, /^the service differs.*`iam`.*`sts`/],
  [sts("assumed-role/agent/*", "999988887777"), CALLER, /^the account differs.*`999988887777`/],
  [sts("federated-user/agent"), CALLER, /^the kind of identity differs/],
  [sts("assumed-role/runner/*"), CALLER, /^the role differs.*`runner`.*`agent`$/],
  [sts("assumed-role/Agent/*"), CALLER, /^the role differs.*case counts/],
  [sts("assumed-role/agent-eu/*"), CALLER, /^the role differs/],
  [sts("assumed-role/age/*"), CALLER, /^the role differs/],
  [sts("assumed-role/agent/blue"), CALLER, /^the session differs.*`blue`/],
  [sts("assumed-role/agent"), CALLER, /^the pattern names no session/],
  [sts("assumed-role/teams/agent/*"), CALLER, /^the pattern has a role path/],
  [sts("assumed-role/agent/i-*"), CALLER, /wildcard.*`i-\*`/],
  [sts("assumed-role/agen?/*"), CALLER, /wildcard.*`agen\?`/],
  [sts("assumed-role/*"), CALLER, /wildcard/],
  [sts("assumed-role/*/*"), CALLER, /wildcard/],
  ["arn:aws:sts::*:assumed-role/agent/*", CALLER, /wildcard.*`\*`/],
  ["arn:aws:sts:us-east-1:463912045018:assumed-role/agent/*", CALLER, /^the region differs/],
  [iam("user/teams/*"), iam("user/ci"), /^the path or name differs/],
  [iam("user/ci"), iam("user/teams/ci"), /^the path or name differs/],
  [sts("assumed-role/agent/*"), sts("assumed-role/agent"), /more parts/],
  // a user's path cannot pass for a role
  [sts("assumed-role/agent/*"), iam("user/assumed-role/agent/x"), /^the service differs/],
  // equal texts that Datadog does not take
  [sts("assumed-role/a+b/*"), sts("assumed-role/a+b/x"), /not one that Datadog accepts/],
];

describe("matchCaller", () => {
  for (const [pattern, caller, because] of MATCHES)
    it(`${pattern} matches ${caller}`, () => {
      const result = matchCaller(pattern, caller);
      assert.deepEqual([result.matches, because.test(result.because)], [true, true], result.because);
    });

  for (const [pattern, caller, because] of MISSES)
    it(`${pattern} does not match ${caller}`, () => {
      const result = matchCaller(pattern, caller);
      assert.deepEqual([result.matches, because.test(result.because)], [false, true], result.because);
    });
});

describe("overlap", () => {
  it("is mutual", () => {
    const wide = sts("assumed-role/agent/*");
    const rows: readonly (readonly [string, string, boolean])[] = [
      [wide, wide, true],
      [wide, sts("assumed-role/agent/blue"), true],
      [wide, sts("assumed-role/agent-eu/*"), false],
      [wide, sts("assumed-role/agent/*", "999988887777"), false],
      [iam("user/teams/*"), iam("user/teams/data/*"), true],
      [sts("assumed-role/agent/blue"), sts("assumed-role/agent/green"), false],
    ];
    for (const [a, b, expected] of rows) {
      assert.equal(overlap(a, b), expected, `${a} and ${b}`);
      assert.equal(overlap(b, a), expected, `${b} and ${a}`);
    }
  });
});

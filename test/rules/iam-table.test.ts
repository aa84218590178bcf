// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the rows hold variables of IAM, Terraform and CloudFormation
import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { DEFAULT_SETTINGS } from "../../server/src/config/settings";
import { openDocument } from "../../server/src/documents/document";
import { applyEdits } from "../../server/src/model/edit";
import type { Finding } from "../../server/src/rules/finding";
import { ALL_RULES } from "../../server/src/rules/registry";
import { runRules } from "../../server/src/rules/run";
import { unmark } from "../support/pages";

function findingsIn(text: string): Finding[] {
  return runRules(ALL_RULES, openDocument("policy.json", text), DEFAULT_SETTINGS);
}

/** Rows of `expected, policy`: findings as `E rule` in the order of the ⟦marks⟧; none expected for "". */
function table(title: string, rows: readonly (readonly [expected: string, policy: string])[]): void {
  describe(title, () => {
    for (const [expected, marked] of rows) {
      it(`${expected || "nothing"}: ${marked.replaceAll(/\s+/g, " ")}`, () => {
        const { text, marks } = unmark(marked);
        const rules = expected === "" ? [] : expected.split(", ");
        assert.deepEqual(
          findingsIn(text).map(
            ({ rule, severity, span }) =>
              `${severity[0]?.toUpperCase()} ${rule.replace("iam/", "")} ${span.start}-${span.end} ${text.slice(span.start, span.end)}`,
          ),
          marks.map(({ start, end }, index) => `${rules[index]} ${start}-${end} ${text.slice(start, end)}`),
        );
        assert.equal(marks.length, rules.length);
        applyFixes(text);
      });
    }
  });
}

/** Every fix on offer makes its finding go away. */
function applyFixes(text: string): void {
  for (const { rule, message, fixes } of findingsIn(text))
    for (const fix of fixes) {
      const after = findingsIn(applyEdits(text, fix.edits));
      assert.ok(!after.some((finding) => finding.rule === rule && finding.message === message), fix.title);
    }
}

const policy = (...statements: string[]): string =>
  `{"Version": "2012-10-17", "Statement": [${statements.join(", ")}]}`;
const login = (resource: string, action = '"rds-db:connect"'): string =>
  policy(`{"Effect": "Allow", "Action": ${action}, "Resource": ${resource}}`);
const user = (arn: string): string => login(`"${arn}"`);
const allow = (action: string, resource = '"*"', more = ""): string =>
  policy(`{"Effect": "Allow", "Action": ${action}, "Resource": ${resource}${more}}`);
const trust = (principal: string, action = '"sts:AssumeRole"', more = ""): string =>
  policy(`{"Effect": "Allow", "Principal": ${principal}, "Action": ${action}${more}}`);
const when = (condition: string): string =>
  allow('"s3:GetObject"', '"arn:aws:s3:::reports/*"', `, "Condition": {${condition}}`);

const EKS = "oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF";
const OIDC = `arn:aws:iam::123456789012:oidc-provider/${EKS}`;
const WEB = '"sts:AssumeRoleWithWebIdentity"';

table("database login", [
  ["", user("arn:aws:rds-db:us-east-1:123456789012:dbuser:db-ABCDEFGHIJKL01234/datadog")],
  ["", user("arn:aws:rds-db:us-east-1:123456789012:dbuser:prx-0123abcdef/datadog")],
  ["", user("arn:aws:rds-db:us-east-1:123456789012:dbuser:db-A*/app_*")],
  ["", user("arn:aws:rds-db:us-east-1:123456789012:dbuser:${db.resource_id}/datadog")],
  ["E rds-db-service", user("arn:aws:⟦rds⟧:us-east-1:123456789012:dbuser:db-ABCDEF/datadog")],
  ["E rds-db-service", user("arn:aws:⟦rdsdb⟧:us-east-1:123456789012:dbuser:db-ABCDEF/datadog")],
  ["E rds-db-instance-arn", user("arn:aws:⟦rds⟧:us-east-1:123456789012:db:orders")],
  ["E rds-db-instance-arn", user("arn:aws:⟦rds⟧:us-east-1:123456789012:cluster:orders")],
  ["E rds-db-instance-arn", user("arn:aws:⟦rds⟧:${AWS::Region}:${AWS::AccountId}:db/${Environment}-db")],
  ["E rds-db-resource", user("arn:aws:rds-db:us-east-1:123456789012:⟦dbuser/⟧db-ABCDEF/datadog")],
  ["E rds-db-resource", user("arn:aws:rds-db:us-east-1:123456789012:⟦db:⟧orders")],
  ["E rds-db-resource", user("arn:aws:rds-db:us-east-1:123456789012:⟦DbUser:⟧db-ABCDEF/datadog")],
  ["E rds-db-resource", user("arn:aws:rds-db:us-east-1:123456789012:dbuser:⟦db-ABCDEF⟧")],
  ["E rds-db-resource", user("arn:aws:rds-db:us-east-1:123456789012:dbuser:⟦db-ABCDEF⟧/")],
  ["E rds-db-resource", user("arn:aws:rds-db:us-east-1:123456789012:⟦datadog⟧")],
  ["E rds-db-resource-id", user("arn:aws:rds-db:us-east-1:123456789012:dbuser:⟦orders⟧/datadog")],
  ["E rds-db-resource-id", user("arn:aws:rds-db:us-east-1:123456789012:dbuser:⟦db-prod-orders⟧/datadog")],
  ["E rds-db-resource-id", user("arn:aws:rds-db:us-east-1:123456789012:dbuser:⟦db-db-ABCDEF⟧/datadog")],
  [
    "E rds-db-resource-id",
    user("arn:aws:rds-db:us-east-1:123456789012:dbuser:⟦cluster-cluster-ABC⟧/datadog"),
  ],
  ["E rds-db-resource, E rds-db-resource-id", user("arn:aws:rds-db:*:*:⟦dbuser/⟧⟦orders⟧/datadog")],
  ["W rds-db-wildcard-user", user("arn:aws:rds-db:us-east-1:123456789012:dbuser:db-ABCDEF/⟦*⟧")],
  ["W rds-db-wildcard-user", user("arn:aws:rds-db:us-east-1:123456789012:dbuser:⟦*⟧")],
  ["W rds-db-wildcard-user", user("arn:aws:rds-db:us-east-1:123456789012:dbuser:*/⟦*⟧")],
  ["W rds-db-wildcard-user", user("arn:aws:rds-db:*:*:⟦*⟧")],
  ["W rds-db-wildcard-user", login('⟦"*"⟧')],
  [
    "E rds-db-service, I unfilled-placeholder, W rds-db-wildcard-user",
    user("arn:aws:⟦rds⟧:us-east-1:⟦ACCOUNT_ID⟧:dbuser:RESOURCE_ID/⟦*⟧"),
  ],
  ["E arn-account", user("arn:aws:rds-db:us-east-1:⟦1234567890⟧:dbuser:*/datadog")],
  ["E arn-region", user("arn:aws:rds-db⟦::⟧123456789012:dbuser:*/datadog")],
  ["E arn-account", user("arn:aws:rds-db:us-east-1⟦::⟧dbuser:*/datadog")],
]);

table("more of database login", [
  ["E rds-db-resource", user("arn:aws:rds-db:us-east-1:123456789012:dbuser:db-ABCDEF⟦:⟧datadog")],
  ["E rds-db-resource", user("arn:aws:rds-db:us-east-1:123456789012:⟦dbuser:⟧/datadog")],
  ["E arn-format", login('⟦"arn:aws:rds-db:123456789012:dbuser:db-ABCDEF/datadog"⟧')],
  ["E arn-format", login('⟦"arn:aws-rds-db:us-east-1:123456789012:dbuser:db-ABCDEF/datadog"⟧')],
  [
    "E rds-db-instance-arn",
    login('"arn:aws:⟦rds⟧:us-east-1:123456789012:db:a"', '["rds-db:connect", "rds:DescribeDBInstances"]'),
  ],
  ["E assume-role-resource", allow('"sts:AssumeRole"', '"arn:aws:sts::123456789012:⟦assumed-role⟧/a/b"')],
]);

table("actions", [
  ["E unknown-action", allow('⟦" rds-db:connect"⟧', '"arn:aws:rds-db:*:*:dbuser:*/datadog"')],
  ["E unknown-action", allow('"⟦rds⟧:connect"', '"arn:aws:rds-db:us-east-1:123456789012:dbuser:*/datadog"')],
  ["E unknown-action", allow('"⟦rdsdb⟧:connect"')],
  ["E unknown-action", allow('["rds-db:⟦executeStatement⟧"]')],
  ["E unknown-action", allow('"rds:⟦DescribeDBInstance⟧"')],
  ["W unknown-action", allow('"rds:⟦FrobnicateEverything⟧"')],
  ["E unknown-action", allow('⟦"GetObject"⟧')],
  ["E unknown-action", allow('"⟦*⟧:connect"')],
  ["W unknown-action", allow('"⟦secretmanager⟧:GetSecretValue"')],
  ["I unknown-action", allow('"⟦frobnicator⟧:Start"')],
  ["E unknown-action", allow('"s3:⟦Get Object⟧"')],
  ["E unknown-action", allow('"s3⟦:⟧"')],
  ["", allow('["rds:*", "RDS:describe*", "iam:*user*", "sts:AssumeRole", "s3:Get?bject"]')],
  ["E trust-action", trust('{"Service": "ec2.amazonaws.com"}', '⟦"*"⟧')],
  ["E trust-action", trust('{"Service": "ec2.amazonaws.com"}', '⟦"rds-db:connect"⟧')],
  ["E trust-action", trust('{"Service": "ec2.amazonaws.com"}', '⟦"sts:AssumeRoles"⟧')],
  ["E trust-action", trust('{"Service": "ec2.amazonaws.com"}', '⟦"AssumeRole"⟧')],
  [
    "E trust-action",
    trust('{"Service": "ec2.amazonaws.com"}', '["sts:AssumeRole", ⟦"sts:GetCallerIdentity"⟧]'),
  ],
]);

table("principals", [
  ["E trust-resource", trust('{"Service": "ec2.amazonaws.com"}', '"sts:AssumeRole"', ', ⟦"Resource"⟧: "*"')],
  ["E trust-not-principal", trust('{"AWS": "123456789012"}').replace('"Principal"', '⟦"NotPrincipal"⟧')],
  ["E trust-wildcard-principal", trust('⟦"*"⟧')],
  ["W trust-wildcard-principal", trust('{"AWS": [⟦"*"⟧]}')],
  [
    "",
    trust(
      '{"AWS": "*"}',
      '"sts:AssumeRole"',
      ', "Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-a"}}',
    ),
  ],
  ["E principal-key", trust('{⟦"Aws"⟧: "123456789012"}')],
  ["E principal-format", trust('{"AWS": ⟦"1234567890"⟧}')],
  ["E principal-format", trust('{"AWS": ⟦"1234-5678-9012"⟧}')],
  ["E principal-format", trust('{"AWS": ⟦"ec2.amazonaws.com"⟧}')],
  ["E principal-format", trust('⟦"arn:aws:iam::123456789012:role/agent"⟧')],
  ["E principal-format", trust('{"AWS": "arn:aws:iam::123456789012:⟦group⟧/dba"}')],
  ["E principal-format", trust('{"AWS": "arn:aws:iam::⟦*⟧:root"}')],
  ["E principal-format", trust('{"AWS": "arn:aws:sts::123456789012:assumed-role/agent/⟦*⟧"}')],
  ["E principal-format", trust('{"AWS": "arn:aws:iam::123456789012:⟦instance-profile⟧/agent"}')],
  ["E principal-format", trust('{"AWS": "arn:aws:⟦s3⟧:::bucket"}')],
  ["E principal-format", trust('{"Federated": ⟦"https://accounts.google.com"⟧}', WEB)],
  ["E arn-account", trust('{"AWS": "arn:aws:iam::⟦12345⟧:root"}')],
  ["E arn-format", trust('{"AWS": ⟦"arn:aws:iam:123456789012:role/agent"⟧}')],
  ["E arn-region", trust('{"AWS": "arn:aws:iam:⟦us-east-1⟧:123456789012:role/agent"}')],
  ["W principal-id", trust('{"AWS": ⟦"AIDACKCEVSQ6C2EXAMPLE"⟧}')],
  ["E service-principal", trust('{"Service": ⟦"ec2"⟧}')],
  ["E service-principal", trust('{"Service": ⟦"ec2.amazonaws.co"⟧}')],
  ["E service-principal", trust('{"Service": "⟦pod.eks⟧.amazonaws.com"}')],
  ["W service-principal", trust('{"Service": "⟦ecs⟧.amazonaws.com"}')],
  ["I service-principal", trust('{"Service": "⟦frobnicator⟧.amazonaws.com"}')],
  [
    "E service-principal",
    trust('{"Service": "ec2.⟦amazonaws.com⟧", "AWS": "arn:aws-cn:iam::123456789012:role/agent"}'),
  ],
  [
    "E principal-in-identity-policy",
    login('"arn:aws:rds-db:*:123456789012:dbuser:*/datadog", ⟦"Principal"⟧: {"AWS": "123456789012"}'),
  ],
  [
    "E federated-action",
    trust(`{"Federated": "arn:aws:iam::123456789012:saml-provider/corp"}`, '⟦"sts:AssumeRole"⟧'),
  ],
  ["E federated-action", trust('{"AWS": "123456789012"}', '⟦"sts:AssumeRoleWithSAML"⟧')],
  ["E principal-format", trust(`{"AWS": "arn:aws:iam::123456789012:⟦oidc-provider⟧/${EKS}"}`, WEB)],
  [
    "E principal-format",
    trust(
      `{"Federated": "arn:aws:iam::123456789012:oidc-provider/⟦https://⟧${EKS}"}`,
      WEB,
      `, "Condition": {"StringEquals": {"${EKS}:sub": "system:serviceaccount:a:b", "${EKS}:aud": "sts.amazonaws.com"}}`,
    ),
  ],
  [
    "E oidc-condition",
    trust(
      `{"Federated": "${OIDC}"}`,
      WEB,
      `, "Condition": {"StringEquals": {"⟦https://${EKS}⟧:sub": "system:serviceaccount:a:b", "${EKS}:aud": "a"}}`,
    ),
  ],
  ["W oidc-condition", trust(`{"Federated": ⟦"${OIDC}"⟧}`, WEB)],
  [
    "W oidc-condition",
    trust(
      `{"Federated": ⟦"${OIDC}"⟧}`,
      WEB,
      `, "Condition": {"StringEquals": {"${EKS}:aud": "sts.amazonaws.com"}}`,
    ),
  ],
  [
    "I oidc-condition",
    trust(
      `{"Federated": ⟦"${OIDC}"⟧}`,
      WEB,
      `, "Condition": {"StringEquals": {"${EKS}:sub": "system:serviceaccount:a:b"}}`,
    ),
  ],
  [
    "E oidc-condition",
    trust(
      `{"Federated": "${OIDC}"}`,
      WEB,
      ', "Condition": {"StringEquals": {"⟦oidc.eks.us-east-1.amazonaws.com/id/ABC⟧:sub": "system:serviceaccount:a:b"}}',
    ),
  ],
  ["E pod-identity-tag-session", trust('{"Service": "pods.eks.amazonaws.com"}', '⟦"sts:AssumeRole"⟧')],
  ["", trust('{"Service": "pods.eks.amazonaws.com"}', '["sts:AssumeRole", "sts:TagSession"]')],
]);

table("grammar", [
  ["E syntax", policy('{"Effect": "Allow", "Action": "s3:*", "Resource": "*"⟦,⟧}')],
  ["E syntax", policy('{"Effect": "Allow", "Action": ["s3:*", ⟦"Resource"⟧: "*"}')],
  ["E syntax", policy('{"Effect": "Allow", "Action": "s3:*" ⟦"Resource"⟧: "*"}')],
  ["E syntax", policy('{"Effect": "Allow", "Action": "s3:*", "Resource": "*"} ⟦/* all */⟧')],
  ["E syntax", policy('{"Effect": "Allow", "Action": ⟦s3:*⟧, "Resource": "*"}')],
  ["E syntax", `${policy('{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}')}⟦}⟧`],
  ["E syntax", user('arn:aws:rds-db:us-east-1:⟦"⟧${var.account}":dbuser:*/datadog')],
  ["E duplicate-key", policy('{"Effect": "Allow", ⟦"Effect"⟧: "Allow", "Action": "s3:*", "Resource": "*"}')],
  ["E unknown-element", policy('{"Effect": "Allow", ⟦"Acton"⟧: "s3:*", "Resource": "*"}')],
  [
    "E unknown-element",
    policy('{"Effect": "Allow", "Action": "s3:*", "Resource": "*", ⟦"Version"⟧: "2012-10-17"}'),
  ],
  [
    "E unknown-element",
    '{"Version": "2012-10-17", ⟦"statement"⟧: [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}',
  ],
  ["E missing-element", policy('⟦{⟧"Effect": "Allow", "Resource": "*"}')],
  ["E missing-element", policy('⟦{⟧"Effect": "Allow", "Action": "sts:AssumeRole"}')],
  ["E missing-element", policy('⟦{⟧"Effect": "Allow", "Action": "sts:AssumeRoleWithWebIdentity"}')],
  ["E missing-element", '⟦{⟧"Version": "2012-10-17", "Effect": "Allow", "Action": "s3:*", "Resource": "*"}'],
  ["E data-type", '{"Version": "2012-10-17", "Statement": ⟦[]⟧, "Id": "Action"}'],
  ["E effect", policy('{"Effect": ⟦"ALLOW"⟧, "Action": "s3:*", "Resource": "*"}')],
  [
    "E version",
    '{"Version": ⟦"2012-10-18"⟧, "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}',
  ],
  ["W version", '⟦{⟧"Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}'],
  [
    "E version",
    '⟦{⟧"Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s3:::b/${aws:username}"}]}',
  ],
  ["E data-type", trust('{"AWS": ⟦123456789012⟧}')],
  ["E data-type", allow("⟦null⟧")],
  ["E data-type", policy('⟦"Allow"⟧', '{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}')],
  ["E empty-element", allow("⟦[]⟧")],
  ["E element-combination", allow('"s3:*"', '"*"', ', ⟦"NotResource"⟧: "arn:aws:s3:::b"')],
  ["E sid", policy('{"Sid": ⟦"allow-login"⟧, "Effect": "Allow", "Action": "s3:*", "Resource": "*"}')],
  [
    "E sid",
    policy(
      '{"Sid": "A", "Effect": "Allow", "Action": "s3:*", "Resource": "*"}',
      '{"Sid": ⟦"A"⟧, "Effect": "Deny", "Action": "s3:*", "Resource": "*"}',
    ),
  ],
  ["E characters", policy('{"Effect": "Allow", "Action": "s3:*", "Resource": "arn:aws:s3:::a⟦\u200B⟧b"}')],
]);

table("ARNs", [
  ["E arn-format", allow('"s3:*"', '⟦"my-bucket"⟧')],
  ["E arn-format", allow('"s3:*"', '⟦"arn:aws:s3::bucket"⟧')],
  ["E arn-format", allow('"s3:*"', '⟦""⟧')],
  ["E arn-format", allow('"s3:*"', '⟦"arn:aws:s3:::bucket "⟧')],
  ["E arn-partition", allow('"s3:*"', '"arn:⟦was⟧:s3:::bucket"')],
  ["E arn-service", allow('"s3:*"', '"arn:aws:⟦*⟧:::bucket"')],
  ["E arn-service", allow('"s3:*"', '"arn:aws:⟦S3⟧:::bucket"')],
  ["E arn-region", allow('"rds:*"', '"arn:aws:rds:⟦us-east⟧:123456789012:db:a"')],
  ["I arn-region", allow('"rds:*"', '"arn:aws:rds:⟦us-est-1⟧:123456789012:db:a"')],
  ["E arn-region", allow('"rds:*"', '"arn:aws:rds:⟦us-gov-west-1⟧:123456789012:db:a"')],
  ["E arn-region", allow('"s3:*"', '"arn:aws:s3:⟦us-east-1⟧::bucket"')],
  ["E arn-account", allow('"iam:GetRole"', '"arn:aws:iam⟦::⟧:role/a"'.replace("⟦::⟧:", ":⟦::⟧"))],
  ["E arn-account", allow('"s3:*"', '"arn:aws:s3::⟦123456789012⟧:bucket"')],
  ["E arn-account", allow('"rds:*"', '"arn:aws:rds:us-east-1:⟦mycompany⟧:db:a"')],
  ["E arn-resource", allow('"s3:*"', '"arn:aws:s3::⟦:⟧"')],
  ["E arn-resource", allow('"iam:GetRole"', '"arn:aws:iam::123456789012:⟦Role⟧/a"')],
  ["E arn-resource", allow('"sts:AssumeRole"', '"arn:aws:iam::123456789012:⟦role/⟧"')],
  ["E arn-resource", allow('"sts:AssumeRole"', '"arn:aws:iam::123456789012:⟦assumed-role⟧/a/b"')],
  [
    "",
    allow(
      '"rds:*"',
      '["arn:aws:rds:%s:%s:db:a", "arn:aws:rds:${var.region}:{{ account }}:db:a", "arn:aws:rds:us-east-1:xxxxxxxxxxxx:db:a"]',
    ),
  ],
]);

table("conditions", [
  ["E condition-operator", when('⟦"StringEqual"⟧: {"aws:SourceAccount": "123456789012"}')],
  ["E condition-operator", when('⟦"ForAllValue:StringLike"⟧: {"aws:TagKeys": "a"}')],
  ["E condition-operator", when('⟦"aws:SourceAccount"⟧: {"StringEquals": "123456789012"}')],
  ["E null-if-exists", when('⟦"NullIfExists"⟧: {"aws:TokenIssueTime": "true"}')],
  [
    "W condition-wildcard",
    when('"StringEquals": {"aws:PrincipalArn": ⟦"arn:aws:iam::123456789012:role/*"⟧}'),
  ],
  ["W condition-wildcard", when('"StringNotEquals": {"aws:RequestedRegion": ["eu-west-1", ⟦"us-*"⟧]}')],
  ["W set-operator", when('⟦"ForAllValues:StringLike"⟧: {"aws:SourceArn": "arn:aws:s3:::b"}')],
  ["W set-operator", when('⟦"StringEquals"⟧: {"aws:TagKeys": "team"}')],
  ["E policy-variable", when('"StringEquals": {"aws:SourceAccount": "⟦${}⟧"}')],
  ["E policy-variable", when('"StringEquals": {"s3:prefix": "⟦${aws:PrincipalTag/team, shared}⟧"}')],
  ["E policy-variable", when('"Bool": {"aws:SecureTransport": "⟦${aws:PrincipalTag/tls}⟧"}')],
  ["E policy-variable", allow('"s3:*"', '"arn:aws:s3::⟦${aws:PrincipalAccount}⟧:bucket"')],
  ["E policy-variable", trust('{"AWS": "arn:aws:iam::123456789012:user/⟦${aws:username}⟧"}')],
  ["E arn-region", when('"ArnLike": {"aws:SourceArn": "arn:aws:rds:⟦mars-1⟧:123456789012:db:a"}')],
  ["E duplicate-key", when('"StringEquals": {"aws:SourceAccount": "1", ⟦"AWS:SourceAccount"⟧: "2"}')],
]);

table("placeholders, once per policy and never as invalid parts", [
  [
    "I unfilled-placeholder",
    user("arn:aws:rds-db:⟦REGION⟧:ACCOUNT:dbuser:db-<RESOURCE_ID>/<YOUR_IAM_AUTH_DB_USER>"),
  ],
  ["I unfilled-placeholder", user("arn:aws:rds-db:us-east-1:123456789012:dbuser:db-⟦<RESOURCE_ID>⟧/datadog")],
  ["I unfilled-placeholder", user("arn:aws:rds-db:⟦<region>⟧:<account-id>:dbuser:<dbi-resource-id>/hub")],
  ["I unfilled-placeholder", user("arn:aws:rds-db:⟦region⟧:account-id:dbuser:DbiResourceId/db-user-name")],
  [
    "I unfilled-placeholder",
    user("arn:aws:rds-db:us-east-1:⟦YOUR_ACCOUNT_ID⟧:dbuser:db-XXXXXXXXXXXX/datadog"),
  ],
  ["I unfilled-placeholder", trust('{"AWS": "arn:aws:iam::⟦<ACCOUNT_ID>⟧:role/<ROLE>"}')],
  [
    "I unfilled-placeholder",
    trust(
      '{"Federated": "arn:aws:iam::⟦<ACCOUNT_ID>⟧:oidc-provider/<OIDC_PROVIDER>"}',
      WEB,
      ', "Condition": {"StringEquals": {"<OIDC_PROVIDER>:sub": "system:serviceaccount:<NAMESPACE>:<SERVICE_ACCOUNT>", "<OIDC_PROVIDER>:aud": "sts.amazonaws.com"}}',
    ),
  ],
  ["", user("arn:aws:rds-db:${AWS::Region}:${AWS::AccountId}:dbuser:{{ id }}/<%= user %>")],
]);

table("tasks of ECS", [
  ["I source-account", trust('{"Service": ⟦"ecs-tasks.amazonaws.com"⟧}')],
  ["I source-account", trust('{"Service": [⟦"ecs-tasks.amazonaws.com"⟧]}')],
  [
    "",
    trust(
      '{"Service": "ecs-tasks.amazonaws.com"}',
      '"sts:AssumeRole"',
      ', "Condition": {"ArnLike": {"AWS:SourceArn": "arn:aws:ecs:us-west-2:123456789012:*"}}',
    ),
  ],
  ["", trust('{"Service": ["ecs-tasks.amazonaws.com", "ec2.amazonaws.com"]}')],
]);

table("pieces of a policy", [
  ["I fragment", '⟦"Resource"⟧: ["arn:aws:rds-db:*:123456789012:dbuser:db-*/datadog"],\n'],
  [
    "I fragment, E rds-db-resource",
    '\n  ⟦"Resource"⟧: ["arn:aws:rds-db:*:123456789012:⟦dbuser/⟧db-ABCDEF/datadog"]',
  ],
  ["I fragment, I unfilled-placeholder", '⟦"Resource"⟧: "arn:aws:rds-db:*:⟦ACCOUNT⟧:dbuser:db-*/datadog"'],
]);

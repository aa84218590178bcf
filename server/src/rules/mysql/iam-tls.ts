import { type Entry, mapOf, type Node, scalarOf } from "../../model/node";
import { isUnknowable } from "../../model/placeholder";
import { defineRule, type Fix } from "../define";
import { fixOf, insertFix } from "../support/fixes";
import { readMysqlAuth } from "../support/mysql-auth";

export default defineRule({
  id: "mysql/iam-tls",
  title: "IAM login needs TLS",
  severity: "error",
  appliesTo: "mysql.instance",
  check({ map }, report, context) {
    const auth = readMysqlAuth(map, context.settings);
    if (auth.login !== "aws-iam" || !auth.aws.enabled.entry || !isWithoutTls(auth.ssl?.value)) return;
    const added = insertFix(context, map, [], ["ssl:", "  check_hostname: true"], "Add an `ssl` mapping");
    report(auth.ssl ? placeOf(auth.ssl) : auth.aws.enabled.entry.value, {
      message: `IAM login is on, but ${auth.ssl ? "`ssl` is empty" : "there is no `ssl`"}, so the connection is not encrypted: the token travels in clear, and RDS refuses the login. Write an \`ssl\` mapping with \`ca\`, the path of the RDS certificate bundle.`,
      fixes: [auth.ssl ? fill(auth.ssl) : added],
    });
  },
});

/** TLS is used when `ssl` is a mapping with something in it; other shapes are not judged here. */
function isWithoutTls(value: Node | undefined): boolean {
  const scalar = scalarOf(value);
  if (scalar) return scalar.value === null && !isUnknowable(scalar);
  return value === undefined || mapOf(value)?.entries.length === 0;
}

function placeOf({ key, value }: Entry): Node {
  return value.kind === "map" ? value : key;
}

function fill({ value }: Entry): Fix | undefined {
  if (value.kind !== "map") return undefined;
  return fixOf("Fill the `ssl` mapping", { span: value.span, newText: "{ check_hostname: true }" });
}

import { type ArnPart, parseArn } from "../../../model/aws/arn";
import { matchesGlob } from "../../../model/aws/glob";
import { type PolicyStatement, type PolicyValue, readPolicy } from "../../../model/aws/policy";
import { spanInString } from "../../../model/json";
import { mapOf, type Node, type ScalarNode, scalarOf } from "../../../model/node";
import type { Span } from "../../../model/text";
import type { DatabaseUserFact, DocumentFacts, Locate, Stated } from "../../facts";
import { isOpen } from "../arn-patterns";

type PolicyFacts = Pick<DocumentFacts, "databaseUsers" | "assumableRoles" | "trustedPrincipals">;

/**
 * Who may do what by a policy file, as far as logging in to databases goes.
 *
 * @param source the text that the tree's spans refer to
 */
export function policyFacts(root: Node, source: string, locate: Locate): PolicyFacts {
  const map = mapOf(root);
  const policy = map && readPolicy(map);
  const reader = new PolicyReader(source, locate);
  const granting = policy?.statements.filter(isGrant) ?? [];
  return {
    databaseUsers: granting
      .filter((statement) => allows(statement, "rds-db:connect"))
      .flatMap((statement) => reader.resources(statement).map((value) => reader.databaseUser(value))),
    assumableRoles: granting
      .filter((statement) => allows(statement, "sts:AssumeRole"))
      .flatMap((statement) => reader.resources(statement).map((value) => reader.stated(value))),
    trustedPrincipals:
      policy?.type === "trust"
        ? granting.flatMap(({ principals }) =>
            principals.filter(({ key }) => key?.name === "AWS").map((value) => reader.stated(value)),
          )
        : [],
  };
}

function isGrant(statement: PolicyStatement): boolean {
  return scalarOf(statement.element("Effect")?.value)?.text === "Allow";
}

/** True too where only an exception list says what is allowed. */
function allows(statement: PolicyStatement, action: string): boolean {
  if (statement.element("NotAction")) return true;
  return statement.actions.some(
    ({ scalar }) => !scalar || matchesGlob(scalar.text.toLowerCase(), action.toLowerCase()),
  );
}

interface Resource extends PolicyValue {
  /** It is what the statement leaves out. */
  readonly excluded: boolean;
}

class PolicyReader {
  readonly #source: string;
  readonly #locate: Locate;

  constructor(source: string, locate: Locate) {
    this.#source = source;
    this.#locate = locate;
  }

  resources(statement: PolicyStatement): Resource[] {
    const excluded = statement.element("NotResource") !== undefined;
    return statement.resources.map((value) => ({ ...value, excluded }));
  }

  /** A value whose text is undefined when it may stand for anything. */
  stated({ node, scalar, excluded = false }: PolicyValue & { readonly excluded?: boolean }): Stated {
    const open = !scalar || excluded || isOpen(scalar.text) || parts(scalar.text).some(isOpen);
    return { text: open ? undefined : scalar.text, at: this.#locate((scalar ?? node).span) };
  }

  /** What does not read as `rds-db` may stand for anything: rules of the policy itself say what is wrong. */
  databaseUser(value: Resource): DatabaseUserFact {
    const { scalar, excluded } = value;
    const arn = scalar && !excluded ? parseArn(scalar.text) : undefined;
    const [, id, user] = /^dbuser:([^/]*)\/(.*)$/.exec(arn?.resource.text ?? "") ?? [];
    if (!scalar || arn?.service.text !== "rds-db" || id === undefined || user === undefined) {
      const anything = { text: undefined, at: this.#locate((scalar ?? value.node).span) };
      return {
        partition: anything,
        region: anything,
        account: anything,
        resourceId: anything,
        user: anything,
      };
    }
    const idStart = arn.resource.span.start + "dbuser:".length;
    const { end } = arn.resource.span;
    const idSpan = { start: idStart, end: idStart + id.length };
    return {
      partition: this.#part(scalar, arn.partition),
      region: this.#part(scalar, arn.region),
      account: this.#part(scalar, arn.account),
      resourceId: this.#part(scalar, { text: id, span: idSpan }),
      user: this.#part(scalar, { text: user, span: { start: idSpan.end + 1, end } }),
    };
  }

  #part(scalar: ScalarNode, { text, span }: ArnPart): Stated {
    return { text: isOpen(text) ? undefined : text, at: this.#locate(this.#inside(scalar, span)) };
  }

  #inside(scalar: ScalarNode, part: Span): Span {
    return spanInString(scalar, this.#source, part);
  }
}

function parts(text: string): string[] {
  return text.split(/[:/]/);
}

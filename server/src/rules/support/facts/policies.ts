import { type Arn, type ArnPart, isAccountId, parseArn } from "../../../model/aws/arn";
import { matchesGlob } from "../../../model/aws/glob";
import { type Policy, type PolicyStatement, type PolicyValue, readPolicies } from "../../../model/aws/policy";
import { spanInString } from "../../../model/json";
import { type Node, type ScalarNode, scalarOf } from "../../../model/node";
import type { DatabaseUserFact, DocumentFacts, Locate, Stated } from "../../facts";
import { isOpenPart } from "../arn-patterns";
import { isFillInOrVariable, isFillInPart } from "../iam/places";
import { parseDatabaseUser } from "../iam/rds-db";

type PolicyFacts = Pick<DocumentFacts, "databaseUsers" | "assumableRoles" | "trustedPrincipals">;

/**
 * Who may do what by a policy file, as far as logging in to databases goes.
 *
 * @param source the text that the tree's spans refer to
 */
export function policyFacts(root: Node, source: string, locate: Locate): PolicyFacts {
  const policies = readPolicies(root);
  const reader = new PolicyReader(source, locate);
  const granting = policies.flatMap(({ statements }) => statements.filter(isGrant));
  return {
    databaseUsers: granting
      .filter((statement) => allows(statement, "rds-db:connect"))
      .flatMap((statement) => statement.resources.map((value) => reader.databaseUser(value, statement))),
    assumableRoles: granting
      .filter((statement) => allows(statement, "sts:assumerole"))
      .flatMap((statement) => statement.resources.map((value) => reader.stated(value, statement))),
    trustedPrincipals: policies.flatMap((policy) =>
      trusted(policy).map(({ statement, value }) => reader.stated(value, statement)),
    ),
  };
}

function isGrant(statement: PolicyStatement): boolean {
  return scalarOf(statement.element("Effect")?.value)?.text === "Allow";
}

/** True too where the statement only says what it does not allow. */
function allows(statement: PolicyStatement, action: string): boolean {
  const unknown = statement.actions.length > statement.actionNames.length;
  if (unknown || statement.element("NotAction")) return true;
  return statement.actionNames.some((name) => matchesGlob(name, action));
}

function trusted({ type, statements }: Policy) {
  if (type !== "trust") return [];
  return statements
    .filter(isGrant)
    .flatMap((statement) =>
      statement.principals.filter(({ key }) => key?.name === "AWS").map((value) => ({ statement, value })),
    );
}

class PolicyReader {
  readonly #source: string;
  readonly #locate: Locate;

  constructor(source: string, locate: Locate) {
    this.#source = source;
    this.#locate = locate;
  }

  /** A value whose text is undefined when it may stand for anything. */
  stated({ node, scalar }: PolicyValue, statement: PolicyStatement): Stated {
    const arn = scalar && parseArn(scalar.text);
    const open =
      !scalar || statement.element("NotResource") || isUnknown(scalar.text) || (arn && isVague(arn));
    return { text: open ? undefined : scalar.text, at: this.#locate((scalar ?? node).span) };
  }

  /** What is not in the form of `rds-db` may stand for anything; rules of the policy itself say what is wrong. */
  databaseUser(value: PolicyValue, statement: PolicyStatement): DatabaseUserFact {
    const { scalar } = value;
    const arn = scalar && !statement.element("NotResource") ? parseArn(scalar.text) : undefined;
    const parsed = arn?.service.text === "rds-db" ? parseDatabaseUser(arn) : undefined;
    if (
      !scalar ||
      !arn ||
      isAccountId(arn.region.text) ||
      parsed?.type.text !== "dbuser:" ||
      !parsed.user ||
      isVague(arn)
    ) {
      const anything = { text: undefined, at: this.#locate((scalar ?? value.node).span) };
      return {
        partition: anything,
        region: anything,
        account: anything,
        resourceId: anything,
        user: anything,
      };
    }
    return {
      partition: this.#part(scalar, arn.partition),
      region: this.#part(scalar, arn.region),
      account: this.#part(scalar, arn.account),
      resourceId: this.#part(scalar, parsed.id),
      user: this.#part(scalar, parsed.user),
    };
  }

  #part(scalar: ScalarNode, { text, span }: ArnPart, open = isUnknown(text)): Stated {
    const at = this.#locate(spanInString(scalar, this.#source, span));
    return { text: open ? undefined : text, at };
  }
}

function isUnknown(text: string): boolean {
  return isFillInOrVariable(text) || text.split(/[:/]/).some(isOpenPart);
}

/** True where a guide leaves region or account to its reader. */
function isVague({ region, account }: Arn): boolean {
  return [region, account].some(({ text }) => isFillInPart(text));
}

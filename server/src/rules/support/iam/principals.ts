import { isAccountId, parseArn } from "../../../model/aws/arn";
import type { PolicyPrincipal, PolicyStatement } from "../../../model/aws/policy";
import type { Span } from "../../../model/text";
import { hasWildcard, isFillIn, isFillInPart } from "./places";

/** What is wrong with a principal under `AWS`; the span is a part of its text, absent for the whole of it. */
export interface PrincipalProblem {
  readonly message: string;
  readonly part?: Span;
  /** A text that is surely meant, for the whole value. */
  readonly meant?: string;
  /** The key that it belongs under. */
  readonly key?: "Service" | "Federated";
}

/** Ids that IAM puts in place of a user or role that was deleted after the policy was saved. */
export const UNIQUE_ID = /^(?:AROA|AIDA)[A-Z0-9]{12,}(?::.+)?$/;

/** Judges a value under `AWS`: an account, the ARN of a user, role or session, or `*`. */
export function awsPrincipalProblem(text: string): PrincipalProblem | undefined {
  if (text === "*" || UNIQUE_ID.test(text) || isFillIn(text)) return undefined;
  if (/^[\d-]+$/.test(text)) return accountProblem(text);
  if (!text.startsWith("arn:")) return otherProblem(text);
  const arn = parseArn(text);
  if (!arn) return undefined; // a rule about ARNs says so
  if (hasWildcard(text)) return wildcardProblem(text);
  const { service, account, resource } = arn;
  if (account.text === "cloudfront" || isFillIn(resource.text)) return undefined;
  if (service.text === "iam") return iamProblem(resource);
  if (service.text === "sts") return sessionProblem(resource);
  if (isFillInPart(service.text)) return undefined;
  return {
    message: `An ARN of \`${service.text}\` is no principal: name the ARN of an IAM role or user.`,
    part: service.span,
  };
}

function accountProblem(text: string): PrincipalProblem | undefined {
  if (isAccountId(text)) return undefined;
  const digits = text.replaceAll("-", "");
  return {
    message: "An account id has twelve digits.",
    ...(isAccountId(digits) ? { meant: digits } : {}),
  };
}

function otherProblem(text: string): PrincipalProblem | undefined {
  // `ACCOUNT_ID`, `account-id`
  if (isFillInPart(text) && !text.includes(".")) return undefined;
  if (/\.amazonaws\.com(?:\.cn)?$/.test(text))
    return {
      message: "That is an AWS service, which stands under `Service`, not under `AWS`.",
      key: "Service",
    };
  return {
    message: "Under `AWS` stands an account id of twelve digits, the ARN of a role, user or session, or `*`.",
  };
}

function wildcardProblem(text: string): PrincipalProblem {
  const start = text.search(/[*?]/);
  return {
    message:
      "A wildcard cannot stand for a part of a principal: name each one, or name the account and narrow it down with a condition on `aws:PrincipalArn`.",
    part: { start, end: start + 1 },
  };
}

function iamProblem({ text, span }: { text: string; span: Span }): PrincipalProblem | undefined {
  if (text === "root" || /^(?:user|role)\/[^/]|^(?:user|role)\/.*[^/]$/.test(text)) return undefined;
  const type = /^[^/]*/.exec(text)?.[0] ?? "";
  const part = { start: span.start, end: span.start + Math.max(type.length, 1) };
  switch (type) {
    case "group":
      return { message: "A group is no principal: name its users, or a role that they assume.", part };
    case "assumed-role":
      return {
        message:
          "The ARN of a role session belongs to `sts`: `arn:aws:sts::<account>:assumed-role/<role>/<session>`.",
        part,
      };
    case "oidc-provider":
    case "saml-provider":
      return {
        message: "An identity provider stands under `Federated`, not under `AWS`.",
        part,
        key: "Federated",
      };
    default:
      return {
        message: "Only `root`, `user/<name>` and `role/<name>` of an account are principals.",
        part: text === "" ? { start: span.start - 1, end: span.start } : part,
      };
  }
}

function sessionProblem({ text, span }: { text: string; span: Span }): PrincipalProblem | undefined {
  if (/^assumed-role\/[^/]+\/[^/]+$|^federated-user\/[^/]+$|^self$/.test(text)) return undefined;
  if (/^assumed-role\/[^/]+\/?$/.test(text))
    return {
      message:
        "The session's name is missing: write `assumed-role/<role>/<session>`, or name the role itself, `arn:aws:iam::<account>:role/<role>`.",
      part: span,
    };
  return {
    message:
      "Under `sts` stand only sessions, `assumed-role/<role>/<session>` and `federated-user/<name>`; the ARN of a role or user belongs to `iam`.",
    part: span,
  };
}

/** Identity providers that AWS knows by name. */
const WEB_PROVIDERS = new Set([
  "cognito-identity.amazonaws.com",
  "accounts.google.com",
  "graph.facebook.com",
  "www.amazon.com",
]);

export type FederationKind = "oidc" | "saml";

/** The kind of identity provider under `Federated`; undefined when it is none, or cannot be told. */
export function federationOf(text: string): FederationKind | undefined {
  if (WEB_PROVIDERS.has(text) || /^cognito-identity(?:-us-gov)?\.amazonaws\.com(?:\.cn)?$/.test(text))
    return "oidc";
  const resource = parseArn(text)?.resource.text;
  if (resource?.startsWith("oidc-provider/")) return "oidc";
  return resource?.startsWith("saml-provider/") ? "saml" : undefined;
}

/** Host and path of an OIDC provider, which its condition keys begin with. */
export function providerName(text: string): string {
  return parseArn(text)?.resource.text.replace(/^oidc-provider\/(?:https?:\/\/)?/, "") ?? text;
}

export function federatedPrincipals({ principals }: PolicyStatement): readonly PolicyPrincipal[] {
  return principals.filter(({ key, element }) => key?.name === "Federated" && element.name === "Principal");
}

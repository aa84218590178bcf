import { parseArnPattern } from "../../model/aws/arn-pattern";
import { placeholderIn } from "../../model/placeholder";
import { DEFAULT_SITE, siteByDomain } from "../../schema/sites";
import { type Artefact, jsonText, textOf } from "../artefact";
import { awsFacts } from "../aws/facts";
import type { GenerateInput } from "../input";

/**
 * - `intake`: an Agent with this AWS identity gets a managed API key
 * - `identity`: whoever has it acts as a Datadog account, as the Terraform provider does
 */
export type MappingKind = "intake" | "identity";

interface MappingApi {
  /** Path and type belong together (Workload Identity Federation guide of Datadog). */
  readonly path: string;
  readonly type: string;
  readonly account: boolean;
  readonly title: string;
}

const APIS: Readonly<Record<MappingKind, MappingApi>> = {
  intake: {
    path: "/api/v2/cloud_auth/aws/intake_mapping",
    type: "aws_cloud_auth_intake_mapping",
    account: false,
    title: "Intake mapping: API keys for the Agents with this AWS identity",
  },
  identity: {
    path: "/api/v2/cloud_auth/aws/persona_mapping",
    type: "aws_cloud_auth_config",
    account: true,
    title: "Identity mapping: an AWS identity acts as a Datadog account",
  },
};

export const DATADOG_ACCOUNT = "<SERVICE_ACCOUNT_UUID_OR_EMAIL>";

/** Every session of a role. Workloads of AWS name their sessions anew each time. */
export function sessionPattern(kind: MappingKind, input: GenerateInput): string {
  const { agentRole } = awsFacts(input);
  const name = input.options.role ?? (kind === "intake" ? agentRole.name : "<ROLE>");
  // Datadog takes the partition `aws` only
  return `arn:aws:sts::${agentRole.account}:assumed-role/${name}/*`;
}

/** The body of the request that creates a mapping. */
export function mappingRequest(kind: MappingKind, input: GenerateInput): Artefact {
  const { path, title } = APIS[kind];
  return {
    language: "json",
    title,
    text: bodyOf(kind, input),
    notes: [
      `It is the body of \`POST ${apiUrl(input)}${path}\`; \`ddconf generate ${kind}-mapping-curl\` writes the whole command.`,
      ...mappingNotes(kind, input),
    ],
  };
}

/** The command that creates a mapping, with the keys from the environment. */
export function mappingCommand(kind: MappingKind, input: GenerateInput): Artefact {
  const { path, title } = APIS[kind];
  return {
    language: "shellscript",
    title,
    text: textOf([
      [
        `# ${title}.`,
        "# DD_API_KEY and DD_APP_KEY come from the environment; the shell refuses to go on if one is missing.",
        `curl --fail-with-body --silent --show-error --request POST '${apiUrl(input)}${path}' \\`,
        `  --header 'Content-Type: application/json' \\`,
        // biome-ignore lint/suspicious/noTemplateCurlyInString: variables of the shell
        '  --header "DD-API-KEY: ${DD_API_KEY:?}" \\',
        // biome-ignore lint/suspicious/noTemplateCurlyInString: variables of the shell
        '  --header "DD-APPLICATION-KEY: ${DD_APP_KEY:?}" \\',
        "  --data @- <<'JSON'",
        `${bodyOf(kind, input)}JSON`,
      ],
    ]),
    notes: mappingNotes(kind, input),
  };
}

function bodyOf(kind: MappingKind, input: GenerateInput): string {
  const { type, account } = APIS[kind];
  return jsonText({
    data: {
      type,
      attributes: {
        ...(account ? { account_identifier: DATADOG_ACCOUNT } : {}),
        arn_pattern: sessionPattern(kind, input),
      },
    },
  });
}

/** `https://api.<site>`, of the site that the Agent reports to. */
export function apiUrl({ agent }: GenerateInput): string {
  const domain = agent?.site ?? DEFAULT_SITE;
  return `https://${siteByDomain(domain)?.api ?? "api.<SITE>"}`;
}

/** What both the request and the Terraform resource need to be told about a mapping. */
export function mappingNotes(kind: MappingKind, input: GenerateInput): string[] {
  const pattern = parseArnPattern(sessionPattern(kind, input));
  const role = pattern?.names[0]?.text ?? "";
  const notes = [
    "The AWS account must be in Datadog's AWS integration, and whoever sends the request needs the permission `workload_identity_federation_config_write`.",
    `The role stands there by its name without path, and capital letters count: \`aws sts get-caller-identity\` ${kind === "intake" ? "on the Agent's host" : "where Terraform runs"} prints the ARN that has to match.`,
  ];
  if (placeholderIn(role) === undefined && /[+=,]/.test(role))
    notes.push(
      `Datadog takes no \`+\`, \`=\` or \`,\` in the name of a role, so ${role} needs another name first.`,
    );
  if (kind === "intake" && siteByDomain(input.agent?.site ?? DEFAULT_SITE)?.government)
    notes.push("Datadog offers keyless Agents on its commercial sites only, not on this one.");
  if (kind === "identity")
    notes.push(
      "Prefer a service account, by its UUID. Whoever creates the mapping needs every permission of that account, and API and application keys for the first one.",
    );
  return notes;
}

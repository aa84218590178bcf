import {
  type EditorSnippet,
  editorSnippets,
  SNIPPET_GROUPS,
} from "../../server/src/service/snippets/catalogue";

/** The spots of a snippet as an editor finds them, with the text that it shows there. */
const SPOT = /\\(.)|\$\{(\d+)\|((?:\\.|[^|\\])*)\|\}|\$\{(\d+):((?:\\.|[^}\\])*)\}|\$\{?(\d+)\}?/gs;

/**
 * What is in the editor after a snippet was inserted and nothing typed.
 *
 * @param choice which of the words of each choice is taken; the last one if there are not so many
 */
export function expandSnippet(snippet: string, choice = 0): string {
  const shown = new Map<string, string>();
  const show = (stop: string, text: string): string => {
    shown.set(stop, text);
    return text;
  };
  return snippet.replace(SPOT, (_, escaped, choosing, words, filled, text, mirror) => {
    if (escaped !== undefined) return escaped;
    if (choosing !== undefined) {
      const all = String(words).split(/(?<!\\),/);
      return show(choosing, unescaped(all[Math.min(choice, all.length - 1)] ?? ""));
    }
    return filled === undefined ? (shown.get(mirror) ?? "") : show(filled, unescaped(text));
  });
}

/** How many words the longest choice of a snippet has; 1 when there is none. */
export function choicesIn(snippet: string): number {
  return Math.max(
    1,
    ...[...snippet.matchAll(/\$\{\d+\|(.*?)\|\}/g)].map(([, words = ""]) => words.split(",").length),
  );
}

function unescaped(text: string): string {
  return text.replace(/\\(.)/g, "$1");
}

/** Something right for every placeholder. */
const VALUES: Readonly<Record<string, string>> = {
  ACCOUNT_ID: "210987654321",
  AGENT_ACCOUNT_ID: "210987654321",
  AGENT_ROLE: "DatadogAgentRole",
  ACCOUNT_OF_THE_AGENT: "datadog-agent$",
  CLIENT_ID: "3d6b1f0a-94c7-4e0e-8a0b-6f4f2f7c1d25",
  CLUSTER_NAME: "stock",
  DATABASE: "inventory",
  DATABASE_ACCOUNT_ID: "345678901234",
  DATABASE_ROLE: "orders-login",
  DOMAIN: "EXAMPLE",
  ECS_REGION: "eu-west-1",
  EKS_REGION: "eu-west-1",
  HOST: "10.20.0.3",
  IDENTITY_NAME: "datadog-agent-identity",
  INSTANCE_ID: "orders",
  INSTANCE_NAME: "orders",
  MANAGED_IDENTITY_NAME: "datadog-agent-identity",
  MANAGED_INSTANCE: "erp.cfcc2366ab90",
  MAPPING_UUID: "5f6a1d0c-2b7e-4c93-8f1a-90d3e4b7a612",
  NAMESPACE: "monitoring",
  OIDC_ID: "A1B2C3D4E5F60718293A4B5C6D7E8F90",
  ORG_UUID: "7c3f8a52-5d0e-4b1c-9a57-2f6b1d0e8c41",
  OTHER_ORG_UUID: "0d9b6c1e-83f4-4a27-b5d8-6e1f7a2c9b30",
  PASSWORD: "not-a-real-one",
  POLICY_NAME: "datadog-rds-connect",
  PROJECT_ID: "shop-production",
  PROXY_NAME: "front",
  RDS_ENDPOINT: "orders.c9akciq32rdz.us-east-1.rds.amazonaws.com",
  REGION: "eu-west-1",
  RESOURCE_GROUP: "monitoring",
  RESOURCE_ID: "NQK3SIYRBWHYWDIAADEATAX2U4",
  ROLE: "terraform-runner",
  SCHEMA: "shop",
  SERVER: "billing",
  SERVICE_ACCOUNT: "datadog-agent",
  SERVICE_ACCOUNT_UUID_OR_EMAIL: "3fa85f64-5717-4562-b3fc-2c963f66afa6",
  TENANT_ID: "9b1c6f4e-07d2-4e8b-a3c5-5d2f8e6b1a90",
  VM_NAME: "agent-1",
  YOUR_ORG_UUID: "7c3f8a52-5d0e-4b1c-9a57-2f6b1d0e8c41",
};

/** Puts a value into each placeholder; fails where there is none for it. */
export function fillIn(text: string): string {
  return text.replace(/<([A-Z][A-Z0-9_]*)>/g, (placeholder, name) => {
    const value = VALUES[name];
    if (value === undefined) throw new Error(`No value for ${placeholder}`);
    return value;
  });
}

/** One snippet of the files in `snippets/`, with its text in the syntax of editors. */
export interface NamedSnippet extends EditorSnippet {
  readonly name: string;
  readonly group: string;
  readonly text: string;
}

export function allSnippets(): NamedSnippet[] {
  return SNIPPET_GROUPS.flatMap((group) =>
    Object.entries(editorSnippets(group)).map(([name, snippet]) => ({
      ...snippet,
      name,
      group: group.id,
      text: snippet.body.join("\n"),
    })),
  );
}

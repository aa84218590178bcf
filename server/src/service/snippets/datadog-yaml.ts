import type { Block } from "../completion/writing";
import { type Snippet, wholeFile, yamlBlock } from "./snippet";

/** Workload Identity Federation for everything that the Agent sends. */
export const DELEGATED_AUTH: Block = [
  "delegated_auth:",
  "  org_uuid: «<YOUR_ORG_UUID>»",
  "  provider: aws",
  "  aws:",
  "    region: «us-east-1»",
];

/** The same for what one product sends, in the section of that product. Provider and region count globally only. */
export const PRODUCT_DELEGATED_AUTH: Block = ["delegated_auth:", "  org_uuid: «<OTHER_ORG_UUID>»"];

const FALLBACK: Block = [
  "# Used whenever the request for a key fails: the Agent tries again only about an hour later.",
  'api_key: "«ENC[datadog_api_key]»"',
];

/** Blocks of datadog.yaml. */
export const DATADOG_BLOCKS: readonly Snippet[] = [
  yamlBlock(
    "delegated authentication",
    "When the Agent runs on AWS and is to prove its IAM role to Datadog instead of storing an API key (Agent 7.78 and later).",
    DELEGATED_AUTH,
  ),
  yamlBlock(
    "delegated authentication with an API key to fall back on",
    "When a running Agent goes keyless and must not lose data should the first request for a key fail.",
    [...FALLBACK, "", ...DELEGATED_AUTH],
  ),
  yamlBlock(
    "delegated authentication for one product",
    "When logs, remote configuration or proxied events go to another organization than everything else.",
    [
      "«logs_config|remote_configuration|evp_proxy_config|ol_proxy_config»:",
      ...PRODUCT_DELEGATED_AUTH.map((line) => `  ${line}`),
    ],
  ),
];

export const KEYLESS_FILE: Snippet = wholeFile(
  "datadog.yaml without a stored API key",
  "datadog.yaml",
  "When a new Agent on AWS is to log in to Datadog with its IAM role (Agent 7.78; IRSA, ECS and EKS Pod Identity need 7.82).",
  [
    "# The Datadog site of your organization, as in the address of the Datadog app.",
    "site: «datadoghq.com|us3.datadoghq.com|us5.datadoghq.com|datadoghq.eu|ap1.datadoghq.com|ap2.datadoghq.com»",
    "",
    "# On AWS the Agent proves its IAM role to Datadog and gets an API key for it. Copy the UUID from",
    "# Organization Settings > Workload Identity Federation, where an intake mapping has to name the role.",
    ...DELEGATED_AUTH,
    "",
    ...FALLBACK,
  ],
);

export const KEY_FILE: Snippet = wholeFile(
  "datadog.yaml with an API key",
  "datadog.yaml",
  "When the Agent runs outside AWS, with the API key taken from a secret backend.",
  [
    "# The Datadog site of your organization, as in the address of the Datadog app.",
    "site: «datadoghq.com|us3.datadoghq.com|us5.datadoghq.com|datadoghq.eu|ap1.datadoghq.com|ap2.datadoghq.com»",
    "",
    "# The program that the Agent asks for ENC[…]: it keeps the key out of this file.",
    "secret_backend_command: «/etc/datadog-agent/secrets.sh»",
    'api_key: "«ENC[datadog_api_key]»"',
  ],
);

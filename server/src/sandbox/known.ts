/**
 * The names and keys that the sandbox knows. All of them are examples from the public documentation of AWS,
 * Microsoft and Datadog: none opens anything.
 */
export const ORG_UUID = "11111111-2222-3333-4444-555555555555";

export const REGION = "us-east-1";

/** The account that is in the Datadog-AWS integration. */
export const ACCOUNT = "123456789012";
/** An account that is not. */
export const OTHER_ACCOUNT = "111122223333";

export const AGENT_ROLE = "datadog-agent";
export const INSTANCE_ID = "i-0123456789abcdef0";
/** The task that the container credentials belong to. */
export const TASK_ID = "0123456789abcdef0123456789abcdef";

/** The static credentials of an assumed role, with a session token. */
export const STATIC = {
  accessKeyId: "AKIAIOSFODNN7EXAMPLE",
  secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
  sessionToken: "FwoGZXIvYXdzEExampleSessionToken",
} as const;

/** The long-lived key of an IAM user: it has no session token. */
export const USER = {
  accessKeyId: "AKIAI44QH8DHBEXAMPLE",
  secretAccessKey: "je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY",
  name: "sandbox",
} as const;

/** The mapping that is there from the start: it matches the static credentials and all of the Agent's own. */
export const FIRST_PATTERN = `arn:aws:sts::${ACCOUNT}:assumed-role/${AGENT_ROLE}/*`;

export const API_KEY = "0123456789abcdef0123456789abcdef";
export const APP_KEY = "0123456789abcdef0123456789abcdef01234567";
/** Belongs to a user who may read mappings, but not change them. */
export const READ_ONLY_APP_KEY = "76543210fedcba9876543210fedcba9876543210";

export const TENANT_ID = "aaaabbbb-0000-cccc-1111-dddd2222eeee";
export const CLIENT_ID = "00001111-aaaa-2222-bbbb-3333cccc4444";
export const OBJECT_ID = "aaaaaaaa-0000-1111-2222-bbbbbbbbbbbb";

/** Whom the tokens of the Kubernetes service account speak of. */
export const SERVICE_ACCOUNT = "system:serviceaccount:datadog:datadog-agent";

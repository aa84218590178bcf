import { randomBytes } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { CONTAINER_PATH } from "./aws/container";
import { ASSERTION_AUDIENCE } from "./azure/entra";
import { seconds, signToken } from "./jwt";
import {
  ACCOUNT,
  AGENT_ROLE,
  API_KEY,
  APP_KEY,
  CLIENT_ID,
  ORG_UUID,
  REGION,
  SERVICE_ACCOUNT,
  STATIC,
  TENANT_ID,
} from "./known";
import type { Credentials, Directory } from "./types";

/** The files that variables point at, in a folder that only this user can read. */
export interface Files {
  readonly awsToken: string;
  readonly azureToken: string;
  readonly ca: string;
  /** An empty file, in place of the user's own AWS configuration. */
  readonly empty: string;
  readonly containerToken: string;
  writeCa(pem: string): Promise<void>;
  remove(): Promise<void>;
}

const TOKEN_LIFETIME = 24 * 60 * 60;

/** Writes the tokens of a Kubernetes service account, as they would lie in a pod. */
export async function writeFiles(now: Date): Promise<Files> {
  const folder = await mkdtemp(join(tmpdir(), "ddconf-sandbox-"));
  const write = async (name: string, text: string): Promise<string> => {
    await writeFile(join(folder, name), text, { mode: 0o600 });
    return join(folder, name);
  };
  const token = (audience: string) =>
    signToken({
      aud: audience,
      sub: SERVICE_ACCOUNT,
      iss: `https://oidc.eks.${REGION}.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE`,
      iat: seconds(now),
      exp: seconds(now) + TOKEN_LIFETIME,
    });
  return {
    awsToken: await write("aws-token", token("sts.amazonaws.com")),
    azureToken: await write("azure-token", token(ASSERTION_AUDIENCE)),
    empty: await write("empty", ""),
    ca: join(folder, "ca.pem"),
    containerToken: randomBytes(24).toString("base64url"),
    writeCa: async (pem) => void (await write("ca.pem", pem)),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** The variables that make SDKs and ddconf use the sandbox and nothing else. */
export function environmentOf(
  credentials: Credentials,
  urls: Omit<Directory, "version" | "environment">,
  files: Files,
): Directory["environment"] {
  const mechanisms: Readonly<Record<Credentials, Readonly<Record<string, string>>>> = {
    static: {
      AWS_ACCESS_KEY_ID: STATIC.accessKeyId,
      AWS_SECRET_ACCESS_KEY: STATIC.secretAccessKey,
      AWS_SESSION_TOKEN: STATIC.sessionToken,
    },
    irsa: {
      AWS_ROLE_ARN: `arn:aws:iam::${ACCOUNT}:role/${AGENT_ROLE}`,
      AWS_WEB_IDENTITY_TOKEN_FILE: files.awsToken,
    },
    container: {
      AWS_CONTAINER_CREDENTIALS_FULL_URI: `${urls.container}${CONTAINER_PATH}`,
      AWS_CONTAINER_AUTHORIZATION_TOKEN: files.containerToken,
    },
    imds: {},
  };
  return {
    DDCONF_SANDBOX: urls.datadog,
    ...mechanisms[credentials],
    AWS_REGION: REGION,
    AWS_ENDPOINT_URL_STS: urls.sts,
    AWS_EC2_METADATA_SERVICE_ENDPOINT: urls.imds,
    // profiles of the user could name other endpoints
    AWS_CONFIG_FILE: files.empty,
    AWS_SHARED_CREDENTIALS_FILE: files.empty,
    AZURE_POD_IDENTITY_AUTHORITY_HOST: urls.azureImds,
    AZURE_AUTHORITY_HOST: urls.entra,
    AZURE_TENANT_ID: TENANT_ID,
    AZURE_CLIENT_ID: CLIENT_ID,
    AZURE_FEDERATED_TOKEN_FILE: files.azureToken,
    // for other programs in Node; ddconf takes the authority from the directory
    NODE_EXTRA_CA_CERTS: files.ca,
    DD_API_KEY: API_KEY,
    DD_APP_KEY: APP_KEY,
    DD_ORG_UUID: ORG_UUID,
  };
}

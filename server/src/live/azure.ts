import {
  AzureCliCredential,
  AzureDeveloperCliCredential,
  AzurePowerShellCredential,
  ChainedTokenCredential,
  EnvironmentCredential,
  ManagedIdentityCredential,
  type TokenCredentialOptions,
  WorkloadIdentityCredential,
} from "@azure/identity";
import { ManagedIdentityApplication } from "@azure/msal-node";
import { AZURE_CLOUDS } from "../model/azure/clouds";
import { azureFailure } from "./azure/failures";
import { AzureHttpClient } from "./azure/http-client";
import { LiveFailure } from "./failure";
import type { AzurePort, EntraTokenRequest } from "./ports";
import { callSignal, type LiveRun } from "./run";
import { Secret } from "./secret";

/** Tokens of Entra through Azure's SDK. */
export const azure: AzurePort = {
  async token(request, run) {
    const client = new AzureHttpClient(run);
    try {
      // in a sandbox nobody's own login is used
      const way =
        request.as === "me" && !run.sandbox ? asMe(request, run, client) : asAgent(request, run, client);
      const found = await way.credential.getToken(request.scope, { abortSignal: callSignal(run) });
      if (!found) throw new LiveFailure("credentials", "Azure's SDK gave no token.", "Try again.");
      return {
        token: new Secret(found.token),
        expiresAt: new Date(found.expiresOnTimestamp),
        source: way.source,
      };
    } catch (error) {
      if (run.signal.aborted)
        throw new LiveFailure("cancelled", "The check was called off.", "Start it again.");
      throw azureFailure(error, request, client);
    }
  },
};

/** A way to a token, as the SDK and as the report call it. */
interface Way {
  readonly credential: Pick<ChainedTokenCredential, "getToken">;
  readonly source: string;
}

function asAgent(request: EntraTokenRequest, run: LiveRun, client: AzureHttpClient): Way {
  const { authType, clientId } = request;
  if (authType === "managed_identity")
    return { credential: managedIdentity(clientId, client), source: "the managed identity" };
  const { environment } = run;
  const options = {
    clientId: clientId ?? environment.AZURE_CLIENT_ID,
    tenantId: request.tenantId ?? environment.AZURE_TENANT_ID,
    tokenFilePath: environment.AZURE_FEDERATED_TOKEN_FILE,
  };
  const missing = Object.entries({
    "`client_id` (AZURE_CLIENT_ID)": options.clientId,
    "`tenant_id` (AZURE_TENANT_ID)": options.tenantId,
    "`AZURE_FEDERATED_TOKEN_FILE`": options.tokenFilePath,
  }).flatMap(([name, value]) => (value ? [] : [name]));
  if (missing.length > 0)
    throw new LiveFailure(
      "configuration",
      `Workload identity lacks ${missing.join(" and ")}.`,
      'Run this in the Agent\'s pod, where the workload identity webhook sets them: the pod needs the label `azure.workload.identity/use: "true"`, and its service account the annotation with the client id.',
    );
  const { clientId: id = "", tenantId = "", tokenFilePath = "" } = options;
  return {
    credential: new WorkloadIdentityCredential({
      clientId: id,
      tenantId,
      tokenFilePath,
      ...commonOptions(authorityOf(request, run), client),
    }),
    source: "the workload identity",
  };
}

/** What Azure's default chain tries, without what needs an editor or a browser; the command line's login first. */
function asMe({ clientId, tenantId }: EntraTokenRequest, run: LiveRun, client: AzureHttpClient): Way {
  const tenant = tenantId ? { tenantId } : {};
  const limit = { processTimeoutInMs: run.timeoutMilliseconds };
  const credential = new ChainedTokenCredential(
    new AzureCliCredential({ ...tenant, ...limit }),
    new EnvironmentCredential(commonOptions(undefined, client)),
    new AzurePowerShellCredential({ ...tenant, ...limit }),
    new AzureDeveloperCliCredential({ ...tenant, ...limit }),
    managedIdentity(clientId, client),
  );
  return { credential, source: "your own Azure login" };
}

function managedIdentity(clientId: string | undefined, client: AzureHttpClient): ManagedIdentityCredential {
  forgetManagedIdentity();
  const options = commonOptions(undefined, client);
  return clientId ? new ManagedIdentityCredential(clientId, options) : new ManagedIdentityCredential(options);
}

/**
 * The SDK keeps tokens, and the first client that it was given, for as long as the process lives. A test has to ask
 * anew, and a token of the sandbox must not be taken for a real one. There is no public way to clear either.
 */
function forgetManagedIdentity(): void {
  const inner: unknown = Reflect.get(new ManagedIdentityApplication(), "managedIdentityClient");
  if (typeof inner === "object" && inner !== null)
    Object.assign(inner.constructor, { identitySource: undefined, sourceName: undefined });
  Object.assign(ManagedIdentityApplication, { nodeStorage: undefined });
}

/** The proof of a login does not follow redirects, and the authority is one of the known ones already. */
function commonOptions(authority: string | undefined, client: AzureHttpClient) {
  return {
    httpClient: client,
    retryOptions: { maxRetries: 1, maxRetryDelayInMs: 2000 },
    redirectOptions: { maxRetries: 0 },
    disableInstanceDiscovery: true,
    ...(authority === undefined ? {} : { authorityHost: authority }),
  } satisfies TokenCredentialOptions & { disableInstanceDiscovery: boolean };
}

/** The login host of the cloud; that of the environment only where it is one of Microsoft's. */
function authorityOf({ authority }: EntraTokenRequest, { environment, sandbox }: LiveRun): string {
  if (sandbox) return sandbox.entra;
  const known = AZURE_CLOUDS.flatMap(({ authorities }) => authorities);
  const told = environment.AZURE_AUTHORITY_HOST?.replace(/^https:\/\//, "").replace(/\/+$/, "");
  return `https://${told && known.includes(told) ? told : authority}`;
}

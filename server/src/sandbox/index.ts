import { createContainer } from "./aws/container";
import { createIdentities } from "./aws/identities";
import { createImds } from "./aws/imds";
import { createSts } from "./aws/sts";
import { createEntra } from "./azure/entra";
import { createAzureImds } from "./azure/imds";
import { makeCertificates } from "./certificates";
import { createDatadog, DIRECTORY_PATH } from "./datadog/api";
import { environmentOf, writeFiles } from "./environment";
import type { Service } from "./http";
import { type Host, type Listener, listen } from "./listener";
import {
  canFail,
  type Directory,
  type Failure,
  type RecordedRequest,
  type Sandbox,
  type SandboxOptions,
  type ServiceName,
} from "./types";

export * from "./types";

/**
 * Starts stand-ins for AWS STS and the AWS credential endpoints, for Azure's, and for Datadog's API, all on
 * 127.0.0.1. What one of them issues, the others accept.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { now = () => new Date(), credentials = "static", ports = {} } = options;
  const failures = new Map<ServiceName, Failure>();
  const requests: RecordedRequest[] = [];
  const host: Host = {
    now,
    log: options.log ?? (() => {}),
    requests,
    failureOf: (service) => failures.get(service),
  };
  const identities = createIdentities(now);
  const files = await writeFiles(now());
  const opened: Listener[] = [];
  let closed: Promise<unknown> | undefined;
  const close = async () => {
    closed ??= Promise.all([...opened.map((listener) => listener.close()), files.remove()]);
    await closed;
  };
  const open = async (...args: Parameters<typeof listen>): Promise<Listener> => {
    const listener = await listen(...args);
    opened.push(listener);
    return listener;
  };
  try {
    const certificates = await makeCertificates();
    await files.writeCa(certificates.ca);
    const datadogService: Service = createDatadog(identities, now, () => directory());
    const datadog = { name: "datadog", service: datadogService, unfailing: DIRECTORY_PATH } as const;
    const plain = (name: ServiceName, service: Service) => open({ name, service }, host, ports[name]);
    const good = certificates.for(undefined);
    const api = await open(datadog, host, ports.datadog);
    const apiTls = await open(datadog, host, 0, good);
    const sts = await plain("sts", createSts(identities, now));
    const imds = await plain("imds", createImds(identities, now));
    const container = await plain("container", createContainer(files.containerToken, identities));
    const azureImds = await plain("azureImds", createAzureImds(now));
    const entra = await open({ name: "entra", service: createEntra(now) }, host, ports.entra, good);
    const addresses = {
      datadogTls: apiTls.url,
      sts: sts.url,
      imds: imds.url,
      container: container.url,
      azureImds: azureImds.url,
      entra: entra.url,
      ca: certificates.ca,
    };
    const environment = environmentOf(credentials, { ...addresses, datadog: api.url }, files);
    const directory = (): Directory => ({
      version: 1,
      datadog: failures.get("datadog")?.startsWith("tls") ? apiTls.url : api.url,
      ...addresses,
      environment,
    });
    return {
      url: api.url,
      get directory() {
        return directory();
      },
      requests,
      fail(service, failure) {
        if (failure === undefined) failures.delete(service);
        else if (canFail(service, failure)) failures.set(service, failure);
        else throw new RangeError(`${service} speaks plain http, so it cannot fail with ${failure}.`);
        if (service === "datadog") apiTls.show(certificates.for(failure));
        if (service === "entra") entra.show(certificates.for(failure));
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

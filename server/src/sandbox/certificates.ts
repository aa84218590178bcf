import { generate } from "selfsigned";
import type { Failure } from "./types";

export interface Certificate {
  /** PEM. */
  readonly key: string;
  readonly cert: string;
}

/** What the https listeners show. The keys exist in memory alone. */
export interface Certificates {
  /** Certificate of the authority, for clients to trust. */
  readonly ca: string;
  /** The certificate that goes with a failure; the right one with any other and with none. */
  for(failure: Failure | undefined): Certificate;
}

/** Makes an authority, a certificate for 127.0.0.1, one of another authority and one of another host. */
export async function makeCertificates(): Promise<Certificates> {
  const [ca, stranger] = await Promise.all([authority("ddconf sandbox"), authority("unknown authority")]);
  const [good, untrusted, otherHost] = await Promise.all([
    leaf(ca, true),
    leaf(stranger, true),
    leaf(ca, false),
  ]);
  return {
    ca: ca.cert,
    for: (failure) => (failure === "tls" ? untrusted : failure === "tls-host" ? otherHost : good),
  };
}

const CURVE = { keyType: "ec", curve: "P-256", algorithm: "sha256" } as const;

async function authority(name: string): Promise<Certificate> {
  const made = await generate([{ name: "commonName", value: name }], {
    ...CURVE,
    ...validity(),
    extensions: [
      { name: "basicConstraints", cA: true, critical: true },
      { name: "keyUsage", keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  return { key: made.private, cert: made.cert };
}

async function leaf(ca: Certificate, forLoopback: boolean): Promise<Certificate> {
  const made = await generate(
    [{ name: "commonName", value: forLoopback ? "127.0.0.1" : "elsewhere.example" }],
    {
      ...CURVE,
      ...validity(),
      ca,
      extensions: [
        { name: "basicConstraints", cA: false, critical: true },
        { name: "keyUsage", digitalSignature: true, critical: true },
        { name: "extKeyUsage", serverAuth: true },
        {
          name: "subjectAltName",
          altNames: forLoopback
            ? [
                { type: 7, ip: "127.0.0.1" },
                { type: 2, value: "localhost" },
              ]
            : [{ type: 2, value: "elsewhere.example" }],
        },
      ],
    },
  );
  return { key: made.private, cert: made.cert };
}

/** Clients judge by their own clock, whatever the sandbox is told the time is. */
function validity(): { notBeforeDate: Date; notAfterDate: Date } {
  const day = 24 * 60 * 60 * 1000;
  return { notBeforeDate: new Date(Date.now() - day), notAfterDate: new Date(Date.now() + 30 * day) };
}

import { randomUUID } from "node:crypto";
import type { Answer } from "../http";
import type { StsError } from "./signature";

const NAMESPACE = "https://sts.amazonaws.com/doc/2011-06-15/";

/** Nested elements by name. */
export interface Elements {
  readonly [name: string]: string | Elements;
}

/** A successful answer of STS to an action. */
export function stsResult(action: string, result: Elements): Answer {
  const id = randomUUID();
  return xml(200, id, `${action}Response`, {
    [`${action}Result`]: result,
    ResponseMetadata: { RequestId: id },
  });
}

/** An error of STS. */
export function stsError({ status, code, message }: StsError): Answer {
  const id = randomUUID();
  const Type = status < 500 ? "Sender" : "Receiver";
  return xml(status, id, "ErrorResponse", { Error: { Type, Code: code, Message: message }, RequestId: id });
}

/** The start of an answer, and no more of it. */
export function brokenXml(): Answer {
  const { status, headers } = stsResult("GetCallerIdentity", {});
  return { status, ...(headers && { headers }), body: "<GetCallerIdentityResponse><GetCallerIdentityRes" };
}

function xml(status: number, id: string, root: string, content: Elements): Answer {
  return {
    status,
    headers: { "content-type": "text/xml", "x-amzn-requestid": id },
    body: `<${root} xmlns="${NAMESPACE}">${write(content)}</${root}>\n`,
  };
}

function write(content: Elements): string {
  return Object.entries(content)
    .map(([name, value]) => `<${name}>${typeof value === "string" ? escaped(value) : write(value)}</${name}>`)
    .join("");
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

import assert from "node:assert/strict";
import type { IncomingMessage, ServerResponse } from "node:http";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { describe, it } from "node:test";
import { inspect } from "node:util";
import { aws } from "../../server/src/live/aws";
import { datadog } from "../../server/src/live/datadog";
import { LiveFailure } from "../../server/src/live/failure";
import type { Environment, LiveRun } from "../../server/src/live/run";
import { Secret } from "../../server/src/live/secret";
import { failureOf, KEYS, stubRun, withServer } from "../support/live";

const CREDENTIALS = {
  accessKeyId: "AKIAIOSFODNN7EXAMPLE",
  secretAccessKey: new Secret("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"),
  sessionToken: undefined,
  expiresAt: undefined,
};

/** Everything that reads an answer over HTTP. */
const CALLS: Readonly<Record<string, (url: string, run: LiveRun) => Promise<unknown>>> = {
  directory: (url, run) => datadog.sandboxDirectory(url, run),
  exchange: (url, run) => datadog.intakeKey(url, new Secret("a|e30=|POST|b"), run),
  token: (url, run) => datadog.delegatedToken(url, new Secret("a|e30=|POST|b"), run),
  mappings: (url, run) => datadog.listMappings(url, "intake", KEYS, run),
  sts: (_url, run) => aws.callerIdentity(CREDENTIALS, "us-east-1", run),
  imds: (_url, run) => aws.findCredentials({ as: "agent" }, undefined, run),
  container: (url, run) =>
    aws.findCredentials({ as: "agent" }, undefined, {
      ...run,
      environment: { AWS_CONTAINER_CREDENTIALS_FULL_URI: `${url}/x` } satisfies Environment,
    }),
};

/** What a broken or hostile service might answer with; some of it never ends. */
const BODIES: Readonly<Record<string, string>> = {
  "nested too deeply": "[".repeat(200_000),
  "nested objects": '{"data":'.repeat(50_000),
  "entities that grow": `<!DOCTYPE a [<!ENTITY a "${"x".repeat(1000)}"><!ENTITY b "${"&a;".repeat(1000)}">]><GetCallerIdentityResponse><GetCallerIdentityResult><Arn>&b;</Arn></GetCallerIdentityResult></GetCallerIdentityResponse>`,
  "a prototype": '{"__proto__":{"data":1},"data":{"__proto__":{"attributes":{"api_key":1}}},"errors":{}}',
  "nothing but nulls": '{"data":null,"errors":[null,[],{}],"Message":{},"Code":[]}',
  "half a character": "\u00e9".slice(0, 1).repeat(3),
  html: "<html><body>Please log in</body></html>",
};

const RAW: Readonly<Record<string, string>> = {
  "no HTTP": "SSH-2.0-OpenSSH_9.6\r\n",
  "a length that is none": "HTTP/1.1 200 OK\r\ncontent-length: -5\r\n\r\n",
  "a length that is too long": "HTTP/1.1 200 OK\r\ncontent-length: 99999999999\r\n\r\nx",
  "two lengths": "HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nxx",
  "a header that is too long": `HTTP/1.1 200 OK\r\na: ${"x".repeat(100_000)}\r\n\r\n`,
  "another protocol": "HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n",
  "a date that is none": "HTTP/1.1 400 No\r\ndate: x\r\nretry-after: -1e99\r\nconnection: close\r\n\r\n",
};

for (const [call, send] of Object.entries(CALLS))
  describe(`odd answers to ${call}`, { timeout: 20_000 }, () => {
    /** A failure with words, and never an error that nobody has worded. What a directory says is judged later. */
    const endsWell = async (url: string): Promise<void> => {
      if (call === "directory")
        return void (await send(url, stubRun(url, { timeoutMilliseconds: 600 })).catch(assertWorded));
      assertWorded(await failureOf(send(url, stubRun(url, { timeoutMilliseconds: 600 }))));
    };

    for (const [name, body] of Object.entries(BODIES))
      it(name, async () => {
        for (const status of [200, 400])
          await withServer(
            (_request, response) =>
              response.writeHead(status, { "content-type": "image/png" }).end(Buffer.from(body)),
            endsWell,
          );
      });

    for (const [name, answer] of Object.entries(RAW))
      it(name, () => withTcp((socket) => socket.end(answer), endsWell));

    const endsInTime = async (url: string): Promise<void> => {
      const failure = await failureOf(send(url, stubRun(url, { timeoutMilliseconds: 300 })));
      assert.match(failure.message, /not answer/);
    };

    it("in drops that never end", () => withServer(dripping, endsInTime));

    it("with headers that never end", () => withTcp(drippingHeaders, endsInTime));
  });

function assertWorded(error: unknown): void {
  assert.ok(error instanceof LiveFailure, inspect(error));
  assert.ok(error.message.length > 10 && error.next.length > 10, inspect(error));
  assert.doesNotMatch(`${error.message} ${error.next}`, /undefined|NaN|\[object/);
}

function dripping(_request: IncomingMessage, response: ServerResponse): void {
  response.writeHead(200);
  const timer = setInterval(() => response.write(" "), 10);
  response.on("close", () => clearInterval(timer));
}

function drippingHeaders(socket: Socket): void {
  socket.write("HTTP/1.1 200 OK\r\n");
  const timer = setInterval(() => socket.write("x: y\r\n"), 10);
  socket.on("close", () => clearInterval(timer));
}

/** Answers every connection once something was sent over it, with anything at all. */
async function withTcp(
  answer: (socket: Socket) => void,
  work: (url: string) => Promise<void>,
): Promise<void> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => {});
    socket.once("data", () => answer(socket));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  try {
    await work(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    for (const socket of sockets) socket.destroy();
    server.close();
  }
}

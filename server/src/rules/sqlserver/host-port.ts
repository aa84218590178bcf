import type { MapNode } from "../../model/node";
import { DEFAULT_PORT } from "../../model/sqlserver/connectors";
import { isPort, type SqlserverHost } from "../../model/sqlserver/host";
import type { Span } from "../../model/text";
import { defineRule, type Reporter, type RuleContext } from "../define";
import { removeFix } from "../support/fixes";
import { isNotNull, spanInside } from "../support/given";
import { readSqlserverAuth, type SqlserverAuth } from "../support/sqlserver-auth";
import { rewriteInside } from "../support/sqlserver-connection";

const HIGHEST_PORT = 65_535;

export default defineRule({
  id: "sqlserver/host-port",
  title: "The Agent reads another host or port out of this",
  severity: "error",
  appliesTo: "sqlserver.instance",
  check({ map, root }, report, context) {
    const auth = readSqlserverAuth(map, root, context.settings);
    if (auth.address) judgeHost(auth, auth.address, report, context);
    judgePortOption(auth, map, report, context);
  },
});

function judgeHost(
  auth: SqlserverAuth,
  address: SqlserverHost,
  report: Reporter,
  context: RuleContext,
): void {
  const { host, port } = auth;
  const { scalar } = host;
  const { colonPort, rest, port: own } = address;
  if (!scalar) return;
  const place = (span: Span) => spanInside(context.region.text, scalar, span);
  if (colonPort) {
    const taken = own !== undefined || isNotNull(port);
    const [newText, title] = taken ? ["", "Remove this port"] : [`,${colonPort.text}`, "Write a comma"];
    report(place(colonPort.span), {
      message: `SQL Server's port stands behind a comma. With a colon it stays part of the host name, and the Agent looks for a host of that name on port ${auth.connectsToPort ?? DEFAULT_PORT}. ${taken ? "Remove it; the port is set already" : `Write \`,${colonPort.text}\``}.`,
      fixes: [rewriteInside(context, host, colonPort.span, newText, title)],
    });
  } else if (own && !isPort(own.text) && !isFillIn(own.text)) {
    report(place(own.span), {
      message: `\`${own.text}\` is no port: the check logs a warning and connects to ${DEFAULT_PORT}. Write a number behind the comma.`,
    });
  } else if (own && Number(own.text) > HIGHEST_PORT) {
    report(place(own.span), { message: tooHigh(own.text) });
  } else if (rest) {
    report(place(rest.span), {
      severity: "warning",
      message:
        "The check reads one host and one port and ignores what follows the second comma. Remove it; another server is another instance.",
      fixes: [
        own &&
          rewriteInside(context, host, { start: own.span.end, end: rest.span.end }, "", "Remove the rest"),
      ],
    });
  } else judgeInstance(auth, address, report, context);
}

/** `HOST,PORT` of an example, and nothing behind the comma, which is the default too. */
function isFillIn(port: string): boolean {
  return /^[A-Z_]*$/.test(port);
}

/**
 * A port in the connection string outweighs an instance name, and the check always puts one there unless it
 * is 0. SQL Server Browser is asked for named instances only.
 */
function judgeInstance(
  auth: SqlserverAuth,
  address: SqlserverHost,
  report: Reporter,
  { region }: RuleContext,
): void {
  const { port } = auth;
  const { scalar } = auth.host;
  const { instance, port: own } = address;
  if (!scalar) return;
  const inHost = (span: Span) => spanInside(region.text, scalar, span);
  if (instance !== undefined && !own && !isNotNull(port)) {
    const { end } = address.address.span;
    report(inHost({ start: end - instance.length, end }), {
      severity: "information",
      message: `No port is set, so the Agent connects to port ${DEFAULT_PORT} of this host, whichever instance listens there. If \`${instance}\` has a port of its own, write it behind a comma; \`,0\` lets SQL Server Browser find it.`,
    });
  } else if (instance === undefined && auth.connectsToPort === 0) {
    report(own ? inHost(own.span) : (port.scalar ?? scalar), {
      severity: "information",
      message: `Port 0 leaves the port out, so that SQL Server Browser finds it, but it finds named instances only: without a name the driver connects to port ${DEFAULT_PORT}. Write \`<host>\\<instance>,0\`, or the port.`,
    });
  }
}

function judgePortOption(
  { port, address }: SqlserverAuth,
  map: MapNode,
  report: Reporter,
  context: RuleContext,
): void {
  const { entry, scalar, text } = port;
  if (!entry || !isNotNull(port) || address?.colonPort) return;
  if (address?.port) {
    report(entry.key, {
      severity: "warning",
      message:
        "`host` has a port already, and then the check does not read `port`. Remove this one, or the one in `host`.",
      fixes: [removeFix(context, map, entry, undefined, true)],
      tag: "unnecessary",
    });
  } else if (scalar && text && !isPort(text)) {
    report(scalar, {
      message: `\`${text}\` is no port: the check logs a warning and connects to ${DEFAULT_PORT}. Write a number.`,
    });
  } else if (scalar && text && Number(text) > HIGHEST_PORT) report(scalar, { message: tooHigh(text) });
}

function tooHigh(port: string): string {
  return `There is no port ${port.trim()}, so the Agent cannot connect. The highest is ${HIGHEST_PORT}, and SQL Server's own is ${DEFAULT_PORT}.`;
}

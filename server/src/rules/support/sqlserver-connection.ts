import type { MapNode } from "../../model/node";
import type { ConnectionProperty } from "../../model/sqlserver/connection-string";
import { connectionKeyOf, type KnownConnectionKey } from "../../model/sqlserver/connectors";
import type { Span } from "../../model/text";
import type { Fix, RuleContext } from "../define";
import { fixOf, insertFix, removeFix, writeFix } from "./fixes";
import { exactSpanInside, type Given } from "./given";
import type { ConnectorChoice, SqlserverAuth } from "./sqlserver-auth";

export interface ForeignProperty extends ConnectionProperty {
  readonly known: KnownConnectionKey;
}

/** Properties of the connection string whose keys belong to the connector that is not used. */
export function foreignProperties({ connector, connection }: SqlserverAuth): readonly ForeignProperty[] {
  if (!connector.runs || !connection) return [];
  return connection.properties.flatMap((property) => {
    const known = connectionKeyOf(property.key);
    return known && known.connector !== connector.runs ? { ...property, known } : [];
  });
}

/** Makes an instance connect with ODBC, whatever `init_config` says. */
export function setConnectorFix(
  context: RuleContext,
  instance: MapNode,
  connector: ConnectorChoice,
): Fix | undefined {
  const title = "Write `connector: odbc`";
  if (connector.instance.entry) return writeFix(connector.instance.scalar, "odbc", false, title);
  return insertFix(context, instance, [], ["connector: odbc"], title);
}

/** Writes other text in place of a stretch of a value; undefined where its place is not known exactly. */
export function rewriteInside(
  context: RuleContext,
  { scalar }: Given,
  part: Span,
  newText: string,
  title: string,
  safe = false,
): Fix | undefined {
  const span = scalar && exactSpanInside(context.region.text, scalar, part);
  return span && fixOf(title, { span, newText }, safe);
}

/** Takes a property out of the connection string, and the whole option away when it was the only one. */
export function removePropertyFix(
  context: RuleContext,
  instance: MapNode,
  given: Given,
  property: Pick<ConnectionProperty, "keySpan" | "valueSpan">,
  name: string,
): Fix | undefined {
  const text = given.text ?? "";
  const start = property.keySpan.start;
  const behind = text.indexOf(";", property.valueSpan.end);
  const end = behind < 0 ? text.length : text.length - text.slice(behind + 1).trimStart().length;
  const title = `Remove \`${name}\` from \`connection_string\``;
  if (`${text.slice(0, start)}${text.slice(end)}`.replaceAll(";", "").trim() === "")
    return given.entry && removeFix(context, instance, given.entry, title);
  return rewriteInside(context, given, { start, end }, "", title);
}

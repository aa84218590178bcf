import type { MapNode } from "../../model/node";
import {
  type ConnectionProblem,
  type ConnectionProperty,
  connectionValue,
} from "../../model/sqlserver/connection-string";
import { CONNECTION_KEYS, connectionKeyOf, isConnectionKey } from "../../model/sqlserver/connectors";
import type { Span } from "../../model/text";
import { defineRule, type Fix, type Report, type RuleContext } from "../define";
import { removeFix } from "../support/fixes";
import { givenIn, isFilled, isNotNull, spanInside } from "../support/given";
import { readSqlserverAuth, type SqlserverAuth, trustedConnection } from "../support/sqlserver-auth";
import {
  type ForeignProperty,
  foreignProperties,
  removePropertyFix,
  rewriteInside,
  setConnectorFix,
} from "../support/sqlserver-connection";

export default defineRule({
  id: "sqlserver/connection-string",
  title: "The connection string cannot be used as it stands",
  severity: "error",
  appliesTo: "sqlserver.instance",
  check({ map, root }, report, context) {
    const auth = readSqlserverAuth(map, root, context.settings);
    const { connection } = auth;
    const { scalar } = auth.connectionString;
    if (!scalar || !connection) return;
    const subject = { auth, map, context };
    const findings = connection.problem
      ? [problemFound(connection.problem, subject)]
      : [
          ...foreignKeys(subject),
          ...connection.properties.flatMap((property) => judge(property, subject) ?? []),
        ];
    for (const { part, found } of findings) report(spanInside(context.region.text, scalar, part), found);
  },
});

/** What a finding is judged by. */
interface Subject {
  readonly auth: SqlserverAuth;
  readonly map: MapNode;
  readonly context: RuleContext;
}

interface Found {
  readonly part: Span;
  readonly found: Report;
}

const REFUSED = "the check refuses the instance with “Invalid connection string”";

/** Values are never quoted, and of the keys only those that cannot be part of a password. */
function problemFound(problem: ConnectionProblem, subject: Subject): Found {
  const { auth, map, context } = subject;
  const { kind, key, span } = problem;
  const value = isConnectionKey(key) ? `the value of \`${key}\`` : "a value";
  const braces = "Put the value in braces, `{…}`, and write a `}` in it as `}}`.";
  const found = (message: string, fix?: Fix): Found => ({ part: span, found: { message, fixes: [fix] } });
  switch (kind) {
    case "equals-in-value":
      return found(`There is a second \`=\` in ${value}: ${REFUSED}. ${braces}`, wrapFix(problem, subject));
    case "stray-brace":
      return found(`This \`}\` closes nothing: ${REFUSED}. ${braces}`, wrapFix(problem, subject));
    case "unclosed-brace":
      return found(
        `This \`{\` is never closed: ${REFUSED}. Write \`}\` behind the value; a \`}\` inside it is written \`}}\`.`,
      );
    case "empty-key":
      return found(
        `Nothing stands before this \`=\`: ${REFUSED}. Write the key, or put the value before it in braces, \`{…}\`, if the \`;\` belongs to it.`,
      );
    case "empty-value":
      return found(
        `${isConnectionKey(key) ? `\`${key}\`` : "This key"} has no value: ${REFUSED}. Write one, or remove the key.`,
        removePropertyFix(
          context,
          map,
          auth.connectionString,
          { keySpan: span, valueSpan: { start: span.end + 1, end: span.end + 1 } },
          "the key",
        ),
      );
    default:
      return found(
        `Nothing stands before this \`;\`: ${REFUSED}. Remove it, or put the value before it in braces, \`{…}\`, if it belongs to that.`,
        rewriteInside(context, auth.connectionString, span, "", "Remove the `;`"),
      );
  }
}

function wrapFix({ valueSpan }: ConnectionProblem, { auth, map, context }: Subject): Fix | undefined {
  const { text, scalar } = auth.connectionString;
  const raw = valueSpan && text?.slice(valueSpan.start, valueSpan.end);
  // a value that has opening braces was meant otherwise, and in flow style braces would end a plain scalar
  if (!raw || raw.includes("{") || (map.flow && scalar?.style === "plain")) return undefined;
  const title = "Put the value in braces";
  return rewriteInside(context, auth.connectionString, valueSpan, connectionValue(raw), title);
}

function foreignKeys(subject: Subject): readonly Found[] {
  const { auth, map, context } = subject;
  const foreign = foreignProperties(auth);
  if (auth.connector.decidedBy) return foreign.map((property) => foreignKey(property, subject));
  // one missing `connector` is one mistake, however many keys it makes foreign
  return foreign.slice(0, 1).map(({ keySpan, known }) => ({
    part: keySpan,
    found: {
      message: `\`${known.name}\` is a key of ODBC connections, and without a \`connector\` the check connects with \`adodbapi\`: it refuses this instance. Write \`connector: odbc\`.`,
      fixes: [setConnectorFix(context, map, auth.connector)],
    },
  }));
}

function foreignKey(property: ForeignProperty, { auth, map, context }: Subject): Found {
  const { runs = "odbc" } = auth.connector;
  const { name, option, connector } = property.known;
  const own = Object.entries(CONNECTION_KEYS[runs]).find(([, value]) => value === option)?.[0];
  const renamed = own !== undefined && !isNotNull(givenIn(map, option)) ? own : undefined;
  return {
    part: property.keySpan,
    found: {
      message: `\`${name}\` is a key of \`${connector}\` connections, and this instance connects with \`${runs}\`: the check refuses it. ${renamed ? `Write \`${renamed}\`` : "Remove it"}, or \`connector: ${connector}\`.`,
      fixes: [
        renamed
          ? rewriteInside(
              context,
              auth.connectionString,
              property.keySpan,
              renamed,
              `Rename to \`${renamed}\``,
            )
          : removePropertyFix(context, map, auth.connectionString, property, name),
      ],
    },
  };
}

function judge(property: ConnectionProperty, subject: Subject): Found | undefined {
  if (property.key === "")
    return {
      part: property.valueSpan,
      found: {
        severity: "warning",
        message:
          "This part has no `=`. The check passes it on, and the driver ignores or refuses it. Write `key=value`; if it belongs to the value before it, put that value in braces, `{…}`.",
      },
    };
  return (
    saidTwice(property, subject) ?? besideToken(property, subject) ?? credentialsIgnored(property, subject)
  );
}

function saidTwice(property: ConnectionProperty, { auth, map, context }: Subject): Found | undefined {
  const known = connectionKeyOf(property.key);
  if (!known || known.connector !== auth.connector.runs) return undefined;
  const option = givenIn(map, known.option);
  if (!isNotNull(option) || !option.entry) return undefined;
  return {
    part: property.keySpan,
    found: {
      message: `\`${known.name}\` is set here and as \`${known.option}\`: the check refuses an instance that says it twice. Remove one of the two.`,
      fixes: [removePropertyFix(context, map, auth.connectionString, property, known.name)],
      related: [{ at: option.entry.key, message: `The option for \`${known.name}\`.` }],
    },
  };
}

/** Microsoft's driver takes no other login beside an access token. */
function besideToken(property: ConnectionProperty, { auth, map, context }: Subject): Found | undefined {
  const { key } = property;
  const another = /^(?:uid|pwd|authentication)$/i.test(key) || property === trustedConnection(auth);
  if (auth.login !== "managed-identity" || !another || !auth.identity.block) return undefined;
  return {
    part: property.keySpan,
    found: {
      message: `\`${key}\` does not go with \`managed_identity\`: the ODBC driver refuses a connection that has it beside a token. Remove it.`,
      fixes: [removePropertyFix(context, map, auth.connectionString, property, key)],
      related: [{ at: auth.identity.block.key, message: "The managed identity." }],
    },
  };
}

function credentialsIgnored(
  property: ConnectionProperty,
  { auth, map, context }: Subject,
): Found | undefined {
  const credentials = [auth.username, auth.password].filter(isFilled).flatMap(({ entry }) => entry ?? []);
  if (property !== trustedConnection(auth) || auth.identity.on || credentials.length === 0) return undefined;
  const names = credentials.map(({ name }) => `\`${name}\``).join(" and ");
  return {
    part: { start: property.keySpan.start, end: property.valueSpan.end },
    found: {
      severity: "warning",
      message: `With this the driver logs in as the account that the Agent runs under and ignores ${names}. Remove ${names}; or remove this, if they are meant to count.`,
      fixes: [
        removeFix(context, map, credentials),
        removePropertyFix(context, map, auth.connectionString, property, property.key),
      ],
      related: credentials.map((entry) => ({ at: entry.key, message: "Ignored." })),
    },
  };
}

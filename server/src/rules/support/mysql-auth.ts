import type { Settings } from "../../config/settings";
import { liesBelow } from "../../config/version";
import { parseRdsHost, type RdsHost } from "../../model/aws/rds-host";
import { type Entry, entryOf, type MapNode } from "../../model/node";
import { type Given, givenIn, isFilled, switchOf } from "./given";

/** How the Agent will log in. `defaults-file`: with what a MySQL options file says. */
export type MysqlLogin = "password" | "aws-iam" | "defaults-file" | "none" | "unknown";

/** Everything about how one instance of the mysql check logs in. */
export interface MysqlAuth {
  readonly login: MysqlLogin;
  /** Under its current or its old name (`server`, `user`, `pass`), whichever the Agent takes. */
  readonly host: Given;
  readonly port: Given;
  readonly username: Given;
  readonly password: Given;
  readonly ssl: Entry | undefined;
  readonly aws: {
    readonly block: Entry | undefined;
    readonly enabled: Given;
    readonly region: Given;
    readonly roleArn: Given;
  };
  /** What the host name says; undefined when it is unknowable or no such endpoint. */
  readonly rds: RdsHost | undefined;
}

/** Reads how the newest Agent that the settings allow will log in. IAM login came with 7.67. */
export function readMysqlAuth(instance: MapNode, settings: Settings): MysqlAuth {
  const either = (name: string, old: string) => {
    const current = givenIn(instance, name);
    return current.entry ? current : givenIn(instance, old);
  };
  const block = entryOf(instance, "aws");
  const managed = entryOf(block?.value, "managed_authentication");
  const enabled = givenIn(managed?.value, "enabled");
  const host = either("host", "server");
  const password = either("password", "pass");
  return {
    login: loginOf(instance, settings, enabled, password),
    host,
    port: givenIn(instance, "port"),
    username: either("username", "user"),
    password,
    ssl: entryOf(instance, "ssl"),
    aws: {
      block,
      enabled,
      region: givenIn(block?.value, "region"),
      roleArn: givenIn(managed?.value, "role_arn"),
    },
    rds: host.text === undefined ? undefined : parseRdsHost(host.text),
  };
}

function loginOf(instance: MapNode, settings: Settings, enabled: Given, password: Given): MysqlLogin {
  if (isFilled(givenIn(instance, "defaults_file"))) return "defaults-file";
  const managed = liesBelow(settings.agentVersion, "7.67") ? "off" : switchOf(enabled);
  if (managed === "on") return "aws-iam";
  if (managed === "unknown") return "unknown";
  return isFilled(password) ? "password" : "none";
}

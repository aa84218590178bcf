import type { DatabaseSubject } from "../input";
import { shellWord } from "../shell";
import { sqlComment, sqlString } from "./quote";

/** A setting of the PostgreSQL server, and what it should be. */
export interface ServerParameter {
  readonly name: string;
  /** A list for `shared_preload_libraries`. */
  readonly values: readonly string[];
  /** True when it counts only once the server has been started anew. */
  readonly needsRestart: boolean;
}

/** Text that sets it, by the means that the server's host leaves. */
export interface ParameterText {
  readonly language: "sql" | "shellscript";
  readonly text: string;
}

/** Writes how a parameter is set: managed services do not let anybody ALTER SYSTEM. */
export function setParameter(parameter: ServerParameter, subject: DatabaseSubject): ParameterText {
  switch (subject.hosting) {
    case "rds":
      return { language: "shellscript", text: rdsCommand(parameter, subject) };
    case "azure":
      return { language: "shellscript", text: azureCommand(parameter, subject) };
    default:
      return { language: "sql", text: alterSystem(parameter) };
  }
}

function alterSystem({ name, values, needsRestart }: ServerParameter): string {
  const then = needsRestart
    ? sqlComment("Counts once the server has been restarted.")
    : ["SELECT pg_reload_conf();"];
  return `${[`ALTER SYSTEM SET ${name} = ${values.map(sqlString).join(", ")};`, ...then].join("\n")}\n`;
}

/** A list in a parameter's value goes through JSON, since a comma parts settings in the short form. */
function rdsCommand({ name, values, needsRestart }: ServerParameter, { rds }: DatabaseSubject): string {
  const setting = JSON.stringify([
    {
      ParameterName: name,
      ParameterValue: values.join(","),
      ApplyMethod: needsRestart ? "pending-reboot" : "immediate",
    },
  ]);
  const lines = [
    "# the parameter group of the instance; the default one cannot be changed",
    `aws rds modify-db-parameter-group --db-parameter-group-name '<PARAMETER_GROUP>' --parameters ${shellWord(setting)}`,
    ...(needsRestart
      ? [`aws rds reboot-db-instance --db-instance-identifier ${shellWord(rds?.identifier ?? "<INSTANCE>")}`]
      : []),
  ];
  return `${lines.join("\n")}\n`;
}

function azureCommand({ name, values, needsRestart }: ServerParameter, { host }: DatabaseSubject): string {
  const server = host?.split(".", 1)[0] ?? "<SERVER>";
  const where = `--resource-group '<RESOURCE_GROUP>'`;
  const lines = [
    `az postgres flexible-server parameter set ${where} --server-name ${shellWord(server)} --name ${name} --value ${shellWord(values.join(","))}`,
    ...(needsRestart ? [`az postgres flexible-server restart ${where} --name ${shellWord(server)}`] : []),
  ];
  return `${lines.join("\n")}\n`;
}

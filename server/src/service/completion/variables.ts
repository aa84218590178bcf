import { isIntegration } from "../../documents/kinds";
import type { Suggestion, ValueRequest } from "./values";

/** Variables that Autodiscovery fills in when it finds a container or a database. */
const VARIABLES: readonly Suggestion[] = [
  variable("host", "Address of the container"),
  variable("port", "Port of the container"),
  variable("hostname", "Host name of the container"),
  variable("pid", "Process id of the container"),
  variable("env_«NAME»", "Environment variable of the Agent"),
  variable("kube_namespace", "Namespace of the pod"),
  variable("kube_pod_name", "Name of the pod"),
  variable("kube_pod_uid", "UID of the pod"),
  variable("extra_«region»", "What the database listener found out"),
];

/** `%` begins no plain scalar, so a variable stands in quotes. */
function variable(name: string, detail: string): Suggestion {
  const text = `%%${name}%%`;
  return { word: `"${text.replace(/[«»]/g, "")}"`, detail, lines: `"${text}"` };
}

const SECRET: Suggestion = {
  word: '"ENC[]"',
  detail: "Fetched from the secret backend",
  lines: '"ENC[«handle»]"',
};

/**
 * What stands for a value that is known only later: a secret's handle where a secret belongs or one is being
 * typed, the variables of Autodiscovery once somebody types a percent sign.
 */
export function laterKnown({ kind, option, path, typed }: ValueRequest): readonly Suggestion[] {
  if (typed.startsWith("%")) return isIntegration(kind) && path[0] === "instances" ? VARIABLES : [];
  const text = option.types.includes("string") && !option.schema.enum;
  const wanted = option.schema["x-secret"] === true || (typed !== "" && "ENC[".startsWith(typed));
  return text && wanted && kind !== "ddconf-config" ? [SECRET] : [];
}

import { resolve } from "node:path";
import { ProjectLoader } from "../../config/loader";
import type { Settings } from "../../config/settings";
import { parseVersionRange } from "../../config/version";
import { type AgentDocument, openDocument } from "../../documents/document";
import { GENERATORS, generatorById } from "../../generate/index";
import { PLATFORMS } from "../../generate/input";
import { readOptions } from "../../generate/options";
import { RULES } from "../../rules/registry";
import { closest } from "../../schema/similar";
import { generate, instancesOf } from "../../service/generate";
import { validateText, validationText } from "../../service/validate-text";
import { problemText, toProblem } from "../check/problem";
import { ProjectFiles } from "../check/project-files";
import { readSource } from "../read-file";
import { pageOf } from "../rule-page";
import { optionalText, type Tool, ToolError } from "./tool";

type Given = Readonly<Record<string, unknown>>;

const SOURCE = {
  path: { type: "string", description: "Path of the file to read. Give this or text." },
  text: {
    type: "string",
    description: "The configuration itself, for example a draft. Give filename with it.",
  },
  filename: {
    type: "string",
    description:
      "What the text would be called; it decides what it is checked as: datadog.yaml, postgres.d/conf.yaml, sqlserver.d/conf.yaml, mysql.d/conf.yaml, policy.json.",
  },
  agentVersion: { type: "string", description: "The Datadog Agent that will read it: 7.70 or >=7.60 <7.80." },
  site: { type: "string", description: "Datadog site of files that name none: datadoghq.eu." },
};

/** Checks a configuration. */
const validate: Tool = {
  name: "validate_datadog_config",
  title: "Check Datadog Agent configuration",
  description:
    "Finds mistakes in Datadog Agent configuration: datadog.yaml, the postgres, mysql and sqlserver checks, IAM policies for database login and identity mappings. Call it after writing or changing such a file, and whenever a user asks why an Agent sends no data. Answers with each mistake, its line, what the Agent does with it and what to write instead.",
  input: { properties: SOURCE },
  async run(given) {
    const { path, text, settings, detection } = await readConfig(given);
    const validation = validateText(path, text, settings, detection);
    return { text: validationText(validation), data: { ...validation } };
  },
};

/** Explains a rule. */
const explain: Tool = {
  name: "explain_datadog_rule",
  title: "Explain a rule of ddconf",
  description:
    "Explains one rule by its id, such as postgres/iam-needs-region: what is wrong, what the Agent does, how to fix it, with examples and sources. Without an id it lists all rules.",
  input: { properties: { rule: { type: "string", description: "Id of the rule, as a finding names it." } } },
  run(given) {
    const id = optionalText(given, "rule");
    if (id === undefined)
      return Promise.resolve({
        text: RULES.map(({ id, severity, title }) => `${id} (${severity}): ${title}`).join("\n"),
      });
    const ids = RULES.map((rule) => rule.id);
    if (!ids.includes(id)) throw new ToolError(`There is no rule ${id}.${suggestion(closest(id, ids))}`);
    return Promise.resolve({ text: pageOf(id) });
  },
};

/** Writes what the cloud side needs. */
const write: Tool = {
  name: "generate_datadog_access",
  title: "Write policies, grants and requests for an Agent configuration",
  description: `Writes what the cloud side of an Agent configuration needs: ${GENERATORS.map(({ id, summary }) => `${id} (${summary})`).join("; ")}.`,
  input: {
    properties: {
      what: { type: "string", enum: GENERATORS.map(({ id }) => id) },
      ...SOURCE,
      instance: { type: "integer", description: "Number of the instance in the file, from 1." },
      platform: { type: "string", enum: [...PLATFORMS], description: "Where the Agent runs." },
      serverVersion: { type: "string", description: "Version of the database server: 9.6, 15, 8.0, 2019." },
      account: { type: "string", description: "AWS account that the Agent runs in." },
      role: { type: "string", description: "Role that the Agent runs as, by name or ARN." },
      region: { type: "string", description: "AWS region, where the file names none." },
      resourceId: { type: "string", description: "Resource id of the database: db-…, cluster-… or prx-…." },
    },
    required: ["what"],
  },
  async run(given) {
    const generator = generatorById(optionalText(given, "what") ?? "");
    if (!generator) throw new ToolError(`what is one of ${GENERATORS.map(({ id }) => id).join(", ")}.`);
    const { options, problems } = readOptions(given);
    if (problems.length > 0) throw new ToolError(problems.join(" "));
    const opened = given.path || given.text ? await openConfig(given) : undefined;
    if (!opened && generator.needsFile) throw new ToolError(`${generator.id} needs the file of a check.`);
    const settings = opened?.settings ?? (await settingsOf(given, undefined)).settings;
    const instance = opened && generator.reads === "instance" ? placeOf(given, opened.document) : undefined;
    const artefact = generate(opened?.document, settings, generator.id, instance, options);
    if (!artefact) throw new ToolError("There is nothing to generate from this file.");
    const { title, text, notes, language } = artefact;
    const all = [title, `\`\`\`${language}\n${text}\`\`\``, ...notes.map((note) => `- ${note}`)];
    return { text: all.join("\n\n"), data: { title, language, text, notes: [...notes] } };
  },
};

export const TOOLS: readonly Tool[] = [validate, explain, write];

interface Config {
  readonly path: string | undefined;
  readonly text: string;
  readonly settings: Settings;
  readonly detection: Awaited<ReturnType<typeof settingsOf>>["detection"];
}

async function readConfig(given: Given): Promise<Config> {
  const file = optionalText(given, "path");
  const text = optionalText(given, "text");
  if ((file === undefined) === (text === undefined)) throw new ToolError("Give either path or text.");
  if (text !== undefined) {
    const name = optionalText(given, "filename");
    return { path: name, text, ...(await settingsOf(given, undefined)) };
  }
  const path = resolve(file ?? "");
  try {
    const source = await readSource(path);
    return { path, text: source.text, ...(await settingsOf(given, path)) };
  } catch (error) {
    throw error instanceof ToolError ? error : new ToolError(`${problemText(toProblem(file ?? "", error))}.`);
  }
}

async function settingsOf(given: Given, path: string | undefined) {
  const version = optionalText(given, "agentVersion");
  const agentVersion = version === undefined ? undefined : parseVersionRange(version);
  if (version !== undefined && !agentVersion)
    throw new ToolError("agentVersion is a version (7.70) or a range (>=7.60 <7.80).");
  const loader = new ProjectLoader(new ProjectFiles(process.cwd()).read);
  return loader.settingsFor(path, { agentVersion, site: optionalText(given, "site") });
}

async function openConfig(given: Given): Promise<{ document: AgentDocument; settings: Settings }> {
  const { path, text, settings, detection } = await readConfig(given);
  return { document: openDocument(path, text, { detection }), settings };
}

/** Zero-based place of the instance in the file. */
function placeOf({ instance }: Given, document: AgentDocument): number {
  const count = instancesOf(document).length;
  if (instance === undefined && count === 1) return 0;
  const number = Number(instance);
  if (Number.isInteger(number) && number >= 1 && number <= count) return number - 1;
  throw new ToolError(`The file has ${count} instances: say which with instance, from 1.`);
}

function suggestion(id: string | undefined): string {
  return id ? ` Did you mean ${id}?` : "";
}

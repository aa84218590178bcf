import { writeFile } from "node:fs/promises";
import { relative, resolve } from "node:path";
import { DEFAULT_SETTINGS } from "../../config/settings";
import type { AgentDocument } from "../../documents/document";
import { describeKind } from "../../documents/kinds";
import type { Artefact } from "../../generate/artefact";
import { GENERATORS, type Generator, generatorById } from "../../generate/index";
import type { GenerateOptions } from "../../generate/input";
import { type RawOptions, readOptions } from "../../generate/options";
import { textAt } from "../../model/node";
import { closest } from "../../schema/similar";
import { generate, instancesOf, readsFrom } from "../../service/generate";
import { reasonOf } from "../check/problem";
import { EXIT, type ExitCode, UsageError } from "../exit-code";
import { chooseInstance, type OpenedFile, openFile } from "../instance";
import type { Output } from "../terminal/output";
import { padEnd } from "../terminal/width";
import { hang } from "../terminal/wrap";

/** Options of `ddconf generate`, as commander hands them over. */
export interface GenerateFlags extends RawOptions {
  readonly instance?: string;
  readonly output?: string;
}

/** `ddconf generate [what] [file]`: the text on standard output, what to know about it on standard error. */
export async function generateCommand(
  what: string | undefined,
  file: string | undefined,
  flags: GenerateFlags,
  output: Output,
): Promise<ExitCode> {
  if (what === undefined) {
    output.out.write(listOf(output.out.columns));
    return EXIT.clean;
  }
  const generator = generatorById(what);
  if (!generator) throw new UsageError(unknownGenerator(what));
  const { options, problems } = readOptions(flags);
  if (problems.length > 0) throw new UsageError(problems.join(" "));
  const artefact = await write(generator, file, flags, options);
  await deliver(artefact, file, flags.output, output);
  return EXIT.clean;
}

async function write(
  generator: Generator,
  file: string | undefined,
  flags: GenerateFlags,
  options: GenerateOptions,
): Promise<Artefact> {
  const opened = file === undefined ? undefined : await openFile(file);
  if (!opened) {
    if (generator.needsFile)
      throw new UsageError(
        `${generator.id} needs the file of a check: ddconf generate ${generator.id} conf.d/postgres.d/conf.yaml`,
      );
    if (flags.instance !== undefined) throw new UsageError("--instance goes with a file.");
  } else if (!readsFrom(generator, opened.document))
    throw new UsageError(wrongKind(generator, file, opened.document));
  const instance =
    opened && generator.reads === "instance"
      ? chooseInstance(instancesOf(opened.document), flags.instance, file)
      : undefined;
  if (generator.id === "trust-policy" && !options.platform && !assumesRole(opened, instance))
    throw new UsageError(
      "say where the Agent runs: --platform ec2, ecs, eks-irsa, eks-pod-identity or cross-account.",
    );
  const artefact = generate(
    opened?.document,
    opened?.settings ?? DEFAULT_SETTINGS,
    generator.id,
    instance,
    options,
  );
  if (!artefact) throw new UsageError(`there is nothing to generate from ${file}.`);
  return artefact;
}

function assumesRole(opened: OpenedFile | undefined, instance: number | undefined): boolean {
  const map = opened && instance !== undefined ? instancesOf(opened.document)[instance]?.map : undefined;
  return textAt(map, ["aws", "managed_authentication", "role_arn"]) !== undefined;
}

function wrongKind(generator: Generator, file: string | undefined, document: AgentDocument): string {
  const { kind, reason } = document.detection;
  const wanted =
    generator.reads === "instance" ? "the file of a postgres, mysql or sqlserver check" : "a datadog.yaml";
  const found =
    kind === "none" ? `ddconf does not read ${file}: ${reason}` : `${file} is ${describeKind(kind)}`;
  return `${generator.id} reads ${wanted}; ${found}.`;
}

async function deliver(
  artefact: Artefact,
  file: string | undefined,
  path: string | undefined,
  { out, err }: Output,
): Promise<void> {
  if (path === undefined) out.write(artefact.text);
  else {
    if (file !== undefined && resolve(path) === resolve(file))
      throw new UsageError("--output names the configuration itself, which would be overwritten.");
    await writeFile(path, artefact.text).catch((error: unknown) => {
      throw new UsageError(`${path} was not written: ${reasonOf(error)}.`);
    });
    err.write(`# Wrote ${relative(process.cwd(), resolve(path))}\n`);
  }
  for (const line of [artefact.title, ...artefact.notes]) err.write(`${err.colors.dim(`# ${line}`)}\n`);
}

function listOf(columns: number | undefined): string {
  const width = Math.max(...GENERATORS.map(({ id }) => id.length));
  const part = (title: string, reads: Generator["reads"]) =>
    `${title}\n${GENERATORS.filter((generator) => generator.reads === reads)
      .map(({ id, summary }) => `${hang(`  ${padEnd(id, width)}  `, summary, columns)}\n`)
      .join("")}`;
  return `${part("From an instance of a check:", "instance")}\n${part("From a datadog.yaml:", "agent")}`;
}

function unknownGenerator(what: string): string {
  const guess = closest(
    what,
    GENERATORS.map(({ id }) => id),
  );
  return `there is no generator ${what}.${guess ? ` Did you mean ${guess}?` : ""}\n\n${listOf(undefined)}`;
}

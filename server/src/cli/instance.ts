import { resolve } from "node:path";
import { ProjectLoader } from "../config/loader";
import type { Settings } from "../config/settings";
import { type AgentDocument, openDocument } from "../documents/document";
import { textAt } from "../model/node";
import type { FileInstance } from "../service/generate";
import { problemText, toProblem } from "./check/problem";
import { ProjectFiles } from "./check/project-files";
import { UsageError } from "./exit-code";
import { readSource, readStdin } from "./read-file";

/** A file with the settings that hold for it. */
export interface OpenedFile {
  readonly document: AgentDocument;
  readonly settings: Settings;
}

/** @throws UsageError when it cannot be read */
export async function openFile(file: string): Promise<OpenedFile> {
  const stdin = file === "-";
  const absolute = stdin ? undefined : resolve(file);
  try {
    const source = await (absolute === undefined ? readStdin() : readSource(absolute));
    const loader = new ProjectLoader(new ProjectFiles(process.cwd()).read);
    const { settings, detection } = await loader.settingsFor(absolute);
    return { document: openDocument(absolute, source.text, { detection, encoding: source }), settings };
  } catch (error) {
    throw new UsageError(`${problemText(toProblem(file, error))}.`);
  }
}

/**
 * The zero-based place of the instance that was asked for; the only one where nothing was asked.
 *
 * @param wanted its number from 1, or its host
 * @throws UsageError with the instances that there are
 */
export function chooseInstance(
  instances: readonly FileInstance[],
  wanted: string | undefined,
  file: string | undefined,
): number {
  if (instances.length === 0) throw new UsageError(`${file} has no instances.`);
  if (wanted === undefined) {
    if (instances.length === 1) return 0;
    throw new UsageError(
      `${file} has ${instances.length} instances; choose one with --instance:\n${describe(instances)}`,
    );
  }
  const number = /^\d+$/.test(wanted) ? Number(wanted) - 1 : undefined;
  if (number !== undefined && instances[number]) return number;
  const named = instances.flatMap((instance, index) => (isNamed(instance, wanted) ? [index] : []));
  const [only, another] = named;
  if (only !== undefined && another === undefined) return only;
  const problem =
    only === undefined
      ? `${file} has no instance ${wanted}`
      : `${named.length} instances are called ${wanted}`;
  throw new UsageError(`${problem}; choose one of these by its number:\n${describe(instances)}`);
}

function isNamed({ map }: FileInstance, wanted: string): boolean {
  const host = hostOf(map).toLowerCase();
  const name = wanted.toLowerCase();
  return host === name || host.split(".", 1)[0] === name;
}

function hostOf(map: FileInstance["map"]): string {
  return textAt(map, ["host"]) ?? textAt(map, ["server"]) ?? "no host";
}

function describe(instances: readonly FileInstance[]): string {
  return instances
    .map(({ map }, index) => {
      const database = textAt(map, ["dbname"]) ?? textAt(map, ["database"]);
      return `  ${index + 1}  ${hostOf(map)}${database === undefined ? "" : ` (${database})`}`;
    })
    .join("\n");
}

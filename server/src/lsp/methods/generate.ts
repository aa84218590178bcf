import type { ResponseError } from "vscode-languageserver";
import type { Artefact } from "../../generate/artefact";
import { type RawOptions, readOptions } from "../../generate/options";
import { generate } from "../../service/generate";
import { invalid, type ServerContext } from "../context";

/** The one argument of `ddconf.generate`. */
interface GenerateArguments {
  readonly uri?: unknown;
  readonly generator?: unknown;
  readonly instance?: unknown;
  readonly options?: RawOptions;
}

/** Generates something for an open file. */
export async function executeGenerate(
  { documents }: ServerContext,
  given: unknown,
  signalOf: (uri: string) => AbortSignal,
): Promise<Artefact | ResponseError<void>> {
  const { uri, generator, instance, options: raw } = (given ?? {}) as GenerateArguments;
  if (typeof uri !== "string" || typeof generator !== "string")
    return invalid("The argument is { uri, generator, instance?, options? }.");
  const { options, problems } = readOptions(raw ?? {});
  if (problems.length > 0) return invalid(problems.join(" "));
  const opened = await documents.open(uri, signalOf(uri));
  const place = typeof instance === "number" ? instance : undefined;
  const artefact = opened && generate(opened.document, opened.file.settings, generator, place, options);
  return artefact ?? invalid("There is nothing to generate from this file.");
}

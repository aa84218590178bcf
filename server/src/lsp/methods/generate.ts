import { ErrorCodes, type ExecuteCommandParams, ResponseError } from "vscode-languageserver";
import type { Artefact } from "../../generate/artefact";
import { type RawOptions, readOptions } from "../../generate/options";
import { GENERATE_COMMAND } from "../../service/code-actions";
import { generate } from "../../service/generate";
import { requestSignal } from "../cancellation";
import { logFailure, type ServerContext } from "../context";

/** The one argument of `ddconf.generate`. */
interface GenerateArguments {
  readonly uri?: unknown;
  readonly generator?: unknown;
  readonly instance?: unknown;
  readonly options?: RawOptions;
}

/** Answers `workspace/executeCommand` of `ddconf.generate` with an `Artefact`; what the editor does with it is its own. */
export function registerGenerate({ connection, documents }: ServerContext): void {
  connection.onExecuteCommand(
    async (
      { command, arguments: [given] = [] }: ExecuteCommandParams,
      token,
    ): Promise<Artefact | ResponseError<void>> => {
      if (command !== GENERATE_COMMAND) return invalid(`There is no command ${command}.`);
      const { uri, generator, instance, options: raw } = (given ?? {}) as GenerateArguments;
      if (typeof uri !== "string" || typeof generator !== "string")
        return invalid("The argument is { uri, generator, instance?, options? }.");
      const { options, problems } = readOptions(raw ?? {});
      if (problems.length > 0) return invalid(problems.join(" "));
      try {
        const opened = await documents.open(uri, requestSignal(token, documents.signalOf(uri)));
        const place = typeof instance === "number" ? instance : undefined;
        const artefact = opened && generate(opened.document, opened.file.settings, generator, place, options);
        return artefact ?? invalid("There is nothing to generate from this file.");
      } catch (error) {
        if (error instanceof ResponseError) return error;
        logFailure(connection, command, error);
        return new ResponseError(ErrorCodes.InternalError, "ddconf could not generate this.");
      }
    },
  );
}

function invalid(message: string): ResponseError<void> {
  return new ResponseError(ErrorCodes.InvalidParams, message);
}

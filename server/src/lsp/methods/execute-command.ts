import { ErrorCodes, type ExecuteCommandParams, ResponseError } from "vscode-languageserver";
import { GENERATE_COMMAND } from "../../service/code-actions";
import { MATCH_COMMAND } from "../../service/code-lenses";
import { requestSignal } from "../cancellation";
import { invalid, logFailure, type ServerContext } from "../context";
import { executeGenerate } from "./generate";
import { executeMatchMapping } from "./match-mapping";

/**
 * Executes a command of the server.
 *
 * @param given the command's one argument
 * @param signalOf aborted when the request is cancelled or the document changes
 */
type Execute = (
  context: ServerContext,
  given: unknown,
  signalOf: (uri: string) => AbortSignal,
) => Promise<unknown>;

const COMMANDS: ReadonlyMap<string, Execute> = new Map<string, Execute>([
  [GENERATE_COMMAND, executeGenerate],
  [MATCH_COMMAND, executeMatchMapping],
]);

/** Names of the commands that the server executes. */
export const SERVER_COMMANDS: readonly string[] = [...COMMANDS.keys()];

/** Answers `workspace/executeCommand`; what the editor does with the answer is its own. */
export function registerExecuteCommand(context: ServerContext): void {
  const { connection, documents, runtime } = context;
  const live = runtime.live?.executors(context);
  connection.onExecuteCommand(async (params: ExecuteCommandParams, token, progress): Promise<unknown> => {
    const { command, arguments: [given] = [] } = params;
    const goLive = live?.get(command);
    if (goLive) return goLive(params, token, progress);
    const execute = COMMANDS.get(command);
    if (!execute) return invalid(`There is no command ${command}.`);
    try {
      return await execute(context, given, (uri) => requestSignal(token, documents.signalOf(uri)));
    } catch (error) {
      if (error instanceof ResponseError) return error;
      logFailure(connection, command, error);
      return new ResponseError(ErrorCodes.InternalError, "ddconf could not do this.");
    }
  });
}

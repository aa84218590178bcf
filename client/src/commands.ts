import type { ExecuteCommandSignature } from "vscode-languageclient";
import { executeCommand } from "./features/generate";
import { askWhoMatches } from "./features/match-mapping";

/** What VS Code adds to the server's commands: questions before them, and a view of what they answer. */
export async function aroundCommand(
  command: string,
  args: unknown[],
  next: ExecuteCommandSignature,
): Promise<unknown> {
  if (command === "ddconf.matchMapping")
    return askWhoMatches(args, async (given): Promise<unknown> => next(command, given));
  return executeCommand(command, args, next);
}

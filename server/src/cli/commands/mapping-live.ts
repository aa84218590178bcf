import type { NewMapping } from "../../live/mappings";
import type { IdentityMapping } from "../../live/ports";
import { judgePattern } from "../../live/read-pattern";
import type { LiveRun } from "../../live/run";
import type { Hooks } from "../../live/subjects";
import { EXIT, type ExitCode, UsageError } from "../exit-code";
import { terminalHooks } from "../live/hooks";
import { withLiveRun } from "../live/run";
import { accessOf, type IdentityFlags, identityOf, kindsOf, type MappingFlags } from "../mapping/access";
import { requireCaller } from "../mapping/match";
import { printMapping, printMappings, printMatches } from "../mapping/print";
import type { Output } from "../terminal/output";
import { visible } from "../terminal/width";
import { hang } from "../terminal/wrap";

/** Options of `ddconf mapping create`. */
export interface CreateFlags extends MappingFlags, IdentityFlags {
  readonly pattern?: string;
  readonly accountIdentifier?: string;
}

/** `ddconf mapping list`: the mappings that Datadog has. */
export async function mappingList(flags: MappingFlags, output: Output): Promise<ExitCode> {
  return withLiveRun(flags, async (run) => {
    const { listMappings } = await import("../../live/checks");
    const kinds = kindsOf(flags);
    const mappings = await listMappings(kinds, await accessOf(flags, run), run);
    const { out } = output;
    noteSandbox(run, output);
    out.write(
      flags.format === "json"
        ? json({ sandbox: run.sandbox !== undefined, mappings })
        : printMappings(mappings, kinds, out),
    );
    return EXIT.clean;
  });
}

/** `ddconf mapping match [caller-arn]` without files: the mappings that Datadog has, held against a caller. */
export async function mappingMatchLive(
  caller: string | undefined,
  flags: MappingFlags & IdentityFlags,
  output: Output,
): Promise<ExitCode> {
  if (caller !== undefined) requireCaller(caller);
  return withLiveRun(flags, async (run) => {
    const { matchMappings, whoAmI } = await import("../../live/checks");
    const access = await accessOf(flags, run);
    const arn = caller ?? (await whoAmI(identityOf(flags), run)).arn;
    const mappings = await matchMappings(arn, kindsOf(flags), access, run);
    const matches = mappings.some((mapping) => mapping.matches);
    const { out } = output;
    noteSandbox(run, output);
    out.write(
      flags.format === "json"
        ? json({ sandbox: run.sandbox !== undefined, caller: arn, matches, mappings })
        : printMatches(arn, mappings, out),
    );
    return matches ? EXIT.clean : EXIT.findings;
  });
}

/** `ddconf mapping create`: from a pattern that was given, or from the caller's own ARN. */
export async function mappingCreate(flags: CreateFlags, output: Output): Promise<ExitCode> {
  return withQuestions(flags, output, async (run, hooks) => {
    const { createMapping } = await import("../../live/checks");
    const access = await accessOf(flags, run);
    const mapping = await newMapping(flags, run, output);
    return { done: "created", mapping: await createMapping(mapping, access, run, hooks) };
  });
}

/** `ddconf mapping delete <id-or-pattern>`. */
export async function mappingDelete(which: string, flags: MappingFlags, output: Output): Promise<ExitCode> {
  return withQuestions(flags, output, async (run, hooks) => {
    const { deleteMapping } = await import("../../live/checks");
    const access = await accessOf(flags, run);
    return { done: "deleted", mapping: await deleteMapping(which, kindsOf(flags), access, run, hooks) };
  });
}

async function newMapping(flags: CreateFlags, run: LiveRun, { err }: Output): Promise<NewMapping> {
  const { kind = "intake", accountIdentifier, pattern } = flags;
  if (kind === "intake" && accountIdentifier !== undefined)
    throw new UsageError(
      "--account-identifier goes with --kind persona: an intake mapping stands for no account.",
    );
  const { proposePattern, whoAmI } = await import("../../live/checks");
  const proposedFor = pattern === undefined ? (await whoAmI(identityOf(flags), run)).arn : undefined;
  const arnPattern = pattern ?? proposePattern(proposedFor ?? "");
  const { errors, remarks } = judgePattern(kind, arnPattern, accountIdentifier);
  // a sandbox has the account of published examples
  if (errors.length === 0 && !run.sandbox)
    for (const remark of remarks) err.write(`${hang("note: ", visible(remark), err.columns)}\n`);
  return { kind, arnPattern, accountIdentifier, findings: errors, proposedFor };
}

interface Done {
  readonly done: "created" | "deleted";
  readonly mapping: IdentityMapping;
}

async function withQuestions(
  flags: MappingFlags,
  output: Output,
  work: (run: LiveRun, hooks: Hooks) => Promise<Done>,
): Promise<ExitCode> {
  const { format, yes = false } = flags;
  return withLiveRun(flags, async (run, cancel) => {
    const hooks = terminalHooks({ output, format, yes, cancel });
    noteSandbox(run, output);
    try {
      const { done, mapping } = await work(run, hooks);
      const { out } = output;
      out.write(
        format === "json"
          ? json({ sandbox: run.sandbox !== undefined, done, mapping })
          : `${out.colors.green(`The mapping is ${done}:`)}\n\n${printMapping(mapping, out)}`,
      );
      return EXIT.clean;
    } catch (error) {
      if (hooks.unasked)
        throw new UsageError(
          "There is nobody to ask here, since this is no terminal. Say yes beforehand with --yes.",
        );
      throw error;
    } finally {
      hooks.close();
    }
  });
}

function noteSandbox({ sandbox }: LiveRun, { err }: Output): void {
  if (sandbox) err.write(err.colors.yellow("note: this is the sandbox; nothing leaves this machine\n"));
}

function json(value: Readonly<Record<string, unknown>>): string {
  return `${JSON.stringify({ version: 1, ...value }, null, 2)}\n`;
}

import { type Command, Option } from "commander";
import { mappingMatch } from "../commands/mapping";
import {
  type CreateFlags,
  mappingCreate,
  mappingDelete,
  mappingList,
  mappingMatchLive,
} from "../commands/mapping-live";
import type { ExitCode } from "../exit-code";
import { CREATE_EXAMPLES, DELETE_EXAMPLES, LIST_EXAMPLES, MATCH_EXAMPLES } from "../help";
import type { Output } from "../terminal/output";
import type { IdentityFlags, MappingFlags } from "./access";

/** Adds `ddconf mapping` with its commands. */
export function addMapping(program: Command, done: (code: ExitCode) => void, output: () => Output): void {
  const mapping = program.command("mapping").description("look after mappings of AWS identities");
  live(mapping.command("list"))
    .description("list the mappings that Datadog has")
    .addHelpText("after", LIST_EXAMPLES)
    .action(async (flags: MappingFlags) => done(await mappingList(flags, output())));
  identity(live(mapping.command("create")))
    .description("create a mapping, for the caller's own AWS identity or for a pattern")
    .option(
      "--pattern <arn-pattern>",
      "arn:aws:sts::<account>:assumed-role/<role>/* (default: the caller's role)",
    )
    .option("--account-identifier <id>", "with --kind persona: UUID of a service account, or an email")
    .option("--yes", "create what is proposed without asking")
    .addHelpText("after", CREATE_EXAMPLES)
    .action(async (flags: CreateFlags) => done(await mappingCreate(flags, output())));
  live(mapping.command("delete"))
    .description("delete a mapping, after asking")
    .argument("<id-or-pattern>", "id of the mapping, or its arn_pattern")
    .option("--yes", "delete without asking")
    .addHelpText("after", DELETE_EXAMPLES)
    .action(async (which: string, flags: MappingFlags) => done(await mappingDelete(which, flags, output())));
  identity(live(mapping.command("match")))
    .description("say which mapping matches a caller, and why the others do not")
    .argument("[caller-arn]", "ARN of the caller, as GetCallerIdentity returns it (default: asks AWS)")
    .argument("[files...]", "JSON files, folders or globs; - reads standard input (default: asks Datadog)")
    .addHelpText("after", MATCH_EXAMPLES)
    .action(async (caller: string | undefined, paths: string[], flags: MappingFlags & IdentityFlags) =>
      done(
        caller !== undefined && paths.length > 0
          ? await mappingMatch(caller, paths, flags, output())
          : await mappingMatchLive(caller, flags, output()),
      ),
    );
  for (const command of mapping.commands)
    command.showHelpAfterError(`Run ddconf mapping ${command.name()} --help to see what it takes.`);
}

/** Options of every command that asks Datadog. */
function live(command: Command): Command {
  return command
    .addOption(
      new Option("--kind <kind>", "intake: API keys for Agents; persona: acting as an account").choices([
        "intake",
        "persona",
      ]),
    )
    .option("--site <site>", "Datadog site (default: DD_SITE, else datadoghq.com)")
    .option("--config <datadog.yaml>", "take the site from this file")
    .option("--sandbox <url>", "ask the sandbox at this address, and nobody else")
    .addOption(new Option("--format <format>", "how to print").choices(["pretty", "json"]).default("pretty"));
}

/** Options that say on whose behalf AWS is asked. */
function identity(command: Command): Command {
  return command
    .addOption(
      new Option("--as <who>", "where AWS credentials come from: as for the Agent, or as for the AWS CLI")
        .choices(["agent", "me"])
        .default("agent"),
    )
    .option("--profile <name>", "with --as me: profile of the AWS CLI");
}

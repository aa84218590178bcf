import { type Command, Option } from "commander";
import type { ExitCode } from "../exit-code";
import type { Output } from "../terminal/output";
import { DATABASE_EXAMPLES } from "./help";
import { type DatabaseFlags, databaseTest, databaseToken, type TokenFlags } from "./run";

/** Adds `ddconf db test` and `ddconf db token`. */
export function addDatabase(program: Command, done: (code: ExitCode) => void, output: () => Output): void {
  const command = program
    .command("db")
    .description("log in to a database as an instance of a check would; fetch its token")
    .addHelpText("after", DATABASE_EXAMPLES);
  common(command.command("test"))
    .description("log in for real, and look at everything that the check needs")
    .addOption(new Option("--format <format>", "how to print").choices(["pretty", "json"]).default("pretty"))
    .option("--yes", "answer every question with yes")
    .action(async (file: string | undefined, flags: DatabaseFlags) =>
      done(await databaseTest(file, flags, output())),
    );
  common(command.command("token"))
    .description("fetch the token that the Agent would log in with, to standard output")
    .option("--print", "print it on a terminal too")
    .action(async (file: string | undefined, flags: TokenFlags) =>
      done(await databaseToken(file, flags, output())),
    );
}

function common(command: Command): Command {
  return command
    .argument(
      "[conf.yaml]",
      "the file of a postgres, mysql or sqlserver check (default: ./conf.yaml); - reads standard input",
    )
    .option("--instance <n|host>", "the instance, by its number from 1 or by its host")
    .addOption(
      new Option("--as <whom>", "whose credentials: as the Agent finds its own, or yours")
        .choices(["agent", "me"])
        .default("agent"),
    )
    .option("--profile <name>", "with --as me: a profile of your AWS configuration")
    .option("--assume-role <arn>", "an AWS role to assume first, such as the Agent's")
    .option("--sandbox <url>", "use what `ddconf sandbox` runs, and nothing else")
    .showHelpAfterError("Run ddconf db --help to see what can be done.");
}

import { existsSync } from "node:fs";
import { Command, CommanderError, Option } from "commander";
import { SEVERITIES } from "../config/settings";
import { PLATFORMS } from "../generate/input";
import { addAuth } from "./auth/commands";
import { check } from "./commands/check";
import { type CheckOptions, readAgentVersion } from "./commands/check-options";
import { explain } from "./commands/explain";
import { type GenerateFlags, generateCommand } from "./commands/generate";
import { lsp } from "./commands/lsp";
import { mcp } from "./commands/mcp";
import { rules } from "./commands/rules";
import { type SandboxFlags, sandboxCommand } from "./commands/sandbox";
import { addDatabase } from "./database/commands";
import { EXIT, type ExitCode, UsageError } from "./exit-code";
import { FORMATS } from "./formats/index";
import { CHECK_EXAMPLES, EXAMPLES, GENERATE_EXAMPLES, SANDBOX_EXAMPLES } from "./help";
import { addMapping } from "./mapping/commands";
import { processOutput } from "./terminal/output";
import { visible } from "./terminal/width";

/** Runs the command line and answers what the process should exit with; `undefined` while a server runs. */
export async function run(argv: readonly string[]): Promise<ExitCode | undefined> {
  let exitCode: ExitCode | undefined = EXIT.clean;
  const program = createProgram((code) => {
    exitCode = code;
  });
  try {
    await program.parseAsync(argv);
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.code === "commander.unknownCommand") suggestCheck(argv[2]);
      return error.exitCode === 0 ? EXIT.clean : EXIT.failed;
    }
    const text = error instanceof UsageError ? error.message : `ddconf has failed: ${(error as Error).stack}`;
    process.stderr.write(`error: ${visible(text)}\n`);
    return EXIT.failed;
  }
}

/** Many linters take paths without a command. */
function suggestCheck(word: string | undefined): void {
  if (word !== undefined && existsSync(word)) process.stderr.write(`To check it, run ddconf check ${word}\n`);
}

function createProgram(done: (code: ExitCode | undefined) => void): Command {
  const program = new Command("ddconf")
    .description(
      "Checks Datadog Agent configuration: datadog.yaml and the postgres, mysql and sqlserver checks.",
    )
    .version(process.env.DDCONF_VERSION ?? "", "-V, --version", "print the version")
    .helpOption("-h, --help", "show help")
    .helpCommand("help [command]", "show help for a command")
    .option("--no-color", "do not use colours (as NO_COLOR does; FORCE_COLOR asks for them)")
    .addHelpText("after", EXAMPLES)
    .showHelpAfterError("Run ddconf --help to see what can be done.")
    .configureHelp({ showGlobalOptions: true })
    .exitOverride();
  const output = () => processOutput(program.opts<{ color: boolean }>().color === false);
  addCheck(program, async (paths, options) => done(await check(paths, options, output())));
  addGenerate(program, async (what, file, flags) => done(await generateCommand(what, file, flags, output())));
  program
    .command("explain")
    .description("explain a rule: what is wrong, what the Agent does, how to fix it")
    .argument("<rule>", "id of a rule, such as schema/unknown-key")
    .action((id: string) => done(explain(id, output())));
  program
    .command("rules")
    .description("list all rules")
    .addOption(prettyOrJson())
    .action((options: { format: "pretty" | "json" }) => done(rules(options, output())));
  addMapping(program, done, output);
  addAuth(program, done, output);
  addDatabase(program, done, output);
  addSandbox(program, async (flags) => done(await sandboxCommand(flags, output())));
  program
    .command("lsp")
    .description("run the language server, for editors")
    .option("--stdio", "speak over standard input and output (the default)")
    .allowUnknownOption()
    .allowExcessArguments()
    .action(() => {
      done(undefined);
      lsp();
    });
  program
    .command("mcp")
    .description("serve check, explain and generate to AI assistants (Model Context Protocol)")
    .action(async () => {
      await mcp();
      done(EXIT.clean);
    });
  return program;
}

function prettyOrJson(): Option {
  return new Option("--format <format>", "how to print").choices(["pretty", "json"]).default("pretty");
}

function addCheck(program: Command, action: (paths: string[], options: CheckOptions) => Promise<void>): void {
  const choice = (flags: string, text: string, choices: readonly string[]) =>
    new Option(flags, text).choices([...choices]);
  program
    .command("check")
    .description("check files, folders and glob patterns")
    .argument("[paths...]", "files, folders or globs; - reads standard input (default: .)")
    .addOption(choice("--format <format>", "how to print findings", Object.keys(FORMATS)).default("pretty"))
    .option("--fix", "apply safe fixes and report what is left")
    .option("--dry-run", "with --fix: show the changes as a diff and write nothing")
    .addOption(choice("--severity <level>", SEVERITY_TEXT, SEVERITIES))
    .option(
      "--agent-version <version>",
      "the Agent that will read the files (7.70, '>=7.60 <7.80')",
      readAgentVersion,
    )
    .option("--site <site>", "Datadog site of files that name none (datadoghq.eu)")
    .option("--config <file>", "use this .ddconf.yaml instead of the nearest one")
    .option("--stdin-filename <path>", "what the text on standard input would be called")
    .option("--explain-kind", "say what each file is taken for and why; check nothing")
    .option("--quiet", "print findings and errors only: no summary, notes or progress")
    .addHelpText("after", CHECK_EXAMPLES)
    .showHelpAfterError("Run ddconf check --help to see all options.")
    .action(action);
}

function addGenerate(
  program: Command,
  action: (what: string | undefined, file: string | undefined, flags: GenerateFlags) => Promise<void>,
): void {
  program
    .command("generate")
    .description("write what the cloud side of a configuration needs: policies, grants, requests")
    .argument("[what]", "what to write; without it, a list")
    .argument("[file]", "the configuration that it is for; - reads standard input")
    .option("--instance <n|host>", "the instance, by its number from 1 or by its host")
    .option("--platform <platform>", `where the Agent runs: ${PLATFORMS.join(", ")}`)
    .option("--server-version <version>", "version of the database server (9.6, 15, 8.0, 2019)")
    .option("--account <id>", "AWS account that the Agent runs in")
    .option("--role <role>", "role that the Agent runs as, by name or ARN")
    .option("--region <region>", "AWS region, where the file names none")
    .option("--resource-id <id>", "resource id of the database (db-…, cluster-…, prx-…)")
    .option("--output <file>", "write to a file instead of standard output")
    .addHelpText("after", GENERATE_EXAMPLES)
    .showHelpAfterError("Run ddconf generate --help to see all options.")
    .action(action);
}

function addSandbox(program: Command, action: (flags: SandboxFlags) => Promise<void>): void {
  program
    .command("sandbox")
    .description("serve stand-ins for AWS, Azure and Datadog on this machine")
    .option("--port <n>", "port of the Datadog API and of the directory (default: any free one)")
    .option(
      "--credentials <where>",
      "where AWS credentials are found: static, irsa, container, imds",
      "static",
    )
    .addOption(
      new Option("--fail <service=failure>", "make a service fail; may be repeated")
        .argParser((text: string, before: readonly string[]) => [...before, text])
        .default([], "none"),
    )
    .option("--json", "print the directory as JSON instead of export lines")
    .addHelpText("after", SANDBOX_EXAMPLES)
    .showHelpAfterError("Run ddconf sandbox --help to see all options.")
    .action(action);
}

const SEVERITY_TEXT =
  "report only findings this bad or worse, and fail on any of them (default: report all, fail on errors and warnings)";

import { type Command, Option } from "commander";
import { type AuthFlags, authTest } from "../commands/auth";
import type { ExitCode } from "../exit-code";
import { AUTH_EXAMPLES } from "../help";
import type { Output } from "../terminal/output";

/** Adds `ddconf auth` with its command. */
export function addAuth(program: Command, done: (code: ExitCode) => void, output: () => Output): void {
  const auth = program.command("auth").description("try out logins to Datadog without stored keys");
  auth
    .command("test")
    .description("do what an Agent does to get its API key, and say where it breaks")
    .argument("[datadog.yaml]", "the Agent's file (default: ./datadog.yaml, else the Agent's own)")
    .addOption(
      new Option(
        "--as <who>",
        "whose login to try: the Agent's, the Agent's with your AWS login, Terraform's",
      )
        .choices(["agent", "me", "terraform"])
        .default("agent"),
    )
    .option("--profile <name>", "with --as me: profile of the AWS CLI")
    .option("--assume-role <arn>", "take on this role first, such as the Agent's")
    .option("--dry-run", "stop before the exchange")
    .option("--yes", "exchange without asking; it issues a real API key")
    .addOption(new Option("--show-proof <how>", "show what the proof is made of").choices(["redacted"]))
    .option("--sandbox <url>", "talk to the sandbox at this address, and to nobody else")
    .addOption(new Option("--format <format>", "how to print").choices(["pretty", "json"]).default("pretty"))
    .option("--org-uuid <uuid>", "with --as terraform: org_uuid of the provider (default: DD_ORG_UUID)")
    .option("--region <region>", "with --as terraform: cloud_provider_region of the provider")
    .option("--api-url <url>", "with --as terraform: api_url of the provider (default: DD_HOST)")
    .option("--site <site>", "with --as terraform, in place of an address: Datadog site (datadoghq.eu)")
    .addHelpText("after", AUTH_EXAMPLES)
    .showHelpAfterError("Run ddconf auth test --help to see what it takes.")
    .action(async (file: string | undefined, flags: AuthFlags) =>
      done(await authTest(file, flags, output())),
    );
}

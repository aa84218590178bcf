import { relative } from "node:path";
import { ResponseError } from "vscode-languageserver";
import { LiveFailure } from "../../live/failure";
import type { Report } from "../../live/report";
import type { LiveRun } from "../../live/run";
import type { Hooks, LoginSubject } from "../../live/subjects";
import type { ServerContext } from "../context";
import type { Checked } from "../documents";
import { core } from "../load-core";
import type { ExecuteLive } from "../runtime";
import { filePath } from "../uri";
import { identityOf, keysOf } from "./arguments";
import { type MappingsAnswer, manageMappings } from "./mappings";
import type { SealedChannel } from "./sealed";
import { type LiveArguments, LiveSession, textOf } from "./session";

const { engine, logFailure } = core;

export const LIVE_COMMANDS = [
  "ddconf.testDelegatedAuth",
  "ddconf.fetchDatabaseToken",
  "ddconf.testDatabaseLogin",
  "ddconf.manageMappings",
] as const;

interface ReportAnswer {
  readonly report: Report;
  /** The report for the clipboard. */
  readonly markdown: string;
}

interface TokenAnswer {
  readonly sealedToken: string;
  readonly host: string;
  readonly username: string | undefined;
  readonly audience: string;
  readonly expiresAt: string;
}

/** The live commands of `workspace/executeCommand`; each takes one object, see `LiveArguments`. */
export function liveCommands(
  context: ServerContext,
  channel: SealedChannel | undefined,
): ReadonlyMap<string, ExecuteLive> {
  const { connection, client } = context;
  const session = new LiveSession(connection, client, channel);
  const live = new LiveCommands(context, channel);
  const work = {
    "ddconf.testDelegatedAuth": live.testDelegatedAuth,
    "ddconf.fetchDatabaseToken": live.fetchDatabaseToken,
    "ddconf.testDatabaseLogin": live.testDatabaseLogin,
    "ddconf.manageMappings": live.manageMappings,
  };
  return new Map(
    LIVE_COMMANDS.map((command): [string, ExecuteLive] => [
      command,
      async (params, token, progress) => {
        try {
          return await session.run<unknown>(params, token, progress, work[command]);
        } catch (error) {
          logFailure(connection, command, error);
          return new ResponseError(INTERNAL_ERROR, "ddconf could not do this.");
        }
      },
    ]),
  );
}

const INTERNAL_ERROR = -32603;

class LiveCommands {
  readonly #context: ServerContext;
  readonly #channel: SealedChannel | undefined;

  constructor(context: ServerContext, channel: SealedChannel | undefined) {
    this.#context = context;
    this.#channel = channel;
  }

  readonly testDelegatedAuth = async (
    args: LiveArguments,
    run: LiveRun,
    hooks: Hooks,
  ): Promise<ReportAnswer> => {
    const { document, file, uri } = await this.#open(args, run);
    const { testDelegatedAuth } = await import("../../live/checks");
    const subject = engine.readAuthSubject({
      name: this.#nameOf(uri),
      document,
      settings: file.settings,
      environment: run.environment,
      localMappings: engine.localMappingsOf(this.#context.workspace.facts()),
    });
    const options = {
      identity: identityOf(args),
      keys: keysOf(args, this.#channel, run),
      showProof: true,
      dryRun: args.dryRun === true,
    };
    return this.#answer(await testDelegatedAuth(subject, options, run, hooks));
  };

  readonly testDatabaseLogin = async (
    args: LiveArguments,
    run: LiveRun,
    hooks: Hooks,
  ): Promise<ReportAnswer> => {
    const subject = await this.#login(args, run);
    const { testDatabaseLogin } = await import("../../live/checks");
    return this.#answer(await testDatabaseLogin(subject, identityOf(args), run, hooks));
  };

  readonly fetchDatabaseToken = async (args: LiveArguments, run: LiveRun): Promise<TokenAnswer> => {
    if (!this.#channel)
      throw new LiveFailure(
        "refused",
        "A token must not travel in plain text in the messages of the editor, which may be logged.",
        "Use `ddconf db token` in a terminal.",
      );
    const { fetchDatabaseToken } = await import("../../live/checks");
    const subject = await this.#login(args, run);
    const { token, host, username, audience, expiresAt } = await fetchDatabaseToken(
      subject,
      identityOf(args),
      run,
    );
    return {
      sealedToken: this.#channel.seal(token),
      host,
      username,
      audience,
      expiresAt: expiresAt.toISOString(),
    };
  };

  readonly manageMappings = async (
    args: LiveArguments,
    run: LiveRun,
    hooks: Hooks,
  ): Promise<MappingsAnswer> => {
    const opened = textOf(args.uri) === undefined ? undefined : await this.#open(args, run);
    const site = opened
      ? engine.readAuthSubject({
          name: "",
          document: opened.document,
          settings: opened.file.settings,
          environment: run.environment,
        })
      : { site: run.environment.DD_SITE, ddUrl: undefined };
    return manageMappings(args, site, run, hooks, this.#channel);
  };

  async #login(args: LiveArguments, run: LiveRun): Promise<LoginSubject> {
    const { document, file, findings } = await this.#open(args, run);
    const index = typeof args.instance === "number" ? args.instance : 0;
    const instance = engine.instancesOf(document)[index];
    if (!instance)
      throw new LiveFailure(
        "configuration",
        "The file has no such instance.",
        "Run the command from the line above the instance.",
      );
    return engine.readLogin({ ...instance, findings }, file.settings);
  }

  async #open(args: LiveArguments, run: LiveRun): Promise<Checked> {
    const uri = textOf(args.uri);
    const checked = uri === undefined ? undefined : await this.#context.documents.check(uri, run.signal);
    if (checked) return checked;
    throw new LiveFailure("configuration", "The file is not open.", "Open it in the editor and try again.");
  }

  /** The path as people name it: from the workspace's folder on. */
  #nameOf(uri: string): string {
    const path = filePath(uri) ?? uri;
    const folder = this.#context.workspace.folders.find((each) => path.startsWith(`${each}/`));
    return folder === undefined ? path : relative(folder, path);
  }

  /** Other editors have no place for a report, so they get it as a message, and in full in their log. */
  #answer(report: Report): ReportAnswer {
    const { client, connection } = this.#context;
    const markdown = engine.reportMarkdown(report);
    if (!client.liveCommands) {
      const show =
        report.status === "failed"
          ? connection.window.showErrorMessage
          : connection.window.showInformationMessage;
      void show.call(connection.window, `${report.title}: ${report.summary}`.replaceAll("`", ""));
      connection.console.info(markdown);
    }
    return { report, markdown };
  }
}

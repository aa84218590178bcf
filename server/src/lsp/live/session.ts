import type { CancellationToken, WorkDoneProgressReporter } from "vscode-languageserver";
import { type Connection, ErrorCodes, type ExecuteCommandParams, ResponseError } from "vscode-languageserver";
import { LiveFailure } from "../../live/failure";
import { LIBRARIES } from "../../live/libraries";
import { prepareRun } from "../../live/prepare";
import { type LiveRun, untilAborted } from "../../live/run";
import type { Hooks } from "../../live/subjects";
import { cancelled } from "../cancellation";
import type { Client } from "../client";
import type { SealedChannel } from "./sealed";

/** What every live command may be given beside its own arguments. */
export interface LiveArguments {
  readonly uri?: unknown;
  readonly instance?: unknown;
  readonly identity?: unknown;
  /** Address of a sandbox, from a setting of the machine. */
  readonly sandbox?: unknown;
  /** Proxy of the editor, sealed: its address may hold a password. */
  readonly sealedProxy?: unknown;
  /** The keys for the mapping API, sealed. */
  readonly sealedKeys?: unknown;
  readonly [other: string]: unknown;
}

/**
 * Runs live commands one after another: a sandbox takes the place of the process' environment, so two at once
 * could mix a real credential with a stand-in.
 */
export class LiveSession {
  readonly #connection: Connection;
  readonly #client: Client;
  readonly #channel: SealedChannel | undefined;
  #trusted: boolean;
  #last: Promise<unknown> = Promise.resolve();

  constructor(connection: Connection, client: Client, channel: SealedChannel | undefined) {
    this.#connection = connection;
    this.#client = client;
    this.#channel = channel;
    this.#trusted = client.trusted;
    connection.onNotification("ddconf/trusted", () => {
      this.#trusted = true;
    });
  }

  /**
   * @param work gets what to run with, and how to talk to the user meanwhile
   * @returns what `work` answers; an error for the editor to show when it fails
   */
  async run<T>(
    { arguments: given }: ExecuteCommandParams,
    token: CancellationToken,
    asked: WorkDoneProgressReporter,
    work: (args: LiveArguments, run: LiveRun, hooks: Hooks) => Promise<T>,
  ): Promise<T | ResponseError<void>> {
    if (!this.#trusted)
      return new ResponseError(
        ErrorCodes.InvalidRequest,
        "Live checks use your credentials, so they run only in folders that you trust.",
      );
    const before = this.#last;
    const progress = await this.#progress(asked);
    const result = before.then(() =>
      this.#run((given?.[0] ?? {}) as LiveArguments, aborted(token, progress), progress, work),
    );
    this.#last = result.catch(() => undefined);
    try {
      return await result;
    } catch (error) {
      if (error instanceof ResponseError) return error;
      if (error instanceof LiveFailure)
        return new ResponseError(
          ErrorCodes.InvalidRequest,
          `${error.message} ${error.next}`.replaceAll("`", ""),
        );
      throw error;
    } finally {
      progress.done();
    }
  }

  async #run<T>(
    args: LiveArguments,
    signal: AbortSignal,
    progress: WorkDoneProgressReporter,
    work: (args: LiveArguments, run: LiveRun, hooks: Hooks) => Promise<T>,
  ): Promise<T> {
    if (signal.aborted) throw cancelled();
    const proxy = textOf(args.sealedProxy);
    const run = await prepareRun(
      {
        signal,
        environment: process.env,
        sandboxUrl: textOf(args.sandbox),
        proxy: proxy === undefined ? undefined : this.#channel?.open(proxy).reveal(),
      },
      LIBRARIES,
    );
    return work(args, run, {
      onStart: (title) => progress.report(title),
      // an editor that never answers must not hold up whatever comes next
      confirm: (question) => untilAborted(this.#confirm(question), signal).catch(() => false),
    });
  }

  /** @param asked the progress that came with the request; only an editor with commands of its own sends one */
  async #progress(asked: WorkDoneProgressReporter): Promise<Progress> {
    const own = !this.#client.liveCommands && this.#client.createsProgress;
    const progress = own ? await this.#connection.window.createWorkDoneProgress() : asked;
    progress.begin("ddconf", undefined, undefined, true);
    return progress;
  }

  async #confirm(question: string): Promise<boolean> {
    if (this.#client.liveCommands)
      return (await this.#connection.sendRequest<unknown>("ddconf/confirm", { question })) === true;
    const actions = [{ title: "Go On" }, { title: "Stop" }];
    const chosen = await this.#connection.window.showWarningMessage(question.replaceAll("`", ""), ...actions);
    return chosen?.title === "Go On";
  }
}

type Progress = WorkDoneProgressReporter & { readonly token?: CancellationToken };

/** Ends with the request, or with the button of the progress. */
function aborted(token: CancellationToken, progress: Progress): AbortSignal {
  const controller = new AbortController();
  for (const source of [token, progress.token]) {
    if (source?.isCancellationRequested) controller.abort();
    source?.onCancellationRequested(() => controller.abort());
  }
  return controller.signal;
}

/** A text that was given, or undefined. */
export function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

import { diagnose } from "./diagnosis/index";
import { explainLogin } from "./diagnosis/login";
import { LiveFailure } from "./failure";
import { LIBRARIES, type Libraries } from "./libraries";
import { assumeInstanceRole, findCredentials, requireRdsLogin, signRdsToken } from "./login/credentials";
import { checkRecipient, fetchEntraToken } from "./login/entra";
import { authoritiesOf, describeConnection, describeToken, passwordOf, readConfig } from "./login/steps";
import type {
  AwsCredentials,
  AwsIdentity,
  CallerIdentity,
  DatabasePort,
  DatabaseSession,
  DatabaseTarget,
} from "./ports";
import { type Report, ReportWriter, type StepNotes } from "./report";
import type { LiveRun } from "./run";
import type { Secret } from "./secret";
import type { DatabaseToken, Hooks, LoginSubject } from "./subjects";

/** Logs in as the Agent would, and then looks at everything that its check needs. */
export async function testDatabaseLogin(
  subject: LoginSubject,
  identity: AwsIdentity,
  run: LiveRun,
  hooks: Hooks,
  libraries: Libraries = LIBRARIES,
): Promise<Report> {
  const report = new ReportWriter({
    title: "Test database login",
    subject: subject.name,
    sandbox: run.sandbox !== undefined,
    now: run.now,
    signal: run.signal,
    onStart: hooks.onStart,
    onStep: hooks.onStep,
  });
  const test = new LoginTest({ subject, identity, live: run, hooks, libraries, report });
  return report.run(() => test.run());
}

interface Context {
  readonly subject: LoginSubject;
  readonly identity: AwsIdentity;
  readonly live: LiveRun;
  readonly hooks: Hooks;
  readonly libraries: Libraries;
  readonly report: ReportWriter;
}

class LoginTest {
  readonly #context: Context;
  #caller: CallerIdentity | undefined;
  #token: DatabaseToken | undefined;

  constructor(context: Context) {
    this.#context = context;
  }

  async run(): Promise<string> {
    const { subject, report, live } = this.#context;
    await report.step("config", "Read the instance", (notes) => readConfig(subject, live, notes));
    const secret = await this.#secret();
    const session = await report.step("connect", "Log in", (notes) => this.#connect(secret, notes));
    try {
      await diagnose(subject, session, report);
    } finally {
      await session.close();
    }
    return `The Agent can log in to \`${subject.host}\`${subject.username ? ` as \`${subject.username}\`` : ""}, and its check has what it needs.`;
  }

  async #secret(): Promise<Secret> {
    const { subject, identity, live, libraries, report } = this.#context;
    switch (subject.method) {
      case "password":
        return report.step("credentials", "Find the password", (notes) => passwordOf(subject, live, notes));
      case "aws-iam":
        this.#token = await this.#rdsToken();
        return this.#token.token;
      default:
        this.#token = await report.step("token", "Fetch a token of Entra", async (notes) => {
          const token = await fetchEntraToken(subject, identity, live, libraries);
          describeToken(token, notes);
          return token;
        });
        return this.#token.token;
    }
  }

  async #rdsToken(): Promise<DatabaseToken> {
    const { subject, report, identity, live, libraries } = this.#context;
    const login = await report.step("instance", "See what the token is for", () => requireRdsLogin(subject));
    const found = await report.step("credentials", "Find AWS credentials", async (notes) => {
      const result = await findCredentials(login, identity, live, libraries, notes);
      if (!login.roleArn) await this.#learnCaller(result.credentials, notes);
      return result;
    });
    const { roleArn } = login;
    const signer = !roleArn
      ? found.credentials
      : await report.step("assume-role", "Assume the role of the instance", async (notes) => {
          const assumed = await assumeInstanceRole(login, roleArn, found.credentials, live, libraries);
          notes.note(`\`${roleArn}\``);
          await this.#learnCaller(assumed, notes);
          return assumed;
        });
    return report.step("token", "Sign a login token", async (notes) => {
      const token = await signRdsToken(login, signer, found.source, live, libraries);
      describeToken(token, notes);
      return token;
    });
  }

  /** Who signs is worth knowing when the database says no; a machine that cannot reach STS can still log in. */
  async #learnCaller(credentials: AwsCredentials, notes: StepNotes): Promise<void> {
    const { libraries, subject, live } = this.#context;
    try {
      const aws = await libraries.aws();
      this.#caller = await aws.callerIdentity(credentials, subject.region, live);
      notes.note(`These are those of \`${this.#caller.arn}\`.`);
    } catch (error) {
      if (!(error instanceof LiveFailure)) throw error;
      notes.note(`Whose they are is not known: ${error.message}`);
    }
  }

  async #connect(secret: Secret, notes: StepNotes): Promise<DatabaseSession> {
    const { subject, live, hooks } = this.#context;
    const kind = this.#token?.kind ?? "password";
    const inAzure = kind === "entra-token" && (await checkRecipient(subject, live, hooks));
    const target: DatabaseTarget = {
      host: subject.host,
      port: subject.port,
      username: subject.username,
      database: subject.database,
      secret,
      secretKind: kind,
      // the hosts of Azure have public certificates, and this token is worth more than one login
      tls: inAzure ? "verify-full" : subject.tls,
      ca: inAzure ? undefined : authoritiesOf(subject, notes),
    };
    try {
      const port = await this.#driver();
      const session = await port.connect(target, live);
      describeConnection(session, notes);
      return session;
    } catch (error) {
      if (!(error instanceof LiveFailure)) throw error;
      const { failure, causes } = explainLogin(error, { subject, token: this.#token, caller: this.#caller });
      for (const cause of causes) notes.note(cause);
      throw failure;
    }
  }

  #driver(): Promise<DatabasePort> {
    const { libraries, subject } = this.#context;
    return libraries[subject.check]();
  }
}

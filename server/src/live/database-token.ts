import { LiveFailure } from "./failure";
import { LIBRARIES, type Libraries } from "./libraries";
import { assumeInstanceRole, findCredentials, requireRdsLogin, signRdsToken } from "./login/credentials";
import { fetchEntraToken } from "./login/entra";
import type { AwsIdentity } from "./ports";
import type { StepNotes } from "./report";
import type { LiveRun } from "./run";
import type { DatabaseToken, LoginSubject } from "./subjects";

/**
 * Fetches the token that the Agent would log in with. Nothing is sent to the database.
 *
 * @throws LiveFailure
 */
export async function fetchDatabaseToken(
  subject: LoginSubject,
  identity: AwsIdentity,
  run: LiveRun,
  libraries: Libraries = LIBRARIES,
): Promise<DatabaseToken> {
  switch (subject.method) {
    case "aws-iam": {
      const login = requireRdsLogin(subject);
      const { credentials, source } = await findCredentials(login, identity, run, libraries, NO_NOTES);
      const signer = login.roleArn
        ? await assumeInstanceRole(login, login.roleArn, credentials, run, libraries)
        : credentials;
      const from = login.roleArn
        ? `the role \`${login.roleArn}\`, assumed with ${source ?? "AWS credentials"}`
        : source;
      return signRdsToken(login, signer, from, run, libraries);
    }
    case "password":
      throw new LiveFailure(
        "configuration",
        "The instance logs in with a password, so there is no token to fetch.",
        "Choose an instance with managed authentication.",
      );
    default:
      return fetchEntraToken(subject, identity, run, libraries);
  }
}

const NO_NOTES: StepNotes = { note: () => {}, advise: () => {} };

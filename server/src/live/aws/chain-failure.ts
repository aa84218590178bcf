import { LiveFailure, networkFailure } from "../failure";
import { capital } from "../words";

const LOGIN = "The AWS command line has to be logged in on this machine, as the user who runs ddconf.";

/**
 * Says in words why the AWS SDK's chain found nothing. Its own messages are taken to tell what happened, and not
 * shown: they may quote what a program printed.
 */
export function chainFailure(error: unknown, profile: string | undefined): LiveFailure {
  const message = error instanceof Error ? error.message : "";
  const option = profile === undefined ? "" : ` --profile ${profile}`;
  const named = profile === undefined ? "the default profile" : `the profile \`${profile}\``;
  const credentials = (text: string, next: string) => new LiveFailure("credentials", text, next);
  if (/aws login/.test(message))
    return credentials(`The login of ${named} has expired.`, `Run \`aws login${option}\` and try again.`);
  if (/SSO|Token is expired|aws sso login/i.test(message))
    return credentials(
      `The SSO session of ${named} has expired, or was never started.`,
      `Run \`aws sso login${option}\` and try again.`,
    );
  if (/multi-factor/.test(message))
    return credentials(
      `${capital(named)} asks for a code of a second factor, which ddconf does not.`,
      `Get a session with the AWS command line and export it: \`eval "$(aws configure export-credentials${option} --format env)"\`.`,
    );
  if (/credential_process|Profile .* credential_process/.test(message) || /^Command failed/.test(message))
    return credentials(
      `The \`credential_process\` of ${named} failed.`,
      `Run \`aws sts get-caller-identity${option}\` to see what it says.`,
    );
  if (
    profile !== undefined &&
    /Could not resolve credentials using profile|was not found|could not be found/.test(message)
  )
    return credentials(
      `There is no profile \`${profile}\` with credentials in your AWS configuration.`,
      "`aws configure list-profiles` lists those that there are.",
    );
  const network = networkFailure(error, "the AWS sign-in service");
  if (network) return network;
  if (/^(?:AccessDenied|AccessDeniedException)$/.test(error instanceof Error ? error.name : ""))
    return new LiveFailure(
      "permission",
      `AWS does not let ${named} assume its role.`,
      "The role's trust policy has to name the caller, and a policy of the caller has to allow `sts:AssumeRole` on the role.",
    );
  return credentials(
    profile === undefined
      ? "The AWS SDK found no credentials: none in the environment, in a profile, or from this machine."
      : `The AWS SDK got no credentials from the profile \`${profile}\`.`,
    `${LOGIN} \`aws sts get-caller-identity${option}\` shows whether it is.`,
  );
}

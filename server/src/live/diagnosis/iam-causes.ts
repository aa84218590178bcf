import { parseArn } from "../../model/aws/arn";
import { partitionOfRegion } from "../../model/aws/partitions";
import { parseRdsHost } from "../../model/aws/rds-host";
import { type Cause, causesOf, type LoginContext } from "./login";

/** Why RDS turns a token away, with what the instance itself shows to be wrong first. */
export function tokenCauses(context: LoginContext): Cause[] {
  const { subject, token } = context;
  const rds = parseRdsHost(subject.host);
  const region = token?.audience;
  return causesOf(
    rds !== undefined &&
      region !== undefined &&
      rds.region !== region && {
        text: `The token is for region \`${region}\`, and the host is in \`${rds.region}\`.`,
        next: `Write \`region: ${rds.region}\` under \`aws\`.`,
      },
    !rds && {
      text: `\`${subject.host}\` is no endpoint of RDS. The token is signed for exactly that name, and RDS knows only its own: a CNAME, an address or a tunnel does not do.`,
      next: "Write the endpoint that the RDS console shows into `host`.",
    },
    rds?.role === "proxy" && {
      text: "The host is an RDS Proxy, which asks for a policy on `prx-…` and hides the database from the Agent.",
      next: "Write the endpoint of the database instance into `host`.",
    },
    subject.tokenPort !== subject.port && {
      text: `The token is signed for port ${subject.tokenPort}, and the connection goes to ${subject.port}.`,
      next: `Write \`port: ${subject.port}\`.`,
    },
    expiresSoon(context),
    policyCause(context),
    accountCause(context),
    {
      text: "IAM authentication may be switched off for the database.",
      next: `Switch it on: \`aws rds modify-db-instance --db-instance-identifier ${rds?.identifier ?? "<INSTANCE>"} --enable-iam-database-authentication --apply-immediately\`.`,
    },
    {
      text: `\`${subject.username}\` may be missing the IAM login, or have a password from earlier.`,
      next: "Make a new user for IAM, without a password: `ddconf generate sql-grants`.",
    },
    {
      text: "The clock of the machine that signed may be wrong by minutes.",
      next: "Compare it with a time server.",
    },
  );
}

function expiresSoon({ token }: LoginContext): Cause | undefined {
  if (!token || token.expiresAt.getTime() > Date.now()) return undefined;
  return {
    text: `The token ended at ${token.expiresAt.toISOString()}.`,
    next: "Renew the credentials and try again.",
  };
}

/** The ARN that the policy has to allow, with a placeholder for what only the console shows. */
export function databaseUserArn({ subject, caller, token }: LoginContext): string {
  const region = token?.audience ?? subject.region ?? "<REGION>";
  const account = caller?.account ?? "<ACCOUNT_ID>";
  const rds = parseRdsHost(subject.host);
  const prefix =
    rds?.role === "proxy" ? "prx-" : rds?.role === "cluster" || subject.grants.inCluster ? "cluster-" : "db-";
  const partition = partitionOfRegion(region)?.id ?? "aws";
  return `arn:${partition}:rds-db:${region}:${account}:dbuser:${prefix}<RESOURCE_ID>/${subject.username ?? "<DATABASE_USER>"}`;
}

function policyCause(context: LoginContext): Cause {
  const { caller } = context;
  const who = caller ? `\`${holderOf(caller.arn)}\`` : "the identity that signed";
  return {
    text: `The policies of ${who} may not allow \`rds-db:connect\` on \`${databaseUserArn(context)}\`. The resource id (\`db-…\`; \`cluster-…\` for Aurora) is not the name of the instance.`,
    next: "Write the policy with `ddconf generate rds-policy` and compare it with what is attached.",
  };
}

/** `assumed-role/name/session` is the role by its name. */
function holderOf(arn: string): string {
  const resource = parseArn(arn)?.resource.text ?? arn;
  return /^assumed-role\/([^/]+)\//.exec(resource)?.[1] ?? arn;
}

function accountCause({ subject, caller }: LoginContext): Cause | undefined {
  if (!caller || subject.roleArn) return undefined;
  return {
    text: `The database may be in another account than \`${caller.account}\`, whose identities it does not know.`,
    next: "Name a role of the database's account in `aws.managed_authentication.role_arn`.",
  };
}

import { reachesBelow } from "../../config/version";
import { mapOf } from "../../model/node";
import { defineRule } from "../define";
import { givenIn, isFilled, switchOf } from "../support/given";
import { readPostgresAuth } from "../support/postgres-auth";

export default defineRule({
  id: "postgres/two-clouds",
  title: "AWS and Azure login are both on",
  severity: "error",
  appliesTo: "postgres.instance",
  check({ map }, report, context) {
    const auth = readPostgresAuth(map, context.settings);
    const { aws, azure } = auth;
    const legacy = isFilled(givenIn(azure.legacy?.value, "client_id")) && azure.managed === undefined;
    const at =
      switchOf(azure.enabled) === "on" ? azure.enabled.entry?.value : legacy ? azure.legacy?.key : undefined;
    if (!at || !aws.block) return;
    const related = [{ at: aws.block.key, message: "The AWS side." }];
    if (auth.login === "aws-iam") {
      report(at, {
        message:
          "AWS and Azure login are both on. The Agent takes AWS and sends the database an IAM token, whatever stands here. Keep the block of the cloud that the database is in, and remove the other.",
        related,
      });
    } else if (
      mapOf(aws.block.value)?.entries.length &&
      reachesBelow(context.settings.agentVersion, "7.72")
    ) {
      report(at, {
        message:
          "Up to Agent 7.71 an `aws` block of any content keeps the Azure login from being looked at, so the Agent logs in without a token. Remove the `aws` block.",
        related,
      });
    }
  },
});

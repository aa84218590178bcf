import { leadingMember } from "../../model/json";
import { defineRule } from "../define";
import { IAM_POLICY } from "../support/iam/places";

export default defineRule({
  id: "iam/fragment",
  title: "This is a piece of a policy",
  severity: "information",
  appliesTo: "source",
  kinds: IAM_POLICY,
  check({ text }, report) {
    const key = leadingMember(text);
    if (!key) return;
    const comma = /,\s*$/.test(text) ? ", without the comma at its end" : "";
    report(key, {
      message: `This is a piece of a policy without the braces around it, and AWS takes only a whole one. Put it into a statement with \`Effect\`, \`Action\` and \`Resource\`${comma}.`,
    });
  },
});

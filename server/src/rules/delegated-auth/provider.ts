import { scalarOf } from "../../model/node";
import { isUnknowable } from "../../model/placeholder";
import { defineRule } from "../define";
import { readDelegatedAuth, settingOf } from "../support/delegated-auth";

export default defineRule({
  id: "delegated-auth/provider",
  title: "The Agent can prove its identity with AWS only",
  severity: "error",
  appliesTo: "datadog",
  check(root, report) {
    const entry = settingOf(readDelegatedAuth(root).global?.map, "provider");
    if (!entry) return;
    const scalar = scalarOf(entry.value);
    if (!scalar) {
      report(entry.value, {
        message: "`provider` is one word, and the Agent drops this value. Write `aws`.",
      });
      return;
    }
    if (scalar.value === null || isUnknowable(scalar)) return;
    const name = scalar.text.trim();
    if (name === "" || scalar.text === "aws") return;
    const fix = { title: "Write `aws`", edits: [{ span: scalar.span, newText: "aws" }] };
    if (name.toLowerCase() === "aws")
      report(scalar, {
        severity: "warning",
        message:
          "The provider is called `aws`, in lower case and without blanks; the Agent may not recognise this. Write `aws`.",
        fixes: [{ ...fix, safe: true }],
      });
    else
      report(scalar, {
        message: `\`${name}\` is no provider that the Agent can prove its identity with, so it gets no key from Datadog. So far there is only \`aws\`; leave \`provider\` out to have it detected.`,
        fixes: [SERVICES.test(name) ? { ...fix, safe: false } : undefined],
      });
  },
});

/** Words for AWS itself, and for where an Agent runs in it. */
const SERVICES = /aws|amazon|^(?:ec2|ecs|eks|fargate|iam|irsa|sts)$/i;

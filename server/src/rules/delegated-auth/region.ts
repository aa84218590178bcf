import type { ScalarNode } from "../../model/node";
import { mapOf } from "../../model/node";
import { isUnknowable } from "../../model/placeholder";
import { defineRule, type Fix, type Report } from "../define";
import { readDelegatedAuth, scalarSetting, settingOf } from "../support/delegated-auth";
import { judgeStsRegion } from "../support/sts-regions";

export default defineRule({
  id: "delegated-auth/region",
  title: "The Agent cannot sign for this region",
  severity: "error",
  appliesTo: "datadog",
  check(root, report) {
    const aws = settingOf(readDelegatedAuth(root).global?.map, "aws");
    const region = scalarSetting(mapOf(aws?.value), "region");
    if (!region || region.text === "" || isUnknowable(region)) return;
    const finding = judge(region);
    if (finding) report(region, finding);
  },
});

function judge(region: ScalarNode): Report | undefined {
  const name = region.text;
  const verdict = judgeStsRegion(name);
  const host = `\`sts.${name}.amazonaws.com\``;
  switch (verdict.is) {
    case "listed":
      return undefined;
    case "other-suffix":
      return {
        message: `The Agent always signs for ${host}, and in this region hosts end in \`${verdict.suffix}\`: there is no such host, and no key comes back. Workload Identity Federation does not work from here; use an \`api_key\`.`,
      };
    case "malformed":
      return {
        message: `\`${name}\` is not an AWS region. The Agent does not check it, and signs for ${host}, which does not exist. ${verdict.similar ? `Did you mean \`${verdict.similar}\`?` : "Write a region such as `us-east-1`, or remove it to have it detected."}`,
        fixes: [replace(region, verdict.similar)],
      };
    case "unlisted":
      return {
        severity: "information",
        message: `\`${name}\` is in no list of AWS regions that ddconf knows. If AWS has none of that name, the Agent signs for a host that does not exist: ${host}.${verdict.similar ? ` Did you mean \`${verdict.similar}\`?` : " Check the name."}`,
        fixes: [replace(region, verdict.similar)],
      };
  }
}

function replace(region: ScalarNode, name: string | undefined): Fix | undefined {
  return name === undefined
    ? undefined
    : { title: `Write \`${name}\``, edits: [{ span: region.span, newText: name }], safe: false };
}

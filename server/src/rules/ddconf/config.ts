import { parseVersionRange } from "../../config/version";
import { entryOf, type MapNode, type ScalarNode, scalarOf } from "../../model/node";
import { closest } from "../../schema/similar";
import { isAcceptedSite, SITES, siteMeantBy } from "../../schema/sites";
import { defineRule, type Fix } from "../define";

export default defineRule({
  id: "ddconf/config",
  title: "A setting of .ddconf.yaml cannot be used",
  severity: "error",
  appliesTo: "ddconf-config",
  check(root, report) {
    const version = scalarAt(root, "agentVersion");
    if (version && !parseVersionRange(version.text)) {
      report(version, {
        message: `\`${version.text}\` is no version of the Agent that ddconf understands, so it checks for the newest one. Write a version such as \`7.70\`, or a range such as \`>=7.60 <7.80\`.`,
      });
    }
    const site = scalarAt(root, "site");
    if (site && !isAcceptedSite(site.text)) {
      const meant =
        siteMeantBy(site.text) ??
        closest(
          site.text,
          SITES.map(({ domain }) => domain),
        );
      const advice = meant ? `Did you mean \`${meant}\`?` : "Write a site such as `datadoghq.eu`.";
      report(site, {
        message: `\`${site.text}\` is no Datadog site, so ddconf judges files without a site of their own wrongly. ${advice}`,
        fixes: [meant ? replaceBy(meant, site) : undefined],
      });
    }
  },
});

function scalarAt(root: MapNode, name: string): ScalarNode | undefined {
  const scalar = scalarOf(entryOf(root, name)?.value);
  return scalar && scalar.value !== null ? scalar : undefined;
}

function replaceBy(domain: string, site: ScalarNode): Fix {
  return { title: `Replace by \`${domain}\``, edits: [{ span: site.span, newText: domain }], safe: false };
}

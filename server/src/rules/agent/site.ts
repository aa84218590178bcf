import type { ScalarNode } from "../../model/node";
import { isUnknowable } from "../../model/placeholder";
import { closest } from "../../schema/similar";
import { DEFAULT_SITE, isAcceptedSite, SITES, siteByDomain, siteMeantBy } from "../../schema/sites";
import { defineRule, type Report } from "../define";
import { isCheckedBy, replaceText, textOrShape } from "../support/values";

export default defineRule({
  id: "agent/site",
  title: "`site` is no Datadog site",
  severity: "error",
  appliesTo: "setting",
  kinds: ["datadog"],
  check({ entry, option }, report) {
    if (!isCheckedBy(option, "agent/site")) return;
    const value = textOrShape(entry.value);
    if (typeof value === "string") {
      report(entry.key, {
        message: `\`site\` is a ${value}. The Agent reads no site from it and sends everything to \`${DEFAULT_SITE}\`: write one domain, such as \`datadoghq.eu\`.`,
      });
    } else if (value && value.text.trim() !== "" && !isUnknowable(value)) {
      const found = judge(value);
      if (found) report(entry.value, found);
    }
  },
});

function judge(scalar: ScalarNode): Report | undefined {
  const text = scalar.text;
  if (isAcceptedSite(text)) return judgeAccepted(scalar);
  const tidy = text.trim().toLowerCase().replace(/\.$/, "");
  if (isAcceptedSite(tidy)) {
    return {
      severity: "warning",
      message: `\`site\` is \`${tidy}\` with ${blemish(text)}. The Agent mends that where it builds its addresses, but its own check of the site refuses it: write \`${tidy}\`.`,
      fixes: [replaceText(scalar, tidy, true)],
    };
  }
  const meant = siteMeantBy(text);
  if (meant) {
    return {
      message: `\`${text.trim()}\` is not the domain of a Datadog site. The Agent puts its host names in front of it, as in \`${address(text)}\`, so nothing it sends arrives: write \`${meant}\`.`,
      fixes: [replaceText(scalar, meant, true)],
    };
  }
  return judgeForeign(scalar);
}

function judgeAccepted(scalar: ScalarNode): Report | undefined {
  const text = scalar.text;
  if (siteByDomain(text) || text.endsWith("datad0g.com") || text.endsWith("ddog-gov.mil")) return undefined;
  const meant = siteMeantBy(text);
  if (meant && meant !== text) {
    return {
      severity: "warning",
      message: `There is no Datadog site \`${text}\`. The Agent accepts it, because it has the shape of one, and sends to \`${address(text)}\`: write \`${meant}\`.`,
      fixes: [replaceText(scalar, meant)],
    };
  }
  return {
    severity: "information",
    message: `\`${text}\` has the shape of a Datadog site but is none that ddconf knows. The Agent accepts it and sends to \`${address(text)}\`: compare it with the site in the address of your Datadog pages.`,
  };
}

function judgeForeign(scalar: ScalarNode): Report {
  const text = scalar.text.trim();
  const similar = closest(
    text,
    SITES.map((site) => site.domain),
  );
  if (similar) {
    return {
      message: `\`${text}\` is no Datadog site. The Agent would send to \`${address(text)}\`, which does not exist at Datadog. Did you mean \`${similar}\`?`,
      fixes: [replaceText(scalar, similar)],
    };
  }
  const isDomain = /^[\w-]+(?:\.[\w-]+)+(?::\d+)?$/.test(text);
  return {
    severity: isDomain ? "warning" : "error",
    message: `\`${text}\` is no Datadog site. The Agent puts its host names in front of it, as in \`${address(text)}\`. Write the site of your account, such as \`${DEFAULT_SITE}\`; an intake or proxy of your own goes into \`dd_url\` or \`proxy\`.`,
  };
}

function address(site: string): string {
  return `https://app.${site.trim()}`;
}

function blemish(text: string): string {
  if (text.trim() !== text) return "blanks around it";
  return text.endsWith(".") ? "a dot behind it" : "capital letters";
}

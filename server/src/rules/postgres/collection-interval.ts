import { entryOf, type MapNode } from "../../model/node";
import { optionAt } from "../../schema/catalogue";
import { defineRule } from "../define";
import { writeFix } from "../support/fixes";
import { type Given, givenIn } from "../support/given";

const JOBS = ["query_metrics", "query_samples", "query_activity"] as const;

export default defineRule({
  id: "postgres/collection-interval",
  title: "The Agent does not use this `collection_interval`",
  severity: "warning",
  appliesTo: "postgres.instance",
  check({ map }, report, { options }) {
    for (const job of JOBS) {
      const interval = intervalOf(map, job);
      const seconds = numberIn(interval);
      if (!interval.scalar || seconds === undefined || seconds > 0) continue;
      const usual = optionAt(options, ["instances", 0, job, "collection_interval"])?.schema.default;
      report(interval.scalar, {
        message: `\`${job}.collection_interval\` must be more than 0: the Agent logs a warning and uses its default, ${usual} seconds. Write the seconds that you want, or remove it.`,
        fixes: [
          writeFix(interval.scalar, String(usual), true, `Write \`${usual}\`, which the Agent uses now`),
        ],
      });
    }
    const [samples, activity] = [intervalOf(map, "query_samples"), intervalOf(map, "query_activity")];
    const [often, rare] = [numberIn(activity), numberIn(samples)];
    if (!activity.scalar || !samples.scalar || often === undefined || rare === undefined) return;
    if (often <= 0 || often >= rare) return;
    report(activity.scalar, {
      message: `Activity is collected along with the samples, which come every ${rare} seconds, so it cannot come every ${often}. Write at least ${rare}, or a smaller \`query_samples.collection_interval\`.`,
      related: [{ at: samples.scalar, message: "The interval of the samples." }],
    });
  },
});

function intervalOf(map: MapNode, job: string): Given {
  return givenIn(entryOf(map, job)?.value, "collection_interval");
}

function numberIn({ text }: Given): number | undefined {
  const number = text === undefined || text.trim() === "" ? Number.NaN : Number(text);
  return Number.isFinite(number) ? number : undefined;
}

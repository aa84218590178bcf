import { defineRule } from "../define";
import { givenIn, spanInside } from "../support/given";

export default defineRule({
  id: "postgres/application-name",
  title: "`application_name` takes ASCII characters only",
  severity: "error",
  appliesTo: "postgres.instance",
  check({ map }, report, { region }) {
    const { scalar, text } = givenIn(map, "application_name");
    if (!scalar || text === undefined) return;
    const foreign = [...text].find((char) => char.charCodeAt(0) > 127);
    if (foreign === undefined) return;
    const at = text.indexOf(foreign);
    report(spanInside(region.text, scalar, { start: at, end: at + foreign.length }), {
      message: `\`${foreign}\` is no ASCII character, and \`application_name\` may have no other: the check refuses the instance. Write the name without it.`,
    });
  },
});

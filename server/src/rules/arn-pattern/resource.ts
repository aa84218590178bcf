import { defineRule } from "../define";
import { isOpen, judge } from "../support/arn-patterns";

/** Kinds of ARNs that GetCallerIdentity returns and Datadog maps. */
const CALLERS = new Set(["sts:assumed-role", "sts:federated-user", "iam:user"]);

export default defineRule({
  id: "arn-pattern/resource",
  title: "No caller has an ARN of this kind",
  severity: "error",
  appliesTo: "arn-pattern",
  kinds: ["identity-mapping"],
  check(place, report, context) {
    const { scalar } = place;
    if (typeof scalar.value !== "string") return;
    const pattern = judge(place, context);
    if (!pattern) {
      if (scalar.value === "" || isOpen(scalar.value)) return;
      report(scalar, {
        message: `This is no ARN, and Datadog refuses it. Write the caller's ARN, for a workload \`arn:aws:sts::<account>:assumed-role/<role>/*\`.`,
      });
      return;
    }
    const { service } = pattern.arn;
    if (isOpen(service.text) || isOpen(pattern.type.text) || /[*?]/.test(service.text + pattern.type.text))
      return;
    const kind = `${service.text}:${pattern.type.text}`;
    if (CALLERS.has(kind) || kind === "iam:role") return;
    const swapped = kind === "iam:assumed-role" ? "sts" : kind === "sts:user" ? "iam" : undefined;
    report(pattern.at({ start: service.span.start, end: pattern.type.span.end }), {
      message: swapped
        ? `\`${pattern.type.text}\` belongs to the service \`${swapped}\`, not \`${service.text}\`: no caller has this ARN, so the mapping matches nobody. Write \`arn:aws:${swapped}::\`.`
        : `No caller has an ARN of the kind \`${service.text}\`/\`${pattern.type.text}\`, so the mapping matches nobody. Callers are role sessions (\`sts::…:assumed-role/<role>/<session>\`), users (\`iam::…:user/<name>\`) and federated users.`,
      fixes: [
        swapped
          ? pattern.rewrite(
              `Write \`${swapped}\``,
              pattern.text.slice(0, service.span.start) + swapped + pattern.text.slice(service.span.end),
            )
          : undefined,
      ],
    });
  },
});

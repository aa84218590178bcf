import { closest } from "../../schema/similar";
import { defineRule, type Reporter } from "../define";
import { isOpen, isOpenPart, type JudgedPattern, judge } from "../support/arn-patterns";
import { hasWildcard } from "../support/iam/places";

/** Kinds of identities that call AWS and that Datadog maps, with the service of their ARNs. */
const SERVICE_OF: ReadonlyMap<string, string> = new Map([
  ["assumed-role", "sts"],
  ["federated-user", "sts"],
  ["user", "iam"],
]);

export default defineRule({
  id: "arn-pattern/resource",
  title: "No caller has an ARN of this kind",
  severity: "error",
  appliesTo: "arn-pattern",
  kinds: ["identity-mapping"],
  check(place, report, context) {
    const { scalar } = place;
    const pattern = judge(place, context);
    if (pattern) {
      checkKind(pattern, report);
      return;
    }
    const { text } = scalar;
    // blanks around an ARN have a finding of their own
    if (isOpen(text) || (text !== text.trim() && text.trim() !== "")) return;
    report(scalar, {
      message: `This is no ARN, and Datadog refuses it. Write the caller's ARN, for a workload \`arn:aws:sts::<account>:assumed-role/<role>/*\`.`,
    });
  },
});

function checkKind(pattern: JudgedPattern, report: Reporter): void {
  const { arn, type, names } = pattern;
  const service = arn.service.text;
  if (isOpenPart(service) || isOpen(type.text) || hasWildcard(service + type.text)) return;
  const wanted = SERVICE_OF.get(type.text);
  if (wanted === service || (service === "iam" && type.text === "role")) {
    if (names.length === 0) reportNobody(pattern, report);
    return;
  }
  if (wanted) {
    report(pattern.at({ start: arn.service.span.start, end: type.span.end }), {
      message: `\`${type.text}\` belongs to the service \`${wanted}\`, not \`${service}\`: no caller has this ARN, so the mapping matches nobody. Write \`arn:aws:${wanted}::\`.`,
      fixes: [pattern.rewrite(`Write \`${wanted}\``, replace(pattern.text, arn.service.span, wanted))],
    });
    return;
  }
  reportUnknownKind(pattern, report);
}

function reportNobody(pattern: JudgedPattern, report: Reporter): void {
  const { type, text } = pattern;
  const isUser = type.text.endsWith("user");
  report(pattern.at({ start: type.span.start, end: text.length }), {
    message: `The pattern names no ${isUser ? "user" : "role"}, and Datadog refuses it. Write ${isUser ? `\`${type.text}/<name>\`` : "`assumed-role/<role>/*` behind `arn:aws:sts::<account>:`"}.`,
  });
}

function reportUnknownKind(pattern: JudgedPattern, report: Reporter): void {
  const { arn, type } = pattern;
  const service = arn.service.text;
  const meant = meantFor(service, type.text);
  const [kind = "", ...rest] = type.text.split(":");
  if (rest.length > 0 && SERVICE_OF.get(kind) === service) {
    const colon = { start: type.span.start + kind.length, end: type.span.start + kind.length + 1 };
    report(pattern.at(colon), {
      message: `Behind \`${kind}\` stands a slash in callers' ARNs, not a colon: Datadog refuses this pattern. Write \`${kind}/\`.`,
      fixes: [pattern.rewrite(`Write \`${kind}/\``, replace(pattern.text, colon, "/"))],
    });
  } else if (meant) {
    report(pattern.at(type.span), {
      message: `No caller has an ARN of the kind \`${service}\`/\`${type.text}\`, so the mapping matches nobody. Did you mean \`${meant}\`?`,
      fixes: [pattern.rewrite(`Write \`${meant}\``, replace(pattern.text, type.span, meant))],
    });
  } else {
    report(pattern.at({ start: arn.service.span.start, end: type.span.end }), {
      message:
        service === "iam" && type.text === "root"
          ? "This is the root user of an account, and Datadog maps only role sessions (`sts::…:assumed-role/<role>/<session>`), users and federated users. Let the workload run with a role and write its session."
          : `No caller has an ARN of the kind \`${service}\`/\`${type.text}\`, so the mapping matches nobody. Callers are role sessions (\`sts::…:assumed-role/<role>/<session>\`), users (\`iam::…:user/<name>\`) and federated users.`,
    });
  }
}

/** The kind that a misspelt one of the service was to be. */
function meantFor(service: string, type: string): string | undefined {
  if (service === "sts" && type === "role") return "assumed-role";
  const kinds = [...SERVICE_OF].filter(([, of]) => of === service).map(([kind]) => kind);
  return service === "iam" ? closest(type, [...kinds, "role"]) : closest(type, kinds);
}

function replace(text: string, { start, end }: { start: number; end: number }, by: string): string {
  return text.slice(0, start) + by + text.slice(end);
}

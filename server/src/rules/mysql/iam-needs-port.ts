import { defineRule } from "../define";
import { insertFix, writeFix } from "../support/fixes";
import { isFilled } from "../support/given";
import { readMysqlAuth } from "../support/mysql-auth";

export default defineRule({
  id: "mysql/iam-needs-port",
  title: "IAM login needs `port`",
  severity: "error",
  appliesTo: "mysql.instance",
  check({ map }, report, context) {
    const { login, aws, port } = readMysqlAuth(map, context.settings);
    if (login !== "aws-iam" || !aws.enabled.entry) return;
    if (isFilled(port) && port.text !== "0") return;
    const title = port.entry ? "Write `3306`" : "Add `port: 3306`";
    report(port.entry?.key ?? aws.enabled.entry.value, {
      message:
        "IAM login is on, but `port` is not set: the Agent connects to the usual port and signs the token for port 0, so the database refuses it. Write `port: 3306`.",
      fixes: [
        port.entry
          ? writeFix(port.scalar, "3306", true, title)
          : insertFix(context, map, [], ["port: 3306"], title, true),
      ],
    });
  },
});

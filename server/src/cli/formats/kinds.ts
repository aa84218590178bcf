import { describeKind } from "../../documents/kinds";
import { visible } from "../terminal/width";
import { hang } from "../terminal/wrap";
import type { Format } from "./report";

/** For `--explain-kind`: what each file is taken for, and why. */
export const kinds: Format = ({ files }, { colors, columns }) =>
  files
    .map(({ path, detection: { kind, reason } }) => {
      const name = kind === "none" ? colors.yellow("not checked") : colors.green(describeKind(kind));
      return `${colors.underline(visible(path))}\n${hang("  ", `${name}, because ${visible(reason)}`, columns)}\n`;
    })
    .join("\n");

import { defineRule, type Report } from "../define";

const SAVE = "Save the file as UTF-8 without a byte order mark.";

export default defineRule({
  id: "yaml/encoding",
  title: "The file is not saved as plain UTF-8",
  severity: "error",
  appliesTo: "source",
  kinds: ["datadog", "postgres", "mysql", "sqlserver"],
  check({ text, encoding }, report) {
    const damage = encoding?.damage;
    if (damage) {
      report(firstCharacter(text, damage.at), damage.kind === "binary" ? BINARY : INVALID);
    } else if (encoding?.encoding.startsWith("utf-16")) {
      report(firstCharacter(text, 0), encoding.byteOrderMark ? MARKED_UTF16 : BARE_UTF16);
    } else if (text.startsWith("\uFEFF")) {
      const mark = { start: 0, end: 1 };
      const fix = { title: "Remove the byte order mark", edits: [{ span: mark, newText: "" }], safe: true };
      report(mark, { ...MARKED_UTF8, fixes: [fix] });
    } else if (encoding?.encoding === "utf-8-bom") {
      report(firstCharacter(text, 0), MARKED_UTF8);
    }
  },
});

function firstCharacter(text: string, start: number): { start: number; end: number } {
  return { start, end: Math.min(start + 1, text.length) };
}

const BINARY: Report = {
  message: `The file contains zero bytes, so it is no text. The Agent cannot read it. ${SAVE}`,
};

const INVALID: Report = {
  message: `A byte here is no valid UTF-8; the file was most likely saved in an older encoding such as Windows-1252 (“ANSI”). The Agent refuses the whole file (\`invalid leading UTF-8 octet\` or the like). ${SAVE}`,
};

const BARE_UTF16: Report = {
  message: `The file is saved as UTF-16 without a byte order mark. The Agent takes it for UTF-8 and refuses it (\`control characters are not allowed\`). ${SAVE}`,
};

// go-yaml recognises byte order marks, but users have had Agents fail on files saved with Notepad
const MARKED_UTF16: Report = {
  message: `The file is saved as UTF-16, as Windows' Notepad and PowerShell do. Agents have failed on such files, and tools that deploy them do. ${SAVE}`,
};

const MARKED_UTF8: Report = {
  message: `The file starts with a byte order mark, which editors on Windows add. Agents have failed on such files, and tools that edit or join them trip over it. ${SAVE}`,
};

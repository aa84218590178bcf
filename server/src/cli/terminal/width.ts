/** Characters that take no column: combining marks, joiners, variation selectors. */
const ZERO = /^[\p{Mn}\p{Me}\p{Cf}]+$/u;
/** East Asian wide and fullwidth characters, and emoji. */
const WIDE =
  /[\u1100-\u115F\u2E80-\u303E\u3041-\u33FF\u3400-\u4DBF\u4E00-\u9FFF\uA000-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]|\p{Emoji_Presentation}|[\u{20000}-\u{3FFFD}]/u;
/** What a terminal would obey, or what would make text look like other text: control and direction characters. */
const UNSAFE = /[\p{Cc}\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu;
// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences start with a control character
const STYLES = /\x1b\[[0-9;]*m/g;

const segmenter = new Intl.Segmenter();

/** Columns that a text takes on a terminal. Colours take none; tabs and other control characters must be gone. */
export function displayWidth(text: string): number {
  const plain = text.replace(STYLES, "");
  if (/^[\x20-\x7e]*$/.test(plain)) return plain.length;
  let width = 0;
  for (const { segment } of segmenter.segment(plain)) {
    if (!ZERO.test(segment)) width += WIDE.test(segment) ? 2 : 1;
  }
  return width;
}

/**
 * Shows control characters instead of sending them to the terminal; a checked file may hold any. Tabs and line
 * ends stay.
 */
export function visible(text: string): string {
  return text.replace(UNSAFE, (char) => {
    if (char === "\t" || char === "\n") return char;
    const code = char.codePointAt(0) ?? 0;
    return code < 32 ? String.fromCodePoint(0x2400 + code) : "\uFFFD";
  });
}

export function padEnd(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - displayWidth(text)));
}

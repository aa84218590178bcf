/** A place where a regular expression is surely wrong. Offsets count from the start of the pattern. */
export interface RegexProblem {
  readonly start: number;
  readonly end: number;
  /** Completes “… because”. */
  readonly why: string;
}

/** Letters that may follow a backslash in Python's `re`; `z` is new in 3.14 and given the benefit of the doubt. */
const PYTHON_ESCAPES = "AbBdDsSwWZafnrtuUvxNz";

/**
 * The first thing in a pattern that neither Python's `re` nor PostgreSQL accepts; with `python` also what
 * Python alone refuses. It does not find everything: what it finds is certain.
 */
export function regexProblem(pattern: string, dialect: "python" | "postgres"): RegexProblem | undefined {
  return new Scanner(pattern, dialect).scan();
}

class Scanner {
  readonly #text: string;
  readonly #python: boolean;
  readonly #open: number[] = [];
  /** What stands before: nothing that can be repeated, something, or something already repeated. */
  #before: "nothing" | "atom" | "repeated" = "nothing";
  #at = 0;

  constructor(text: string, dialect: "python" | "postgres") {
    this.#text = text;
    this.#python = dialect === "python";
  }

  scan(): RegexProblem | undefined {
    // in PostgreSQL `(?x)` at the start changes how the rest reads, `***` too
    if (!this.#python && /^(?:\*\*\*|\(\?[a-z]+\))/.test(this.#text)) return undefined;
    if (/^\(\?[a-zA-Z]*x[a-zA-Z]*\)/.test(this.#text)) return undefined;
    while (this.#at < this.#text.length) {
      const problem = this.#step(this.#text.charAt(this.#at));
      if (problem) return problem;
    }
    const unclosed = this.#open.at(-1);
    return unclosed === undefined
      ? undefined
      : { start: unclosed, end: unclosed + 1, why: "this parenthesis is never closed" };
  }

  #step(char: string): RegexProblem | undefined {
    switch (char) {
      case "\\":
        return this.#escape();
      case "[":
        return this.#set();
      case "(":
        return this.#group();
      case ")":
        return this.#close();
      case "*":
      case "+":
      case "?":
        return this.#repeat();
      default:
        this.#before = char === "|" || char === "^" ? "nothing" : "atom";
        this.#at++;
        return undefined;
    }
  }

  #escape(): RegexProblem | undefined {
    const letter = this.#text.charAt(this.#at + 1);
    const start = this.#at;
    if (letter === "") return { start, end: start + 1, why: "nothing follows the backslash at its end" };
    if (this.#python && /[A-Za-z]/.test(letter) && !PYTHON_ESCAPES.includes(letter))
      return { start, end: start + 2, why: `Python has no \`\\${letter}\`` };
    this.#at += 2;
    this.#before = "atom";
    return undefined;
  }

  #set(): RegexProblem | undefined {
    const start = this.#at;
    let at = start + 1;
    if (this.#text[at] === "^") at++;
    if (this.#text[at] === "]") at++;
    while (at < this.#text.length && this.#text[at] !== "]") at += this.#text[at] === "\\" ? 2 : 1;
    if (at >= this.#text.length) return { start, end: start + 1, why: "this bracket is never closed" };
    this.#at = at + 1;
    this.#before = "atom";
    return undefined;
  }

  #group(): RegexProblem | undefined {
    const start = this.#at;
    const rest = this.#text.slice(start);
    if (/^\(\?<[^=!]/.test(rest))
      return { start, end: start + 3, why: "named groups are written `(?P<name>…)` there" };
    if (rest.startsWith("(?#")) {
      const comment = /^(?:[^\\)]|\\.)*\)/s.exec(rest)?.[0];
      if (comment === undefined) return { start, end: start + 3, why: "this comment is never closed" };
      this.#at = start + comment.length;
      return undefined;
    }
    this.#open.push(start);
    // an extension (`(?:`, `(?i)`, `(?P<n>`) counts as content, so that nothing behind it looks misplaced
    const extension = /^\(\?(?:P<\w+>|P[=>]\w*|<[=!]|[a-zA-Z-]*|[:=!>])?[:=!>]?/.exec(rest)?.[0];
    this.#at += extension?.startsWith("(?") ? extension.length : 1;
    this.#before = extension?.startsWith("(?") ? "atom" : "nothing";
    return undefined;
  }

  #close(): RegexProblem | undefined {
    if (this.#open.pop() === undefined)
      return { start: this.#at, end: this.#at + 1, why: "this parenthesis was never opened" };
    this.#at++;
    this.#before = "atom";
    return undefined;
  }

  #repeat(): RegexProblem | undefined {
    const start = this.#at;
    if (this.#before !== "atom")
      return {
        start,
        end: start + 1,
        why: this.#before === "nothing" ? "there is nothing to repeat before it" : "it repeats a repetition",
      };
    this.#at++;
    const suffix = this.#text[this.#at];
    if (suffix === "?" || (suffix === "+" && this.#python)) this.#at++;
    this.#before = "repeated";
    return undefined;
  }
}

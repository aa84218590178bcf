import type { SourceEncoding } from "../model/encoding";
import { parseJson } from "../model/json";
import { maskTemplates } from "../model/template";
import { LineIndex, type Span } from "../model/text";
import { parseYaml, type YamlStream } from "../model/yaml/parse";
import { type Detection, detectKind } from "./detect";
import { type DocumentKind, hasSchema } from "./kinds";

/**
 * One configuration inside a file. For a plain `conf.yaml` that is the whole file; a config inside a Helm
 * value or an annotation will be a region of its own, with its own map to the outer text.
 */
export interface Region {
  readonly kind: DocumentKind;
  readonly text: string;
  /** Parsed with template tags masked out; offsets are those of `text`. JSON is one document of a stream. */
  readonly stream: YamlStream;
  /** Go, Jinja and ERB tags in the text. */
  readonly templateTags: readonly Span[];
  /** How the bytes stood for the text; undefined when the text came without bytes, as in an editor. */
  readonly encoding: SourceEncoding | undefined;
  /** Where a stretch of this region stands in the outer file. */
  toOuter(span: Span): Span;
  /** Where an offset of the outer file stands in this region; undefined outside of it. */
  toInner(offset: number): number | undefined;
}

/** A file as ddconf sees it: what it is, why, and the configurations in it. */
export interface AgentDocument {
  readonly path: string | undefined;
  readonly text: string;
  readonly lines: LineIndex;
  readonly detection: Detection;
  readonly regions: readonly Region[];
}

export interface OpenOptions {
  /** Overrides what path and content say, for example by a glob of the project's settings. */
  readonly detection?: Detection | undefined;
  /** What `decode` said of the file's bytes. */
  readonly encoding?: SourceEncoding | undefined;
}

/**
 * Reads a file. Never throws; a file that is no Agent configuration has no regions.
 *
 * @param path path or URI path, used to recognise the file; `undefined` for stdin without a name
 */
export function openDocument(
  path: string | undefined,
  text: string,
  options: OpenOptions = {},
): AgentDocument {
  const detection = options.detection ?? detectKind(path, text);
  const regions = detection.kind === "none" ? [] : [wholeFile(detection.kind, text, options.encoding)];
  return { path, text, lines: new LineIndex(text), detection, regions };
}

function wholeFile(kind: DocumentKind, text: string, encoding: SourceEncoding | undefined): Region {
  const masked = maskTemplates(text);
  return {
    kind,
    text,
    stream: hasSchema(kind) ? parseYaml(masked.text) : jsonStream(masked.text),
    templateTags: masked.tags,
    encoding,
    toOuter: (span) => span,
    toInner: (offset) => offset,
  };
}

/** JSON in the form of a YAML stream, so that everything behind it needs to know only one. */
function jsonStream(text: string): YamlStream {
  const { root, problems } = parseJson(text);
  return {
    documents: [{ root, span: { start: 0, end: text.length } }],
    problems: problems.map(({ mistake, span, fatal }) => ({ code: mistake, span, detail: mistake, fatal })),
  };
}

import { sayingOf } from "../damage/textDamage.ts";
import { indentationUnit, indentOf } from "../indentation.ts";

/** A document taken apart into lines, with what is needed to put it together again byte for byte. */
export type DocumentLines = {
  readonly text: string;
  /** VS Code's; "plaintext" where it is not known. */
  readonly languageId: string;
  /** Without line breaks and without a byte order mark; at least one. */
  readonly lines: readonly string[];
  /** UTF-16 offsets of each line: where it starts, where its text ends, and the break after it ("" at the end). */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
  readonly breaks: readonly string[];
  /** The lines without trailing space. */
  readonly trimmed: readonly string[];
  /** The lines without indentation and trailing space. */
  readonly bare: readonly string[];
  /** What the lines say: without indentation, and without what damages may have changed. */
  readonly sayings: readonly string[];
  /** Where each of the {@link sayings} stands, in order. */
  readonly linesOf: ReadonlyMap<string, readonly number[]>;
  /** One step of indentation; undefined when no line is indented. */
  readonly unit: string | undefined;
};

/** What is not always needed is made when it is asked for; `say` gives the {@link DocumentLines.sayings}. */
export function toDocumentLines(text: string, languageId = "plaintext", say = sayingOf): DocumentLines {
  const lines: string[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  const breaks: string[] = [];
  let start = text.startsWith("\uFEFF") ? 1 : 0;
  const add = (end: number, lineBreak: string): void => {
    lines.push(text.slice(start, end));
    starts.push(start);
    ends.push(end);
    breaks.push(lineBreak);
    start = end + lineBreak.length;
  };
  for (const { index, 0: lineBreak } of text.matchAll(/\r\n|\r|\n/g)) add(index, lineBreak);
  add(text.length, "");
  const trimmed = once(() => lines.map(withoutTrailingSpace));
  const bare = once(() => lines.map(toBare));
  const sayings = once(() => lines.map((line) => say(line)));
  const linesOf = once(() => placesOf(sayings()));
  const unit = once(() => indentationUnit(text));
  return {
    text,
    languageId,
    lines,
    starts,
    ends,
    breaks,
    get trimmed() {
      return trimmed();
    },
    get bare() {
      return bare();
    },
    get sayings() {
      return sayings();
    },
    get linesOf() {
      return linesOf();
    },
    get unit() {
      return unit();
    },
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

/** Spaces and tabs only: other white space is text that somebody has to look at. */
export function withoutTrailingSpace(line: string): string {
  let end = line.length;
  while (end > 0 && (line[end - 1] === " " || line[end - 1] === "\t")) end--;
  return line.slice(0, end);
}

export function toBare(line: string): string {
  return withoutTrailingSpace(line).slice(indentOf(withoutTrailingSpace(line)).length);
}

function placesOf(lines: readonly string[]): ReadonlyMap<string, readonly number[]> {
  const places = new Map<string, number[]>();
  for (const [index, line] of lines.entries()) {
    const known = places.get(line);
    if (known) known.push(index);
    else places.set(line, [index]);
  }
  return places;
}

/** The first lines of all places, overlapping ones too, where `wanted` stands line for line. */
export function runsOf(wanted: readonly string[], lines: readonly string[]): readonly number[] {
  const [first] = wanted;
  const runs: number[] = [];
  if (first === undefined) return runs;
  for (let at = lines.indexOf(first); at !== -1; at = lines.indexOf(first, at + 1)) {
    if (wanted.every((line, index) => lines[at + index] === line)) runs.push(at);
  }
  return runs;
}

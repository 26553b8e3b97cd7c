/**
 * What a suite says while it runs in the extension host. It travels as the text of a console message, which
 * the workbench mixes with log lines of its own; the prefix tells them apart.
 */
export type SuiteLine =
  | { readonly kind: "out" | "err"; readonly text: string }
  /** The suite came to its end, passing or not: without this an exit is a crash. */
  | { readonly kind: "end"; readonly text: "" };

const pattern = /^suite-line:(out|err|end):/;

export function formatSuiteLine(line: SuiteLine): string {
  return `suite-line:${line.kind}:${line.text}`;
}

/** @returns undefined when the message is none of the suite's */
export function parseSuiteLine(message: string): SuiteLine | undefined {
  const match = pattern.exec(message);
  const text = match === null ? "" : message.slice(match[0].length);
  switch (match?.[1]) {
    case "out":
    case "err":
      return { kind: match[1], text };
    case "end":
      return { kind: "end", text: "" };
    default:
      return undefined;
  }
}

/** `text` as it is, in one line, wherever Markdown stands: also in a table, and when it comes from a server. */
export function code(text: string): string {
  const line = oneLine(text);
  if (line === "") return "";
  // A table's cell ends at a bar even inside code, and code cannot escape it there.
  const safe = line.replaceAll("|", "¦");
  const fence = "`".repeat(Math.max(0, ...(safe.match(/`+/g) ?? []).map(({ length }) => length)) + 1);
  const padding = safe.startsWith("`") || safe.endsWith("`") ? " " : "";
  return fence + padding + safe + padding + fence;
}

/** A sentence that may quote a server, in one line: nothing in it is a link, an image, HTML or the end of a cell. */
export function plain(sentence: string): string {
  return oneLine(sentence).replaceAll(/[\\`*<>[\]|]/g, String.raw`\$&`);
}

export function list(lines: readonly string[]): string {
  return lines.map((line) => `- ${line}`).join("\n");
}

export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [row(head), row(head.map(() => "---")), ...rows.map(row)].join("\n");
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}

function row(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

import { isBlank } from "../lines.ts";

const COMMAND = String.raw`(?:apply_patch|git apply|patch)\b[^<|]*`;
const WORD = String.raw`<<-?\s*["']?(\w+)["']?`;
/** `apply_patch <<'EOF'`, `cat <<EOF | git apply`, also behind `cd x &&` and within `bash -lc "…"`. */
const OPENING = new RegExp(String.raw`(?:^|[\s"'])(?:${COMMAND}${WORD}|cat\s+${WORD}\s*\|\s*${COMMAND})\s*$`);

/** The patch that a block's command reads, where the command is all else that is in the block; otherwise undefined. */
export function patchOfCommand(lines: readonly string[]): readonly string[] | undefined {
  const start = lines.findIndex((line) => !isBlank(line));
  const [, direct, piped] = OPENING.exec(lines[start] ?? "") ?? [];
  const word = direct ?? piped;
  if (word === undefined) return undefined;
  const end = lines.findIndex((line, index) => index > start && line.replace(/["')]+$/, "").trim() === word);
  // What follows may be a command that does more.
  if (end !== -1 && !lines.slice(end + 1).every(isBlank)) return undefined;
  return lines.slice(start + 1, end === -1 ? lines.length : end);
}

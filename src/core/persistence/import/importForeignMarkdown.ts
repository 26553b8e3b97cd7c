import { toTurns, type ImportedChat, type Message } from "./importedChat.ts";

/** `## User`, `**Assistant:**`, `Human:`, `#### ChatGPT said:`: a line that says who speaks, and nothing or a text after it. */
const speaker =
  /^\s*(?:#{1,6}\s*)?(?:[*_]{1,2})?(you|user|human|me|question|prompt|chatgpt|assistant|ai|gpt[\w.-]*|model|answer|response|claude|gemini|copilot)(?:\s+said)?(?:[*_]{1,2})?(\s*:)?(?:[*_]{1,2})?\s*(.*)$/i;

const persons = new Set(["you", "user", "human", "me", "question", "prompt"]);

/**
 * A chat from Markdown of another program: whoever's name stands alone, as a heading or with a colon, speaks from there on.
 * A text in which nobody does is one answer.
 */
export function importForeignMarkdown(text: string): ImportedChat {
  const lines = text.replaceAll(/\r\n?/g, "\n").split("\n");
  const messages: { readonly from: Message["from"]; readonly lines: string[] }[] = [];
  let fence = "";
  for (const line of lines) {
    const mark = /^\s*(`{3,}|~{3,})/.exec(line)?.[1] ?? "";
    const who = fence === "" ? speakerOf(line) : undefined;
    if (fence === "") fence = mark;
    else if (mark.startsWith(fence) && line.trim() === mark) fence = "";
    if (who) messages.push({ from: who.from, lines: who.rest === "" ? [] : [who.rest] });
    else messages.at(-1)?.lines.push(line);
  }
  const title = /^#\s+(.+)$/m.exec(text)?.[1]?.trim() ?? "";
  const said = messages
    .map((one) => ({ from: one.from, text: one.lines.join("\n").trim() }))
    .filter((one) => one.text !== "");
  if (said.some(({ from }) => from === "question")) return { title, turns: toTurns(said) };
  const whole = text.trim();
  return { title, turns: whole === "" ? [] : toTurns([{ from: "answer", text: whole }]) };
}

function speakerOf(line: string): { readonly from: Message["from"]; readonly rest: string } | undefined {
  const [, name = "", colon, rest = ""] = speaker.exec(line) ?? [];
  if (name === "") return undefined;
  const isMarked = /^\s*(?:#|\*|_)/.test(line);
  const hasNameAlone = rest === "" && (isMarked || colon !== undefined);
  // A sentence may begin with such a word, and be of more than one.
  const hasColon = colon !== undefined && (isMarked || /^[A-Z]/.test(name));
  if (!hasNameAlone && !hasColon) return undefined;
  return { from: persons.has(name.toLowerCase()) ? "question" : "answer", rest };
}

import type { Attachment } from "./state.ts";

/** About so many UTF-16 units of English or of code make a token; of other scripts a character is often one by itself. */
const ASCII_UNITS_PER_TOKEN = 4;

/** About how many tokens a text takes: the one estimate for all that is shown and counted. */
export function estimateTokens(text: string): number {
  const others = countBeyondAscii(text);
  return Math.ceil((text.length - others) / ASCII_UNITS_PER_TOKEN + others);
}

/** About how many tokens an attachment takes; none is known of an image. */
export function attachmentTokens({ tokens, text, surroundings }: Attachment): number {
  return tokens ?? estimateTokens(text + (surroundings ? surroundings.before + surroundings.after : ""));
}

export function countBeyondAscii(text: string): number {
  let count = 0;
  for (let index = 0; index < text.length; index++) if (text.charCodeAt(index) > 0x7f) count++;
  return count;
}

/** The first whole lines of a text that have at most `limit` UTF-16 units together; the whole text when it fits. */
export function firstLines(text: string, limit: number): string {
  if (text.length <= limit) return text;
  return text.slice(0, text.lastIndexOf("\n", limit - 1) + 1) || text.slice(0, limit);
}

/** The beginning and the end of a text that is longer than `limit` UTF-16 units, with what is missing said between. */
export function shortenText(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const gap = `\n[… ${text.length - limit} characters or more left out …]\n`;
  const room = Math.max(0, limit - gap.length);
  const head = Math.ceil(room / 2);
  const tail = room - head;
  return (text.slice(0, head) + gap + text.slice(text.length - tail)).slice(0, Math.max(0, limit));
}

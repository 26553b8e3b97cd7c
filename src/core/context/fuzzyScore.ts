const BOUNDARY = /[\s/\\._\-:]/;

/**
 * How well `query` names `text`, whose parts are separated as in a path: higher is better, undefined when its
 * characters do not all occur in their order. Case does not count. The last part of the path counts most.
 */
export function fuzzyScore(query: string, text: string): number | undefined {
  const wanted = query.toLowerCase().replaceAll("\\", "/");
  if (wanted === "") return 0;
  const whole = text.toLowerCase();
  const name = whole.slice(whole.lastIndexOf("/") + 1);
  const byName = wanted.includes("/") ? undefined : scoreOf(wanted, name, text.slice(text.length - name.length));
  if (byName !== undefined) return byName + 100;
  return scoreOf(wanted, whole, text);
}

function scoreOf(wanted: string, lower: string, text: string): number | undefined {
  if (lower === wanted) return 1_000;
  const at = lower.indexOf(wanted);
  // Shorter is closer to what was typed.
  if (at >= 0) return (at === 0 ? 400 : isStart(text, at) ? 300 : 200) - Math.min(lower.length, 99);
  let score = 0;
  let from = 0;
  for (const character of wanted) {
    const found = lower.indexOf(character, from);
    if (found < 0) return undefined;
    score += found === from ? 4 : isStart(text, found) ? 3 : 0;
    from = found + 1;
  }
  return score - Math.min(lower.length, 99);
}

/** Whether a word begins there, also one in camelCase. */
function isStart(text: string, index: number): boolean {
  const before = text.charAt(index - 1);
  const here = text.charAt(index);
  return before === "" || BOUNDARY.test(before) || (here !== here.toLowerCase() && before === before.toLowerCase());
}

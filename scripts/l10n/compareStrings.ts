/** Texts by their key: the English string for what code says, a name for what package.json says. */
export type Texts = Readonly<Record<string, string>>;

/** What is wrong with a translation, a line for each finding: what is missing, what is left over, what lost a place. */
export function compareStrings(name: string, source: Texts, translated: Texts): readonly string[] {
  const missing = Object.keys(source).filter((key) => !Object.hasOwn(translated, key));
  const leftOver = Object.keys(translated).filter((key) => !Object.hasOwn(source, key));
  const changed = Object.entries(translated).flatMap(([key, text]) => {
    const english = source[key];
    if (english === undefined) return [];
    if (text.trim() === "") return [`${name}: ${quote(key)} is empty.`];
    const lost = difference(marks(english), marks(text));
    const added = difference(marks(text), marks(english));
    return [
      ...lost.map((mark) => `${name}: ${quote(key)} lost ${mark}.`),
      ...added.map((mark) => `${name}: ${quote(key)} has ${mark}, which the English text has not.`),
    ];
  });
  return [
    ...missing.map((key) => `${name}: ${quote(key)} is not translated.`),
    ...leftOver.map((key) => `${name}: ${quote(key)} is not used any more.`),
    ...changed,
  ];
}

/** What must be the same in every language: places to fill, code, commands of links, icons. */
function marks(text: string): readonly string[] {
  return text.match(/\{\w+\}|`[^`]*`|\]\([^)]*\)|\$\([\w-]+\)|https?:\/\/[^\s)。，]*[\w/}]/g) ?? [];
}

function difference(some: readonly string[], others: readonly string[]): readonly string[] {
  const left = [...others];
  return some.filter((mark) => {
    const index = left.indexOf(mark);
    if (index < 0) return true;
    left.splice(index, 1);
    return false;
  });
}

function quote(key: string): string {
  return JSON.stringify(key.length > 80 ? `${key.slice(0, 79)}…` : key);
}

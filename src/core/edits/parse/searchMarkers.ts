/** In capitals, so that a conflict of a merge with a branch `search-box` is none; in other letters with nothing behind. */
const SEARCH = /^\s*([<-]{5,9}) ?(?:(?:SEARCH|ORIGINAL)(?![\w/-])>?:?(.*)|[Ss]earch\s*)$/;
const REPLACE = /^\s*[>+]{5,9} ?(?:(?:REPLACE|UPDATED)(?![\w/-]).*|[Rr]eplace\s*)$/;

/** The marker above the old lines of a search/replace piece: how long it is, and what stands behind its word. */
export function searchMarker(line: string): { readonly length: number; readonly rest: string } | undefined {
  const [, mark, rest = ""] = SEARCH.exec(line) ?? [];
  return mark === undefined ? undefined : { length: mark.length, rest };
}

/** Whether the line is the marker below the new lines of a piece. */
export function isReplaceMarker(line: string): boolean {
  return REPLACE.test(line);
}

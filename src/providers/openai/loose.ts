/**
 * What a server that imitates OpenAI may send for a `T`: the same names, but any part missing or null. The
 * kinds of the leaves are not certain either: check with `typeof` what is passed on.
 */
export type Loose<T> = T extends readonly (infer Item)[]
  ? { readonly [index: number]: Loose<Item> } | null | undefined
  : T extends object
    ? { readonly [Name in keyof T]?: Loose<T[Name]> } | null | undefined
    : T | null | undefined;

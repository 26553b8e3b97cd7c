/** A value of which nothing is certain, whatever its documentation says. */
export type Loose<T> = T extends readonly (infer Item)[]
  ? readonly Loose<Item>[] | null | undefined
  : T extends object
    ? { readonly [Name in keyof T]?: Loose<T[Name]> } | null | undefined
    : T | null | undefined;

/** An array's items; nothing for anything else. */
export function items<T>(value: readonly T[] | null | undefined): readonly T[] {
  return Array.isArray(value) ? (value as readonly T[]) : [];
}

/** The text if it is one and not empty. */
export function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

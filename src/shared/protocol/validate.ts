/** Turns an untrusted value into a `T`, or throws {@link InvalidMessage}. */
export type Validator<T> = (value: unknown) => T;

/** A message that does not have the shape its contract asks for. It is dropped and logged, never answered in part. */
export class InvalidMessage extends Error {
  constructor(expected: string) {
    super(`expected ${expected}`);
    this.name = "InvalidMessage";
  }
}

/** Longest text accepted from the other side, in UTF-16 units: far above any real question or answer. */
const LONGEST_TEXT = 20_000_000;

export const text: Validator<string> = (value) => {
  if (typeof value === "string" && value.length <= LONGEST_TEXT) return value;
  throw new InvalidMessage("a text");
};

export const count: Validator<number> = (value) => {
  if (typeof value === "number" && Number.isSafeInteger(value) && value >= 0) return value;
  throw new InvalidMessage("a count");
};

export const nothing: Validator<undefined> = (value) => {
  if (value === undefined || value === null) return undefined;
  throw new InvalidMessage("nothing");
};

export function oneOf<const T extends string>(...allowed: readonly T[]): Validator<T> {
  return (value) => {
    const found = allowed.find((candidate) => candidate === value);
    if (found !== undefined) return found;
    throw new InvalidMessage(`one of ${allowed.join(", ")}`);
  };
}

/** At most so many: what a person drops, or an answer names. */
const LONGEST_LIST = 1_000;

export function list<T>(item: Validator<T>): Validator<readonly T[]> {
  return (value) => {
    if (Array.isArray(value) && value.length <= LONGEST_LIST) return value.map(item);
    throw new InvalidMessage("a list");
  };
}

/** An object with exactly these members; others are left out of the result. */
export function object<T extends Record<string, unknown>>(members: {
  readonly [K in keyof T]: Validator<T[K]>;
}): Validator<T> {
  return (value) => {
    if (!isRecord(value)) throw new InvalidMessage("an object");
    const entries = Object.keys(members).map((key) => [key, members[key]?.(value[key])]);
    return Object.fromEntries(entries) as T;
  };
}

/** For messages from the extension's own host, which the panel trusts. */
export function trusted<T>(): Validator<T> {
  return (value) => value as T;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

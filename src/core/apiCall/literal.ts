import { isRecord } from "../../shared/protocol/validate.ts";

/** How a language writes what JSON can hold. */
export type Notation = {
  readonly true: string;
  readonly false: string;
  readonly null: string;
  readonly text: (text: string) => string;
  /** The name of a member of an object. */
  readonly name: (name: string) => string;
};

/**
 * A character that is not seen, or that a terminal obeys when it is pasted. The emoji selector is left alone.
 */
const UNSEEN = /(?!\uFE0F)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

export const json: Notation = {
  true: "true",
  false: "false",
  null: "null",
  text: (text) => JSON.stringify(text).replace(UNSEEN, escapeUnits),
  name: (name) => json.text(name),
};

/** JSON is JavaScript but for one name, which would set an object's prototype. */
export const javaScript: Notation = {
  ...json,
  name: (name) => (name === "__proto__" ? '["__proto__"]' : /^[A-Za-z_]\w*$/.test(name) ? name : json.text(name)),
};

/** What JSON escapes, Python escapes alike; but half of a pair, escaped, stays a half there. */
export const python: Notation = {
  true: "True",
  false: "False",
  null: "None",
  text: (text) => JSON.stringify(text).replace(UNSEEN, escapeCodePoint),
  name: (name) => python.text(name),
};

/** Code for `value`, over several lines; those after the first are indented by `indent`. */
export function toLiteral(value: unknown, notation: Notation, indent = ""): string {
  const inner = `${indent}  `;
  const wrap = (open: string, items: readonly string[], close: string): string =>
    items.length === 0 ? open + close : `${open}\n${inner}${items.join(`,\n${inner}`)}\n${indent}${close}`;
  if (Array.isArray(value)) {
    return wrap(
      "[",
      value.map((item: unknown) => toLiteral(item, notation, inner)),
      "]",
    );
  }
  if (isRecord(value)) {
    const members = Object.entries(value).map(
      ([name, member]) => `${notation.name(name)}: ${toLiteral(member, notation, inner)}`,
    );
    return wrap("{", members, "}");
  }
  if (typeof value === "string") return notation.text(value);
  if (typeof value === "boolean") return value ? notation.true : notation.false;
  return value === null ? notation.null : JSON.stringify(value);
}

function escapeUnits(character: string): string {
  return Array.from({ length: character.length }, (_, index) => escapeUnit(character.charCodeAt(index))).join("");
}

function escapeCodePoint(character: string): string {
  const point = character.codePointAt(0) ?? 0;
  return point > 0xffff ? `\\U${point.toString(16).padStart(8, "0")}` : escapeUnit(point);
}

function escapeUnit(unit: number): string {
  return `\\u${unit.toString(16).padStart(4, "0")}`;
}

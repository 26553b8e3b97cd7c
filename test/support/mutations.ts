import fc from "fast-check";

/** Changes an answer's bytes in one way. */
export type Mutation = { readonly name: string; readonly apply: (bytes: Uint8Array) => Uint8Array };

/** Between 0 and 1: a place in whatever there is. Not `fc.double`, of whose values most are next to 0. */
export const place = fc.noBias(fc.nat(999_999)).map((count) => count / 1_000_000);

/** Nothing that JSON.parse gives is surprising in itself; all of it is where something else is expected. */
const oddValue = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom<unknown>(
    null,
    "",
    -1,
    0.5,
    1e308,
    Number.MAX_SAFE_INTEGER,
    [],
    {},
    [[[[]]]],
    [null],
    "error",
    { error: {} },
    { error: { error: [{ error: "deep" }] } },
    "\u0000",
    "\ud800",
    "x".repeat(10_000),
  ),
);

const garbage = fc.oneof(
  fc.uint8Array({ minLength: 1, maxLength: 40 }),
  fc
    .constantFrom(
      "\u0000\u0000",
      "\n",
      "\n\n",
      "\r",
      "\r\n\r\n",
      "\ufeff",
      "data:",
      "data: ",
      "data: [DONE]\n\n",
      "data: : keepalive\n\n",
      "data: null\n\n",
      'data: {"error":{"message":"No.","code":429}}\n\n',
      'data: {"error":"No."}\n\n',
      "event: error\n",
      'error: {"code":500}\n',
      "data: 1e999\n\n",
      `data: ${"[".repeat(5_000)}\n\n`,
      `data: ${"[".repeat(200)}${"]".repeat(200)}\n\n`,
      "<html>",
      "{",
    )
    .map(toBytes),
  // What is no UTF-8 at all.
  fc
    .constantFrom([0xff], [0xc0, 0x80], [0xe4, 0xb8], [0xf0, 0x9f, 0x98], [0xed, 0xa0, 0x80])
    .map((bytes) => Uint8Array.from(bytes)),
);

/** Any one of everything that can be done to a stream. */
export const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  ...(["byte", "line", "event"] as const).flatMap((unit) => [
    fc.tuple(place, place).map(([from, length]) =>
      inUnits(`drop ${unit}s`, unit, (units) => {
        const [start, count] = rangeOf(units, from, length);
        return units.toSpliced(start, count);
      }),
    ),
    fc.tuple(place, place, place).map(([from, length, to]) =>
      inUnits(`duplicate ${unit}s`, unit, (units) => {
        const [start, count] = rangeOf(units, from, length);
        return units.toSpliced(indexOf(units, to), 0, ...units.slice(start, start + count));
      }),
    ),
    fc.tuple(place, place).map(([one, other]) =>
      inUnits(`swap two ${unit}s`, unit, (units) => {
        const [first, second] = [indexOf(units, one), indexOf(units, other)];
        return units.map((value, index) => units[index === first ? second : index === second ? first : index] ?? value);
      }),
    ),
    fc
      .tuple(place, garbage)
      .map(([at, inserted]) =>
        inUnits(`insert garbage between ${unit}s`, unit, (units) =>
          units.toSpliced(indexOf(units, at), 0, new TextDecoder("latin1").decode(inserted)),
        ),
      ),
  ]),
  place.map((at) => ({
    name: "truncate",
    apply: (bytes: Uint8Array) => bytes.slice(0, Math.floor(at * bytes.length)),
  })),
  fc.tuple(place, fc.nat(255)).map(([at, byte]) => ({
    name: "change a byte",
    apply: (bytes: Uint8Array) => bytes.with(Math.min(bytes.length - 1, Math.floor(at * bytes.length)), byte),
  })),
  fc.tuple(place, place, oddValue).map(([at, where, value]) => ({
    name: "put another value into the JSON",
    apply: (bytes: Uint8Array) => replaceValue(bytes, at, where, value),
  })),
);

const SEPARATORS = { byte: "", line: /(?<=\n)/, event: /(?<=\n\n)/ };

/** Bytes are handled as Latin-1 text, one character each. */
function inUnits(
  name: string,
  unit: keyof typeof SEPARATORS,
  change: (units: readonly string[]) => readonly string[],
): Mutation {
  return { name, apply: (bytes) => fromBinary(change(toBinary(bytes).split(SEPARATORS[unit])).join("")) };
}

/** Replaces one value, of any depth, in one of the stream's payloads. */
function replaceValue(bytes: Uint8Array, at: number, where: number, value: unknown): Uint8Array {
  const lines = toBinary(bytes).split("\n");
  const candidates = lines.flatMap((line, index) => (/^(?:data: )?\{/.test(line) ? [index] : []));
  const index = candidates[indexOf(candidates, at)];
  const line = index === undefined ? undefined : lines[index];
  if (index === undefined || line === undefined) return bytes;
  const prefix = line.startsWith("data: ") ? "data: " : "";
  try {
    const payload: unknown = JSON.parse(line.slice(prefix.length));
    let count = 0;
    JSON.stringify(payload, (_, each: unknown) => (count++, each));
    const target = Math.floor(where * count);
    let seen = 0;
    const replaced = JSON.stringify(payload, (_, each: unknown) => (seen++ === target ? value : each));
    return toBytes(lines.with(index, prefix + replaced).join("\n"));
  } catch {
    // An earlier mutation has damaged it already.
    return bytes;
  }
}

function rangeOf(units: readonly unknown[], from: number, length: number): readonly [start: number, count: number] {
  const start = indexOf(units, from);
  // Mostly little, so that what is left still resembles an answer.
  return [start, Math.ceil(length ** 4 * (units.length - start))];
}

function indexOf(units: readonly unknown[], at: number): number {
  return Math.max(0, Math.min(units.length - 1, Math.floor(at * units.length)));
}

function toBinary(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString("latin1");
}

function fromBinary(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, "latin1"));
}

function toBytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

import assert from "node:assert/strict";
import { createParser } from "eventsource-parser";
import fc from "fast-check";
import { describe, it } from "mocha";
import { ServerError } from "../../../../src/providers/openai/serverError.ts";
import { EventStream } from "../../../../src/providers/openai/sse.ts";

function read(...pieces: readonly string[]): readonly unknown[] {
  const payloads: unknown[] = [];
  const stream = new EventStream((payload) => payloads.push(payload));
  for (const piece of pieces) stream.feed(piece);
  stream.end();
  return payloads;
}

describe("A stream of events", () => {
  it("gives each payload as soon as its line has ended, though its event has not", () => {
    const payloads: unknown[] = [];
    const stream = new EventStream((payload) => payloads.push(payload));
    stream.feed('data: {"a"');
    assert.deepEqual(payloads, []);
    stream.feed(":1}\n");
    assert.deepEqual(payloads, [{ a: 1 }]);
    stream.feed("\ndata: 2\r");
    assert.deepEqual(payloads, [{ a: 1 }, 2]);
  });

  it("is over with [DONE], whatever follows", () => {
    const payloads: unknown[] = [];
    const stream = new EventStream((payload) => payloads.push(payload));
    stream.feed("data: 1\n\ndata: [DONE]\ndata: 2\n\n");
    assert.equal(stream.isDone, true);
    assert.deepEqual(payloads, [1]);
  });

  it("passes over comments, empty data, data that is a comment, and fields that nobody reads", () => {
    assert.deepEqual(read(": hi\ndata:\ndata\ndata: : hi\n\nid: 1\nretry: 2\nx: y\nz\ndata: 1\n\n"), [1]);
  });

  it("puts JSON together that goes over several lines, with a keep-alive in between", () => {
    assert.deepEqual(read('data: {\ndata: : hi\ndata: "a":\ndata: 1}\n\n'), [{ a: 1 }]);
  });

  it("ends with a SyntaxError when an event is not JSON", () => {
    for (const text of ["data: {\n\n", "data: nonsense\n\ndata: 1\n\n", 'data: {"half']) {
      assert.throws(() => read(text), SyntaxError);
    }
  });

  it("is the server's error when an event or a field is called so", () => {
    for (const text of ['event: error\ndata: {"message":"No."}\n', 'error: {"message":"No."}\n']) {
      assert.throws(() => read("data: 1\n\n", text), { body: { message: "No." }, constructor: ServerError });
    }
    assert.deepEqual(read("event: error\n\ndata: 1\n\n"), [1]);
  });

  it("has no line and no event without end", () => {
    const mb = "x".repeat(1_000_000);
    for (const piece of [mb, `data: ${mb}\n`]) {
      const stream = new EventStream(() => undefined);
      stream.feed("data: {\n");
      assert.throws(
        () => {
          for (let count = 0; count < 40; count++) stream.feed(piece);
        },
        { failure: { code: "oversized-event" } },
      );
    }
  });

  it("is read as eventsource-parser reads it, wherever it is cut", () => {
    const line = fc.oneof(
      fc.json().map((json) => `data: ${json}`),
      fc.json().map((json) => `data:${json}`),
      fc.constantFrom(": comment", "event: message", "id: 7", "retry: 10", "", "unknown: field", "no colon"),
    );
    const ending = fc.constantFrom("\n", "\r\n", "\r");
    // Two lines of data are one event there and two here: that is what an empty line after each avoids.
    const text = fc.array(fc.tuple(line, ending)).map((lines) => lines.map(([said, end]) => said + end + end).join(""));
    fc.assert(
      fc.property(text, fc.array(fc.nat()), (whole, cuts) => {
        const places = cuts.map((cut) => cut % (whole.length + 1)).toSorted((one, other) => one - other);
        const pieces = [...places, whole.length].map((end, index) => whole.slice(places[index - 1] ?? 0, end));
        const expected: unknown[] = [];
        const parser = createParser({ onEvent: ({ data }) => expected.push(JSON.parse(data)) });
        parser.feed(whole);
        assert.deepEqual(read(...pieces), expected);
      }),
    );
  });
});

import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { maskProxy } from "../../../../src/core/connection/maskProxy.ts";

describe("a proxy's address in a report", () => {
  for (const [set, shown] of [
    ["http://proxy.example:8080", "http://proxy.example:8080"],
    ["http://me:secret@proxy.example:8080", "http://•••@proxy.example:8080"],
    ["http://secret@proxy.example", "http://•••@proxy.example"],
    ["me:secret@proxy.example:8080", "http://•••@proxy.example:8080"],
    ["proxy.example:8080", "http://proxy.example:8080"],
    [" https://proxy.example/secret?token=secret ", "https://proxy.example"],
    ["", undefined],
    ["  ", undefined],
    ["http://", "•••"],
    ["me:secret", "•••"],
  ] as const) {
    it(`is ${shown ?? "nothing"} for “${set}”`, () => {
      assert.equal(maskProxy(set), shown);
    });
  }
});

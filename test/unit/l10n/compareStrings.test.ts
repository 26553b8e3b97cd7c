import assert from "node:assert/strict";
import { compareStrings } from "../../../scripts/l10n/compareStrings.ts";

describe("a translation", () => {
  it("is complete when it has every string with its places", () => {
    assert.deepEqual(compareStrings("de", { "{0} of {1}": "{0} of {1}" }, { "{0} of {1}": "{1}, davon {0}" }), []);
  });

  it("misses strings, and has some left over", () => {
    assert.deepEqual(compareStrings("de", { Copy: "Copy" }, { Paste: "Einfügen" }), [
      'de: "Copy" is not translated.',
      'de: "Paste" is not used any more.',
    ]);
  });

  it("loses no place, no code, no address of a link and no icon", () => {
    const english = "Use `n` in {0}: $(gear) [Set](command:set)";
    assert.deepEqual(compareStrings("de", { [english]: english }, { [english]: "Nimm `m`" }), [
      `de: ${JSON.stringify(english)} lost \`n\`.`,
      `de: ${JSON.stringify(english)} lost {0}.`,
      `de: ${JSON.stringify(english)} lost $(gear).`,
      `de: ${JSON.stringify(english)} lost ](command:set).`,
      `de: ${JSON.stringify(english)} has \`m\`, which the English text has not.`,
    ]);
  });

  it("is not empty", () => {
    assert.deepEqual(compareStrings("de", { Copy: "Copy" }, { Copy: " " }), ['de: "Copy" is empty.']);
  });
});

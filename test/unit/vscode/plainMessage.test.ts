import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { toPlainMessage } from "../../../src/vscode/plainMessage.ts";

/** How VS Code finds links in a notification (`parseLinkedText`). */
const LINK = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/i;

describe("a sentence in a notification", () => {
  it("holds no link, whatever a server says", () => {
    for (const said of [
      "[Fix it](command:workbench.action.quit)",
      'See [this](https://example.com "now")',
      "[[a](file:b)",
    ]) {
      assert.match(said, LINK);
      assert.doesNotMatch(toPlainMessage(said), LINK);
    }
  });

  it("is otherwise left alone", () => {
    assert.equal(toPlainMessage("Check f(x)[0] (400). [a] (b)"), "Check f(x)[0] (400). [a] (b)");
  });
});

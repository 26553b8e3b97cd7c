import assert from "node:assert/strict";
import { toVisibleRuns } from "../../../../src/webview/markdown/invisible.ts";

describe("invisible characters", () => {
  it("are named one by one, and nothing is lost", () => {
    const code = "if (a\u202E // \u2066) \u{E0041}\uFEFF";
    const runs = toVisibleRuns(code);
    assert.equal(runs.map(({ text }) => text).join(""), code);
    assert.deepEqual(
      runs.flatMap(({ name }) => name ?? []),
      ["U+202E", "U+2066", "U+E0041", "U+FEFF"],
    );
  });

  it("leave ordinary text, indentation and emoji alone", () => {
    const code = "\tconst naïve = '日本語 ❤️';\n";
    assert.deepEqual(toVisibleRuns(code), [{ text: code }]);
    assert.deepEqual(toVisibleRuns(""), []);
  });
});

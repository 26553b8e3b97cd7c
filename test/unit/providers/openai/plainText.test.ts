import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { toPlainLine } from "../../../../src/providers/openai/plainText.ts";

describe("A line of a server's words", () => {
  it("is one line", () => {
    assert.equal(toPlainLine(" one\r\n\ttwo\u0000\u001b[31m  three ", []), "one two [31m three");
  });

  it("is shortened to 300 characters", () => {
    const line = toPlainLine("word ".repeat(1000), []);
    assert.ok(line.length <= 300);
    assert.ok(line.endsWith("word…"));
  });

  it("is the title of a page, or else its text without scripts and styles", () => {
    assert.equal(toPlainLine("<html><title>\n Bad &amp; worse </title><body>long</body></html>", []), "Bad & worse");
    assert.equal(
      toPlainLine(
        "<h1>Blocked</h1><style>p{}</style><script>alert('<b>')</script><p>Ask&nbsp;your admin &lt;3</p>",
        [],
      ),
      "Blocked Ask your admin <3",
    );
  });

  it("keeps angle brackets that are not a page", () => {
    assert.equal(toPlainLine("expected a < b > c", []), "expected a < b > c");
  });

  it("does not hold a secret, not even where it would have been shortened", () => {
    const secret = "0123456789abcdef";
    const line = toPlainLine(`${"x".repeat(290)} ${secret}`, [secret]);
    assert.equal(line.includes("01234567"), false);
    assert.equal(toPlainLine(`key=${secret}, ${secret}`, [secret]), "key=[redacted], [redacted]");
  });

  it("does not hold what looks like a key or a token, even masked by the server", () => {
    assert.equal(
      toPlainLine("Incorrect API key provided: sk-abc***xyz. Find it", []),
      "Incorrect API key provided: [redacted] Find it",
    );
    assert.equal(toPlainLine('header "Bearer abc.def-ghi" is wrong', []), 'header "Bearer [redacted]" is wrong');
  });

  it("keeps words that a short secret happens to be", () => {
    assert.equal(toPlainLine("ollama is not running", ["ollama", ""]), "ollama is not running");
  });
});

import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { findElision, isElisionLine } from "../../../../src/core/edits/elisions.ts";

const phrases = [
  "... existing code ...",
  "...existing code...",
  "… existing code …",
  "...",
  "rest of code",
  "rest of the code remains the same",
  "... (rest of the implementation)",
  "unchanged",
  "existing methods here",
  "Other methods remain unchanged...",
  "... remaining functions unchanged ...",
  "same as before",
  "the rest of the file is unchanged",
  "[... rest of class ...]",
];

const styles: readonly ((text: string) => string)[] = [
  (text) => `// ${text}`,
  (text) => `# ${text}`,
  (text) => `-- ${text}`,
  (text) => `/* ${text} */`,
  (text) => `<!-- ${text} -->`,
  (text) => `{/* ${text} */}`,
  (text) => `.. ${text}`,
];

const honest = [
  "// Wait for the other thread...",
  "// unchanged values are skipped by the caller",
  "// The rest of the code depends on this order",
  "/** Keeps the existing code of each entry. */",
  "# Install the remaining packages",
  "<!-- The other list -->",
  "const { a, ...rest } = existing;",
  'log("... existing code ...");',
  "print('rest of code')",
  "'unchanged',",
  "--unchanged",
  "yield ...",
  "...",
  "{ id: 1, ...original },",
  "#include <existing>",
  "### Other methods",
  "# Other helper functions",
  "// Everything else",
  " *     // ...",
  " * function a() { /* ... */ }",
  "40: 1,  # '…'",
];

describe("a comment for left-out code", () => {
  for (const phrase of phrases) {
    it(`is recognised as “${phrase}” in any comment style`, () => {
      for (const style of styles) {
        const line = style(phrase);
        assert.equal(findElision(`a();\n    ${line}\nb();`, "a();"), line);
      }
    });
  }

  it("is recognised behind or inside a line of code", () => {
    for (const line of [
      "function a() { /* ... existing code ... */ }",
      "function a() { /* ... */ }",
      "class A { // ... rest of the class",
      "<p><!-- ... same ... --></p>",
    ]) {
      assert.equal(findElision(line, ""), line);
    }
  });

  it("is not a comment of the person's own", () => {
    assert.equal(findElision("  # unchanged", "a\n# unchanged\nb"), undefined);
  });

  for (const line of honest) {
    it(`is not “${line}”`, () => assert.equal(findElision(`x\n${line}\ny`, ""), undefined));
  }
});

describe("a line that only stands for left-out code", () => {
  for (const line of [
    "...",
    "  …",
    "[...]",
    "# ...",
    "pass  # ... rest of the function",
    "&lt;!-- ... --&gt;",
    "{{!-- ... --}}",
  ]) {
    it(`is “${line.trim()}”`, () => assert.equal(isElisionLine(line), true));
  }

  for (const line of [
    "",
    "...args,",
    "pass",
    "function a() { /* ... */ }",
    "return x; // ... existing code",
    "// see below",
  ]) {
    it(`is not “${line}”`, () => assert.equal(isElisionLine(line), false));
  }
});

import assert from "node:assert/strict";
import { languageOfPath } from "../../../../src/core/edits/languageOfPath.ts";

describe("the language of a path", () => {
  it("is VS Code's id for the extension, whatever its case and the folders", () => {
    assert.deepEqual(
      ["a/b.TS", "index.d.ts", "x.py/README.md", "lib/nan.h", "View.mm", "App.tsx", ".eslintrc.json"].map(
        languageOfPath,
      ),
      ["typescript", "typescript", "markdown", "cpp", "objective-cpp", "typescriptreact", "json"],
    );
  });

  it("is told by the whole name where there is no extension", () => {
    assert.deepEqual(["ios/Podfile", "Dockerfile", "src/CMakeLists.txt", "Makefile"].map(languageOfPath), [
      "ruby",
      "dockerfile",
      "cmake",
      "makefile",
    ]);
  });

  it("is plain text where the name does not tell", () => {
    assert.deepEqual(["LICENSE", "py", "a.unknown", "", "constructor", "a.constructor"].map(languageOfPath), [
      ...Array<string>(6).fill("plaintext"),
    ]);
  });
});

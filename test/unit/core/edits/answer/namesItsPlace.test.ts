import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { namesItsPlace } from "../../../../../src/core/edits/answer/namesItsPlace.ts";

describe("whether an answer names the place that it changes", () => {
  it("it does as search/replace blocks, as a diff and as a patch", () => {
    for (const code of [
      "<<<<<<< SEARCH\na\n=======\nb\n>>>>>>> REPLACE",
      "--- a/x.ts\n+++ b/x.ts\n@@ -1,1 +1,1 @@\n-a\n+b",
      "*** Begin Patch\n*** Update File: x.ts\n@@\n-a\n+b\n*** End Patch",
    ]) {
      assert.ok(namesItsPlace(`Here:\n\n\`\`\`diff\n${code}\n\`\`\`\n`), code);
    }
  });

  it("it does without a fence", () => {
    assert.ok(namesItsPlace("Here:\n\n<<<<<<< SEARCH\na\n=======\nb\n>>>>>>> REPLACE\n"));
  });

  it("it does not as code, or without any", () => {
    assert.equal(namesItsPlace("```ts\nconst a = b;\n```"), false);
    assert.equal(namesItsPlace("Rather not."), false);
  });
});

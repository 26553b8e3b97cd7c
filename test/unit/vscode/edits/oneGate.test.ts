import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "mocha";

const root = join(import.meta.dirname, "../../../..");

/** Everything by which an extension can change a document or a file that is not its own. */
const writes =
  /\bapplyEdit\(|\.edit\(\s*\(|\.insertSnippet\(|\bfs\.(?:writeFile|delete|rename|copy|createDirectory)\(|\bworkspace\.save|\.save\(\)/;

/** The extension's own storage, files that are proposed only, which are in memory, and one that the person names. */
const own = new Set([
  "src/vscode/replaceFile.ts",
  "src/vscode/vsCodeFolder.ts",
  "src/vscode/commands/exportChat.ts",
  "src/vscode/boundedFiles.ts",
  "src/vscode/edits/newFileDocuments.ts",
]);

describe("what writes into the person's files", () => {
  const writing = globSync("src/vscode/**/*.ts", { cwd: root }).filter(
    (file) => !own.has(file) && writes.test(readFileSync(join(root, file), "utf8")),
  );

  it("is the gate, and Insert at cursor, which asks it first", () => {
    assert.deepEqual(writing.toSorted(), ["src/vscode/chat/codeBlockActions.ts", "src/vscode/edits/writeGate.ts"]);
    const insert = readFileSync(join(root, "src/vscode/chat/codeBlockActions.ts"), "utf8");
    assert.match(insert, /#gate\.leave\([^]*\.edit\(/);
  });

  it("is not what saves proposed files, which names no document but theirs", () => {
    const proposed = readFileSync(join(root, "src/vscode/edits/newFileDocuments.ts"), "utf8");
    const saves = proposed.split("\n").filter((line) => line.includes(".save()"));
    assert.ok(saves.length > 0 && saves.every((line) => line.includes("of unsaved())")), saves.join("\n"));
    assert.match(proposed, /textDocuments\.filter\(\({ uri, isDirty }\) => uri\.scheme === newFileScheme/);
  });
});

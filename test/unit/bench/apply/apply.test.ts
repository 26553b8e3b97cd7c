import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { text } from "node:stream/consumers";

const script = join(import.meta.dirname, "../../../../scripts/apply.ts");

function start(): ReturnType<typeof spawn> {
  return spawn(process.execPath, [script], { stdio: ["pipe", "pipe", "pipe"] });
}

async function run(input: string): Promise<{ readonly lines: readonly unknown[]; readonly code: unknown }> {
  const child = start();
  assert.ok(child.stdin && child.stdout && child.stderr);
  child.stdin.end(input);
  const exit = once(child, "exit");
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
  assert.equal(errors, "");
  const [code]: unknown[] = await exit;
  const lines = output.split("\n");
  assert.equal(lines.pop(), "");
  return { lines: lines.map((line) => JSON.parse(line) as unknown), code };
}

function replace(before: string, after: string): string {
  return ["```js", "<<<<<<< SEARCH", before, "=======", after, ">>>>>>> REPLACE", "```"].join("\n");
}

describe("npm run -s apply", () => {
  it("answers every line in its order, also those that it cannot read", async () => {
    const edit = { id: 1, path: "a.js", text: "let a = 1;\nlet b = 2;\n", answer: replace("let b = 2;", "let b = 3;") };
    const input = [
      JSON.stringify(edit),
      "no JSON",
      "[1]",
      JSON.stringify({ id: "x", path: "a.js" }),
      JSON.stringify({ ...edit, id: "selection", selection: [2, 1] }),
      JSON.stringify({ ...edit, id: { any: "thing" }, answer: "Nothing to do." }),
    ].join("\n");
    const { lines, code } = await run(input);
    assert.deepEqual(
      lines.map((line) => {
        const { id, outcome } = line as Record<string, unknown>;
        return [id, outcome];
      }),
      [
        [1, "edited"],
        [null, "refused"],
        [null, "refused"],
        ["x", "refused"],
        ["selection", "refused"],
        [{ any: "thing" }, "refused"],
      ],
    );
    assert.deepEqual(lines[0], { id: 1, outcome: "edited", text: "let a = 1;\nlet b = 3;\n" });
    assert.ok(lines.slice(1).every((line) => typeof (line as Record<string, unknown>)["reason"] === "string"));
    assert.equal(code, 0);
  });

  it("keeps a byte order mark, CRLF, lone surrogates and U+2028 as they are", async () => {
    const before = "\ufeffconst a = '\ud83d';\r\nlet b = 2; // \u2028\r\nlet c = 3;\r\n";
    // As some programs write JSON: everything but line feeds, quotes and lone surrogates stands for itself.
    const line = JSON.stringify({
      id: "\u2028",
      path: "a.js",
      text: before,
      answer: replace("let c = 3;", "let c = 4;"),
    });
    assert.ok(line.includes("\u2028"));
    const { lines } = await run(`${line}\r\n`);
    assert.deepEqual(lines, [{ id: "\u2028", outcome: "edited", text: before.replace("let c = 3;", "let c = 4;") }]);
  });

  it("ends without an error when nobody reads on", async () => {
    const child = start();
    assert.ok(child.stdin && child.stdout && child.stderr);
    const line = JSON.stringify({ id: 1, path: "a.js", text: "let a = 1;\n".repeat(100), answer: replace("x", "y") });
    // It ends while there is still input.
    child.stdin.on("error", () => undefined);
    child.stdin.end(`${line}\n`.repeat(2000));
    child.stdout.destroy();
    const errors = text(child.stderr);
    const [code]: unknown[] = await once(child, "exit");
    assert.equal(await errors, "");
    assert.equal(code, 0);
  });
});

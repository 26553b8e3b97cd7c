import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readSourceStrings, type SourceStrings } from "../../../scripts/l10n/sourceStrings.ts";

describe("the strings of the sources", () => {
  it("are what is given to a function named t, whatever it belongs to", async () => {
    const { strings, unknown } = await read('t("One"); panel.t("Two {0}", 2); this.#t("“Three”\\n"); other("Four");');
    assert.deepEqual(
      strings.map(({ message }) => message),
      ["One", "Two {0}", "“Three”\n"],
    );
    assert.deepEqual(unknown, []);
  });

  it("may be a choice", async () => {
    const { strings } = await read('t(done ? "Done" : failed ? "Failed" : "Running");');
    assert.deepEqual(
      strings.map(({ message }) => message),
      ["Done", "Failed", "Running"],
    );
  });

  it("cannot be put together", async () => {
    const { unknown } = await read('\nt("One " + two);\nt(`${one}`);');
    assert.deepEqual(
      unknown.map(({ line, code }) => `${line}: ${code}`),
      ['2: t("One " + two)', "3: t(`${one}`)"],
    );
  });

  it("have no words around them that are not translated", async () => {
    const { joined } = await read(
      [
        '`${t("Model")}, picked`; "for " + t("you"); `${t("One")}, ${two}`;',
        '`# ${t("Title")}`; `$(copy) ${t("Copy")}`; `${t("Diagram")}.md`; `${a} · ${t("b")}`; html`<p>${t("c")} x</p>`;',
      ].join("\n"),
    );
    assert.deepEqual(
      joined.map(({ line, code }) => `${line}: ${code}`),
      ['1: `${t("Model")}, picked`', '1: "for " + t("you")', '1: `${t("One")}, ${two}`'],
    );
  });
});

async function read(code: string): Promise<SourceStrings> {
  const folder = await mkdtemp(join(tmpdir(), "strings-"));
  try {
    await writeFile(join(folder, "code.ts"), code);
    return await readSourceStrings(folder, ["code.ts"]);
  } finally {
    await rm(folder, { recursive: true });
  }
}

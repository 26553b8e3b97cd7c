import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "mocha";
import * as vscode from "vscode";
import { ReviewWorld } from "./reviewWorld.ts";

const ascii = (text: string): Buffer => Buffer.from(text, "latin1");
const utf8 = (text: string): Buffer => Buffer.from(text, "utf8");
const utf16le = (text: string): Buffer => Buffer.from(text, "utf16le");
const utf16be = (text: string): Buffer => Buffer.from(text, "utf16le").swap16();

type Sample = {
  readonly encoding: string;
  /** Whether VS Code finds the encoding by itself. */
  readonly found: boolean;
  readonly mark: Buffer;
  readonly encode: (text: string) => Buffer;
  /** A word that other encodings would write in other bytes. */
  readonly word: Buffer;
};

const none = Buffer.alloc(0);
const samples: readonly Sample[] = [
  { encoding: "utf8", found: true, mark: none, encode: utf8, word: utf8("äあ\u{1F600}e\u0301") },
  { encoding: "utf8bom", found: true, mark: Buffer.from("efbbbf", "hex"), encode: utf8, word: utf8("äあ") },
  { encoding: "utf16le", found: true, mark: Buffer.from("fffe", "hex"), encode: utf16le, word: utf16le("ä\u{1F600}") },
  { encoding: "utf16be", found: true, mark: Buffer.from("feff", "hex"), encode: utf16be, word: utf16be("ä\u{1F600}") },
  // The second byte of the last character is that of a backslash.
  { encoding: "shiftjis", found: false, mark: none, encode: ascii, word: Buffer.from("82a0955c", "hex") },
  { encoding: "gbk", found: false, mark: none, encode: ascii, word: Buffer.from("c4e380", "hex") },
  { encoding: "windows1252", found: false, mark: none, encode: ascii, word: Buffer.from("e98085", "hex") },
];

describe("an accepted change in a file", () => {
  let world: ReviewWorld;

  beforeEach(async () => {
    world = await ReviewWorld.create();
  });
  afterEach(() => world.stop());

  /** Changes the second line and saves. */
  async function changed({ document }: vscode.TextEditor): Promise<void> {
    await world.propose(document, "\tnew  ", [1, 1]);
    await world.reviews.acceptAll();
    assert.ok(await document.save());
  }

  for (const { encoding, found, mark, encode, word } of samples) {
    for (const [eol, what] of [
      ["\n", "LF"],
      ["\r\n", "CRLF"],
    ] as const) {
      it(`keeps every byte outside of it in ${encoding} with ${what}`, async () => {
        const file = (line: string): Buffer =>
          Buffer.concat([mark, encode("\t"), word, encode(`  ${eol}${line}${eol}${eol}  `), word, encode(" ")]);
        const editor = await world.openBytes("a.txt", file("old"), found ? undefined : encoding);
        assert.equal(editor.document.encoding, encoding);
        await changed(editor);
        assert.deepEqual(await world.bytesOnDisk("a.txt"), file("\tnew  "));
        assert.equal(editor.document.encoding, encoding);
        await vscode.commands.executeCommand("undo");
        await editor.document.save();
        assert.deepEqual(await world.bytesOnDisk("a.txt"), file("old"));
      });
    }
  }

  it("keeps what stands beside it in the same line, also when that is more than one unit", async () => {
    const around = (text: string): string => `e\u0301\u{1F468}\u200D\u{1F469} ${text} \u{1F600}e\u0301\nlast`;
    const { document } = await world.open("a.txt", around("old \u{1F600}"));
    await world.proposeFor(document, around("old \u{1F600}"), around("old \u{1F601}"));
    await world.reviews.acceptAll();
    assert.equal(document.getText(), around("old \u{1F601}"));
    await document.save();
    assert.equal(await world.onDisk("a.txt"), around("old \u{1F601}"));
    await vscode.commands.executeCommand("undo");
    assert.equal(document.getText(), around("old \u{1F600}"));
  });

  it("takes the encoding that the folder's settings name", async () => {
    const files = vscode.workspace.getConfiguration("files");
    await files.update("encoding", "shiftjis", vscode.ConfigurationTarget.Workspace);
    const bytes = (line: string): Buffer => Buffer.concat([Buffer.from("82a00a", "hex"), ascii(line)]);
    try {
      const [folder] = vscode.workspace.workspaceFolders ?? [];
      assert.ok(folder);
      const uri = vscode.Uri.joinPath(folder.uri, "shift.txt");
      await vscode.workspace.fs.writeFile(uri, bytes("old"));
      const editor = await vscode.window.showTextDocument(uri);
      assert.equal(editor.document.encoding, "shiftjis");
      await changed(editor);
      assert.deepEqual(Buffer.from(await vscode.workspace.fs.readFile(uri)), bytes("\tnew  "));
      await vscode.workspace.fs.delete(uri);
    } finally {
      await files.update("encoding", undefined, vscode.ConfigurationTarget.Workspace);
    }
  });

  describe("whose line endings VS Code does not keep", () => {
    for (const [text, loaded] of [
      ["a\nb\nc\r\nd\re", "a\nb\nc\nd\ne"],
      ["a\r\nb\r\nc\nd", "a\r\nb\r\nc\r\nd"],
      ["a\rb\rc", "a\r\nb\r\nc"],
    ] as const) {
      it(`changes nothing more than VS Code itself in ${JSON.stringify(text)}`, async () => {
        const editor = await world.open("a.txt", text);
        assert.equal(editor.document.getText(), loaded);
        assert.equal(editor.document.isDirty, false);
        await changed(editor);
        assert.equal(await world.onDisk("a.txt"), loaded.replace("b", "\tnew  "));
      });
    }
  });
});

describe("a file that its encoding does not fit", () => {
  let world: ReviewWorld;

  beforeEach(async () => {
    world = await ReviewWorld.create();
  });
  afterEach(() => world.stop());

  async function refusal(document: vscode.TextDocument, newText: string): Promise<string> {
    const base = document.getText();
    const proposed = await world.reviews.propose({ uri: document.uri, base, newText, title: "Fix" });
    return proposed.type === "refused" ? proposed.reason : "";
  }

  for (const [encoding, bytes] of [
    ["utf8", "61ff620a"],
    ["utf8", "61c3280a"],
    ["utf16le", "fffe61000a"],
    ["shiftjis", "81ff0a61"],
    // A second way to write the same character: saving writes the first one.
    ["shiftjis", "fa540a61"],
    ["windows1252", "61810a"],
  ] as const) {
    it(`is refused: ${bytes} in ${encoding}`, async () => {
      const { document } = await world.openBytes("bad.txt", Buffer.from(bytes, "hex"), encoding);
      assert.match(
        await refusal(document, `${document.getText()}\nnew`),
        /^bad\.txt is not valid .* Reopen with Encoding/,
      );
    });
  }

  it("is not one with a replacement character of its own", async () => {
    const { document } = await world.open("a.txt", "a\uFFFDb\n");
    await world.propose(document, "a\uFFFDc\n");
  });

  it("takes no answer with a character that it cannot hold", async () => {
    const { document } = await world.openBytes("a.txt", ascii("caf\xe9\nold"), "windows1252");
    assert.match(await refusal(document, "caf\xe9\nold → new"), /^The answer has “→”, which a\.txt cannot hold/);
    assert.equal(await refusal(document, "caf\xe9\nold … new"), "");
  });
});

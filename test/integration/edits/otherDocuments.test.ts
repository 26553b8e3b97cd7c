import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "mocha";
import * as vscode from "vscode";
import { untranslated } from "../../../src/shared/l10n.ts";
import { proposedSource } from "../../../src/vscode/edits/proposedDocuments.ts";
import { whyNotEditable } from "../../../src/vscode/edits/whyNotEditable.ts";
import { capture, wholeDocument } from "../../../src/vscode/context/capture.ts";
import { replaced, ReviewWorld, until } from "./reviewWorld.ts";

describe("documents other than plain files", () => {
  let world: ReviewWorld;
  const registrations: vscode.Disposable[] = [];

  beforeEach(async () => {
    world = await ReviewWorld.create();
  });
  afterEach(async () => {
    for (const registration of registrations.splice(0)) registration.dispose();
    await world.stop();
  });

  async function refusal(document: vscode.TextDocument): Promise<string> {
    const range = new vscode.Range(0, 0, 0, 1);
    const proposed = await world.reviews.propose({ ...replaced(document, range, "new"), title: "Fix" });
    assert.equal(proposed.type, "refused");
    assert.equal(proposed.type === "refused" && proposed.reason, await whyNotEditable(document, untranslated));
    return proposed.type === "refused" ? proposed.reason : "";
  }

  it("are refused when they are on a read-only file system", async () => {
    registrations.push(
      vscode.workspace.registerFileSystemProvider("readonly-test", new ReadOnlyFiles(), { isReadonly: true }),
    );
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse("readonly-test:/a.ts"));
    assert.match(await refusal(document), /a\.ts is read-only/);
  });

  it("are refused when the file says that it is read-only", async () => {
    registrations.push(vscode.workspace.registerFileSystemProvider("readonly-file", new ReadOnlyFiles()));
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse("readonly-file:/a.ts"));
    assert.match(await refusal(document), /a\.ts is read-only/);
  });

  it("are refused when they are no files", async () => {
    registrations.push(
      vscode.workspace.registerTextDocumentContentProvider("virtual-test", { provideTextDocumentContent: () => "x" }),
    );
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse("virtual-test:/a.log"));
    assert.match(await refusal(document), /a\.log is not a file/);
  });

  it("are refused when they are the raw text of a notebook", async () => {
    const { document } = await world.open("a.txt", "{}");
    const raw = await vscode.workspace.openTextDocument(await copy(document.uri, world.uri("a.ipynb")));
    assert.match(await refusal(raw), /a\.ipynb is open as raw JSON/);
  });

  it("may be the cells of a notebook, which are compared at once", async () => {
    const cell = new vscode.NotebookCellData(vscode.NotebookCellKind.Code, "a = 1\nb = 2", "python");
    const notebook = await vscode.workspace.openNotebookDocument("jupyter-notebook", new vscode.NotebookData([cell]));
    await vscode.window.showNotebookDocument(notebook);
    const { document } = notebook.cellAt(0);
    await world.propose(document, "a = 1\nb = 3");
    assert.equal(document.getText(), "a = 1\nb = 2");
    assert.equal((await world.lenses(document.uri)).length, 1);
    const compared = vscode.workspace.textDocuments.filter(
      ({ uri }) => proposedSource(uri)?.uri.toString() === document.uri.toString(),
    );
    assert.deepEqual(new Set(compared.map((side) => side.getText())), new Set(["a = 1\nb = 2", "a = 1\nb = 3"]));
    assert.ok(compared.every(({ languageId }) => languageId === "python"));
    await world.reviews.acceptAll(await world.argument(document.uri, "Accept All"));
    assert.equal(document.getText(), "a = 1\nb = 3");
  });
});

describe("applying a block to documents other than plain files", () => {
  let world: ReviewWorld;
  const registrations: vscode.Disposable[] = [];

  beforeEach(async () => {
    world = await ReviewWorld.create();
  });
  afterEach(async () => {
    for (const registration of registrations.splice(0)) registration.dispose();
    await world.stop();
  });

  const pieces = "<<<<<<< SEARCH\ntwo\n=======\n2\n>>>>>>> REPLACE";

  /** Presses Apply to file on an edit that names no file; the question was about the document, if one is given. */
  function apply(document?: vscode.TextDocument): Promise<string> {
    const about = document ? [capture(document, wholeDocument(document), "file")] : [];
    return world.apply(pieces, { about });
  }

  it("works in an untitled one", async () => {
    const document = await vscode.workspace.openTextDocument({ content: "one\ntwo\n" });
    await vscode.window.showTextDocument(document);
    assert.match(await apply(), /^Proposed in Untitled-\d+/);
    await world.reviews.acceptAll();
    assert.equal(document.getText(), "one\n2\n");
  });

  it("works on a virtual file system, where it is dirty and not written until it is saved", async () => {
    const files = new MemoryFiles({ "/a.txt": "one\r\ntwo\r\n" });
    registrations.push(vscode.workspace.registerFileSystemProvider("memory-test", files));
    const document = await vscode.workspace.openTextDocument(vscode.Uri.parse("memory-test:/a.txt"));
    await world.open("other.ts", "two\n");
    assert.match(await apply(document), /^Proposed in /);
    await world.reviews.acceptAll(document.uri);
    assert.equal(document.getText(), "one\r\n2\r\n");
    assert.equal(document.isDirty, true);
    assert.equal(files.text("/a.txt"), "one\r\ntwo\r\n");
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand("undo");
    assert.equal(document.getText(), "one\r\ntwo\r\n");
    assert.equal(document.isDirty, false);
    await vscode.commands.executeCommand("redo");
    await document.save();
    assert.equal(files.text("/a.txt"), "one\r\n2\r\n");
  });

  it("works in the cell of a notebook, and refuses the notebook's raw text", async () => {
    const cell = new vscode.NotebookCellData(vscode.NotebookCellKind.Code, "one\ntwo", "python");
    const notebook = await vscode.workspace.openNotebookDocument("jupyter-notebook", new vscode.NotebookData([cell]));
    await vscode.window.showNotebookDocument(notebook);
    const { document } = notebook.cellAt(0);
    await apply(document);
    await world.reviews.acceptAll(document.uri);
    assert.equal(document.getText(), "one\n2");

    const { document: text } = await world.open("a.txt", "two\n");
    const raw = await vscode.workspace.openTextDocument(await copy(text.uri, world.uri("a.ipynb")));
    assert.match(await apply(raw), /a\.ipynb is open as raw JSON/);
  });

  it("refuses what is read-only or no file, saying so", async () => {
    const readOnly = new MemoryFiles({ "/a.txt": "two\n" });
    registrations.push(
      vscode.workspace.registerFileSystemProvider("memory-readonly", readOnly, { isReadonly: true }),
      vscode.workspace.registerTextDocumentContentProvider("log-test", { provideTextDocumentContent: () => "two\n" }),
    );
    const file = await vscode.workspace.openTextDocument(vscode.Uri.parse("memory-readonly:/a.txt"));
    assert.match(await apply(file), /a\.txt is read-only/);
    const virtual = await vscode.workspace.openTextDocument(vscode.Uri.parse("log-test:/build.log"));
    assert.match(await apply(virtual), /build\.log is not a file/);
    const channel = vscode.window.createOutputChannel("Some output");
    registrations.push(channel);
    channel.append("two\n");
    channel.show();
    await until(() => outputDocument() !== undefined, "showing the output");
    assert.match(await apply(outputDocument()), /is not a file and cannot be changed/);
    await vscode.commands.executeCommand("workbench.action.closePanel");
  });

  it("changes a document with two editors once, and brings no third one", async () => {
    const { document } = await world.open("a.ts", "one\ntwo\n");
    await vscode.commands.executeCommand("workbench.action.splitEditor");
    await until(() => vscode.window.visibleTextEditors.length === 2, "the split");
    await apply(document);
    await world.reviews.acceptAll();
    assert.equal(document.getText(), "one\n2\n");
    assert.equal(vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs).length, 2);
  });
});

function outputDocument(): vscode.TextDocument | undefined {
  return vscode.workspace.textDocuments.find(
    (document) => document.uri.scheme === "output" && document.getText().includes("two"),
  );
}

/** Files that are nowhere but here. */
class MemoryFiles implements vscode.FileSystemProvider {
  readonly onDidChangeFile = new vscode.EventEmitter<vscode.FileChangeEvent[]>().event;
  readonly #files: Map<string, Uint8Array>;

  constructor(texts: Readonly<Record<string, string>>) {
    this.#files = new Map(Object.entries(texts).map(([path, text]) => [path, new TextEncoder().encode(text)]));
  }

  text(path: string): string {
    return new TextDecoder().decode(this.#files.get(path));
  }

  stat({ path }: vscode.Uri): vscode.FileStat {
    const bytes = this.readFile(vscode.Uri.file(path));
    return { type: vscode.FileType.File, ctime: 0, mtime: bytes.length, size: bytes.length };
  }

  readFile({ path }: vscode.Uri): Uint8Array {
    const bytes = this.#files.get(path);
    if (!bytes) throw vscode.FileSystemError.FileNotFound(path);
    return bytes;
  }

  writeFile({ path }: vscode.Uri, bytes: Uint8Array): void {
    this.#files.set(path, bytes);
  }

  delete({ path }: vscode.Uri): void {
    this.#files.delete(path);
  }

  rename({ path }: vscode.Uri, to: vscode.Uri): void {
    this.writeFile(to, this.readFile(vscode.Uri.file(path)));
    this.#files.delete(path);
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  readDirectory(): [string, vscode.FileType][] {
    return [...this.#files.keys()].map((path) => [path.slice(1), vscode.FileType.File]);
  }

  createDirectory(): void {
    // There is only the root.
  }
}

async function copy(from: vscode.Uri, to: vscode.Uri): Promise<vscode.Uri> {
  await vscode.workspace.fs.copy(from, to);
  return to;
}

/** One file, `x`, that cannot be written. */
class ReadOnlyFiles implements vscode.FileSystemProvider {
  readonly onDidChangeFile = new vscode.EventEmitter<vscode.FileChangeEvent[]>().event;

  stat(): vscode.FileStat {
    return { type: vscode.FileType.File, ctime: 0, mtime: 0, size: 1, permissions: vscode.FilePermission.Readonly };
  }

  readFile(): Uint8Array {
    return new TextEncoder().encode("x");
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => undefined);
  }

  readDirectory(): never {
    throw vscode.FileSystemError.FileNotFound();
  }

  createDirectory(): never {
    throw vscode.FileSystemError.NoPermissions();
  }

  writeFile(): never {
    throw vscode.FileSystemError.NoPermissions();
  }

  delete(): never {
    throw vscode.FileSystemError.NoPermissions();
  }

  rename(): never {
    throw vscode.FileSystemError.NoPermissions();
  }
}

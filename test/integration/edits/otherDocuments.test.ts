import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "mocha";
import * as vscode from "vscode";
import { untranslated } from "../../../src/shared/l10n.ts";
import { proposedSource } from "../../../src/vscode/edits/proposedDocuments.ts";
import { whyNotEditable } from "../../../src/vscode/edits/whyNotEditable.ts";
import { replaced, ReviewWorld } from "./reviewWorld.ts";

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

import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "mocha";
import * as vscode from "vscode";
import { ReviewWorld, until } from "./reviewWorld.ts";

describe("errors since a change was accepted", () => {
  let world: ReviewWorld;
  let server: vscode.DiagnosticCollection;
  beforeEach(async () => {
    world = await ReviewWorld.create();
    server = vscode.languages.createDiagnosticCollection("test");
  });
  afterEach(async () => {
    server.dispose();
    await world.stop();
  });

  it("are those that a server did not report before", async () => {
    const document = await accepted(["old"]);
    report(document, ["old", "new"]);
    await until(() => found(document).length > 0, "a new error");
    assert.deepEqual(found(document), ["new"]);
  });

  it("end when the server no longer reports them", async () => {
    const document = await accepted([]);
    report(document, ["new"]);
    await until(() => found(document).length > 0, "a new error");
    report(document, []);
    await until(() => found(document).length === 0, "the end of it");
  });

  it("stay ours when another change is accepted", async () => {
    const document = await accepted([]);
    report(document, ["new"]);
    await until(() => found(document).length > 0, "a new error");
    await world.propose(document, "const a = 3;\n");
    await world.reviews.acceptAll();
    assert.deepEqual(found(document), ["new"]);
  });

  it("are none of those that come with what the person types", async () => {
    const document = await accepted([]);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, new vscode.Position(0, 0), "const ");
    await vscode.workspace.applyEdit(edit);
    report(document, ["typed"]);
    await until(() => vscode.languages.getDiagnostics(document.uri).length > 0, "the report");
    assert.deepEqual(found(document), []);
  });

  it("are not looked for when nothing was accepted", async () => {
    const { document } = await world.open("a.txt", "const a = 1;\n");
    await world.propose(document, "const a = 2;\n");
    await world.reviews.rejectAll();
    report(document, ["new"]);
    await until(() => vscode.languages.getDiagnostics(document.uri).length > 0, "the report");
    assert.deepEqual(found(document), []);
  });

  async function accepted(before: readonly string[]): Promise<vscode.TextDocument> {
    const { document } = await world.open("a.txt", "const a = 1;\n");
    report(document, before);
    await until(() => vscode.languages.getDiagnostics(document.uri).length === before.length, "the first report");
    await world.propose(document, "const a = 2;\n");
    await world.reviews.acceptAll();
    return document;
  }

  function report(document: vscode.TextDocument, messages: readonly string[]): void {
    const range = new vscode.Range(0, 0, 0, 5);
    server.set(
      document.uri,
      messages.map((message) => new vscode.Diagnostic(range, message)),
    );
  }

  function found({ uri }: vscode.TextDocument): readonly string[] {
    return world.newErrors.of(uri).map(({ message }) => message);
  }
});

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, it } from "mocha";
import * as vscode from "vscode";
import type { Attachment } from "../../src/shared/chat/state.ts";
import type { SelectionOffer } from "../../src/shared/protocol/panel.ts";
import { contextHandlers } from "../../src/vscode/chat/contextHandlers.ts";
import { Completer } from "../../src/vscode/completions/completer.ts";
import type { CompletionSource } from "../../src/vscode/completions/completionSource.ts";
import { PendingAttachments } from "../../src/vscode/chat/pendingAttachments.ts";
import { Mentions } from "../../src/vscode/context/mentions.ts";
import { References } from "../../src/vscode/context/references.ts";
import { SelectionOffers } from "../../src/vscode/context/selectionOffer.ts";
import { WorkspaceFiles } from "../../src/vscode/context/workspaceFiles.ts";
import { AnsweredFiles } from "../../src/vscode/edits/answeredFiles.ts";
import { until as untilNamed } from "./edits/reviewWorld.ts";
import { closeEverything, selectLines } from "./world.ts";

type GitApi = {
  readonly repositories: readonly { readonly rootUri: vscode.Uri }[];
  readonly openRepository: (uri: vscode.Uri) => Promise<unknown>;
};

const until = (condition: () => boolean | Promise<boolean>): Promise<void> => untilNamed(condition, String(condition));

const noCommands: CompletionSource = { offer: async () => [] };

describe("the context of a question", () => {
  let top: string;
  let files: WorkspaceFiles;
  let attachments: PendingAttachments;
  let completer: Completer;
  let told: string[];

  beforeEach(async () => {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder);
    top = join(folder.uri.fsPath, "context-test");
    await write(".gitignore", "built/\n*.log\n");
    await write("src/parser.ts", "export function parse(text: string) {\n  return text;\n}\n\nexport const a = 1;\n");
    await write("src/deep/printer.ts", "export const b = 2;\n");
    await write("built/parser.js", "var a;\n");
    await write("src/trace.log", "x\n");
    told = [];
    files = new WorkspaceFiles();
    attachments = new PendingAttachments((error) => assert.fail(String(error)));
    const mentions = new Mentions({
      files,
      attach: (attachment) => attachments.add(attachment),
      tell: (sentence) => void told.push(sentence),
    });
    completer = new Completer({ "@": mentions, "/": noCommands });
  });

  afterEach(async () => {
    files.dispose();
    attachments.dispose();
    await closeEverything();
    await rm(top, { recursive: true, force: true });
  });

  async function write(path: string, text: string | Uint8Array): Promise<void> {
    await mkdir(dirname(join(top, path)), { recursive: true });
    await writeFile(join(top, path), text);
  }

  const uriOf = (path: string): vscode.Uri => vscode.Uri.file(join(top, path));
  const openFile = async (path: string): Promise<vscode.TextEditor> => vscode.window.showTextDocument(uriOf(path));

  /** Takes what is listed under a name. */
  async function take(query: string, label: string): Promise<readonly Attachment[]> {
    const items = await completer.complete("@", query);
    const item = items.find((one) => one.label === label);
    assert.ok(item, `${label} is not among ${items.map((one) => one.label).join(", ")}`);
    await completer.take(item.id);
    return attachments.all;
  }

  const labels = async (query: string): Promise<readonly string[]> =>
    (await completer.complete("@", query)).map(({ label }) => label);

  it("is found by parts of a name, without what Git ignores and what is excluded", async () => {
    const found = await completer.complete("@", "parser");
    assert.deepEqual(
      found.filter(({ detail }) => detail.includes("context-test")).map(({ label, detail }) => `${detail}/${label}`),
      ["context-test/src/parser.ts"],
    );
    assert.deepEqual(
      (await labels("ctxtrace")).filter((label) => label === "trace.log"),
      [],
    );
  });

  it("has a file as it is in the editor", async () => {
    const editor = await openFile("src/parser.ts");
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), "// typed\n"));
    const [file] = await take("parser", "parser.ts");
    assert.equal(file?.kind, "file");
    assert.match(file.text, /^\/\/ typed\n/);
  });

  it("has a folder: the list of its files, and their texts", async () => {
    const [folder] = await take("context-test/deep", "deep/");
    assert.equal(folder?.kind, "folder");
    assert.equal(
      folder.text,
      "context-test/src/deep/printer.ts\n\n==> context-test/src/deep/printer.ts <==\nexport const b = 2;\n",
    );
  });

  it("says which files of a folder are only listed", async () => {
    await write("many/a.txt", "a".repeat(39_000));
    await write("many/b.txt", "b".repeat(50_000));
    await write("many/c.bin", Uint8Array.from([0, 1, 255]));
    const [folder] = await take("context-test/many", "many/");
    assert.equal(folder?.leftOut, "many/: 1 of 3 files were added, the others are only listed.");
    assert.match(folder.text, /^context-test\/many\/a\.txt\ncontext-test\/many\/b\.txt\ncontext-test\/many\/c\.bin\n/);
    assert.doesNotMatch(folder.text, /bbb/);
  });

  it("refuses a file that nobody can read, and says so", async () => {
    await write("src/huge.txt", "x".repeat(2_000_001));
    await new Promise((done) => setImmediate(done));
    assert.deepEqual(await take("huge", "huge.txt"), []);
    assert.deepEqual(told, ["huge.txt was not added: files can have 2 MB. Select a part of it instead."]);
  });

  it("has an image as an image", async () => {
    await write("src/dot.png", Uint8Array.from([137, 80, 78, 71]));
    const [image] = await take("dot.png", "dot.png");
    assert.deepEqual(image?.image, { mediaType: "image/png", base64: "iVBORw==" });
  });

  it("has problems of the active file and of the workspace, the gravest first", async () => {
    const problems = vscode.languages.createDiagnosticCollection("context-test");
    try {
      const range = new vscode.Range(1, 2, 1, 4);
      const error = new vscode.Diagnostic(range, "Broken.\nVery.", vscode.DiagnosticSeverity.Error);
      error.source = "ts";
      error.code = 2304;
      problems.set(uriOf("src/parser.ts"), [
        new vscode.Diagnostic(range, "Odd.", vscode.DiagnosticSeverity.Warning),
        error,
      ]);
      problems.set(uriOf("src/deep/printer.ts"), [new vscode.Diagnostic(range, "Gone.")]);
      await openFile("src/parser.ts");
      const [own] = await take("problems", "Problems in parser.ts");
      assert.deepEqual(own?.text.split("\n").slice(0, 2), [
        "context-test/src/parser.ts:2:3 error [ts 2304]: Broken. Very.",
        "context-test/src/parser.ts:2:3 warning: Odd.",
      ]);
      const all = (await take("problems", "All problems")).at(-1);
      assert.match(all?.text ?? "", /printer\.ts:2:3 error: Gone\./);
    } finally {
      problems.dispose();
    }
  });

  it("has the symbols that the active file declares", async () => {
    const provider = vscode.languages.registerDocumentSymbolProvider("*", {
      provideDocumentSymbols: () => [
        new vscode.DocumentSymbol(
          "parse",
          "",
          vscode.SymbolKind.Function,
          new vscode.Range(0, 0, 2, 1),
          new vscode.Range(0, 16, 0, 21),
        ),
      ],
    });
    try {
      await openFile("src/parser.ts");
      // Others describe the file too, and may still be starting.
      await until(async () => (await labels("parse")).includes("parse"));
      const [symbol] = await take("parse", "parse");
      assert.equal(symbol?.kind, "symbol");
      assert.equal(symbol.text, "export function parse(text: string) {\n  return text;\n}");
    } finally {
      provider.dispose();
    }
  });

  it("has the open editors, each as a file", async () => {
    await openFile("src/parser.ts");
    await vscode.window.showTextDocument(uriOf("src/deep/printer.ts"), { preview: false });
    await openFile("src/parser.ts");
    await vscode.commands.executeCommand("workbench.action.keepEditor");
    const added = await take("open", "Open editors");
    assert.deepEqual(added.map(({ label }) => label).toSorted(), ["parser.ts", "printer.ts"]);
  });

  it("begins with what was opened last", async () => {
    await vscode.window.showTextDocument(uriOf("src/parser.ts"), { preview: false });
    await vscode.window.showTextDocument(uriOf("src/deep/printer.ts"), { preview: false });
    const listed = (await labels("")).filter((label) => /^(?:parser|printer)\.ts$/.test(label));
    assert.deepEqual(listed, ["printer.ts", "parser.ts"]);
  });

  it("takes nothing that was not offered", async () => {
    await completer.complete("@", "parser");
    await completer.take("file:///etc/passwd");
    await completer.take("9.9");
    assert.equal(attachments.all.length, 0);
  });

  it("takes files of the folder that is open when they are dropped, and no others", async () => {
    let work: PromiseLike<unknown> = Promise.resolve();
    const handlers = contextHandlers({ attachments }, files, noCommands, (started) => {
      work = started;
    });
    const outside = ["file:///etc/hostname", `${uriOf("").toString()}/../../../../../../../../etc/hostname`];
    for (const uri of outside) {
      handlers.addUris({ uris: [uri] });
      await work;
    }
    assert.equal(attachments.all.length, 0);
    handlers.addUris({ uris: [uriOf("src/parser.ts").toString(), uriOf("src/deep").toString()] });
    await work;
    assert.deepEqual(
      attachments.all.map(({ label, kind }) => `${kind} ${label}`),
      ["file parser.ts", "folder deep/"],
    );
  });

  it("takes no image that is too large", () => {
    const handlers = contextHandlers({ attachments }, files, noCommands, () => undefined);
    const image = { name: "a.png", mediaType: "image/png" } as const;
    handlers.addImage({ ...image, base64: "A".repeat(13_333_340) });
    assert.equal(attachments.all.length, 0);
    handlers.addImage({ ...image, base64: "AAAA" });
    assert.equal(attachments.all.length, 1);
  });

  it("stops a search for the next one", async () => {
    const first = completer.complete("@", "p");
    const second = completer.complete("@", "parser");
    assert.deepEqual(await first, []);
    assert.ok((await second).length > 0);
  });

  it("says that its source was changed, and takes it as it is now when asked", async () => {
    const editor = await openFile("src/parser.ts");
    await take("parser", "parser.ts");
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), "// typed\n"));
    await until(() => attachments.all[0]?.since === "changed");
    assert.doesNotMatch(attachments.all[0]?.text ?? "", /typed/);
    await attachments.update(attachments.all[0]?.id ?? "");
    assert.equal(attachments.all[0]?.since, undefined);
    assert.match(attachments.all[0]?.text ?? "", /typed/);
    await vscode.commands.executeCommand("undo");
    await until(() => attachments.all[0]?.since === "changed");
    await vscode.commands.executeCommand("redo");
    await until(() => attachments.all[0]?.since === undefined);
  });

  it("follows a selection that is pushed down, and finds it again when it was changed", async () => {
    const editor = await openFile("src/parser.ts");
    selectLines(editor, 1, 3);
    await take("selection", "Selection");
    await editor.edit((edit) => edit.insert(new vscode.Position(0, 0), "// typed\n// twice\n"));
    await until(() => attachments.all[0]?.label === "parser.ts:3-5");
    assert.equal(attachments.all[0]?.since, undefined);
    await editor.edit((edit) => edit.insert(new vscode.Position(3, 0), "  // inside\n"));
    await until(() => attachments.all[0]?.since === "changed");
    await attachments.update(attachments.all[0]?.id ?? "");
    assert.equal(attachments.all[0]?.text, "export function parse(text: string) {\n  // inside\n  return text;\n}");
  });

  it("says that its source was deleted", async () => {
    await take("printer", "printer.ts");
    await write("src/deep/printer.ts", "export const c = 3;\n");
    await until(() => attachments.all[0]?.since === "changed");
    await vscode.workspace.fs.delete(uriOf("src/deep/printer.ts"));
    await until(() => attachments.all[0]?.since === "deleted");
  });

  it("is offered what is selected, and told only when that changes", async () => {
    const offers: (SelectionOffer | undefined)[] = [];
    const watched = new SelectionOffers((offer) => void offers.push(offer));
    const editor = await openFile("src/parser.ts");
    editor.selection = new vscode.Selection(0, 0, 0, 0);
    try {
      assert.equal(watched.start(), undefined);
      selectLines(editor, 1, 2);
      await until(() => offers.length === 1);
      assert.deepEqual(offers, [{ label: "parser.ts:1-2", path: "context-test/src/parser.ts", tokens: 13 }]);
      watched.stop();
      selectLines(editor, 1, 3);
      assert.equal(watched.start()?.label, "parser.ts:1-3");
      editor.selection = new vscode.Selection(0, 0, 0, 0);
      await until(() => offers.length === 2);
      assert.equal(offers[1], undefined);
    } finally {
      watched.dispose();
    }
  });

  it("has the changes that Git knows, staged or not, and nothing of Git without it", async function () {
    const git = vscode.extensions.getExtension("vscode.git");
    if (!git) return this.skip();
    const run = (...words: string[]): void =>
      void execFileSync("git", ["-c", "user.name=a", "-c", "user.email=a@b", ...words], { cwd: top, stdio: "pipe" });
    run("init", "-q");
    run("add", "src/parser.ts");
    run("commit", "-qm", "one");
    const api = (await git.activate()).getAPI(1) as GitApi;
    await api.openRepository(vscode.Uri.file(top));
    try {
      await write("src/parser.ts", "export const changed = 1;\n");
      await write("src/deep/printer.ts", "export const staged = 1;\n");
      run("add", "src/deep/printer.ts");
      await vscode.commands.executeCommand("git.refresh", vscode.Uri.file(top));
      await until(async () => (await labels("changes")).filter((label) => label.endsWith("hanges")).length === 2);
      await take("changes", "Changes");
      await take("changes", "Staged changes");
      const [changes, staged] = attachments.all;
      assert.equal(changes?.kind, "changes");
      assert.match(changes.text, /^\+export const changed = 1;$/m);
      assert.doesNotMatch(changes.text, /staged/);
      assert.match(staged?.text ?? "", /^\+export const staged = 1;$/m);
    } finally {
      await vscode.commands.executeCommand("git.close", vscode.Uri.file(top));
      await until(() => !api.repositories.some(({ rootUri }) => rootUri.fsPath === top));
    }
  });

  describe("references of an answer", () => {
    let references: References;

    beforeEach(() => {
      references = new References(new AnsweredFiles({ t: vscode.l10n.t }), files);
    });

    it("are found in the workspace, by their whole path or by its end, and nowhere else", async () => {
      const written = [
        "context-test/src/parser.ts",
        "context-test/src/parser.ts:2",
        "context-test\\src\\parser.ts:2",
        "deep/printer.ts#L1-L2",
        "printer.ts",
        "context-test/src/",
        "context-test/src/gone.ts:3",
        "context-test/src/gone.ts",
        "/etc/passwd:1",
        "../../../../etc/passwd",
        "nothing",
      ];
      assert.deepEqual(await references.check(written, []), [
        "found",
        "found",
        "found",
        "found",
        "found",
        "found",
        "missing",
        "unknown",
        "missing",
        "unknown",
        "unknown",
      ]);
    });

    it("are opened at their lines", async () => {
      // A file of its own: VS Code keeps the text of one that was open, until it notices the change on the disk.
      await write("src/lines.ts", "one();\ntwo();\nthree();\nfour();\n");
      await references.open("context-test/src/lines.ts:2-3", []);
      const editor = vscode.window.activeTextEditor;
      assert.equal(editor?.document.uri.toString(), uriOf("src/lines.ts").toString());
      await until(() => editor.selection.start.line === 1 && editor.selection.end.line === 2);
    });

    it("are symbols that a language of the workspace knows", async () => {
      const provider = vscode.languages.registerWorkspaceSymbolProvider({
        provideWorkspaceSymbols: () => [
          new vscode.SymbolInformation(
            "parseAll",
            vscode.SymbolKind.Function,
            "",
            new vscode.Location(uriOf("src/parser.ts"), new vscode.Range(1, 0, 1, 5)),
          ),
        ],
      });
      try {
        assert.deepEqual(await references.check(["parseAll()", "parseNone()"], []), ["found", "unknown"]);
        await references.open("parseAll()", []);
        await until(() => vscode.window.activeTextEditor?.selection.start.line === 1);
      } finally {
        provider.dispose();
      }
    });
  });
});

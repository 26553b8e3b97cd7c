import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { basename, join } from "node:path";
import * as vscode from "vscode";
import type { Syntax } from "../../../src/core/ports/syntax.ts";
import type { Attachment } from "../../../src/shared/chat/state.ts";
import { commandIds } from "../../../src/shared/ids.ts";
import { untranslated } from "../../../src/shared/l10n.ts";
import { realPath } from "../../../src/node/realPath.ts";
import { BlockApplier } from "../../../src/vscode/chat/blockApplier.ts";
import { AnsweredFiles } from "../../../src/vscode/edits/answeredFiles.ts";
import { NewErrors } from "../../../src/vscode/edits/newErrors.ts";
import { Reviews } from "../../../src/vscode/edits/reviews.ts";
import { WriteGate, type WriteQuestion } from "../../../src/vscode/edits/writeGate.ts";
import { MapMemory, MemoryLog } from "../../support/chatWorld.ts";
import { answered } from "./answered.ts";

/** Covers no language. */
export const noSyntax: Syntax = { parserFor: () => Promise.resolve(undefined) };

type AnsweredBlock = { readonly info: string; readonly above: string; readonly about: readonly Attachment[] };

/** Reviews of their own in the real editor, with a folder of files that goes away with them. */
export class ReviewWorld {
  readonly told: string[] = [];
  readonly memory = new MapMemory();
  readonly newErrors = new NewErrors();
  /** What the person was asked before something was written, and what they say to it. */
  readonly asked: WriteQuestion[] = [];
  saysYes = true;
  readonly gate = new WriteGate({
    t: untranslated,
    realPath,
    ask: (question) => {
      this.asked.push(question);
      return Promise.resolve(this.saysYes);
    },
  });
  reviews: Reviews;
  readonly #folder: string;

  readonly #syntax: Syntax;

  private constructor(folder: string, syntax: Syntax) {
    this.#folder = folder;
    this.#syntax = syntax;
    this.reviews = this.#create();
  }

  /** @param syntax what proposals are parsed with; nothing unless a test is about that */
  static async create(syntax: Syntax = { parserFor: async () => undefined }): Promise<ReviewWorld> {
    // What is dirty has to stay so until a test has looked at it.
    await vscode.workspace.getConfiguration("files").update("autoSave", "off", vscode.ConfigurationTarget.Global);
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder, "the suite needs a workspace folder");
    return new ReviewWorld(await mkdtemp(join(folder.uri.fsPath, "review-")), syntax);
  }

  /** As reloading the window does it. */
  restart(): void {
    this.reviews.dispose();
    this.reviews = this.#create();
  }

  /** Presses Apply to file on the only block of an answer; `above` stands over it, and the question was `about` code. */
  apply(code: string, { info = "", above = "Here:", about = [] }: Partial<AnsweredBlock> = {}): Promise<string> {
    const files = new AnsweredFiles({ t: untranslated, realPath });
    const ask = (question: WriteQuestion): Promise<boolean> => this.gate.ask(question);
    const applier = new BlockApplier({ reviews: this.reviews, files, syntax: noSyntax, ask });
    return applier.apply(answered(`${above}\n\n\`\`\`${info}\n${code}\n\`\`\`\n`, about), { block: 0, code });
  }

  /** As an answer would name it. */
  path(name: string): string {
    return `${basename(this.#folder)}/${name}`;
  }

  uri(name: string): vscode.Uri {
    return vscode.Uri.file(join(this.#folder, name));
  }

  /** A file with this text, shown in an editor. */
  async open(name: string, text: string): Promise<vscode.TextEditor> {
    await writeFile(this.uri(name).fsPath, text);
    return vscode.window.showTextDocument(this.uri(name), { preview: false });
  }

  /** A file with these bytes, shown in an editor; in the encoding named, or in the one that VS Code finds. */
  async openBytes(name: string, bytes: Uint8Array, encoding?: string): Promise<vscode.TextEditor> {
    await writeFile(this.uri(name).fsPath, bytes);
    const options = encoding === undefined ? undefined : { encoding };
    const document = await vscode.workspace.openTextDocument(this.uri(name), options);
    return vscode.window.showTextDocument(document, { preview: false });
  }

  /** Proposes a new text for whole lines, the whole document if none are named. */
  async propose(
    document: vscode.TextDocument,
    newText: string,
    lines?: readonly [from: number, to: number],
  ): Promise<string> {
    const [from, to] = lines ?? [0, document.lineCount - 1];
    return this.proposeAt(document, new vscode.Range(from, 0, to, document.lineAt(to).text.length), newText);
  }

  async proposeAt(document: vscode.TextDocument, range: vscode.Range, newText: string): Promise<string> {
    const proposed = await this.reviews.propose({ ...replaced(document, range, newText), title: "Refactor" });
    assert.equal(proposed.type, "proposed", JSON.stringify(proposed));
    return proposed.type === "proposed" ? proposed.reviewId : "";
  }

  /** Proposes what turns `base`, the document as it was, into `newText`. */
  async proposeFor(document: vscode.TextDocument, base: string, newText: string): Promise<void> {
    const proposed = await this.reviews.propose({ uri: document.uri, base, newText, title: "Refactor" });
    assert.equal(proposed.type, "proposed", JSON.stringify(proposed));
  }

  async bytesOnDisk(name: string): Promise<Buffer> {
    return readFile(this.uri(name).fsPath);
  }

  async onDisk(name: string): Promise<string> {
    return readFile(this.uri(name).fsPath, "utf8");
  }

  /** The titles of our CodeLenses, line by line from 0: `2: Accept, Reject, Edit`. */
  async lenses(uri: vscode.Uri): Promise<readonly string[]> {
    const byLine = Map.groupBy(await this.#lenses(uri), ({ range }) => range.start.line);
    return [...byLine].map(([line, found]) => `${line}: ${found.map(({ command }) => command?.title).join(", ")}`);
  }

  /** What a CodeLens passes to its command. */
  async argument(uri: vscode.Uri, title: string, index = 0): Promise<object> {
    const lenses = (await this.#lenses(uri)).filter(({ command }) => command?.title === title);
    const argument: unknown = lenses[index]?.command?.arguments?.[0];
    assert.ok(typeof argument === "object" && argument !== null, `no CodeLens ${title}`);
    return argument;
  }

  async stop(): Promise<void> {
    this.reviews.dispose();
    this.newErrors.dispose();
    while (vscode.window.activeTextEditor?.document.isDirty) {
      await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
    }
    await vscode.commands.executeCommand("workbench.action.closeAllEditors");
    await rm(this.#folder, { recursive: true, force: true });
    await vscode.workspace.getConfiguration("files").update("autoSave", undefined, vscode.ConfigurationTarget.Global);
  }

  #create(): Reviews {
    return new Reviews({
      t: untranslated,
      tell: (sentence) => void this.told.push(sentence),
      memory: this.memory,
      syntax: this.#syntax,
      newErrors: this.newErrors,
      log: new MemoryLog(),
      gate: this.gate,
    });
  }

  async #lenses(uri: vscode.Uri): Promise<readonly vscode.CodeLens[]> {
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>("vscode.executeCodeLensProvider", uri);
    return lenses.filter(
      ({ command }) =>
        command &&
        (command.command === "" ||
          command.command.startsWith("askChatGPT.review.") ||
          command.command === commandIds.stop),
    );
  }
}

/** The document with a new text for a range, as a proposal has it. */
export function replaced(
  document: vscode.TextDocument,
  range: vscode.Range,
  newText: string,
): { readonly uri: vscode.Uri; readonly base: string; readonly newText: string } {
  const base = document.getText();
  const [start, end] = [document.offsetAt(range.start), document.offsetAt(range.end)];
  return { uri: document.uri, base, newText: base.slice(0, start) + newText + base.slice(end) };
}

/** Resolves once `condition` holds; the editor reports most things a moment after they happened. */
export async function until(condition: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!(await condition())) {
    assert.ok(Date.now() < deadline, `${what} did not happen within 20 seconds`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

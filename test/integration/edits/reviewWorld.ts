import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import type { Syntax } from "../../../src/core/ports/syntax.ts";
import { untranslated } from "../../../src/shared/l10n.ts";
import { NewErrors } from "../../../src/vscode/edits/newErrors.ts";
import type { ReviewArgument } from "../../../src/vscode/edits/reviewLenses.ts";
import { Reviews } from "../../../src/vscode/edits/reviews.ts";
import { MapMemory, MemoryLog } from "../../support/chatWorld.ts";

/** Reviews of their own in the real editor, with a folder of files that goes away with them. */
export class ReviewWorld {
  readonly told: string[] = [];
  readonly memory = new MapMemory();
  readonly newErrors = new NewErrors();
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
    return new ReviewWorld(await mkdtemp(join(tmpdir(), "review-")), syntax);
  }

  /** As reloading the window does it. */
  restart(): void {
    this.reviews.dispose();
    this.reviews = this.#create();
  }

  uri(name: string): vscode.Uri {
    return vscode.Uri.file(join(this.#folder, name));
  }

  /** A file with this text, shown in an editor. */
  async open(name: string, text: string): Promise<vscode.TextEditor> {
    await writeFile(this.uri(name).fsPath, text);
    return vscode.window.showTextDocument(this.uri(name), { preview: false });
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
    const target = { uri: document.uri, range, text: document.getText(range) };
    const proposed = await this.reviews.propose({ target, newText, title: "Refactor" });
    assert.equal(proposed.type, "proposed", JSON.stringify(proposed));
    return proposed.type === "proposed" ? proposed.reviewId : "";
  }

  async onDisk(name: string): Promise<string> {
    return readFile(this.uri(name).fsPath, "utf8");
  }

  /** The titles of our CodeLenses, line by line from 0: `2: Accept, Reject`. */
  async lenses(uri: vscode.Uri): Promise<readonly string[]> {
    const byLine = Map.groupBy(await this.#lenses(uri), ({ range }) => range.start.line);
    return [...byLine].map(([line, found]) => `${line}: ${found.map(({ command }) => command?.title).join(", ")}`);
  }

  /** What a CodeLens passes to its command. */
  async argument(uri: vscode.Uri, title: string, index = 0): Promise<ReviewArgument> {
    const lenses = (await this.#lenses(uri)).filter(({ command }) => command?.title === title);
    const argument: unknown = lenses[index]?.command?.arguments?.[0];
    assert.ok(typeof argument === "object" && argument !== null && "uri" in argument, `no CodeLens ${title}`);
    return argument as ReviewArgument;
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
    });
  }

  async #lenses(uri: vscode.Uri): Promise<readonly vscode.CodeLens[]> {
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>("vscode.executeCodeLensProvider", uri);
    return lenses.filter(
      ({ command }) => command && (command.command === "" || command.command.startsWith("askChatGPT.review.")),
    );
  }
}

/** Resolves once `condition` holds; the editor reports most things a moment after they happened. */
export async function until(condition: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const deadline = Date.now() + 5_000;
  while (!(await condition())) {
    assert.ok(Date.now() < deadline, `${what} did not happen within 5 seconds`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as vscode from "vscode";
import type { Chat } from "../../../src/core/chat/chat.ts";
import { replaceFile } from "../../../src/node/replaceFile.ts";
import { changedFiles, type ChangedFile } from "../../../src/shared/chat/changedFiles.ts";
import type { Conversation } from "../../../src/shared/chat/state.ts";
import { untranslated } from "../../../src/shared/l10n.ts";
import type { FileAction, FileActionResult } from "../../../src/shared/protocol/panel.ts";
import { ChangedFiles } from "../../../src/vscode/chat/changedFiles.ts";
import { Chats } from "../../../src/vscode/chat/chats.ts";
import { FileActions } from "../../../src/vscode/chat/fileActions.ts";
import { serveBeforeDocuments } from "../../../src/vscode/edits/beforeDocuments.ts";
import { RestorePoints } from "../../../src/vscode/edits/restorePoints.ts";
import { RestoreStore } from "../../../src/vscode/edits/restoreStore.ts";
import type { Proposer } from "../../../src/vscode/edits/proposer.ts";
import { fileReplacer } from "../../../src/vscode/replaceFile.ts";
import { chatWorld, MemoryConversationStore, question } from "../../support/chatWorld.ts";
import { ReviewWorld, until } from "./reviewWorld.ts";

const turn = (id: string): Conversation["turns"][number] => ({
  id,
  question: question("Change it"),
  answer: { text: "Done.", state: { type: "complete" } },
});

/** A conversation of two turns whose proposals are listed, accepted and taken back in the real editor. */
export class RestoreWorld {
  readonly review: ReviewWorld;
  readonly storage: string;
  readonly errors: unknown[] = [];
  readonly #conversations = new MemoryConversationStore();
  readonly #limit: number | undefined;
  #chat = "";
  #parts: ReturnType<RestoreWorld["start"]>;

  private constructor(review: ReviewWorld, storage: string, limit: number | undefined) {
    this.review = review;
    this.storage = storage;
    this.#limit = limit;
    this.#parts = this.start();
  }

  /** @param limit of all restore points together, in bytes */
  static async create(limit?: number): Promise<RestoreWorld> {
    const review = await ReviewWorld.create();
    const world = new RestoreWorld(review, await mkdtemp(join(tmpdir(), "restore-")), limit);
    await world.addChat("chat");
    return world;
  }

  /** Makes a conversation, and goes on in it after the next start of the window. */
  async addChat(id: string): Promise<void> {
    this.#chat = id;
    await this.#conversations.save({
      id,
      title: "Chat",
      createdAt: 0,
      turns: [turn("one"), turn("two")],
      branches: [{ after: "", turns: [turn("another version")] }],
    });
  }

  /** Shows the version that begins with this turn. */
  async showVersion(turnId: string): Promise<void> {
    const chat = await this.#current();
    await chat.showVersion(turnId);
  }

  /** As reloading the window does it. */
  restart(): void {
    this.#parts.disposable.dispose();
    this.review.restart();
    this.#parts = this.start();
  }

  proposer(turnId = "one"): Proposer {
    return this.#parts.files.proposerOf({ conversationId: this.#chat, turnId });
  }

  /** Proposes that a document becomes this text. */
  async propose(document: vscode.TextDocument, newText: string, turnId = "one"): Promise<void> {
    const proposal = { uri: document.uri, base: document.getText(), newText, title: "Edit" };
    const proposed = await this.proposer(turnId).propose(proposal);
    assert.equal(proposed.type, "proposed", JSON.stringify(proposed));
    await this.listed(document.uri, "proposed", turnId);
  }

  /** Proposes that a document becomes this text, and accepts it. */
  async change(document: vscode.TextDocument, newText: string, turnId = "one"): Promise<void> {
    await this.propose(document, newText, turnId);
    await this.review.reviews.acceptAll(document.uri);
    assert.equal(document.getText(), newText);
    await this.listed(document.uri, "accepted", turnId);
  }

  async act(uri: vscode.Uri, action: FileAction["action"], turnId = "one"): Promise<FileActionResult> {
    return this.#parts.actions.run(await this.#current(), { action, turnId, uri: uri.toString() });
  }

  async list(turnId = "one"): Promise<readonly ChangedFile[]> {
    const chat = await this.#current();
    return changedFiles(chat.turn(turnId)?.files ?? []);
  }

  async listedFile(uri: vscode.Uri, turnId = "one"): Promise<ChangedFile | undefined> {
    return (await this.list(turnId)).find((file) => file.uri === uri.toString());
  }

  /** Resolves once the list says so; an accepted file once it can be taken back. */
  async listed(uri: vscode.Uri, state: ChangedFile["state"], turnId = "one"): Promise<void> {
    await until(async () => {
      const file = await this.listedFile(uri, turnId);
      return file?.state === state && (state !== "accepted" || file.restore === "take-back");
    }, `${uri.path} being listed as ${state}`);
  }

  async deleteChat(): Promise<void> {
    await this.#parts.chats.delete(this.#chat);
  }

  async stop(): Promise<void> {
    this.#parts.disposable.dispose();
    await this.review.stop();
    await rm(this.storage, { recursive: true, force: true });
    assert.deepEqual(this.errors, []);
  }

  async #current(): Promise<Chat> {
    const chat = await this.#parts.chats.find(this.#chat);
    assert.ok(chat, `there is no conversation ${this.#chat}`);
    return chat;
  }

  start() {
    const { parts } = chatWorld([]);
    const onError = (error: unknown): void => void this.errors.push(error);
    const chats = new Chats({ ...parts, store: this.#conversations, createId: () => crypto.randomUUID() });
    const { reviews, gate, memory } = this.review;
    const folder = vscode.Uri.file(join(this.storage, "restore"));
    const points = new RestorePoints({
      store: new RestoreStore(folder, fileReplacer(replaceFile), this.#limit),
      gate,
      clock: { now: () => Date.now(), sleep: () => Promise.reject(new Error("not needed")) },
      t: untranslated,
      hasConversation: (id) => this.#conversations.has(id),
      onError,
    });
    const files = new ChangedFiles({ chats, reviews, points, memory, onError });
    const actions = new FileActions({ reviews, points });
    const served = serveBeforeDocuments((keys) => points.textBefore(keys));
    return { chats, files, actions, disposable: vscode.Disposable.from(files, points, chats, served) };
  }
}

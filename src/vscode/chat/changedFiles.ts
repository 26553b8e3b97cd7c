import * as vscode from "vscode";
import type { Chat } from "../../core/chat/chat.ts";
import type { Memory } from "../../core/ports/memory.ts";
import type { ProposedFile } from "../../shared/chat/changedFiles.ts";
import { nameOf } from "../edits/documents.ts";
import type { ProposalChange } from "../edits/openReviews.ts";
import type { RestoreChange, RestorePoints } from "../edits/restorePoints.ts";
import type { AcceptedFile, Proposed, Proposer, Reviews } from "../edits/reviews.ts";
import type { Chats } from "./chats.ts";
import { ProposalOrigins, type ProposalOrigin } from "./proposalOrigins.ts";

/**
 * Keeps the list of changed files under an answer true: what its proposals concern, how far the decisions on them are,
 * and what can be taken back. The list is part of the conversation, so that it is there whether a view is or not.
 */
export class ChangedFiles implements vscode.Disposable {
  readonly #chats: Chats;
  readonly #reviews: Reviews;
  readonly #points: RestorePoints;
  readonly #onError: (error: unknown) => void;
  readonly #origins: ProposalOrigins;
  readonly #subscriptions: vscode.Disposable;
  #work: Promise<void> = Promise.resolve();

  constructor(parts: {
    readonly chats: Chats;
    readonly reviews: Reviews;
    readonly points: RestorePoints;
    readonly memory: Memory;
    readonly onError: (error: unknown) => void;
  }) {
    this.#chats = parts.chats;
    this.#reviews = parts.reviews;
    this.#points = parts.points;
    this.#onError = parts.onError;
    const open = new Set(this.#reviews.proposals().map(({ status }) => status.id));
    this.#origins = new ProposalOrigins(parts.memory, (id) => open.has(id));
    this.#subscriptions = vscode.Disposable.from(
      this.#reviews.onDidChangeProposal((change) => this.#decided(change)),
      this.#reviews.onDidAccept((accepted) => this.#accepted(accepted)),
      this.#points.onDidChange((change) => this.#restored(change)),
      this.#chats.onDidHold((chat) => this.#queue(() => this.#look(chat))),
      vscode.workspace.onDidRenameFiles(({ files }) =>
        files.forEach(({ oldUri, newUri }) => this.#move(oldUri, newUri)),
      ),
    );
    // The documents may have changed while nobody looked.
    for (const change of this.#reviews.proposals()) this.#decided(change);
  }

  /** Puts changes up for review, and lists them under the answer that they come from. */
  proposerOf({ conversationId, turnId }: ProposalOrigin): Proposer {
    const followed = async (proposed: Proposed): Promise<Proposed> => {
      if (proposed.type === "proposed") await this.#follow({ conversationId, turnId }, proposed.reviewId);
      return proposed;
    };
    return {
      propose: async (proposal) => followed(await this.#reviews.propose(proposal)),
      proposeNewFile: async (proposal) => followed(await this.#reviews.proposeNewFile(proposal)),
    };
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  async #follow(origin: ProposalOrigin, proposalId: string): Promise<void> {
    await this.#origins.set(proposalId, origin);
    const change = this.#reviews.proposals().find(({ status }) => status.id === proposalId);
    if (change) this.#decided(change);
  }

  #decided({ uri, kind, status }: ProposalChange): void {
    this.#update(status.id, (before) => ({
      ...(before?.takenBack && { takenBack: before.takenBack }),
      ...(before?.restore && { restore: before.restore }),
      ...status,
      kind,
      ...placeOf(uri),
    }));
  }

  #accepted({ uri, texts }: AcceptedFile): void {
    const kept = texts.flatMap(({ proposalId, before, after }) => {
      const origin = this.#origins.of(proposalId);
      return origin ? [{ key: { conversationId: origin.conversationId, proposalId }, before, after }] : [];
    });
    if (kept.length > 0) void this.#points.keep(uri, kept).catch(this.#onError);
  }

  #restored({ key: { conversationId, proposalId }, takenBack }: RestoreChange): void {
    this.#updateIn(conversationId, proposalId, (before) => {
      if (takenBack === "lost") return { ...before, restore: "lost" };
      const { takenBack: _, ...file } = before;
      return { ...file, restore: "kept", ...(takenBack !== "none" && { takenBack }) };
    });
  }

  /** Says what cannot be taken back any more in a conversation that has just been opened. */
  async #look(chat: Chat): Promise<void> {
    const { id, turns } = chat.conversation;
    const kept = turns.flatMap(({ files = [] }) => files.filter(({ restore }) => restore === "kept"));
    if (kept.length === 0) return;
    const lost = await this.#points.lost(
      id,
      kept.map((file) => file.id),
    );
    for (const proposalId of lost) {
      this.#updateIn(id, proposalId, (before) => ({ ...before, restore: "lost" }));
    }
  }

  /** Follows a file, or a folder of files, to its new name. */
  #move(from: vscode.Uri, to: vscode.Uri): void {
    const [file, folder] = [from.toString(), `${from.toString()}/`];
    for (const { conversation } of this.#chats.held()) {
      for (const { id, uri } of conversation.turns.flatMap(({ files = [] }) => files)) {
        if (uri !== file && !uri.startsWith(folder)) continue;
        const place = placeOf(vscode.Uri.parse(to.toString() + uri.slice(file.length)));
        this.#updateIn(conversation.id, id, (before) => ({ ...before, ...place }));
      }
    }
  }

  #update(id: string, update: (before: ProposedFile | undefined) => ProposedFile): void {
    const origin = this.#origins.of(id);
    if (!origin) return;
    this.#queue(async () => {
      const chat = await this.#chats.find(origin.conversationId);
      const before = chat?.turn(origin.turnId)?.files?.find((file) => file.id === id);
      if (chat?.turn(origin.turnId)) set(chat, origin.turnId, before, update(before));
    });
  }

  #updateIn(conversationId: string, proposalId: string, update: (before: ProposedFile) => ProposedFile): void {
    this.#queue(async () => {
      const chat = await this.#chats.find(conversationId);
      for (const { id: turnId, files = [] } of chat?.conversation.turns ?? []) {
        const before = files.find(({ id }) => id === proposalId);
        if (chat && before) set(chat, turnId, before, update(before));
      }
    });
  }

  /** In the order in which it happened. */
  #queue(work: () => Promise<void>): void {
    this.#work = this.#work.then(work).catch(this.#onError);
  }
}

function set(chat: Chat, turnId: string, before: ProposedFile | undefined, after: ProposedFile): void {
  if (!before || !isSame(before, after)) chat.setFile(turnId, after);
}

function isSame(one: ProposedFile, other: ProposedFile): boolean {
  const [entries, others] = [Object.entries(one), new Map<string, unknown>(Object.entries(other))];
  return entries.length === others.size && entries.every(([name, value]) => others.get(name) === value);
}

function placeOf(uri: vscode.Uri): Pick<ProposedFile, "uri" | "path"> {
  const isInFolder = vscode.workspace.getWorkspaceFolder(uri) !== undefined;
  return { uri: uri.toString(), path: isInFolder ? vscode.workspace.asRelativePath(uri) : nameOf(uri) };
}

import * as vscode from "vscode";
import type { Chat } from "../../core/chat/chat.ts";
import type { Memory } from "../../core/ports/memory.ts";
import { allTurns } from "../../shared/chat/branches.ts";
import type { ProposedFile, ProposedKind } from "../../shared/chat/changedFiles.ts";
import { nameOf } from "../edits/documents.ts";
import type { AcceptedFile, AcceptedPart, ProposalChange } from "../edits/proposalEvents.ts";
import type { KeptPart, RestoreChange, RestorePoints } from "../edits/restorePoints.ts";
import type { RestoreKey } from "../edits/restoreStore.ts";
import type { Proposed, Proposer } from "../edits/proposer.ts";
import type { Reviews } from "../edits/reviews.ts";
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
    const open = new Set(this.#reviews.proposals().map(({ status }) => status.proposalId));
    this.#origins = new ProposalOrigins(parts.memory, (id) => open.has(id));
    this.#subscriptions = vscode.Disposable.from(
      this.#reviews.events.onDidChange((change) => this.#decided(change)),
      this.#reviews.events.onDidAccept((accepted) => this.#accepted(accepted)),
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
      proposeFile: async (proposal) => followed(await this.#reviews.proposeFile(proposal)),
      proposeNewFile: async (proposal) => followed(await this.#reviews.proposeNewFile(proposal)),
      show: (uri) => this.#reviews.show(uri),
      withdraw: async (proposalId) => {
        await this.#reviews.withdraw(proposalId);
        this.#withdrawn(conversationId, proposalId);
      },
    };
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  async #follow(origin: ProposalOrigin, proposalId: string): Promise<void> {
    const remembered = this.#origins.set(proposalId, origin);
    const changes = this.#reviews.proposals().filter(({ status }) => status.proposalId === proposalId);
    for (const change of changes) this.#decided(change);
    await remembered;
  }

  #decided({ uri, kind, status }: ProposalChange): void {
    const origin = this.#origins.of(status.proposalId);
    if (!origin) return;
    this.#queue(async () => {
      const chat = await this.#chats.find(origin.conversationId);
      const turn = chat?.turn(origin.turnId);
      if (!chat || !turn) return;
      const before = turn.files?.find((file) => isAbout(file, status.proposalId, uri, kind));
      set(chat, turn.id, before, {
        id: before?.id ?? crypto.randomUUID(),
        ...(before?.takenBack && { takenBack: before.takenBack }),
        ...(before?.restore && { restore: before.restore }),
        ...status,
        kind,
        ...placeOf(uri),
      });
    });
  }

  #accepted({ uri, parts }: AcceptedFile): void {
    this.#queue(async () => {
      const kept: KeptPart[] = [];
      for (const part of parts) {
        const key = await this.#keyOf(uri, part);
        if (key) kept.push({ ...part, key });
      }
      if (kept.length > 0) void this.#points.keep(uri, kept).catch(this.#onError);
    });
  }

  async #keyOf(uri: vscode.Uri, { proposalId, kind }: AcceptedPart): Promise<RestoreKey | undefined> {
    const origin = this.#origins.of(proposalId);
    const chat = origin && (await this.#chats.find(origin.conversationId));
    const file = chat?.turn(origin?.turnId ?? "")?.files?.find((one) => isAbout(one, proposalId, uri, kind));
    return origin && file && { conversationId: origin.conversationId, fileId: file.id };
  }

  #restored({ key: { conversationId, fileId }, takenBack }: RestoreChange): void {
    this.#update(
      conversationId,
      ({ id }) => id === fileId,
      (before) => {
        if (takenBack === "lost") return { ...before, restore: "lost" };
        const { takenBack: _, ...file } = before;
        return { ...file, restore: "kept", ...(takenBack !== "none" && { takenBack }) };
      },
    );
  }

  #withdrawn(conversationId: string, proposalId: string): void {
    this.#update(
      conversationId,
      (file) => file.proposalId === proposalId,
      (before) => ({ ...before, ended: "withdrawn" }),
    );
  }

  /** Says what cannot be taken back any more in a conversation that has just been opened. */
  async #look(chat: Chat): Promise<void> {
    const conversationId = chat.conversation.id;
    const kept = allTurns(chat.conversation).flatMap(({ files = [] }) =>
      files.filter(({ restore }) => restore === "kept"),
    );
    if (kept.length === 0) return;
    const lost = new Set(
      await this.#points.lost(
        conversationId,
        kept.map(({ id }) => id),
      ),
    );
    this.#update(
      conversationId,
      ({ id }) => lost.has(id),
      (before) => ({ ...before, restore: "lost" }),
    );
  }

  /** Follows a file, or a folder of files, to its new name. */
  #move(from: vscode.Uri, to: vscode.Uri): void {
    const [file, folder] = [from.toString(), `${from.toString()}/`];
    for (const { conversation } of this.#chats.held()) {
      this.#update(
        conversation.id,
        ({ uri }) => uri === file || uri.startsWith(folder),
        (before) => ({ ...before, ...placeOf(vscode.Uri.parse(to.toString() + before.uri.slice(file.length))) }),
      );
    }
  }

  #update(
    conversationId: string,
    isMeant: (file: ProposedFile) => boolean,
    update: (before: ProposedFile) => ProposedFile,
  ): void {
    this.#queue(async () => {
      const chat = await this.#chats.find(conversationId);
      if (!chat) return;
      for (const { id: turnId, files = [] } of allTurns(chat.conversation)) {
        for (const before of files.filter(isMeant)) set(chat, turnId, before, update(before));
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

/** A renamed file may have its changes listed beside its new name. */
function isAbout(file: ProposedFile, proposalId: string, uri: vscode.Uri, kind: ProposedKind): boolean {
  const isSameKind = (file.kind === "change") === (kind === "change");
  return file.proposalId === proposalId && isSameKind && (file.uri === uri.toString() || kind === "rename");
}

function isSame(one: ProposedFile, other: ProposedFile): boolean {
  const [entries, others] = [Object.entries(one), new Map<string, unknown>(Object.entries(other))];
  return entries.length === others.size && entries.every(([name, value]) => others.get(name) === value);
}

function placeOf(uri: vscode.Uri): Pick<ProposedFile, "uri" | "path"> {
  const isInFolder = vscode.workspace.getWorkspaceFolder(uri) !== undefined;
  return { uri: uri.toString(), path: isInFolder ? vscode.workspace.asRelativePath(uri) : nameOf(uri) };
}

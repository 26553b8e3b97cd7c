import * as vscode from "vscode";
import type { Chat } from "../../core/chat/chat.ts";
import { changedFiles, isInFile, type ChangedFile, type ProposedFile } from "../../shared/chat/changedFiles.ts";
import type { FileAction, FileActionResult } from "../../shared/protocol/panel.ts";
import { beforeUri } from "../edits/beforeDocuments.ts";
import { findDocument, nameOf } from "../edits/documents.ts";
import type { RestoreKey } from "../edits/restoreStore.ts";
import type { RestorePoints, RestoreRequest } from "../edits/restorePoints.ts";
import type { Reviews } from "../edits/reviews.ts";

const done: FileActionResult = { sentence: "", offers: [] };

/** What the buttons of the list of changed files do. */
export class FileActions {
  readonly #reviews: Reviews;
  readonly #points: RestorePoints;

  constructor(parts: { readonly reviews: Reviews; readonly points: RestorePoints }) {
    this.#reviews = parts.reviews;
    this.#points = parts.points;
  }

  /** The panel is not trusted: only files of the turn's own list are acted on. */
  async run(chat: Chat, { action, turnId, uri }: FileAction): Promise<FileActionResult> {
    const files = chat.turn(turnId)?.files ?? [];
    const own = uri === "" ? files : files.filter((file) => file.uri === uri);
    const [file] = uri === "" ? [] : changedFiles(own);
    const one = file && { file, own, conversationId: chat.conversation.id };
    switch (action) {
      case "accept-all":
        for (const reviewId of openProposals(own)) await this.#reviews.acceptAll({ reviewId });
        return done;
      case "reject-all":
        for (const reviewId of openProposals(own)) await this.#reviews.rejectAll({ reviewId });
        return done;
      case "review-all": {
        const [reviewId, other] = openProposals(own);
        await this.#reviews.compareAll(other === undefined ? { reviewId } : undefined);
        return done;
      }
      case "review":
        return one ? this.#review(one) : gone();
      case "take-back":
      case "apply-again":
        return one ? this.#restore(one) : gone();
      case "rest":
      case "delete":
        return one ? this.#restore(one, action) : gone();
      case "compare":
      case "open-before":
        return one ? openBefore(one, action) : gone();
    }
  }

  async #review({ file }: Subject): Promise<FileActionResult> {
    const uri = vscode.Uri.parse(file.uri);
    if (file.open && (await this.#reviews.review(uri))) return done;
    const document = await findDocument(uri);
    if (!document) {
      return { sentence: vscode.l10n.t("{0} is not there, or cannot be opened.", nameOf(uri)), offers: [] };
    }
    await vscode.window.showTextDocument(document, { preview: false });
    return done;
  }

  async #restore(subject: Subject, agreed?: RestoreRequest["agreed"]): Promise<FileActionResult> {
    const { restore, uri } = subject.file;
    if (restore !== "take-back" && restore !== "apply-again") return gone();
    return this.#points.restore({
      uri: vscode.Uri.parse(uri),
      keys: keysOf(subject),
      direction: restore,
      ...(agreed && { agreed }),
    });
  }
}

type Subject = {
  readonly file: ChangedFile;
  /** The proposals for it. */
  readonly own: readonly ProposedFile[];
  readonly conversationId: string;
};

async function openBefore(subject: Subject, action: "compare" | "open-before"): Promise<FileActionResult> {
  const uri = vscode.Uri.parse(subject.file.uri);
  const before = beforeUri(uri, keysOf(subject));
  if (action === "open-before") {
    await vscode.window.showTextDocument(before, { preview: false });
  } else {
    const title = vscode.l10n.t("{0}: before the change ↔ now", nameOf(uri));
    await vscode.commands.executeCommand("vscode.diff", before, uri, title);
  }
  return done;
}

/** Of the proposals that taking back is about, or else applying again. */
function keysOf({ file, own, conversationId }: Subject): readonly RestoreKey[] {
  const accepted = own.filter(({ accepted: count, takenBack }) => count > 0 || takenBack !== undefined);
  const meant = accepted.filter((proposal) => isInFile(proposal) === (file.restore === "take-back"));
  return meant.map(({ id }) => ({ conversationId, fileId: id }));
}

function openProposals(files: readonly ProposedFile[]): readonly string[] {
  return [...new Set(files.filter(({ open }) => open > 0).map(({ proposalId }) => proposalId))];
}

function gone(): FileActionResult {
  return { sentence: vscode.l10n.t("This change is not part of the answer any more."), offers: [] };
}

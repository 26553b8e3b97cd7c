import * as vscode from "vscode";
import { applyPieces } from "../../core/edits/applyPieces.ts";
import { parseFences } from "../../core/edits/fences.ts";
import { holdsCode } from "../../core/edits/holdsCode.ts";
import { splitLines } from "../../core/edits/lines.ts";
import type { BlockEdit, FileEdit, PieceReplacement } from "../../core/edits/parse/blockEdit.ts";
import { describeBroken } from "../../core/edits/parse/describeBroken.ts";
import { parseBlock } from "../../core/edits/parse/parseBlock.ts";
import type { Answer, Attachment, Turn } from "../../shared/chat/state.ts";
import { findEditedDocument } from "../edits/editedDocument.ts";
import { locateAttachment } from "../edits/locateAttachment.ts";
import { RequestedEdit } from "../edits/requestedEdit.ts";
import type { Reviews } from "../edits/reviews.ts";
import { whyNotEditable } from "../edits/whyNotEditable.ts";

type FilePieces = { readonly path?: string; readonly replacements: readonly PieceReplacement[] };

/** A new text for a document. */
type Placed = {
  readonly document: vscode.TextDocument;
  /** Both whole. */
  readonly base: string;
  readonly newText: string;
  /** For the person. */
  readonly name: string;
};

/** Puts what a code block of an answer asks for up for review. Every method resolves with a sentence for the person. */
export class BlockApplier {
  readonly #reviews: Reviews;

  constructor(reviews: Reviews) {
    this.#reviews = reviews;
  }

  /** As a review: of the pieces that the block names, else on the code that the question was about. */
  async apply(turn: Turn, { block, code }: { readonly block: number; readonly code: string }): Promise<string> {
    const edit = readBlock(turn.answer, block, code);
    switch (edit.type) {
      case "code":
        return this.#applyCode(turn, code);
      case "replacements":
        return this.#applyTo(turn, [edit]);
      case "files":
        return this.#applyToFiles(turn, edit.files);
      case "broken":
        return describeBroken(edit.reason, vscode.l10n.t);
    }
  }

  async #applyToFiles(turn: Turn, files: readonly FileEdit[]): Promise<string> {
    const other = files.find(({ kind }) => kind !== "update");
    if (other) {
      return vscode.l10n.t("This edit creates, deletes or renames {0}, which cannot be proposed yet.", other.path);
    }
    return this.#applyTo(
      turn,
      files.filter((file) => file.kind === "update"),
    );
  }

  /** Nothing is proposed unless every file has a place for all of its pieces. */
  async #applyTo({ question }: Turn, edits: readonly FilePieces[]): Promise<string> {
    const placed = await Promise.all(edits.map((edit) => place(edit, question.attachments)));
    const proposals = placed.filter((one) => typeof one !== "string");
    if (proposals.length < placed.length) return placed.filter((one) => typeof one === "string").join(" ");
    const said: string[] = [];
    for (const proposal of proposals) said.push(await this.#propose(proposal));
    return said.join(" ");
  }

  async #propose({ document, base, newText, name }: Placed): Promise<string> {
    const { uri } = document;
    const proposal = await this.#reviews.propose({ uri, base, newText, title: vscode.l10n.t("Apply to file") });
    if (proposal.type === "refused") return proposal.reason;
    await vscode.window.showTextDocument(document, { preserveFocus: true });
    return vscode.l10n.t("Proposed in {0}. Review it in the editor.", name);
  }

  /** On the code that the question was about. */
  async #applyCode({ question }: Turn, code: string): Promise<string> {
    const attachment = question.attachments.find(
      ({ kind }) => kind === "selection" || kind === "symbol" || kind === "file",
    );
    if (!attachment)
      return vscode.l10n.t("The question was about no code, so there is no place for this. Use Insert at cursor.");
    const located = await locateAttachment(attachment);
    if (!located) {
      return vscode.l10n.t(
        "The code of the question is not in {0} any more, so this cannot be placed. Use Insert at cursor.",
        attachment.path,
      );
    }
    const { document, range } = located;
    const requested = new RequestedEdit(document, [range]);
    const newText = requested.replacedBy([code]);
    if (newText === requested.base) return vscode.l10n.t("The file has this code already.");
    return this.#propose({ document, base: requested.base, newText, name: attachment.path });
  }
}

/** Resolves with why there is no place, as a sentence. */
async function place({ path, replacements }: FilePieces, attachments: readonly Attachment[]): Promise<Placed | string> {
  const document = await findEditedDocument(path, attachments);
  if (!document) {
    return path === undefined
      ? vscode.l10n.t("The edit names no file, and no editor is open. Open the file that it is for, then try again.")
      : vscode.l10n.t("{0} is not in the folder that is open, so nothing was proposed.", path);
  }
  const refusal = await whyNotEditable(document, vscode.l10n.t);
  if (refusal !== undefined) return refusal;
  const name = vscode.workspace.asRelativePath(document.uri);
  const base = document.getText();
  const applied = applyPieces(base, replacements, vscode.l10n.t);
  if (applied.type === "refused") return `${name}: ${applied.reason}`;
  return { document, base, newText: applied.text, name };
}

/**
 * What a block of an answer asks for, with the file that the words around it name. The block is counted as the panel
 * counts it; where that is not how it is read here, it is taken as it came.
 */
function readBlock({ text, state }: Answer, index: number, code: string): BlockEdit {
  const block = parseFences(text)[index];
  if (!block || !holdsCode(block.code, code)) return parseBlock({ language: "", info: "", code }, "");
  const above = splitLines(text).slice(0, block.startLine);
  const edit = parseBlock({ ...block, code }, above.findLast((line) => line.trim() !== "") ?? "");
  // Nothing in a diff says where it ends, but its fence.
  const isCut = !block.closed && state.type !== "complete";
  return isCut && edit.type !== "code" ? { type: "broken", reason: "unfinished" } : edit;
}

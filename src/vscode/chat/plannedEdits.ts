import * as vscode from "vscode";
import type { LineRange } from "../../core/edits/answer/fileAnswer.ts";
import { applyPieces, type AppliedPieces } from "../../core/edits/applyPieces.ts";
import type { FileStep } from "../../core/edits/fileProposal.ts";
import { isAmong } from "../../core/edits/locate/located.ts";
import { withLf } from "../../core/edits/lines.ts";
import type { FileEdit, PieceReplacement } from "../../core/edits/parse/blockEdit.ts";
import type { Attachment } from "../../shared/chat/state.ts";
import type { Translate } from "../../shared/l10n.ts";
import type { AnsweredFiles } from "../edits/answeredFiles.ts";
import { findDocument } from "../edits/documents.ts";
import { whyNotEditable } from "../edits/whyNotEditable.ts";
import type { PickPlace } from "./pickPlace.ts";

/** One thing that an answer does to one file, found possible. */
export type PlannedEdit =
  /** Both texts are whole. */
  | { readonly type: "text"; readonly uri: vscode.Uri; readonly base: string; readonly newText: string }
  | { readonly type: "step"; readonly uri: vscode.Uri; readonly step: FileStep };

/** A sentence says why nothing can be done. */
export type Plan = readonly PlannedEdit[] | string;

/** An edit of a file; of the one that the question is about where no path is named. */
export type NamedEdit =
  | FileEdit
  | { readonly kind: "update"; readonly path?: undefined; readonly replacements: readonly PieceReplacement[] };

export type EditPlannerParts = {
  readonly t: Translate;
  readonly files: AnsweredFiles;
  readonly pickPlace: PickPlace;
};

/** Finds out what the edits of an answer would do, without proposing anything. */
export class EditPlanner {
  readonly #t: Translate;
  readonly #files: AnsweredFiles;
  readonly #pickPlace: PickPlace;

  constructor({ t, files, pickPlace }: EditPlannerParts) {
    this.#t = t;
    this.#files = files;
    this.#pickPlace = pickPlace;
  }

  /** All of the edits or, when one of them is not possible, none. */
  async plan(edits: readonly NamedEdit[], attachments: readonly Attachment[]): Promise<Plan> {
    const plans: Plan[] = [];
    // One after the other: each may have to ask the person.
    for (const edit of edits) plans.push(await this.#planOne(edit, attachments));
    const refusals = plans.filter((plan) => typeof plan === "string");
    if (refusals.length > 0) return refusals.join(" ");
    const planned = plans.filter((plan) => typeof plan !== "string").flat();
    const twice = firstTwice(planned);
    return twice
      ? this.#t("The edit names {0} twice, so nothing was proposed. Ask for it again.", pathOf(twice))
      : planned;
  }

  async #planOne(edit: NamedEdit, attachments: readonly Attachment[]): Promise<Plan> {
    if (edit.kind === "update" && edit.path === undefined) {
      return this.#planText(subjectOf(attachments), edit.replacements);
    }
    const found = await this.#files.find(edit.path, attachments);
    if (found.type === "refused") return found.reason;
    if (edit.kind === "create") {
      return found.type === "missing"
        ? [{ type: "step", uri: found.uri, step: { kind: "create", text: edit.text } }]
        : this.#t("{0} exists already and was left as it is. Rename it, or ask for another name.", edit.path);
    }
    const uri = found.type === "existing" ? found.uri : await this.#onlyEndingIn(edit.path);
    if (!uri) return this.#t("{0} is not in the folder that is open, so nothing was proposed.", edit.path);
    switch (edit.kind) {
      case "update":
        return this.#planText(uri, edit.replacements);
      case "delete":
        return (await this.#whyNotText(uri)) ?? [{ type: "step", uri, step: { kind: "delete" } }];
      case "rename": {
        const to = await this.#files.find(edit.newPath, []);
        if (to.type === "refused") return to.reason;
        if (to.type === "existing") return this.#t("{0} exists already, so nothing was proposed.", edit.newPath);
        const texts = edit.replacements.length > 0 ? await this.#planText(uri, edit.replacements) : [];
        if (typeof texts === "string") return texts;
        const refusal = await this.#whyNotText(uri);
        return refusal ?? [...texts, { type: "step", uri, step: { kind: "rename", newUri: to.uri.toString() } }];
      }
    }
  }

  async #planText(uri: vscode.Uri | undefined, replacements: readonly PieceReplacement[]): Promise<Plan> {
    if (!uri) {
      return this.#t("The edit names no file, and no editor is open. Open the file that it is for, then try again.");
    }
    const document = await findDocument(uri);
    const refusal = document ? await whyNotEditable(document, this.#t) : this.#notText(uri);
    if (!document || refusal !== undefined) return refusal ?? this.#notText(uri);
    const base = document.getText();
    const applied = await this.#apply(document, base, replacements);
    if (applied.type === "unchanged") return [];
    if (applied.type !== "applied") return `${pathOf(uri)}: ${applied.reason}`;
    return withLf(applied.text) === withLf(base) ? [] : [{ type: "text", uri, base, newText: applied.text }];
  }

  /** Where several places are equally good, in those that the person picks. */
  async #apply(
    document: vscode.TextDocument,
    base: string,
    replacements: readonly PieceReplacement[],
  ): Promise<AppliedPieces> {
    const picked: LineRange[] = [];
    for (;;) {
      const applied = applyPieces(base, replacements, this.#t, document.languageId, picked);
      // A place that was picked and is asked about again is not enough to go by.
      if (applied.type !== "ambiguous" || applied.candidates.some((place) => isAmong(place, picked))) return applied;
      const place = await this.#pickPlace(document, applied.candidates);
      if (!place) return applied;
      picked.push(place);
    }
  }

  async #whyNotText(uri: vscode.Uri): Promise<string | undefined> {
    const document = await findDocument(uri);
    return document ? whyNotEditable(document, this.#t) : this.#notText(uri);
  }

  #notText(uri: vscode.Uri): string {
    return this.#t("{0} is not a text file that can be shown. Do that by hand.", pathOf(uri));
  }

  /** Models leave out the folders of a file. What its lines say still has to fit. */
  async #onlyEndingIn(path: string): Promise<vscode.Uri | undefined> {
    const [uri, other] = await this.#files.endingIn(path);
    return other ? undefined : uri;
  }
}

/** The document that the question was about, else the one in the active editor. */
function subjectOf(attachments: readonly Attachment[]): vscode.Uri | undefined {
  const attachment = attachments.find(({ uri, range }) => uri !== "" && range !== undefined);
  return attachment ? vscode.Uri.parse(attachment.uri, true) : vscode.window.activeTextEditor?.document.uri;
}

/** The first file that more than one edit is about, apart from the changes in one that is renamed. */
function firstTwice(planned: readonly PlannedEdit[]): vscode.Uri | undefined {
  const seen = new Set<string>();
  for (const edit of planned) {
    const names = [`${edit.type} ${edit.uri.toString()}`];
    if (edit.type === "step" && edit.step.kind === "rename") names.push(`step ${edit.step.newUri}`);
    if (edit.type === "step" && edit.step.kind !== "rename") names.push(`text ${edit.uri.toString()}`);
    for (const name of names) {
      if (seen.has(name)) return edit.uri;
      seen.add(name);
    }
  }
  return undefined;
}

function pathOf(uri: vscode.Uri): string {
  return vscode.workspace.asRelativePath(uri);
}

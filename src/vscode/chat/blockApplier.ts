import * as vscode from "vscode";
import { findElision } from "../../core/edits/elisions.ts";
import type { BlockEdit } from "../../core/edits/parse/blockEdit.ts";
import { describeBroken } from "../../core/edits/parse/describeBroken.ts";
import { describeReplacementRefusal } from "../../core/edits/replacement.ts";
import type { Attachment, Turn } from "../../shared/chat/state.ts";
import type { AnsweredFiles } from "../edits/answeredFiles.ts";
import { locateAttachment } from "../edits/locateAttachment.ts";
import { RequestedEdit } from "../edits/requestedEdit.ts";
import type { Proposed, Reviews } from "../edits/reviews.ts";
import { EditPlanner, type NamedEdit, type Plan, type PlannedEdit } from "./plannedEdits.ts";
import { readBlock } from "./readBlock.ts";

/** Puts what a code block of an answer asks for up for review. Every method resolves with a sentence for the person. */
export class BlockApplier {
  readonly #reviews: Reviews;
  readonly #files: AnsweredFiles;
  readonly #planner: EditPlanner;

  constructor({ reviews, files }: { readonly reviews: Reviews; readonly files: AnsweredFiles }) {
    this.#reviews = reviews;
    this.#files = files;
    this.#planner = new EditPlanner({ t: vscode.l10n.t, files });
  }

  /** As a review: of the pieces and the files that the block names, else on the code that the question was about. */
  async apply({ answer, question }: Turn, given: { readonly block: number; readonly code: string }): Promise<string> {
    const { edit } = readBlock(answer, given.block, given.code);
    const { attachments } = question;
    switch (edit.type) {
      case "code":
        return this.#propose(await this.#planCode(edit.path, given.code, attachments));
      case "replacements":
        return this.#propose(await this.#planner.plan([toNamedEdit(edit)], attachments));
      case "files":
        return this.#propose(await this.#planner.plan(edit.files, attachments));
      case "broken":
        return describeBroken(edit.reason, vscode.l10n.t);
    }
  }

  /** Every file, or none: then what was proposed already is taken back. */
  async #propose(plan: Plan): Promise<string> {
    if (typeof plan === "string") return plan;
    const [first] = plan;
    if (!first) return vscode.l10n.t("The file has this code already.");
    const id = crypto.randomUUID();
    for (const edit of plan) {
      const proposed = await this.#proposeOne(edit, id);
      if (proposed.type === "proposed") continue;
      await this.#reviews.withdraw(id);
      return proposed.reason;
    }
    await this.#reviews.show(first.uri);
    return plan.map(describe).join(" ");
  }

  #proposeOne(edit: PlannedEdit, id: string): Promise<Proposed> {
    const title = vscode.l10n.t("Apply to file");
    return edit.type === "text"
      ? this.#reviews.propose({ ...edit, title, id })
      : this.#reviews.proposeFile({ ...edit, title, id });
  }

  /** In the file that is named, which is a new one where none has that path; else on the code of the question. */
  async #planCode(path: string | undefined, code: string, attachments: readonly Attachment[]): Promise<Plan> {
    const found = path === undefined ? undefined : await this.#files.find(path, attachments);
    if (found?.type === "refused") return found.reason;
    if (path !== undefined && found?.type === "missing") return this.#planNew(path, code, attachments);
    const about = attachments.find(
      ({ kind, uri }) =>
        (kind === "selection" || kind === "symbol" || kind === "file") && (!found || uri === found.uri.toString()),
    );
    if (!about) {
      return found
        ? vscode.l10n.t(
            "The question was not about {0}, so there is no place for this. Use Insert at cursor.",
            path ?? "",
          )
        : vscode.l10n.t("The question was about no code, so there is no place for this. Use Insert at cursor.");
    }
    const located = await locateAttachment(about);
    if (!located) {
      return vscode.l10n.t(
        "The code of the question is not in {0} any more, so this cannot be placed. Use Insert at cursor.",
        about.path,
      );
    }
    const requested = new RequestedEdit(located.document, located.range);
    const replaced = requested.replacedBy(code);
    if (replaced.type === "unchanged") return [];
    return [{ type: "text", uri: located.document.uri, base: requested.base, newText: replaced.text }];
  }

  async #planNew(path: string, code: string, attachments: readonly Attachment[]): Promise<Plan> {
    const line = findElision(code, "");
    if (line !== undefined) return describeReplacementRefusal({ code: "elided", line }, vscode.l10n.t);
    return this.#planner.planNew(path, `${code}\n`, attachments);
  }
}

function toNamedEdit({ path, replacements }: Extract<BlockEdit, { type: "replacements" }>): NamedEdit {
  return path === undefined ? { kind: "update", replacements } : { kind: "update", path, replacements };
}

function describe(edit: PlannedEdit): string {
  const path = vscode.workspace.asRelativePath(edit.uri);
  if (edit.type === "text") return vscode.l10n.t("Proposed in {0}. Review it in the editor.", path);
  switch (edit.step.kind) {
    case "create":
      return vscode.l10n.t("Proposed as the new file {0}. Review it in the editor.", path);
    case "delete":
      return vscode.l10n.t("Proposed: delete {0}. Accept or reject it in the editor.", path);
    case "rename": {
      const newPath = vscode.workspace.asRelativePath(vscode.Uri.parse(edit.step.newUri));
      return vscode.l10n.t("Proposed: rename {0} to {1}. Accept or reject it in the editor.", path, newPath);
    }
  }
}

import * as vscode from "vscode";
import type { BlockEdit } from "../../core/edits/parse/blockEdit.ts";
import { describeBroken } from "../../core/edits/parse/describeBroken.ts";
import type { Turn } from "../../shared/chat/state.ts";
import type { Proposed, Proposer } from "../edits/proposer.ts";
import { CodePlanner, type CodeOfAnswer, type CodePlannerParts } from "./codePlanner.ts";
import { EditPlanner, type NamedEdit, type Plan, type PlannedEdit } from "./plannedEdits.ts";
import { readBlock } from "./readBlock.ts";

export type BlockApplierParts = Omit<CodePlannerParts, "t"> & { readonly reviews: Proposer };

/** Puts what a code block of an answer asks for up for review. Every method resolves with a sentence for the person. */
export class BlockApplier {
  readonly #reviews: Proposer;
  readonly #edits: EditPlanner;
  readonly #code: CodePlanner;

  constructor({ reviews, ...parts }: BlockApplierParts) {
    this.#reviews = reviews;
    this.#edits = new EditPlanner({ ...parts, t: vscode.l10n.t });
    this.#code = new CodePlanner({ ...parts, t: vscode.l10n.t });
  }

  /** As a review: of the pieces and the files that the block names, else on the code that the question was about. */
  async apply({ answer, question }: Turn, given: { readonly block: number; readonly code: string }): Promise<string> {
    const { edit, markdown } = readBlock(answer, given.block, given.code);
    const { attachments } = question;
    switch (edit.type) {
      case "code":
        return this.#propose(await this.#code.plan(toCode(edit, given.code, markdown), attachments));
      case "replacements":
        return this.#propose(await this.#edits.plan([toNamedEdit(edit)], attachments));
      case "files":
        return this.#propose(await this.#edits.plan(edit.files, attachments));
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
    const files = new Set(plan.map(({ uri }) => uri.toString())).size;
    return files === 1
      ? plan.map(describe).join(" ")
      : vscode.l10n.t("Proposed in {0} files. Review them in the list below.", files);
  }

  #proposeOne(edit: PlannedEdit, id: string): Promise<Proposed> {
    const title = vscode.l10n.t("Apply to file");
    return edit.type === "text"
      ? this.#reviews.propose({ ...edit, title, id })
      : this.#reviews.proposeFile({ ...edit, title, id });
  }
}

function toCode({ path }: Extract<BlockEdit, { type: "code" }>, code: string, markdown: string): CodeOfAnswer {
  return path === undefined ? { code, markdown } : { code, markdown, path };
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

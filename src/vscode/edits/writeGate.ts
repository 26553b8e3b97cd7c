import * as vscode from "vscode";
import { describeProtected } from "../../core/edits/paths/describePath.ts";
import { protectedKind, type ProtectedKind } from "../../core/edits/paths/protectedKind.ts";
import type { Translate } from "../../shared/l10n.ts";
import { openDocument } from "./documents.ts";
import { namedPlace, realPlace, type RealPath } from "./realPlace.ts";

/** What is about to be written. */
export type WriteIntent =
  | { readonly kind: "change" | "create" | "delete"; readonly uri: vscode.Uri }
  | { readonly kind: "rename"; readonly uri: vscode.Uri; readonly newUri: vscode.Uri };

/** A question that has to be answered before something is written. */
export type WriteQuestion = {
  readonly message: string;
  readonly detail: string;
  /** The button that says yes. */
  readonly action: string;
};

export type WriteLeave =
  | { readonly type: "given"; readonly write: (edit: vscode.WorkspaceEdit) => Thenable<boolean> }
  /** `reason` is a sentence for the person; absent when it was the person who said no. */
  | { readonly type: "refused"; readonly reason?: string };

export type WriteGateParts = {
  readonly t: Translate;
  /** Asks the person, so that nothing else can be done meanwhile. */
  readonly ask: (question: WriteQuestion) => Promise<boolean>;
  /** Absent where there is no disk. */
  readonly realPath?: RealPath;
};

/**
 * The one way by which what was proposed is written. Protected files are asked about each time, under every name by
 * which they are reached; files are created, deleted and renamed inside the workspace only.
 */
export class WriteGate {
  readonly #parts: WriteGateParts;

  constructor(parts: WriteGateParts) {
    this.#parts = parts;
  }

  /** Asks the person about something else that cannot be taken back. */
  ask(question: WriteQuestion): Promise<boolean> {
    return this.#parts.ask(question);
  }

  /** Leave is for this one time: what it was given for may have changed by the next. */
  async leave(intent: WriteIntent): Promise<WriteLeave> {
    const { t, ask, realPath } = this.#parts;
    if (!vscode.workspace.isTrusted) {
      return { type: "refused", reason: t("This folder is not trusted, so nothing was written.") };
    }
    const kinds: ProtectedKind[] = [];
    for (const uri of intent.kind === "rename" ? [intent.uri, intent.newUri] : [intent.uri]) {
      const place = uri.scheme === "untitled" ? undefined : await realPlace(uri, realPath);
      if (place === undefined && intent.kind !== "change") {
        return {
          type: "refused",
          reason: t("{0} leads out of the folder that is open. Nothing was written.", pathOf(uri)),
        };
      }
      // A file that the person has open may lead anywhere.
      const target = place ?? (uri.scheme === "file" ? await realPath?.(uri.fsPath) : undefined) ?? "";
      const names = [namedPlace(uri), target.replaceAll("\\", "/")];
      kinds.push(...names.map(protectedKind).filter((kind) => kind !== undefined));
    }
    const question = this.#question(intent, kinds[0]);
    if (question && !(await ask(question))) return { type: "refused" };
    return { type: "given", write: (edit) => vscode.workspace.applyEdit(edit) };
  }

  /** Undefined when there is nothing to ask. */
  #question(intent: WriteIntent, kind: ProtectedKind | undefined): WriteQuestion | undefined {
    const { t } = this.#parts;
    const why = kind === undefined ? [] : [describeProtected(kind, t)];
    const path = pathOf(intent.uri);
    switch (intent.kind) {
      case "delete": {
        const unsaved = openDocument(intent.uri)?.isDirty ? [t("It has changes that are not saved.")] : [];
        const detail = [...why, ...unsaved, t("It goes to the trash where there is one.")].join(" ");
        return { message: t("Delete {0}?", path), detail, action: t("Delete") };
      }
      case "change":
        return kind && { message: t("Change {0}?", path), detail: why.join(" "), action: t("Change") };
      case "create":
        return kind && { message: t("Create {0}?", path), detail: why.join(" "), action: t("Create") };
      case "rename":
        return (
          kind && {
            message: t("Rename {0} to {1}?", path, pathOf(intent.newUri)),
            detail: why.join(" "),
            action: t("Rename"),
          }
        );
    }
  }
}

function pathOf(uri: vscode.Uri): string {
  return vscode.workspace.asRelativePath(uri);
}

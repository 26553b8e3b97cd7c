import * as vscode from "vscode";
import { describeLines } from "../../core/edits/restore/describeLines.ts";
import { takenBackOf, withPoint, type RestorePoint } from "../../core/edits/restore/restorePoint.ts";
import { planRestore, type RestorePlan } from "../../core/edits/restore/takeBack.ts";
import { acceptAll, addProposal, emptyReview } from "../../core/edits/review.ts";
import type { LineRange } from "../../core/edits/answer/fileAnswer.ts";
import type { Clock } from "../../core/ports/clock.ts";
import type { Translate } from "../../shared/l10n.ts";
import type { FileActionResult } from "../../shared/protocol/panel.ts";
import { findDocument, nameOf, toWorkspaceEdit } from "./documents.ts";
import { fileTypeOf } from "./fileTypeOf.ts";
import type { AcceptedPart } from "./proposalEvents.ts";
import type { RestoreKey, RestoreStore } from "./restoreStore.ts";
import { UndoWatch, type WatchedPoint } from "./undoWatch.ts";
import { whyNotEditable } from "./whyNotEditable.ts";
import type { WriteGate, WriteIntent } from "./writeGate.ts";

export type RestoreDirection = "take-back" | "apply-again";

/** What became of the restore points of a proposal. */
export type RestoreChange = { readonly key: RestoreKey; readonly takenBack: "none" | "part" | "whole" | "lost" };

export type KeptPart = AcceptedPart & { readonly key: RestoreKey };

export type RestoreRequest = {
  readonly uri: vscode.Uri;
  readonly keys: readonly RestoreKey[];
  readonly direction: RestoreDirection;
  /** What the person has said yes to: leaving out what is in conflict, and deleting the file. */
  readonly agreed?: "rest" | "delete";
};

type OwnedPoint = { readonly key: RestoreKey; readonly point: RestorePoint };

/**
 * Takes back what was accepted, and applies it again, without git: what a file was before and after each acceptance is
 * kept in the extension's storage. What else changed in the file since stays.
 */
export class RestorePoints implements vscode.Disposable {
  readonly #store: RestoreStore;
  readonly #clock: Clock;
  readonly #gate: WriteGate;
  readonly #t: Translate;
  readonly #hasConversation: (id: string) => Promise<boolean>;
  readonly #onError: (error: unknown) => void;
  readonly #changed = new vscode.EventEmitter<RestoreChange>();
  readonly #watch = new UndoWatch((points, undone) => void this.#queue(() => this.#mark(points, undone)));
  #isTidy = false;
  #last = 0;
  #work: Promise<unknown> = Promise.resolve();

  readonly onDidChange = this.#changed.event;

  constructor(parts: {
    readonly store: RestoreStore;
    readonly gate: WriteGate;
    readonly clock: Clock;
    readonly t: Translate;
    /** Points go with their conversation. */
    readonly hasConversation: (id: string) => Promise<boolean>;
    readonly onError: (error: unknown) => void;
  }) {
    this.#store = parts.store;
    this.#gate = parts.gate;
    this.#clock = parts.clock;
    this.#t = parts.t;
    this.#hasConversation = parts.hasConversation;
    this.#onError = parts.onError;
  }

  /** Keeps what one acceptance did to a file. */
  keep(uri: vscode.Uri, parts: readonly KeptPart[]): Promise<void> {
    return this.#queue(async () => {
      if (!this.#isTidy) await this.#store.tidy(this.#hasConversation);
      this.#isTidy = true;
      const watched: WatchedPoint[] = [];
      for (const part of parts) {
        const at = this.#now();
        watched.push({ key: part.key, at });
        const kept = (await this.#store.read(part.key)) ?? [];
        await this.#write(part.key, withPoint(kept, toPoint(uri, part, at)));
      }
      const before = parts[0]?.before;
      const after = parts.at(-1)?.after;
      if (before === undefined || after === undefined) return;
      this.#watch.watch({ uri, before, after, points: watched, undid: false });
    });
  }

  /** Those of the files whose points are not there any more. */
  async lost(conversationId: string, fileIds: readonly string[]): Promise<readonly string[]> {
    const kept = await this.#store.filesOf(conversationId);
    return fileIds.filter((id) => !kept.has(id));
  }

  /** The file as it was before any of it; undefined when that is not known any more, or when there was no file. */
  async textBefore(keys: readonly RestoreKey[]): Promise<string | undefined> {
    const points = await this.#points(keys);
    return points.find(({ point }) => !point.moved)?.point.before;
  }

  /** Takes back or applies again in one edit with one undo step; resolves with what to tell the person. */
  restore(request: RestoreRequest): Promise<FileActionResult> {
    return this.#queue(() => this.#restore(request));
  }

  dispose(): void {
    this.#watch.dispose();
    this.#changed.dispose();
  }

  async #restore({ uri, keys, direction, agreed }: RestoreRequest): Promise<FileActionResult> {
    const t = this.#t;
    const name = nameOf(uri);
    const all = await this.#points(keys);
    if (all.length === 0) return told(t("What {0} was before is not kept any more.", name));
    const owned = all.filter(({ point }) => point.undone === (direction === "apply-again"));
    const points = owned.map(({ point }) => point);
    const texts = points.filter(({ moved }) => !moved);
    const goal = movedTo(points, direction);
    const newUri = goal?.toString() === uri.toString() ? undefined : goal;
    const document = await findDocument(uri);
    const refusal = (document && (await whyNotEditable(document, t))) ?? (newUri && (await this.#whyNotMoved(newUri)));
    if (refusal !== undefined) return told(refusal);
    const asked = this.#ask(planRestore(document?.getText(), texts, direction), name, agreed);
    if (asked) return asked;
    const leave = await this.#gate.leave(toIntent(planRestore(document?.getText(), texts, direction), uri, newUri));
    if (leave.type === "refused") return told(leave.reason ?? "");
    // What was typed while the person was asked counts.
    const now = document?.getText();
    const plan = planRestore(now, texts, direction);
    const changed = this.#ask(plan, name, agreed);
    if (changed) return changed;
    if (plan.type !== "nothing" || newUri) {
      const edit = await toEdit(plan, { uri, document, newUri, encoding: texts[0]?.encoding });
      if (!(await leave.write(edit))) return told(t("{0} could not be changed. Nothing was written; try again.", name));
    }
    const watched = owned.map(({ key, point: { at } }) => ({ key, at }));
    const undid = direction === "take-back";
    await this.#mark(watched, undid);
    if (now !== undefined && plan.type === "edit" && !newUri) {
      this.#watch.watch({ uri, before: now, after: plan.text, points: watched, undid });
    }
    return told(newUri && plan.type === "nothing" ? "" : this.#describe(plan, name, direction));
  }

  async #whyNotMoved(uri: vscode.Uri): Promise<string | undefined> {
    return (await fileTypeOf(uri)) === undefined
      ? undefined
      : this.#t("{0} is there again, so nothing was written. Rename one of the two first.", nameOf(uri));
  }

  /** What the person has to know or to decide before anything is written. */
  #ask(plan: RestorePlan, name: string, agreed: RestoreRequest["agreed"]): FileActionResult | undefined {
    const t = this.#t;
    switch (plan.type) {
      case "edit":
        if (plan.conflicts.length === 0 || agreed === "rest") return undefined;
        return { sentence: this.#edited(plan.conflicts, name), offers: ["rest", "compare"] };
      case "conflict":
        return { sentence: this.#edited(plan.conflicts, name), offers: ["compare"] };
      case "missing":
        return {
          sentence: t("{0} is not there any more: it was deleted, renamed or moved. Nothing was written.", name),
          offers: ["open-before"],
        };
      case "delete":
        // Deleting is asked about in any case.
        if (agreed === "delete" || !plan.isEdited) return undefined;
        return { sentence: t("{0} was edited since it was created.", name), offers: ["delete", "compare"] };
      case "create":
      case "nothing":
        return undefined;
    }
  }

  #edited(conflicts: readonly LineRange[], name: string): string {
    return this.#t("{0} was edited since, at {1}, where the change is.", name, describeLines(conflicts, this.#t));
  }

  #describe(plan: RestorePlan, name: string, direction: RestoreDirection): string {
    const t = this.#t;
    if (plan.type === "nothing") {
      return direction === "take-back"
        ? t("{0} does not have this change any more. Nothing was written.", name)
        : t("{0} has this change already. Nothing was written.", name);
    }
    if (plan.type !== "edit" || plan.conflicts.length === 0) return "";
    return t("Left as edited: {0}.", describeLines(plan.conflicts, t));
  }

  async #points(keys: readonly RestoreKey[]): Promise<readonly OwnedPoint[]> {
    const owned: OwnedPoint[] = [];
    for (const key of keys) {
      const points = await this.#store.read(key);
      if (!points) this.#changed.fire({ key, takenBack: "lost" });
      owned.push(...(points ?? []).map((point) => ({ key, point })));
    }
    return owned.toSorted((a, b) => a.point.at - b.point.at);
  }

  async #mark(watched: readonly WatchedPoint[], undone: boolean): Promise<void> {
    for (const key of new Set(watched.map((point) => point.key))) {
      const points = await this.#store.read(key);
      if (!points) continue;
      const times = new Set(watched.filter((point) => point.key === key).map(({ at }) => at));
      await this.#write(
        key,
        points.map((point) => (times.has(point.at) ? { ...point, undone } : point)),
      );
    }
  }

  async #write(key: RestoreKey, points: readonly RestorePoint[]): Promise<void> {
    const gone = await this.#store.write(key, points);
    this.#changed.fire({ key, takenBack: takenBackOf(points) });
    for (const lost of gone) this.#changed.fire({ key: lost, takenBack: "lost" });
  }

  /** Never twice the same, and never earlier than before. */
  #now(): number {
    this.#last = Math.max(this.#clock.now(), this.#last + 1);
    return this.#last;
  }

  /** One after the other. Who asked hears of a failure, and so does the log; the next one does not. */
  #queue<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#work.then(work);
    this.#work = result.catch(this.#onError);
    return result;
  }
}

function toPoint(uri: vscode.Uri, part: KeptPart, at: number): RestorePoint {
  const { before, after, encoding, movedTo: to } = part;
  return {
    at,
    before,
    after,
    undone: false,
    ...(encoding !== undefined && { encoding }),
    ...(to && { moved: { from: uri.toString(), to: to.toString() } }),
  };
}

/** Where a file that was renamed has to go; undefined when it was not. */
function movedTo(points: readonly RestorePoint[], direction: RestoreDirection): vscode.Uri | undefined {
  const moves = points.flatMap(({ moved }) => moved ?? []);
  const to = direction === "take-back" ? moves[0]?.from : moves.at(-1)?.to;
  return to === undefined ? undefined : vscode.Uri.parse(to);
}

function toIntent({ type }: RestorePlan, uri: vscode.Uri, newUri: vscode.Uri | undefined): WriteIntent {
  if (newUri) return { kind: "rename", uri, newUri };
  return { kind: type === "delete" || type === "create" ? type : "change", uri };
}

type EditedFile = {
  readonly uri: vscode.Uri;
  readonly document: vscode.TextDocument | undefined;
  readonly newUri: vscode.Uri | undefined;
  readonly encoding: string | undefined;
};

/** Does what the plan says, in one step. */
async function toEdit(plan: RestorePlan, file: EditedFile): Promise<vscode.WorkspaceEdit> {
  const { uri, document, newUri, encoding } = file;
  if (plan.type === "create") {
    const contents =
      encoding === undefined
        ? await vscode.workspace.encode(plan.text)
        : await vscode.workspace.encode(plan.text, { encoding });
    const create = new vscode.WorkspaceEdit();
    create.createFile(uri, { contents });
    return create;
  }
  const edit = document && plan.type === "edit" ? changesOf(document, plan.text) : new vscode.WorkspaceEdit();
  if (plan.type === "delete") edit.deleteFile(uri);
  if (newUri) edit.renameFile(uri, newUri);
  return edit;
}

/** The smallest edit that makes `newText` of a document. */
function changesOf(document: vscode.TextDocument, newText: string): vscode.WorkspaceEdit {
  const oldText = document.getText();
  const proposal = { id: "", title: "", base: oldText, oldText, newText };
  return toWorkspaceEdit(document, acceptAll(addProposal(emptyReview, proposal), oldText).edits);
}

function told(sentence: string): FileActionResult {
  return { sentence, offers: [] };
}

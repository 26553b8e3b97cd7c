import * as vscode from "vscode";
import { describeLines } from "../../core/edits/restore/describeLines.ts";
import { takenBackOf, withPoint, type RestorePoint } from "../../core/edits/restore/restorePoint.ts";
import { planRestore, type RestorePlan } from "../../core/edits/restore/takeBack.ts";
import { acceptAll, addProposal, emptyReview } from "../../core/edits/review.ts";
import type { LineRange } from "../../core/edits/answer/fileAnswer.ts";
import type { Clock } from "../../core/ports/clock.ts";
import type { Translate } from "../../shared/l10n.ts";
import type { FileActionResult } from "../../shared/protocol/panel.ts";
import { findDocument, nameOf, writeChanges } from "./documents.ts";
import type { RestoreKey, RestoreStore } from "./restoreStore.ts";
import { UndoWatch, type WatchedPoint } from "./undoWatch.ts";
import { whyNotEditable } from "./whyNotEditable.ts";

export type RestoreDirection = "take-back" | "apply-again";

/** What became of the restore points of a proposal. */
export type RestoreChange = { readonly key: RestoreKey; readonly takenBack: "none" | "part" | "whole" | "lost" };

/** A whole text before and after, undefined where there is no file. */
export type KeptText = {
  readonly key: RestoreKey;
  readonly before: string | undefined;
  readonly after: string | undefined;
};

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
    readonly clock: Clock;
    readonly t: Translate;
    /** Points go with their conversation. */
    readonly hasConversation: (id: string) => Promise<boolean>;
    readonly onError: (error: unknown) => void;
  }) {
    this.#store = parts.store;
    this.#clock = parts.clock;
    this.#t = parts.t;
    this.#hasConversation = parts.hasConversation;
    this.#onError = parts.onError;
  }

  /** Keeps what one acceptance did to a file; each text's after is the next one's before. */
  keep(uri: vscode.Uri, texts: readonly KeptText[]): Promise<void> {
    return this.#queue(async () => {
      if (!this.#isTidy) await this.#store.tidy(this.#hasConversation);
      this.#isTidy = true;
      const points: WatchedPoint[] = [];
      for (const { key, before, after } of texts) {
        const at = this.#now();
        points.push({ key, at });
        const kept = (await this.#store.read(key)) ?? [];
        await this.#write(key, withPoint(kept, { at, before, after, undone: false }));
      }
      const before = texts[0]?.before;
      const after = texts.at(-1)?.after;
      if (before !== undefined && after !== undefined) this.#watch.watch({ uri, before, after, points, undid: false });
    });
  }

  /** Those of the proposals whose points are not there any more. */
  async lost(conversationId: string, proposalIds: readonly string[]): Promise<readonly string[]> {
    const kept = await this.#store.proposalsOf(conversationId);
    return proposalIds.filter((id) => !kept.has(id));
  }

  /** The file as it was before any of it; undefined when that is not known any more, or when there was no file. */
  async textBefore(keys: readonly RestoreKey[]): Promise<string | undefined> {
    const points = await this.#points(keys);
    return points[0]?.point.before;
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
    const points = all.filter(({ point }) => point.undone === (direction === "apply-again"));
    if (all.length === 0) return told(t("What {0} was before is not kept any more.", name));
    const document = await findDocument(uri);
    const refusal = document && (await whyNotEditable(document, t));
    if (refusal !== undefined) return told(refusal);
    const now = document?.getText();
    const plan = planRestore(
      now,
      points.map(({ point }) => point),
      direction,
    );
    const asks = this.#ask(plan, name, agreed);
    if (asks) return asks;
    const { written, after } = await perform(plan, uri, document);
    if (!written) return told(t("{0} could not be changed. Nothing was written; try again.", name));
    const undid = direction === "take-back";
    const watched = points.map(({ key, point: { at } }) => ({ key, at }));
    await this.#mark(watched, undid);
    if (now !== undefined && after !== undefined) {
      this.#watch.watch({ uri, before: now, after, points: watched, undid });
    }
    return told(this.#describe(plan, name, direction));
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
        if (agreed === "delete") return undefined;
        return {
          sentence: plan.isEdited
            ? t("This deletes {0}, which was edited since it was created.", name)
            : t("This deletes {0}.", name),
          offers: ["delete"],
        };
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

/** Does what the plan says; with the whole text of the document after it. */
async function perform(
  plan: RestorePlan,
  uri: vscode.Uri,
  document: vscode.TextDocument | undefined,
): Promise<{ readonly written: boolean; readonly after?: string }> {
  switch (plan.type) {
    case "edit": {
      if (!document) return { written: false };
      const oldText = document.getText();
      const proposal = { id: "", title: "", base: oldText, oldText, newText: plan.text };
      const written = await writeChanges(document, acceptAll(addProposal(emptyReview, proposal)).edits);
      return { written, after: plan.text };
    }
    case "delete":
    case "create": {
      const edit = new vscode.WorkspaceEdit();
      if (plan.type === "delete") edit.deleteFile(uri);
      else edit.createFile(uri, { contents: new TextEncoder().encode(plan.text) });
      return { written: await vscode.workspace.applyEdit(edit) };
    }
    case "nothing":
      return { written: true };
    case "conflict":
    case "missing":
      return { written: false };
  }
}

function told(sentence: string): FileActionResult {
  return { sentence, offers: [] };
}

import * as vscode from "vscode";
import { isBlank } from "../../core/edits/lines.ts";
import { linesOf, type ReviewChange } from "../../core/edits/review.ts";
import { fence } from "../../core/prompts/fence.ts";
import type { Translate } from "../../shared/l10n.ts";

/** `commentController` in `when` clauses of package.json. */
const CONTROLLER_ID = "askChatGPT.review";

type Zone = { readonly thread: vscode.CommentThread; shown: string };

/**
 * Shows the proposed lines right below those that they replace, in a zone of the editor that takes no room in the
 * document. VS Code gives such zones to extensions only as comments, so each is a resolved comment thread: resolved,
 * because with `comments.openView` at `firstFileUnresolved` those do not open the Comments panel.
 */
export class ReviewZones implements vscode.Disposable {
  readonly #t: Translate;
  #controller: vscode.CommentController | undefined;
  /** By document, then by change. */
  readonly #zones = new Map<string, Map<string, Zone>>();

  constructor(t: Translate) {
    this.#t = t;
  }

  /** Makes the zones of a document be those of `changes`, which are all open, in their order. */
  show(uri: vscode.Uri, changes: readonly ReviewChange[], languageId: string): void {
    const key = uri.toString();
    const zones = this.#zones.get(key) ?? new Map<string, Zone>();
    const ids = new Set(changes.map(({ id }) => id));
    for (const [id, { thread }] of zones) {
      if (ids.has(id)) continue;
      thread.dispose();
      zones.delete(id);
    }
    changes.forEach((change, index) => {
      const anchor = anchorOf(change);
      let zone = zones.get(change.id);
      // A thread cannot be moved to or from the place above the first line.
      if (zone && (zone.thread.range === undefined) !== (anchor === undefined)) {
        zone.thread.dispose();
        zone = undefined;
      }
      zone ??= this.#create(uri, anchor, change, languageId);
      zones.set(change.id, zone);
      this.#update(zone, anchor, change, index + 1, changes.length);
    });
    if (zones.size > 0) this.#zones.set(key, zones);
    else this.#zones.delete(key);
    if (this.#zones.size === 0) this.#disposeController();
  }

  /** The change that a zone's own buttons are for. */
  changeOf(thread: unknown): { readonly uri: vscode.Uri; readonly changeId: string } | undefined {
    for (const [uri, zones] of this.#zones) {
      for (const [changeId, zone] of zones) if (zone.thread === thread) return { uri: vscode.Uri.parse(uri), changeId };
    }
    return undefined;
  }

  dispose(): void {
    this.#zones.clear();
    this.#disposeController();
  }

  #create(uri: vscode.Uri, anchor: vscode.Range | undefined, change: ReviewChange, languageId: string): Zone {
    // That a thread may have no range is documented at `CommentThread.range`; only this method's type does not say it.
    const thread = this.#controllerInUse().createCommentThread(uri, anchor as vscode.Range, []);
    thread.canReply = false;
    thread.state = vscode.CommentThreadState.Resolved;
    thread.collapsibleState = vscode.CommentThreadCollapsibleState.Expanded;
    thread.comments = [
      {
        author: { name: this.#t("ChatGPT · {0}", change.title) },
        body: this.#bodyOf(change, languageId),
        mode: vscode.CommentMode.Preview,
      },
    ];
    return { thread, shown: "" };
  }

  #update(zone: Zone, anchor: vscode.Range | undefined, change: ReviewChange, number: number, count: number): void {
    const { thread } = zone;
    const label = this.#labelOf(change, number, count);
    const shown = `${label}|${anchor?.end.line}`;
    // Every assignment is sent to the window.
    if (shown === zone.shown) return;
    zone.shown = shown;
    thread.label = label;
    thread.contextValue = change.state;
    if (anchor) thread.range = anchor;
  }

  #labelOf({ state, conflict }: ReviewChange, number: number, count: number): string {
    if (state === "stale") {
      return this.#t(
        "Proposed change {0} of {1}: these lines were edited since, it can only be rejected",
        number,
        count,
      );
    }
    switch (conflict) {
      case "none":
        return this.#t("Proposed change {0} of {1}", number, count);
      case "lines":
        return this.#t(
          "Proposed change {0} of {1}: You changed these lines too. Accept takes the answer's lines; Reject keeps yours.",
          number,
          count,
        );
      case "place":
        return this.#t(
          "Proposed change {0} of {1}: You added lines here too. Accept adds the answer's below yours; Reject leaves them out.",
          number,
          count,
        );
    }
  }

  #bodyOf({ newLines }: ReviewChange, languageId: string): vscode.MarkdownString {
    if (newLines.length === 0) return new vscode.MarkdownString(this.#t("These lines are removed."));
    if (newLines.every(isBlank)) return new vscode.MarkdownString(this.#t("Blank lines are added."));
    return new vscode.MarkdownString(fence(newLines.join("\n"), languageId));
  }

  #controllerInUse(): vscode.CommentController {
    this.#controller ??= vscode.comments.createCommentController(CONTROLLER_ID, this.#t("Ask ChatGPT"));
    return this.#controller;
  }

  #disposeController(): void {
    this.#controller?.dispose();
    this.#controller = undefined;
  }
}

/** The line that the zone is shown below; undefined for the place above the first line. */
function anchorOf(change: ReviewChange): vscode.Range | undefined {
  const line = linesOf(change).start.line + change.oldLines.length - 1;
  return line < 0 ? undefined : new vscode.Range(line, 0, line, 0);
}

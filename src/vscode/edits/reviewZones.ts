import * as vscode from "vscode";
import { isBlank } from "../../core/edits/lines.ts";
import { linesOf } from "../../core/edits/review.ts";
import { fence } from "../../core/prompts/fence.ts";
import type { Translate } from "../../shared/l10n.ts";
import { isRecord } from "../../shared/protocol/validate.ts";
import type { ShownChange } from "./shownChange.ts";
import { zoneLabel } from "./zoneLabel.ts";

/** `commentController` in `when` clauses of package.json. */
const CONTROLLER_ID = "askChatGPT.review";

/** How much of a text that still grows is shown: its end, which is what one reads along. */
const MOST_LINES_WRITTEN = 40;

type Zone = {
  readonly thread: vscode.CommentThread;
  /** VS Code gives it to the commands of its buttons, with the text that was typed into it as its body. */
  readonly comment: vscode.Comment;
  place: string;
  /** What is shown of which lines. */
  lines: readonly string[] | undefined;
  text: string;
  isEdited: boolean;
};

/** A proposed change as a zone's button names it. */
export type ZoneChange = { readonly uri: vscode.Uri; readonly changeId: string };

/** What was typed into a zone. The change is not known when its zone is gone. */
export type TypedText = { readonly change: ZoneChange | undefined; readonly text: string };

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
  /** Of every comment, also those that others took the place of: by its comment VS Code names what was typed. */
  readonly #changes = new WeakMap<object, ZoneChange>();

  constructor(t: Translate) {
    this.#t = t;
  }

  /** Makes the zones of a document be those of `changes`, which are all open, in their order. */
  show(uri: vscode.Uri, changes: readonly ShownChange[], languageId: string): void {
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
      // A thread cannot be moved to or from the place above the first line, and what is typed into it would be lost.
      if (zone && !zone.isEdited && (zone.thread.range === undefined) !== (anchor === undefined)) {
        zone.thread.dispose();
        zone = undefined;
      }
      zone ??= this.#create({ uri, changeId: change.id }, anchor, {
        name: this.#t("ChatGPT · {0}", change.title),
      });
      zones.set(change.id, zone);
      this.#update(zone, anchor, change, zoneLabel(change, index + 1, changes.length, this.#t), languageId);
    });
    if (zones.size > 0) this.#zones.set(key, zones);
    else this.#zones.delete(key);
    if (this.#zones.size === 0) this.#disposeController();
  }

  /** Makes the proposed lines of a change a text to type into. */
  edit({ uri, changeId }: ZoneChange, change: ShownChange): void {
    const zone = this.#zones.get(uri.toString())?.get(changeId);
    if (!zone || zone.isEdited) return;
    zone.isEdited = true;
    zone.thread.collapsibleState = vscode.CommentThreadCollapsibleState.Expanded;
    // The text itself, not Markdown.
    this.#say(zone, { body: change.newLines.join("\n"), mode: vscode.CommentMode.Editing });
  }

  /**
   * Opens what was typed into a zone again: VS Code has closed the field whatever came of saving it, and does not know
   * that the comment is still being edited, so the zone is made anew. False when there is none any more.
   */
  reopen({ change, text }: TypedText): boolean {
    const zones = change && this.#zones.get(change.uri.toString());
    const zone = zones?.get(change?.changeId ?? "");
    if (!change || !zones || !zone) return false;
    zone.thread.dispose();
    const anew = this.#create(change, zone.thread.range, zone.comment.author);
    anew.isEdited = true;
    zones.set(change.changeId, anew);
    this.#say(anew, { body: text, mode: vscode.CommentMode.Editing });
    return true;
  }

  /** Shows the proposed lines to read again, those of the change as it is by then. */
  endEdit({ uri, changeId }: ZoneChange): void {
    const zone = this.#zones.get(uri.toString())?.get(changeId);
    if (!zone) return;
    zone.isEdited = false;
    zone.lines = undefined;
    zone.text = "";
  }

  /** The change whose text was last opened for editing, and still is. */
  get edited(): ZoneChange | undefined {
    const edited = Array.from(this.#zones).flatMap(([uri, zones]) =>
      Array.from(zones).flatMap(([changeId, { isEdited }]) =>
        isEdited ? [{ uri: vscode.Uri.parse(uri), changeId }] : [],
      ),
    );
    return edited.at(-1);
  }

  isEdited({ uri, changeId }: ZoneChange): boolean {
    return this.#zones.get(uri.toString())?.get(changeId)?.isEdited === true;
  }

  /** What the command that saves a zone's text was given: a zone's comment, with the text as its body. */
  typed(argument: unknown): TypedText | undefined {
    if (!isRecord(argument)) return undefined;
    // For a comment whose thread is gone VS Code gives its own description, which has the text only.
    const { body, text = body instanceof vscode.MarkdownString ? body.value : body } = argument;
    return typeof text === "string" ? { change: this.#changes.get(argument), text } : undefined;
  }

  /** The change that a zone's own buttons are for: those of the zone, or those of the text in it. */
  changeOf(argument: unknown): ZoneChange | undefined {
    for (const [uri, zones] of this.#zones) {
      for (const [changeId, { thread, comment }] of zones) {
        if (thread === argument || comment === argument) return { uri: vscode.Uri.parse(uri), changeId };
      }
    }
    return undefined;
  }

  dispose(): void {
    this.#zones.clear();
    this.#disposeController();
  }

  #create(change: ZoneChange, anchor: vscode.Range | undefined, author: vscode.CommentAuthorInformation): Zone {
    // That a thread may have no range is documented at `CommentThread.range`; only this method's type does not say it.
    const thread = this.#controllerInUse().createCommentThread(change.uri, anchor as vscode.Range, []);
    thread.canReply = false;
    thread.state = vscode.CommentThreadState.Resolved;
    thread.collapsibleState = vscode.CommentThreadCollapsibleState.Expanded;
    const comment = { author, body: "", mode: vscode.CommentMode.Preview };
    this.#changes.set(comment, change);
    return { thread, comment, place: "", lines: undefined, text: "", isEdited: false };
  }

  /** Every assignment is sent to the window, so nothing is assigned that is there already. */
  #update(zone: Zone, anchor: vscode.Range | undefined, change: ShownChange, label: string, languageId: string): void {
    const { thread } = zone;
    const place = `${label}|${anchor?.end.line}|${change.state}`;
    if (place !== zone.place) {
      zone.place = place;
      thread.label = label;
      thread.contextValue = change.state;
      if (anchor) thread.range = anchor;
    }
    if (zone.isEdited || change.newLines === zone.lines) return;
    zone.lines = change.newLines;
    const body = this.#bodyOf(change, languageId);
    if (body.value === zone.text) return;
    zone.text = body.value;
    this.#say(zone, { body, mode: vscode.CommentMode.Preview });
  }

  #say(zone: Zone, said: Pick<vscode.Comment, "body" | "mode">): void {
    // It stays the same object: another one is drawn anew.
    Object.assign(zone.comment, said);
    zone.thread.comments = [zone.comment];
  }

  #bodyOf({ newLines, state }: ShownChange, languageId: string): vscode.MarkdownString {
    if (newLines.length === 0) return new vscode.MarkdownString(this.#t("These lines are removed."));
    if (newLines.every(isBlank)) return new vscode.MarkdownString(this.#t("Blank lines are added."));
    if (state !== "writing" || newLines.length <= MOST_LINES_WRITTEN) {
      return new vscode.MarkdownString(fence(newLines.join("\n"), languageId));
    }
    const above = this.#t("{0} more lines above", newLines.length - MOST_LINES_WRITTEN);
    return new vscode.MarkdownString(
      `${above}\n\n${fence(newLines.slice(-MOST_LINES_WRITTEN).join("\n"), languageId)}`,
    );
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
function anchorOf(change: ShownChange): vscode.Range | undefined {
  const line = linesOf(change).start.line + change.oldLines.length - 1;
  return line < 0 ? undefined : new vscode.Range(line, 0, line, 0);
}

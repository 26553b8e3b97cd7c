import * as vscode from "vscode";
import { splitLines } from "../../core/edits/lines.ts";
import { amongTyped } from "../../core/edits/streaming/amongTyped.ts";
import { GrowingEdit } from "../../core/edits/streaming/growingEdit.ts";
import { isRecord } from "../../shared/protocol/validate.ts";
import { fitTarget } from "./fitTarget.ts";
import type { ShownChange } from "./shownChange.ts";

/** Often enough to read along, and seldom enough to leave the editor alone. */
const UPDATE_MS = 250;

/** An edit whose answer is still on its way. */
export interface Writing {
  /** The proposal that it becomes has the same. */
  readonly id: string;
  /** Aborted when the person stops it in the editor. */
  readonly signal: AbortSignal;
  /** Takes the whole text that the answer has so far. */
  update(answer: string): void;
  /** Shows it no longer. */
  end(): void;
}

/** What is shown of it. */
export type WritingView = {
  readonly id: string;
  /** The first line that it is about. */
  readonly line: number;
  readonly changes: readonly ShownChange[];
};

/** The edits that are being written, as far as they are certain; they follow what the person types meanwhile. */
export class Writings implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #running = new Map<string, RunningWriting>();
  readonly #subscription: vscode.Disposable;

  /** Fires when there is more, less or something else to show, a few times a second at most. */
  readonly onDidChange = this.#changed.event;

  constructor() {
    this.#subscription = vscode.workspace.onDidChangeTextDocument(({ document }) => {
      for (const writing of this.#running.values()) if (writing.document === document) writing.schedule();
    });
  }

  /** Begins with nothing to show: an answer that is not there yet changes nothing. */
  start(document: vscode.TextDocument, range: vscode.Range, title: string): Writing {
    const changed = (): void => this.#changed.fire(document.uri);
    const writing = new RunningWriting(document, range, title, changed, () => this.#running.delete(writing.id));
    this.#running.set(writing.id, writing);
    return writing;
  }

  of(uri: vscode.Uri): readonly WritingView[] {
    const key = uri.toString();
    return Array.from(this.#running.values()).flatMap(({ document, view }) =>
      view && document.uri.toString() === key ? [view] : [],
    );
  }

  /** Stops the one that a CodeLens's argument names; false when it names none. */
  stop(argument: unknown): boolean {
    const id = isRecord(argument) ? argument["writing"] : undefined;
    if (typeof id !== "string") return false;
    this.#running.get(id)?.stop();
    return true;
  }

  dispose(): void {
    this.#subscription.dispose();
    for (const writing of this.#running.values()) writing.end();
    this.#changed.dispose();
  }
}

class RunningWriting implements Writing {
  readonly id: string = crypto.randomUUID();
  readonly document: vscode.TextDocument;
  readonly #title: string;
  readonly #startLine: number;
  readonly #edit: GrowingEdit;
  readonly #base: { readonly version: number; readonly lines: readonly string[] };
  readonly #controller = new AbortController();
  readonly #changed: () => void;
  readonly #ended: () => void;
  #answer = "";
  #timer: ReturnType<typeof setTimeout> | undefined;
  #view: WritingView | undefined;

  constructor(
    document: vscode.TextDocument,
    range: vscode.Range,
    title: string,
    changed: () => void,
    ended: () => void,
  ) {
    this.document = document;
    this.#title = title;
    this.#startLine = range.start.line;
    this.#edit = new GrowingEdit(fitTarget(document, range));
    this.#base = { version: document.version, lines: splitLines(document.getText()) };
    this.#changed = changed;
    this.#ended = ended;
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Undefined before the answer begins. */
  get view(): WritingView | undefined {
    return this.#view;
  }

  update(answer: string): void {
    this.#answer = answer;
    this.schedule();
  }

  schedule(): void {
    if (this.#answer !== "") this.#timer ??= setTimeout(() => this.#show(), UPDATE_MS);
  }

  stop(): void {
    this.#controller.abort();
  }

  end(): void {
    clearTimeout(this.#timer);
    this.#ended();
    if (this.#view) this.#changed();
    this.#view = undefined;
    this.#answer = "";
  }

  #show(): void {
    this.#timer = undefined;
    const start = this.#startLine;
    const place = { startLine: start, endLine: start, oldLines: [], newLines: [] };
    const changes = this.#edit
      .changes(this.#answer)
      .map((change) => ({ ...change, startLine: start + change.startLine, endLine: start + change.endLine }));
    const { version, lines } = this.#base;
    const placed =
      this.document.version === version
        ? [place, ...changes]
        : amongTyped([place, ...changes], lines, splitLines(this.document.getText()));
    this.#view = {
      id: this.id,
      line: placed[0]?.startLine ?? start,
      changes: placed
        .filter((change) => change.oldLines.length + change.newLines.length > 0)
        .map(({ startLine, oldLines, newLines }, index) => ({
          id: `${this.id}/${index + 1}`,
          title: this.#title,
          startLine,
          oldLines,
          newLines,
          conflict: "none",
          state: "writing",
        })),
    };
    this.#changed();
  }
}

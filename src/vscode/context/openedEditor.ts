import * as vscode from "vscode";
import type { Attachment } from "../../shared/chat/state.ts";
import type { Opened } from "../../shared/protocol/panel.ts";
import { captureFile, captureSelection } from "./capture.ts";

/** What is open beside the panel: what an empty conversation can be about. */
export class OpenedEditor implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<Opened>();
  readonly #subscriptions: vscode.Disposable;
  #last = readOpened();

  /** Fires when something else is open, or when a selection begins or ends; not for each selected character. */
  readonly onDidChange = this.#changed.event;

  constructor() {
    const look = (): void => this.#look();
    this.#subscriptions = vscode.Disposable.from(
      this.#changed,
      vscode.window.onDidChangeActiveTextEditor(look),
      vscode.window.onDidChangeTextEditorSelection(look),
    );
  }

  get current(): Opened {
    return readOpened();
  }

  /** The selection, else the file; undefined when nothing is open. */
  capture(): Attachment | undefined {
    const editor = codeEditor();
    return editor && (captureSelection(editor) ?? captureFile(editor.document));
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  #look(): void {
    const opened = readOpened();
    if (opened.type === this.#last.type && opened.name === this.#last.name) return;
    this.#last = opened;
    this.#changed.fire(opened);
  }
}

function readOpened(): Opened {
  const editor = codeEditor();
  if (!editor) return { type: "nothing", name: "" };
  return {
    type: editor.selection.isEmpty ? "file" : "selection",
    name: editor.document.uri.path.replace(/^.*\//, ""),
  };
}

/** The active one; while a chat in a tab of its own is active, one that can be seen. */
function codeEditor(): vscode.TextEditor | undefined {
  const { activeTextEditor, visibleTextEditors } = vscode.window;
  const editors = activeTextEditor ? [activeTextEditor] : visibleTextEditors;
  return editors.find(holdsCode);
}

/** Reports, logs and the like are shown in editors too. */
function holdsCode({ document }: vscode.TextEditor): boolean {
  return !/^(?:output|askchatgpt-(?!new))/.test(document.uri.scheme);
}

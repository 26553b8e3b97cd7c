import * as vscode from "vscode";
import type { Attachment } from "../../shared/chat/state.ts";
import { estimateTokens } from "../../shared/chat/tokens.ts";
import type { SelectionOffer } from "../../shared/protocol/panel.ts";
import { captureSelection } from "./capture.ts";

/** A selection that grows under the mouse is offered when it rests. */
const REST_MS = 150;

/** The editor whose selection is on offer: the active one, or one in sight while the chat itself is the active tab. */
export function selectedEditor(): vscode.TextEditor | undefined {
  const { activeTextEditor, visibleTextEditors } = vscode.window;
  const editor = activeTextEditor ?? visibleTextEditors.find(({ selection }) => !selection.isEmpty);
  return editor && !editor.selection.isEmpty && editor.document.uri.scheme !== "output" ? editor : undefined;
}

/** What would be attached, as it is now. */
export function selectionToOffer(): Attachment | undefined {
  const editor = selectedEditor();
  return editor && captureSelection(editor);
}

/** Follows what is selected while somebody watches, and only then. */
export class SelectionOffers implements vscode.Disposable {
  readonly #tell: (offer: SelectionOffer | undefined) => void;
  #watching: readonly vscode.Disposable[] = [];
  #rest: ReturnType<typeof setTimeout> | undefined;
  #told = "";

  /** @param tell gets the offer whenever it is another one */
  constructor(tell: (offer: SelectionOffer | undefined) => void) {
    this.#tell = tell;
  }

  /** What is on offer now; from then on what changes is told. */
  start(): SelectionOffer | undefined {
    this.stop();
    const look = (): void => {
      clearTimeout(this.#rest);
      this.#rest = setTimeout(() => this.#look(), REST_MS);
    };
    this.#watching = [
      vscode.window.onDidChangeTextEditorSelection(look),
      vscode.window.onDidChangeActiveTextEditor(look),
      vscode.window.onDidChangeVisibleTextEditors(look),
    ];
    const offer = currentOffer();
    this.#told = JSON.stringify(offer) ?? "";
    return offer;
  }

  stop(): void {
    clearTimeout(this.#rest);
    for (const one of this.#watching) one.dispose();
    this.#watching = [];
  }

  dispose(): void {
    this.stop();
  }

  #look(): void {
    const offer = currentOffer();
    const told = JSON.stringify(offer) ?? "";
    if (told === this.#told) return;
    this.#told = told;
    this.#tell(offer);
  }
}

function currentOffer(): SelectionOffer | undefined {
  const selection = selectionToOffer();
  return selection && { label: selection.label, path: selection.path, tokens: estimateTokens(selection.text) };
}

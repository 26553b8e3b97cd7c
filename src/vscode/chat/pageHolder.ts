import type * as vscode from "vscode";

/** What holds a page: a view of the sidebar, or an editor tab. */
export type PageHolder = {
  readonly visible: boolean;
  readonly onDidChangeVisibility: vscode.Event<unknown>;
  readonly onDidDispose: vscode.Event<void>;
};

export function holderOf(panel: vscode.WebviewPanel): PageHolder {
  return {
    get visible() {
      return panel.visible;
    },
    onDidChangeVisibility: panel.onDidChangeViewState,
    onDidDispose: panel.onDidDispose,
  };
}

import type * as vscode from "vscode";

/** What holds a page: a view of the sidebar, or an editor tab. */
export type PageHolder = {
  readonly visible: boolean;
  readonly onDidChangeVisibility: (listener: () => void) => unknown;
  readonly onDidDispose: (listener: () => void) => unknown;
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

import type * as vscode from "vscode";

/** What holds a page: a view of the sidebar, or an editor tab. */
export type PageHolder = {
  readonly visible: boolean;
  /** On the icon of a view of the sidebar; a tab has none. */
  badge?: vscode.ViewBadge | undefined;
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

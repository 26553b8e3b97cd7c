/** What VS Code gives to the page of a webview. It can be acquired once. */
export type VsCodeApi = {
  readonly postMessage: (message: unknown) => void;
  /** The state of the last `setState`, also after the webview was hidden, reloaded or restored. */
  readonly getState: () => unknown;
  readonly setState: (state: unknown) => void;
};

declare global {
  function acquireVsCodeApi(): VsCodeApi;
}

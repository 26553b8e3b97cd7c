/** The themes that the panel is looked at in, all VS Code's own: its defaults of today, and of before, and high contrast. */
export type PanelTheme = "dark" | "light" | "hcDark" | "hcLight" | "dark2026" | "light2026";

export const panelThemes: readonly PanelTheme[] = ["dark", "light", "hcDark", "hcLight", "dark2026", "light2026"];

/** What VS Code puts on the body of a webview. */
export const themeClasses: Readonly<Record<PanelTheme, string>> = {
  dark: "vscode-dark",
  light: "vscode-light",
  dark2026: "vscode-dark",
  light2026: "vscode-light",
  hcDark: "vscode-high-contrast",
  hcLight: "vscode-high-contrast vscode-high-contrast-light",
};

/** A colour that the theme does not define, so that the style sheet's fallback is seen. */
const none = undefined;

/** Read from a running VS Code: Dark and Light Modern, Dark and Light High Contrast, Dark and Light 2026. */
const colors: Readonly<Record<string, readonly (string | undefined)[]>> = {
  "--vscode-button-background": ["#0078d4", "#005fb8", "#000000", "#0f4a85", "#297aa0", "#0069cc"],
  "--vscode-button-border": [
    "rgba(255, 255, 255, 0.1)",
    "rgba(0, 0, 0, 0.1)",
    "#6fc3df",
    "#0f4a85",
    "#297aa0",
    "#0069cc",
  ],
  "--vscode-button-foreground": ["#ffffff", "#ffffff", "#ffffff", "#ffffff", "#ffffff", "#ffffff"],
  "--vscode-button-hoverBackground": ["#026ec1", "#0258a8", "#000000", "#0f4a85", "#2b7da3", "#0063c1"],
  "--vscode-button-secondaryBackground": [
    "rgba(0, 0, 0, 0)",
    "#e5e5e5",
    none,
    "#ffffff",
    "rgba(0, 0, 0, 0)",
    "#eaeaea",
  ],
  "--vscode-button-secondaryForeground": ["#cccccc", "#3b3b3b", "#ffffff", "#292929", "#cccccc", "#202020"],
  "--vscode-button-secondaryHoverBackground": [
    "#2b2b2b",
    "#cccccc",
    none,
    none,
    "rgba(255, 255, 255, 0.06)",
    "#f2f3f4",
  ],
  "--vscode-chat-linesAddedForeground": ["#54b054", "#107c10", "#54b054", "#107c10", "#54b054", "#107c10"],
  "--vscode-chat-linesRemovedForeground": ["#fc6a6a", "#bc2f32", "#f48771", "#b5200d", "#fc6a6a", "#bc2f32"],
  "--vscode-chat-requestBackground": [
    "rgba(31, 31, 31, 0.62)",
    "rgba(255, 255, 255, 0.62)",
    "#0c141f",
    none,
    "rgba(18, 19, 20, 0.62)",
    "rgba(255, 255, 255, 0.62)",
  ],
  "--vscode-chat-requestBorder": [
    "rgba(255, 255, 255, 0.1)",
    "rgba(0, 0, 0, 0.1)",
    "#6fc3df",
    "#0f4a85",
    "rgba(255, 255, 255, 0.1)",
    "rgba(0, 0, 0, 0.1)",
  ],
  "--vscode-checkbox-border": ["#3c3c3c", "#cecece", "#6fc3df", "#0f4a85", "#707070", "#868686"],
  "--vscode-contrastActiveBorder": [none, none, "#f38518", "#006bbd", none, none],
  "--vscode-contrastBorder": [none, none, "#6fc3df", "#0f4a85", none, none],
  "--vscode-debugTokenExpression-boolean": ["#4e94ce", "#0000ff", "#75bdfe", "#0000ff", "#4e94ce", "#0000ff"],
  "--vscode-debugTokenExpression-name": ["#c586c0", "#9b46b0", "#ffffff", "#292929", "#c586c0", "#9b46b0"],
  "--vscode-debugTokenExpression-number": ["#b5cea8", "#098658", "#89d185", "#098658", "#b5cea8", "#098658"],
  "--vscode-debugTokenExpression-string": ["#ce9178", "#a31515", "#f48771", "#a31515", "#ce9178", "#a31515"],
  "--vscode-descriptionForeground": [
    "#9d9d9d",
    "#3b3b3b",
    "rgba(255, 255, 255, 0.7)",
    "rgba(41, 41, 41, 0.7)",
    "#8c8c8c",
    "#606060",
  ],
  "--vscode-diffEditor-insertedTextBackground": [
    "rgba(156, 204, 44, 0.2)",
    "rgba(156, 204, 44, 0.25)",
    none,
    none,
    "rgba(87, 171, 90, 0.3)",
    "rgba(88, 124, 12, 0.15)",
  ],
  "--vscode-diffEditor-removedTextBackground": [
    "rgba(255, 0, 0, 0.2)",
    "rgba(255, 0, 0, 0.2)",
    none,
    none,
    "rgba(244, 112, 103, 0.3)",
    "rgba(173, 7, 7, 0.15)",
  ],
  "--vscode-editor-background": ["#1f1f1f", "#ffffff", "#000000", "#ffffff", "#121314", "#ffffff"],
  "--vscode-editor-findMatchBackground": [
    "#9e6a03",
    "#a8ac94",
    none,
    none,
    "rgba(39, 103, 130, 0.56)",
    "rgba(0, 105, 204, 0.25)",
  ],
  "--vscode-editor-findMatchHighlightBackground": [
    "rgba(234, 92, 0, 0.33)",
    "rgba(234, 92, 0, 0.33)",
    none,
    none,
    "rgba(39, 103, 130, 0.5)",
    "rgba(0, 105, 204, 0.1)",
  ],
  "--vscode-editor-foreground": ["#cccccc", "#3b3b3b", "#ffffff", "#292929", "#bbbebf", "#202020"],
  "--vscode-editorWarning-foreground": ["#cca700", "#bf8803", "#ffd370", "#895503", "#cca700", "#bf8803"],
  "--vscode-editorWidget-background": ["#202020", "#f8f8f8", "#0c141f", "#ffffff", "#202122", "#fafafd"],
  "--vscode-editorWidget-border": [
    "rgba(204, 204, 204, 0.2)",
    "rgba(59, 59, 59, 0.2)",
    "#6fc3df",
    "#0f4a85",
    "#2a2b2c",
    "#e4e5e6",
  ],
  "--vscode-editorWidget-foreground": ["#cccccc", "#3b3b3b", "#ffffff", "#292929", "#bfbfbf", "#202020"],
  "--vscode-focusBorder": ["#0078d4", "#005fb8", "#f38518", "#006bbd", "rgba(57, 148, 188, 0.7)", "#0069cc"],
  "--vscode-foreground": ["#cccccc", "#3b3b3b", "#ffffff", "#292929", "#bfbfbf", "#202020"],
  "--vscode-icon-foreground": ["#cccccc", "#3b3b3b", "#ffffff", "#292929", "#8c8c8c", "#606060"],
  "--vscode-input-background": ["#313131", "#ffffff", "#000000", "#ffffff", "#191a1b", "#ffffff"],
  "--vscode-input-border": ["#3c3c3c", "#cecece", "#6fc3df", "#0f4a85", "#333536", "rgba(216, 216, 216, 0.4)"],
  "--vscode-input-foreground": ["#cccccc", "#3b3b3b", "#ffffff", "#292929", "#bfbfbf", "#202020"],
  "--vscode-input-placeholderForeground": [
    "#989898",
    "#767676",
    "rgba(255, 255, 255, 0.7)",
    "rgba(41, 41, 41, 0.7)",
    "#555555",
    "#999999",
  ],
  "--vscode-inputValidation-errorBorder": ["#be1100", "#be1100", "#6fc3df", "#0f4a85", "#be1100", "#ad0707"],
  "--vscode-list-hoverBackground": [
    "#2a2d2e",
    "#f2f2f2",
    "rgba(255, 255, 255, 0.1)",
    "rgba(15, 74, 133, 0.1)",
    "rgba(255, 255, 255, 0.08)",
    "rgba(0, 0, 0, 0.08)",
  ],
  "--vscode-menu-background": ["#1f1f1f", "#ffffff", "#000000", "#ffffff", "#202122", "#fafafd"],
  "--vscode-menu-border": ["#454545", "#cecece", "#6fc3df", "#0f4a85", "#2a2b2c", "#e4e5e6"],
  "--vscode-menu-foreground": ["#cccccc", "#3b3b3b", "#ffffff", "#292929", "#bfbfbf", "#202020"],
  "--vscode-menu-selectionBackground": [
    "#0078d4",
    "#005fb8",
    none,
    "rgba(15, 74, 133, 0.1)",
    "rgba(57, 148, 188, 0.15)",
    "rgba(0, 105, 204, 0.1)",
  ],
  "--vscode-menu-selectionBorder": [none, none, "#f38518", "#006bbd", "#3994bc", "#0069cc"],
  "--vscode-menu-selectionForeground": ["#ffffff", "#ffffff", none, none, "#bfbfbf", "#202020"],
  "--vscode-problemsErrorIcon-foreground": ["#f14c4c", "#e51400", "#f48771", "#b5200d", "#f14c4c", "#e51400"],
  "--vscode-scrollbarSlider-activeBackground": [
    "rgba(191, 191, 191, 0.4)",
    "rgba(0, 0, 0, 0.6)",
    "#6fc3df",
    "#0f4a85",
    "rgba(168, 169, 170, 0.61)",
    "rgba(100, 100, 100, 0.88)",
  ],
  "--vscode-scrollbarSlider-background": [
    "rgba(121, 121, 121, 0.4)",
    "rgba(100, 100, 100, 0.4)",
    "rgba(111, 195, 223, 0.6)",
    "rgba(15, 74, 133, 0.4)",
    "rgba(168, 169, 170, 0.52)",
    "rgba(100, 100, 100, 0.75)",
  ],
  "--vscode-scrollbarSlider-hoverBackground": [
    "rgba(100, 100, 100, 0.7)",
    "rgba(100, 100, 100, 0.7)",
    "rgba(111, 195, 223, 0.8)",
    "rgba(15, 74, 133, 0.8)",
    "rgba(168, 169, 170, 0.56)",
    "rgba(100, 100, 100, 0.82)",
  ],
  "--vscode-sideBar-background": ["#181818", "#f8f8f8", "#000000", "#ffffff", "#191a1b", "#fafafd"],
  "--vscode-textBlockQuote-background": ["#2b2b2b", "#f8f8f8", none, "#f2f2f2", "#242526", "#eaeaea"],
  "--vscode-textBlockQuote-border": ["#616161", "#e5e5e5", "#ffffff", "#292929", "#2a2b2c", "#f0f1f2"],
  "--vscode-textLink-activeForeground": ["#4daafc", "#005fb8", "#21a6ff", "#0f4a85", "#53a5ca", "#0069cc"],
  "--vscode-textLink-foreground": ["#4daafc", "#005fb8", "#21a6ff", "#0f4a85", "#48a0c7", "#0069cc"],
  "--vscode-textPreformat-background": ["#3c3c3c", "rgba(0, 0, 0, 0.12)", none, "#09345f", "#262626", "#ececec"],
  "--vscode-textPreformat-foreground": ["#d0d0d0", "#3b3b3b", "#ffffff", "#ffffff", "#8c8c8c", "#606060"],
  "--vscode-toolbar-hoverBackground": [
    "rgba(90, 93, 94, 0.31)",
    "rgba(184, 184, 184, 0.31)",
    none,
    none,
    "rgba(90, 93, 94, 0.31)",
    "rgba(0, 0, 0, 0.12)",
  ],
  "--vscode-widget-border": ["#313131", "#e5e5e5", "#6fc3df", "#0f4a85", "#2a2b2c", "#e2e2e5"],
  "--vscode-widget-shadow": [
    "rgba(0, 0, 0, 0.36)",
    "rgba(0, 0, 0, 0.16)",
    none,
    none,
    "rgba(0, 0, 0, 0.36)",
    "rgba(0, 0, 0, 0)",
  ],
};

const fonts: Readonly<Record<string, string>> = {
  "--vscode-font-family": '"DejaVu Sans", sans-serif',
  "--vscode-font-size": "13px",
  "--vscode-font-weight": "normal",
  "--vscode-editor-font-family": '"DejaVu Sans Mono", monospace',
  "--vscode-editor-font-size": "12px",
};

/** The custom properties that VS Code sets on the page of a webview, as declarations. */
export function themeDeclarations(theme: PanelTheme): string {
  const column = panelThemes.indexOf(theme);
  const themed = Object.entries(colors).flatMap(([name, values]) => {
    const value = values[column];
    return value === undefined ? [] : [[name, value] as const];
  });
  return [...themed, ...Object.entries(fonts)].map(([name, value]) => `${name}: ${value};`).join("\n");
}

import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import { untranslated, type Translate } from "../../src/shared/l10n.ts";
import { panelPage } from "../../src/shared/panelPage.ts";
import { themeClasses, themeDeclarations, type PanelTheme } from "./panelThemes.ts";

/** Serves the panel's page from one origin and its bundle from another, as VS Code does. */
export type PanelServer = {
  readonly pageUrl: (theme: PanelTheme) => string;
  readonly close: () => Promise<void>;
};

const NONCE = "dGhlIHBhbmVsJ3Mgb3du";

const TYPES: Readonly<Record<string, string>> = { ".js": "text/javascript", ".css": "text/css" };

/** What a page is written in. */
type PageLanguage = { readonly language: string; readonly t: Translate };

/** @param bundle the folder with `main.js` and `main.css` */
export async function startPanelServer(
  bundle: string,
  language: PageLanguage = { language: "en", t: untranslated },
): Promise<PanelServer> {
  const resources = await listen((request, response) => void sendFile(bundle, request, response));
  const styles = await readFile(join(bundle, "main.css"), "utf8");
  const pages = await listen((request, response) => {
    const theme = new URL(request.url ?? "/", "http://pages").searchParams.get("theme") as PanelTheme | null;
    response
      .writeHead(200, { "content-type": "text/html" })
      .end(theme ? toPage({ source: resources.origin, styles, theme, ...language }) : "");
  });
  return {
    pageUrl: (theme) => `${pages.origin}/?theme=${theme}`,
    close: async () => {
      await Promise.all([pages.close(), resources.close()]);
    },
  };
}

async function sendFile(folder: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const path = new URL(request.url ?? "/", "http://resources").pathname;
  try {
    const body = await readFile(join(folder, path));
    const type = TYPES[extname(path)] ?? "application/octet-stream";
    response.writeHead(200, { "content-type": type, "access-control-allow-origin": "*" }).end(body);
  } catch {
    response.writeHead(404).end();
  }
}

async function listen(
  listener: RequestListener,
): Promise<{ readonly origin: string; readonly close: () => Promise<void> }> {
  const server: Server = createServer(listener);
  const { promise, resolve } = Promise.withResolvers<void>();
  server.listen(0, "127.0.0.1", resolve);
  await promise;
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

/** VS Code puts its own styles before the policy, which therefore does not apply to them. */
function toPage(
  page: PageLanguage & { readonly source: string; readonly styles: string; readonly theme: PanelTheme },
): string {
  const { theme, ...content } = page;
  return panelPage({ ...content, script: `${content.source}/main.js`, nonce: NONCE })
    .replace(
      "<head>",
      `<head>
<style>
html { ${themeDeclarations(theme)} background-color: var(--vscode-sideBar-background); }
${DEFAULT_STYLES}
</style>
<link rel="icon" href="data:,">`,
    )
    .replace("<body>", `<body class="${themeClasses[theme]}">`);
}

/** From VS Code's `pre/index.html`. */
const DEFAULT_STYLES = `
@layer vscode-default {
  html { scrollbar-color: var(--vscode-scrollbarSlider-background) var(--vscode-editor-background); }
  body {
    overscroll-behavior-x: none;
    background-color: transparent;
    color: var(--vscode-editor-foreground);
    font-family: var(--vscode-font-family);
    font-weight: var(--vscode-font-weight);
    font-size: var(--vscode-font-size);
    margin: 0;
    padding: 0 20px;
  }
  a, a code { color: var(--vscode-textLink-foreground); }
  a:hover { color: var(--vscode-textLink-activeForeground); }
  a:focus, input:focus, select:focus, textarea:focus { outline: 1px solid -webkit-focus-ring-color; outline-offset: -1px; }
  code {
    font-family: var(--monaco-monospace-font);
    color: var(--vscode-textPreformat-foreground);
    background-color: var(--vscode-textPreformat-background);
    padding: 1px 3px;
    border-radius: 4px;
  }
  pre code { padding: 0; }
  blockquote { background: var(--vscode-textBlockQuote-background); border-color: var(--vscode-textBlockQuote-border); }
  ::-webkit-scrollbar { width: 10px; height: 10px; }
  ::-webkit-scrollbar-corner { background-color: var(--vscode-editor-background); }
  ::-webkit-scrollbar-thumb { background-color: var(--vscode-scrollbarSlider-background); }
}`;

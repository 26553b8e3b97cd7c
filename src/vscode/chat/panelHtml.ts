import * as vscode from "vscode";

/**
 * The page of the panel. Its policy lets nothing in but our own script and styles: no network, no inline code,
 * no form, no frame.
 */
export function panelHtml(webview: vscode.Webview, folder: vscode.Uri, nonce: string): string {
  const uriOf = (name: string): string => webview.asWebviewUri(vscode.Uri.joinPath(folder, name)).toString();
  const source = webview.cspSource;
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${source}`,
    `font-src ${source}`,
    `img-src ${source} data:`,
    "connect-src 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return `<!DOCTYPE html>
<html lang="${vscode.env.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Ask ChatGPT</title>
<link rel="stylesheet" href="${uriOf("main.css")}">
</head>
<body>
<script type="module" nonce="${nonce}" src="${uriOf("main.js")}"></script>
</body>
</html>`;
}

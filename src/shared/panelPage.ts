import type { Translate } from "./l10n.ts";

/**
 * The panel's page. Its policy lets nothing in but our own script and styles: no network, no inline code, no form, no
 * frame. The text field is part of the page, so that it can be written in before any script has run; the script gives
 * life to the elements that are here.
 *
 * @param page `source` is where scripts and styles may come from, `urlOf` gives a built file's address
 */
export function panelPage(page: {
  readonly language: string;
  readonly source: string;
  readonly nonce: string;
  readonly urlOf: (file: string) => string;
  readonly t: Translate;
}): string {
  const { language, source, nonce, urlOf, t } = page;
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
<html lang="${escape(language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Ask ChatGPT</title>
<link rel="stylesheet" href="${urlOf("main.css")}">
<script type="module" nonce="${nonce}" src="${urlOf("main.js")}"></script>
</head>
<body>
<main class="panel">
<h1 class="visually-hidden">Ask ChatGPT</h1>
<ask-transcript></ask-transcript>
<ask-composer><div class="composer">
<ask-context-list></ask-context-list>
<textarea rows="1" dir="auto" aria-label="${escape(t("Message"))}" placeholder="${escape(t("Ask ChatGPT"))}"></textarea>
<div class="composer-bar"></div>
</div></ask-composer>
</main>
</body>
</html>`;
}

function escape(text: string): string {
  return text.replace(/[&"<>]/g, (character) => `&#${character.charCodeAt(0)};`);
}

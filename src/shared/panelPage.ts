import type { Translate } from "./l10n.ts";

/**
 * The panel's page. Its policy lets nothing in but our own script and styles: no network, no code without the page's
 * nonce, no form, no frame. The styles and the text field are part of the page, so that it can be written in at the
 * first paint; the script is fetched after that, and gives life to the elements that are here.
 *
 * @param page `source` is where our files come from, `script` is the address of `main.js`
 */
export function panelPage(page: {
  readonly language: string;
  readonly source: string;
  readonly nonce: string;
  readonly script: string;
  readonly styles: string;
  readonly t: Translate;
}): string {
  const { language, source, nonce, script, styles, t } = page;
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${source} 'nonce-${nonce}'`,
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
<style nonce="${nonce}">${styles}</style>
<script nonce="${nonce}">${bootstrap(script)}</script>
</head>
<body>
<main class="panel">
<h1 class="visually-hidden">Ask ChatGPT</h1>
<ask-transcript></ask-transcript>
<ask-composer><ask-model-notice></ask-model-notice>
<ask-chat-settings></ask-chat-settings>
<ask-composer-notice></ask-composer-notice>
<div class="composer">
<ask-context-list></ask-context-list>
<ask-completions></ask-completions>
<textarea rows="1" dir="auto" aria-label="${escape(t("Message"))}" placeholder="${escape(t("Ask ChatGPT"))}"></textarea>
<div class="composer-bar"></div>
</div></ask-composer>
</main>
</body>
</html>`;
}

/**
 * What runs before `main.js` is here. VS Code shows the page when it has loaded, which must not wait for a script; the
 * first paint comes a frame later. An Enter that comes first is kept for the composer, as `data-entered`.
 */
function bootstrap(script: string): string {
  return `addEventListener("load", () => requestAnimationFrame(() => setTimeout(() => import("${script}"))));
addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.keyCode === 229 || customElements.get("ask-composer")) return;
  event.preventDefault();
  event.target.dataset.entered = "";
});`;
}

function escape(text: string): string {
  return text.replace(/[&"<>]/g, (character) => `&#${character.charCodeAt(0)};`);
}

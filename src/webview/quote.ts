import type { Panel } from "./panel.ts";

/** Marks the answer in which text is selected; its style sheet shows the button then. */
const MARK = "data-selected";

/** Shows the way to quote wherever text of an answer is selected, and quotes with the key that Markdown quotes with. */
export function offerQuotes(panel: Panel): void {
  let marked: Element | undefined;
  document.addEventListener("selectionchange", () => {
    const answer = selectedText() === undefined ? undefined : selectedIn("ask-answer");
    if (answer === marked) return;
    marked?.removeAttribute(MARK);
    answer?.setAttribute(MARK, "");
    marked = answer;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key !== ">" || event.ctrlKey || event.metaKey || event.altKey || isTextField(event.target)) return;
    if (selectedText() === undefined) return;
    event.preventDefault();
    quoteSelection(panel);
  });
}

/** Puts what is selected in an answer into the composer. */
export function quoteSelection(panel: Panel): void {
  const text = selectedText();
  if (text === undefined) return;
  const pre = selectedIn("pre");
  const language = pre?.parentElement?.querySelector(".code-language")?.textContent.trim() ?? "";
  document.getSelection()?.removeAllRanges();
  panel.quote(pre ? fenced(text, language) : quoted(text));
  panel.announce(panel.t("Quoted"));
}

/** Undefined where nothing is selected, or not within one answer. */
function selectedText(): string | undefined {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || !selectedIn("ask-markdown")) return undefined;
  const text = selection.toString().replace(/^\n+|\s+$/g, "");
  return text === "" ? undefined : text;
}

/** The element that holds the whole selection. */
function selectedIn(selector: string): Element | undefined {
  const selection = document.getSelection();
  const [start, end] = [selection?.anchorNode, selection?.focusNode].map((node) =>
    node?.parentElement?.closest(selector),
  );
  return start && start === end ? start : undefined;
}

/** As a Markdown quotation. */
export function quoted(text: string): string {
  return text
    .split("\n")
    .map((line) => (line.trim() === "" ? ">" : `> ${line}`))
    .join("\n");
}

/** As a code block whose fence is longer than any in it. */
export function fenced(code: string, language: string): string {
  const longest = Math.max(2, ...Array.from(code.matchAll(/`+/g), ([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence}${language}\n${code}\n${fence}`;
}

function isTextField(target: EventTarget | null): boolean {
  return target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement;
}

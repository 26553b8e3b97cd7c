import { parseReference } from "../../shared/chat/reference.ts";
import type { Translate } from "../../shared/l10n.ts";
import type { ReferenceState } from "../../shared/protocol/panel.ts";

/** Words of an answer that may refer to something in the workspace, and where they stand. */
export type FoundReference = {
  readonly reference: string;
  /** `text` is a part of a text node, from `start` on; the others are elements of their own. */
  readonly place:
    | { readonly type: "code" | "link"; readonly element: HTMLElement }
    | { readonly type: "text"; readonly node: Text; readonly start: number };
};

/** Words between spaces, without the marks that a sentence puts around them. */
const WORD = /[^\s()[\]{}<>"'“”‘’«»，。、；：（）]+(?:\(\d+(?:,\s?\d+)?\))?/gu;
/** What in plain text is clearly a path: with a folder or a line, so that `Node.js` and `e.g.` are none. */
const CLEARLY_PATH = /[\w)][/\\][\w.@-]|\.[A-Za-z]\w{0,9}(?::\d|#L\d|\(\d)/;

/** All that may be references in what an answer shows; blocks of code are left alone. */
export function findReferences(root: HTMLElement): readonly FoundReference[] {
  const found: FoundReference[] = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) =>
    node instanceof Element && node.matches("ask-code-block, pre, [data-reference], math, svg")
      ? NodeFilter.FILTER_REJECT
      : NodeFilter.FILTER_ACCEPT,
  );
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node instanceof Text) found.push(...inText(node));
    else if (node instanceof HTMLElement) found.push(...inElement(node));
  }
  return found;
}

/** Makes links of what was found, and marks what is missing. Nothing else changes. */
export function markReferences(
  found: readonly FoundReference[],
  states: ReadonlyMap<string, ReferenceState>,
  t: Translate,
): void {
  // From the end, so that the places before stay where they are.
  for (const { reference, place } of found.toReversed()) {
    const state = states.get(reference) ?? "unknown";
    if (state === "unknown") continue;
    const element = place.type === "text" ? cutOut(place.node, place.start, reference) : place.element;
    if (state === "found") link(element, reference, t);
    else if (place.type !== "link") mark(element, t);
  }
}

function inElement(element: HTMLElement): readonly FoundReference[] {
  if (element.matches("a[data-target]")) {
    const target = decode(element.dataset["target"] ?? "");
    const reference = parseReference(target, false)?.type === "path" ? target : undefined;
    return reference === undefined ? [] : [{ reference, place: { type: "link", element } }];
  }
  if (!element.matches("code") || element.closest("a")) return [];
  const reference = element.textContent.trim();
  return parseReference(reference, true) ? [{ reference, place: { type: "code", element } }] : [];
}

function inText(node: Text): readonly FoundReference[] {
  if (node.parentElement?.closest("code, a")) return [];
  return Array.from(node.data.matchAll(WORD)).flatMap((match) => {
    const reference = match[0].replace(/[.,;:!?*_…]+$/, "");
    const isPath = CLEARLY_PATH.test(reference) && parseReference(reference, false) !== undefined;
    return isPath ? [{ reference, place: { type: "text", node, start: match.index } }] : [];
  });
}

function cutOut(node: Text, start: number, reference: string): HTMLElement {
  const word = node.splitText(start);
  word.splitText(reference.length);
  const span = document.createElement("span");
  word.replaceWith(span);
  span.append(word);
  return span;
}

/** As the links of an answer are: without an address of its own. */
function link(element: HTMLElement, reference: string, t: Translate): void {
  element.classList.add("reference");
  element.dataset["reference"] = reference;
  element.setAttribute("role", "link");
  element.setAttribute("tabindex", "0");
  element.title = t("Open {0}", reference);
}

function mark(element: HTMLElement, t: Translate): void {
  element.classList.add("missing-reference");
  element.title = t("Not found in the folder that is open");
}

function decode(address: string): string {
  try {
    return decodeURIComponent(address);
  } catch (error) {
    if (error instanceof URIError) return address;
    throw error;
  }
}

import type { TurnElement } from "./turn.ts";

/** How many turns make a part, unless some are put between others. */
const PART = 8;

/**
 * Puts `elements` into `list` in their order. Those that are there stay in it already and are not moved.
 *
 * Turns stand in parts, which cost neither layout nor painting out of sight and yet stay selectable, searchable and
 * readable. The browser looks at each part in each frame, so there must not be one for each turn.
 */
export function placeTurns(list: Element, elements: readonly TurnElement[]): void {
  const grown = new Set<HTMLElement>();
  let previous: TurnElement | undefined;
  for (const element of elements) {
    if (!element.isConnected) grown.add(place(list, element, previous));
    previous = element;
  }
  for (const part of grown) part.style.containIntrinsicBlockSize = `auto ${likelyHeight(part)}px`;
}

/** Takes an element out, and its part with the last one. */
export function removeTurn(element: TurnElement): void {
  const part = element.parentElement;
  element.remove();
  if (part?.childElementCount === 0) part.remove();
}

function place(list: Element, element: TurnElement, previous: TurnElement | undefined): HTMLElement {
  const part = previous?.parentElement ?? undefined;
  if (!part || !previous || (part.lastElementChild === previous && part.childElementCount >= PART)) {
    const fresh = createPart();
    fresh.append(element);
    if (part) part.after(fresh);
    else list.prepend(fresh);
    return fresh;
  }
  previous.after(element);
  return part;
}

function createPart(): HTMLElement {
  const part = document.createElement("div");
  part.className = "turns-part";
  part.addEventListener("contentvisibilityautostatechange", (event) => {
    if (event.target !== part || !(event instanceof ContentVisibilityAutoStateChangeEvent) || event.skipped) return;
    for (const element of turnsOf(part)) element.drawn = true;
  });
  return part;
}

/** The scroll bar should not lie much about turns that were never in sight. */
function likelyHeight(part: Element): number {
  return turnsOf(part).reduce((sum, element) => sum + element.likelyHeight, 0);
}

function turnsOf(part: Element): readonly TurnElement[] {
  return [...part.querySelectorAll<TurnElement>("ask-turn")];
}

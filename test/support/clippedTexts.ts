import type { Page } from "playwright-core";

/**
 * What cannot be read whole, or pressed, because there is no room for it: texts that are cut off by the page or by a
 * box, without the dots and the tooltip that make up for that; texts that stick out of their button or run down a narrow
 * column; controls that lie on one another. Code, tables and folded questions are meant to be seen in part.
 */
export function clippedTexts(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    // Turns out of sight are not laid out.
    for (const part of document.querySelectorAll<HTMLElement>(".turns-part")) part.style.contentVisibility = "visible";
    const findings = new Set<string>();
    const meant = ".visually-hidden, pre, .table, .formula, .folded .question-text, [hidden]";
    const report = (reason: string, element: Element): void => {
      findings.add(`${reason}: ${element.tagName.toLowerCase()}.${element.className} "${element.textContent.trim()}"`);
    };
    /** Whether `inner` leaves `outer` at a side; what is above or below can be scrolled to, if `outer` scrolls. */
    const leaves = (inner: DOMRect, outer: DOMRect, scrolls: boolean): boolean =>
      inner.left < outer.left - 1 ||
      inner.right > outer.right + 1 ||
      (!scrolls && (inner.top < outer.top - 1 || inner.bottom > outer.bottom + 1));
    const shown = (element: Element): boolean => element.checkVisibility() && element.closest(meant) === null;

    const visible = new DOMRect(0, -1e6, innerWidth, 2e6);
    // Spaces that a person typed may hang over the edge.
    const frames = "button, .chip, .completion, .actions, p:not(.plain-text)";
    const checkText = (element: Element, rect: DOMRect): void => {
      let scrolls = false;
      for (let box: Element | null = element; box; box = box.parentElement) {
        const { overflowX, overflowY, textOverflow } = getComputedStyle(box);
        scrolls ||= overflowY === "auto" || overflowY === "scroll";
        const clips = overflowX !== "visible" || overflowY !== "visible";
        if (!(clips || box.matches(frames)) || !leaves(rect, box.getBoundingClientRect(), scrolls)) continue;
        const dotted = textOverflow === "ellipsis" && element.closest("[title], [aria-label]") !== null;
        if (!(clips && dotted)) report(clips ? "cut off" : "out of its frame", element);
        return;
      }
      if (leaves(rect, visible, true)) report("beyond the page", element);
    };
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      const element = node.parentElement;
      if (!element || node.textContent?.trim() === "" || !shown(element)) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      const rects = [...range.getClientRects()];
      for (const rect of rects) checkText(element, rect);
      const lines = new Set(rects.map(({ top }) => top)).size;
      if (lines > 4 && range.toString().trim().length < lines * 5) report("squeezed", element);
    }

    for (const field of document.querySelectorAll<HTMLElement>("select, textarea:placeholder-shown")) {
      if (!shown(field) || (field.title !== "" && getComputedStyle(field).textOverflow === "ellipsis")) continue;
      const free = field.cloneNode(true);
      if (!(free instanceof HTMLElement)) continue;
      // As wide and as high as what is in it.
      const width = field.matches("select") ? "" : `inline-size: ${field.offsetWidth}px`;
      free.style.cssText = `field-sizing: content; position: fixed; ${width}`;
      field.after(free);
      if (free.offsetWidth > field.offsetWidth + 1 || free.offsetHeight > field.offsetHeight + 1) {
        report("has no room for its text", field);
      }
      free.remove();
    }

    // What lies above everything else on purpose.
    const above = ".menu, .completions, .jump";
    const controls = [...document.querySelectorAll("button, select, textarea, summary, a")].filter(
      (control) => shown(control) && control.closest(above) === null,
    );
    for (const [index, control] of controls.entries()) {
      const one = control.getBoundingClientRect();
      for (const other of controls.slice(index + 1)) {
        const two = other.getBoundingClientRect();
        const wide = Math.min(one.right, two.right) - Math.max(one.left, two.left);
        const high = Math.min(one.bottom, two.bottom) - Math.max(one.top, two.top);
        const scrolledApart = control.closest(".scroller") !== other.closest(".scroller");
        if (wide > 1 && high > 1 && !scrolledApart && !control.contains(other)) report("lies on another", control);
      }
    }
    return [...findings];
  });
}

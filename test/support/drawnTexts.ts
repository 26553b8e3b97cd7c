import type { Page } from "playwright-core";

/** What a person reads, or a screen reader says. */
export type DrawnText = {
  readonly of: "text" | "aria-label" | "title" | "placeholder" | "alt";
  /** What stands in one line of thought: texts, and elements in the middle of them, in their order. */
  readonly pieces: readonly string[];
};

/** Everything that the page shows or names, whether or not it is in sight. */
export function drawnTexts(page: Page): Promise<readonly DrawnText[]> {
  return page.evaluate(() => {
    const found: DrawnText[] = [];
    const tidy = (text: string): string => text.replaceAll(/[ \t\r\n]+/g, " ");
    // An element that does not end the sentence it stands in.
    const isInline = (node: Node): boolean =>
      node instanceof Element && getComputedStyle(node).display === "inline" && !(node instanceof HTMLButtonElement);
    const leavesOf = (node: Node): readonly Node[] =>
      isInline(node) ? [...node.childNodes].flatMap(leavesOf) : [node];
    const readRuns = (element: Element): void => {
      let run: string[] = [];
      let last: Node | undefined;
      const end = (): void => {
        const pieces = run.map(tidy).filter((piece) => piece.trim() !== "");
        if (pieces.length > 0) found.push({ of: "text", pieces });
        run = [];
        last = undefined;
      };
      for (const node of [...element.childNodes].flatMap(leavesOf)) {
        if (node instanceof Text) {
          // One text may be made of several nodes, with marks of the templates between them.
          if (last?.parentNode === node.parentNode && run.length > 0) run.push(`${run.pop() ?? ""}${node.data}`);
          else run.push(node.data);
          last = node;
        } else if (node instanceof Element) end();
      }
      end();
    };
    for (const element of document.body.querySelectorAll("*")) {
      const isShown = element.checkVisibility() || element.matches("option");
      if (!isShown || element.matches("script, style, svg *")) continue;
      if (!isInline(element) && !element.matches("textarea")) readRuns(element);
      for (const attribute of ["aria-label", "title", "placeholder", "alt"] as const) {
        const text = element.getAttribute(attribute);
        if (text) found.push({ of: attribute, pieces: [text] });
      }
    }
    return found;
  });
}

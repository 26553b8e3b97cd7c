import temml from "temml";

/** Draws TeX as MathML, which needs neither fonts nor styles of its own. Throws when it is no TeX. */
export type Typeset = (tex: string, display: boolean) => Node;

/** Longer ones are shown as they were written, in UTF-16 units. */
const LONGEST = 20_000;

/** This module is a chunk of its own, loaded when the first formula is drawn. */
export function createTypesetter(): Typeset {
  return (tex, display) => {
    if (tex.length > LONGEST) throw new Error("The formula is too long.");
    const parent = document.createElement("span");
    temml.render(tex, parent, {
      displayMode: display,
      throwOnError: true,
      // Nothing that links, loads or styles.
      trust: false,
      strict: false,
      maxSize: [25, 500],
      maxExpand: 500,
    });
    const nodes = document.createDocumentFragment();
    nodes.append(...parent.childNodes);
    return nodes;
  };
}

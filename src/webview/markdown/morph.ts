import { CodeBlock } from "../components/codeBlock.ts";
import { FormulaElement } from "../components/formulaElement.ts";

/**
 * Makes the children of `parent`, from the one at `index` on, look like `wanted`.
 * A node that already does stays, so that selection, focus and scrolled code survive while an answer grows.
 */
export function morph(parent: Node, index: number, wanted: readonly Node[]): void {
  let current = parent.childNodes[index] ?? null;
  for (const node of wanted) {
    if (current) current = adapt(current, node).nextSibling;
    else parent.appendChild(node);
  }
  while (current) {
    const next: ChildNode | null = current.nextSibling;
    current.remove();
    current = next;
  }
}

/** Returns the node that now stands where `current` stood. */
function adapt(current: ChildNode, wanted: Node): Node {
  if (current instanceof CodeBlock && wanted instanceof CodeBlock) {
    current.block = wanted.block;
    return current;
  }
  if (current instanceof FormulaElement && wanted instanceof FormulaElement) {
    current.formula = wanted.formula;
    return current;
  }
  if (current.isEqualNode(wanted)) return current;
  if (current instanceof Text && wanted instanceof Text) {
    current.data = wanted.data;
    return current;
  }
  if (current instanceof Element && wanted instanceof Element && current.tagName === wanted.tagName) {
    adaptAttributes(current, wanted);
    morph(current, 0, [...wanted.childNodes]);
    return current;
  }
  current.replaceWith(wanted);
  return wanted;
}

function adaptAttributes(current: Element, wanted: Element): void {
  for (const name of current.getAttributeNames()) {
    if (!wanted.hasAttribute(name)) current.removeAttribute(name);
  }
  for (const name of wanted.getAttributeNames()) current.setAttribute(name, wanted.getAttribute(name) ?? "");
}

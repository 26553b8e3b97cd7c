/** The element of the panel's page that `selector` names; what the page is made of is in `shared/panelPage.ts`. */
export function inPage<T extends Element>(root: ParentNode, selector: string, type: new () => T): T {
  const element = root.querySelector(selector);
  if (element instanceof type) return element;
  throw new Error(`The page has no ${selector}.`);
}

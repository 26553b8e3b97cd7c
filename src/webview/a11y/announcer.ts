/**
 * Adds a live region to `parent` and returns what speaks through it.
 * A sentence that is said twice in a row is spoken twice.
 */
export function createAnnouncer(parent: HTMLElement): (sentence: string) => void {
  const region = document.createElement("div");
  region.className = "visually-hidden";
  region.setAttribute("aria-live", "polite");
  parent.append(region);
  return (sentence) => {
    const line = document.createElement("p");
    line.textContent = sentence;
    // A new node is spoken even when its text is that of the last one.
    region.replaceChildren(line);
  };
}

/**
 * Resolves when `element` is, or first comes, near the part of the page that is in sight, as far as `content-visibility`
 * tells. An observer for each element would cost every frame of a long conversation.
 */
export function whenVisible(element: Element): Promise<void> {
  const part = element.closest(".turns-part");
  return new Promise((resolve) => {
    const check = (): void => {
      if (part && !element.checkVisibility({ contentVisibilityAuto: true })) return;
      part?.removeEventListener("contentvisibilityautostatechange", check);
      resolve();
    };
    part?.addEventListener("contentvisibilityautostatechange", check);
    check();
  });
}

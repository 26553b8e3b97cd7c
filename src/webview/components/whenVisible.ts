/**
 * Resolves when `element` is, or first comes, near the part of the page that is in sight, as far as `content-visibility`
 * tells. An observer for each element would cost every frame of a long conversation.
 */
export async function whenVisible(element: Element): Promise<void> {
  const part = element.closest(".turns-part");
  while (part && !element.checkVisibility({ contentVisibilityAuto: true })) {
    await new Promise((resolve) => part.addEventListener("contentvisibilityautostatechange", resolve, { once: true }));
  }
}

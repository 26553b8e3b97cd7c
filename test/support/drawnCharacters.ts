import type { Page } from "playwright-core";

/**
 * How many characters of text the page puts on the screen during `act`, again and again counted as often. It tells
 * work that grows with a text from work that does not, on machines of any speed.
 */
export async function countDrawnCharacters(page: Page, act: () => Promise<unknown>): Promise<number> {
  const counter = await page.evaluateHandle(() => {
    let characters = 0;
    const count = (records: readonly MutationRecord[]): void => {
      for (const { type, target, oldValue, addedNodes } of records) {
        if (type === "childList") {
          for (const node of addedNodes) characters += node.textContent?.length ?? 0;
        } else if (target instanceof Text) {
          const added = target.data.startsWith(oldValue ?? "")
            ? target.length - (oldValue?.length ?? 0)
            : target.length;
          characters += added;
        }
      }
    };
    const observer = new MutationObserver(count);
    const changes = { childList: true, characterData: true, characterDataOldValue: true, subtree: true };
    observer.observe(document.body, changes);
    return {
      end: () => {
        count(observer.takeRecords());
        observer.disconnect();
        return characters;
      },
    };
  });
  await act();
  return counter.evaluate(({ end }) => end());
}

import assert from "node:assert/strict";
import { join } from "node:path";
import { readPanelStrings } from "../../scripts/l10n/panelStrings.ts";
import { clippedTexts } from "../support/clippedTexts.ts";
import { drawnTexts, type DrawnText } from "../support/drawnTexts.ts";
import { usePanels } from "../support/panelPage.ts";
import { hostSaid, panelScenes } from "../support/panelScenes.ts";
import { faultOf, toPseudo } from "../support/pseudoLanguage.ts";

const said = await readPanelStrings(join(import.meta.dirname, "../.."));
// A language of VS Code's is spoken as nobody speaks it.
const strings = Object.fromEntries([...said].map((message) => [message, toPseudo(message)]));

/** The host is given the one, and says the other where it does not know the question. */
const saidByTheHost = new Set([
  "Attach less, start a new chat, or choose a model with a larger context.",
  "Pasted image",
]);

describe("the panel in a language that nobody speaks", () => {
  const open = usePanels({ id: "de", strings });
  const seen: string[] = [];

  for (const [name, { state, play }] of Object.entries(panelScenes)) {
    it(`is translated whole, and shown whole: ${name}`, async () => {
      const panel = await open({ state, height: 2000 });
      const { page, host } = panel;
      await play?.(panel);
      // Turns out of sight are drawn when there is nothing else to do.
      for (const { id } of host.state.conversation.turns) {
        await page.locator(`ask-turn[data-turn="${id}"] article.answer`).waitFor({ state: "attached" });
      }
      await host.drawn();
      const isData = dataIn([host.state, hostSaid]);
      const drawn = await drawnTexts(page);
      seen.push(...drawn.flatMap(({ pieces }) => pieces));
      assert.deepEqual(
        drawn.flatMap((text) => faultsOf(text, isData)),
        [],
      );
      for (const width of [300, 180]) {
        await page.setViewportSize({ width, height: 2000 });
        await host.drawn();
        assert.deepEqual(await clippedTexts(page), [], `at ${width} pixels`);
      }
      await page.evaluate(() => document.documentElement.setAttribute("dir", "rtl"));
      assert.deepEqual(await clippedTexts(page), [], "from right to left");
    });
  }

  it("has said everything that it can say", () => {
    const all = seen.join("\n");
    const unsaid = [...said].filter((message) => !toPattern(toPseudo(message)).test(all));
    assert.deepEqual(unsaid, [...saidByTheHost]);
  });
});

/** Matches a text with anything in its places. */
function toPattern(text: string): RegExp {
  const parts = text.split(/\{\d+\}/).map((part) => RegExp.escape(part).replaceAll("\\x20", "\\s+"));
  return new RegExp(parts.join("[^]*?"));
}

function faultsOf({ of, pieces }: DrawnText, isData: (text: string) => boolean): readonly string[] {
  const whole = pieces.join("");
  // What the model writes has marks of its own in the middle of its sentences.
  const units = whole.includes("⟦") ? [whole] : pieces;
  return units.flatMap((text) => {
    const fault = faultOf(text, isData);
    return fault === undefined ? [] : [`${fault}: ${of} "${text}"`];
  });
}

/** What `Intl` writes of a duration, and the name of a character. */
const NOTATION = /^(?:[\d.,]+\s\p{L}{1,4}\.?(?:, )?)+$|^U\+[\dA-F]{4,6}$/u;

/** Whether a text is one of those in what the panel was given, or a part of one. */
function dataIn(given: unknown): (text: string) => boolean {
  const texts: string[] = ["Ask ChatGPT", "ChatGPT"];
  const collect = (value: unknown): void => {
    if (typeof value === "string") texts.push(value);
    else if (typeof value === "object" && value !== null) for (const part of Object.values(value)) collect(part);
  };
  collect(given);
  const tidy = (text: string): string => text.replaceAll(/\s+/g, " ").trim();
  const all = texts.map(tidy);
  return (text) => NOTATION.test(text) || all.some((one) => one.includes(tidy(text)));
}

import assert from "node:assert/strict";
import type { Locator } from "playwright-core";
import type { Conversation } from "../../src/shared/chat/state.ts";
import { usePanels, type PanelPage } from "../support/panelPage.ts";
import { attachment, conversation, turn } from "../support/panelTurns.ts";

const isFocused = (element: Locator): Promise<boolean> => element.evaluate((node) => node === document.activeElement);

describe("a question that is edited", () => {
  const open = usePanels();
  const asked = turn("1", "Why?\nHow?", { text: "So." }, [attachment("a", "a.ts"), attachment("b", "b.ts")]);
  const openEditor = async (shown: Conversation = conversation(asked)) => {
    const panel = await open({ state: { conversation: shown } });
    const question = panel.page.getByRole("article", { name: "You" }).first();
    await question.getByRole("button", { name: "Edit message" }).click();
    const text = question.getByRole("textbox", { name: "Your question" });
    await text.waitFor();
    return { ...panel, question, text };
  };

  it("is edited in its place, with the caret behind its text, and sent with Enter", async () => {
    const { page, host, message, text } = await openEditor();
    assert.equal(await text.inputValue(), "Why?\nHow?");
    assert.equal(await isFocused(text), true);
    await page.keyboard.type(" When?");
    await page.keyboard.press("Shift+Enter");
    await page.keyboard.type("Where?");
    await page.keyboard.press("Enter");
    await page.getByRole("article", { name: "You" }).getByText("Where?").waitFor();
    assert.deepEqual(host.paramsOf("editQuestion"), [
      { turnId: "1", text: "Why?\nHow? When?\nWhere?", attachments: ["a", "b"] },
    ]);
    await host.drawn();
    assert.equal(await text.count(), 0);
    assert.equal(await message.inputValue(), "");
    assert.equal(await isFocused(message), true);
  });

  it("loses what is removed from it, and nothing else", async () => {
    const { host, question, text } = await openEditor();
    await question.getByRole("button", { name: "Remove a.ts" }).click();
    assert.equal(await isFocused(text), true);
    await question.getByRole("button", { name: "Send" }).click();
    await host.drawn();
    assert.deepEqual(host.paramsOf("editQuestion"), [{ turnId: "1", text: "Why?\nHow?", attachments: ["b"] }]);
  });

  it("keeps the code that a command is to change", async () => {
    const { question } = await openEditor(
      conversation({ ...asked, question: { ...asked.question, task: "refactor", text: "Refactor: faster" } }),
    );
    await question.getByText("a.ts").waitFor();
    assert.equal(await question.getByRole("button", { name: /^Remove/ }).count(), 0);
  });

  for (const cancel of ["Escape", "Cancel"]) {
    it(`stays as it was with ${cancel}, and gives the focus back`, async () => {
      const running = turn("2", "And?", { text: "So f", state: { type: "streaming" } });
      const { page, host, question, text } = await openEditor(conversation(asked, running));
      await text.fill("Never mind");
      if (cancel === "Escape") await page.keyboard.press("Escape");
      else await question.getByRole("button", { name: "Cancel" }).click();
      await question.getByText("How?").waitFor();
      assert.equal(await isFocused(question.getByRole("button", { name: "Edit message" })), true);
      // Escape stops an answer elsewhere.
      assert.deepEqual(host.paramsOf("stop"), []);
      await question.getByRole("button", { name: "Edit message" }).click();
      assert.equal(await text.inputValue(), "Why?\nHow?");
    });
  }

  for (const [order, keyCode, isComposing] of [
    ["Chromium", 229, true],
    ["WebKit", 13, false],
  ] as const) {
    it(`is not sent by the Enter of an input method, in ${order}'s order`, async () => {
      const { host, text } = await openEditor();
      await text.evaluate(
        (area, press) => {
          const key = { key: "Enter", keyCode: press.keyCode, isComposing: press.isComposing, bubbles: true };
          if (!press.isComposing) area.dispatchEvent(new CompositionEvent("compositionend", { bubbles: true }));
          area.dispatchEvent(new KeyboardEvent("keydown", key));
          area.dispatchEvent(new KeyboardEvent("keydown", { ...key, key: "Escape", isComposing: true }));
        },
        { keyCode, isComposing },
      );
      await host.drawn();
      assert.deepEqual(host.paramsOf("editQuestion"), []);
      assert.equal(await text.isVisible(), true);
    });
  }

  it("is there as it was written when the page comes back, also when another version was shown", async () => {
    const { page, host, question, text } = await openEditor();
    await text.fill("Half a quest");
    await question.getByRole("button", { name: "Remove a.ts" }).click();
    await page.reload();
    await host.drawn();
    assert.equal(await text.inputValue(), "Half a quest");
    assert.equal(await question.getByRole("listitem").count(), 1);
    await text.press("Escape");
    await page.reload();
    await host.drawn();
    assert.equal(await text.count(), 0);
  });

  it("stays in the editor when it was not asked, and is not sent twice or empty", async () => {
    const { host, text } = await openEditor();
    let refuse: () => void = () => {};
    host.onEditQuestion = () =>
      new Promise((resolve) => {
        refuse = () => resolve(false);
      });
    await text.press("Enter");
    await text.press("Enter");
    refuse();
    await host.drawn();
    assert.equal(host.paramsOf("editQuestion").length, 1);
    assert.equal(await text.inputValue(), "Why?\nHow?");
    await text.fill("  ");
    await text.press("Enter");
    await host.drawn();
    assert.equal(host.paramsOf("editQuestion").length, 1);
  });
});

describe("the versions of a question", () => {
  const open = usePanels();
  const long = Array.from({ length: 60 }, (_, line) => `Line ${line}`).join("\n\n");
  const versions: Conversation = {
    ...conversation({ ...turn("1", "Why?", { text: long }) }, { ...turn("2b", "How?", { text: long }), askedAt: 2 }),
    branches: [
      {
        after: "1",
        turns: [{ ...turn("2a", "When?", { text: "Then." }), askedAt: 1 }, turn("3a", "Sure?", { text: "Yes." })],
      },
      { after: "1", turns: [{ ...turn("2c", "Where?", { text: long }), askedAt: 3 }] },
    ],
  };
  const openSwitch = async () => {
    const panel = await open({ state: { conversation: versions } });
    const group = panel.page.getByRole("group", { name: "Versions" });
    await group.scrollIntoViewIfNeeded();
    return { ...panel, group };
  };
  const shownTurns = ({ page }: PanelPage): Promise<readonly (string | undefined)[]> =>
    page.locator(".turn").evaluateAll((turns) => turns.map((found) => (found as HTMLElement).dataset["turn"]));

  it("are gone through with the keyboard; what followed a version comes back with it", async () => {
    const panel = await openSwitch();
    const { page, host, button, group } = panel;
    await group.getByText("2 of 3").waitFor();
    await button("Next version").focus();
    await page.keyboard.press("Enter");
    await group.getByText("3 of 3").waitFor();
    assert.deepEqual(await shownTurns(panel), ["1", "2c"]);
    assert.equal(await isFocused(button("Next version")), true);
    assert.equal(await button("Next version").getAttribute("aria-disabled"), "true");
    await page.keyboard.press("Enter");
    await host.drawn();
    await button("Previous version").focus();
    await page.keyboard.press("Enter");
    await group.getByText("2 of 3").waitFor();
    await page.keyboard.press("Enter");
    await group.getByText("1 of 3").waitFor();
    assert.deepEqual(await shownTurns(panel), ["1", "2a", "3a"]);
    assert.equal(await isFocused(button("Previous version")), true);
    assert.deepEqual(host.paramsOf("showVersion"), [{ turnId: "2c" }, { turnId: "2b" }, { turnId: "2a" }]);
  });

  it("keep the focus where much more follows the one that is gone to", async () => {
    const tail = Array.from({ length: 30 }, (_, index) => turn(`t${index}`, `And ${index}?`, { text: long }));
    const { page, host, button } = await open({
      state: {
        conversation: {
          ...conversation({ ...turn("a", "Why?", { text: "So." }), askedAt: 1 }),
          branches: [{ after: "", turns: [{ ...turn("b", "How?", { text: "So." }), askedAt: 2 }, ...tail] }],
        },
      },
    });
    await page.evaluate(() => {
      addEventListener("focusin", ({ target }) => {
        if (target instanceof HTMLTextAreaElement) Object.assign(globalThis, { strayed: true });
      });
    });
    await button("Next version").click();
    await page.getByText("2 of 2", { exact: true }).waitFor();
    await host.drawn();
    assert.equal(await isFocused(button("Next version")), true);
    assert.equal(await page.evaluate(() => "strayed" in globalThis), false);
  });

  it("are announced, and nothing else is", async () => {
    const { page, button, group } = await openSwitch();
    await page.evaluate(() => {
      const said: string[] = [];
      const region = document.querySelector('[aria-live="polite"]');
      if (region) new MutationObserver(() => said.push(region.textContent)).observe(region, { childList: true });
      Object.assign(globalThis, { said });
    });
    await button("Previous version").click();
    await group.getByText("1 of 3").waitFor();
    const said = await page.evaluate(() => (globalThis as unknown as { said: string[] }).said);
    assert.deepEqual(said, ["Version 1 of 3"]);
  });

  it("stay under the pointer", async () => {
    const { host, button, group } = await openSwitch();
    const before = await button("Next version").boundingBox();
    await button("Next version").click();
    await group.getByText("3 of 3").waitFor();
    await host.drawn();
    const after = await button("Next version").boundingBox();
    assert.ok(before && after && Math.abs(before.y - after.y) <= 1, `${before?.y} became ${after?.y}`);
  });

  it("are one more after Regenerate, whose answer is followed", async () => {
    const { page, host, button, message } = await openSwitch();
    await button("Regenerate").last().focus();
    await page.keyboard.press("Enter");
    await page.getByRole("group", { name: "Versions" }).getByText("3 of 4").waitFor();
    await host.drawn();
    await button("Stop").waitFor();
    assert.equal(await isFocused(message), true);
    const distance = await page
      .getByRole("log")
      .evaluate(({ scrollHeight, scrollTop, clientHeight }) => scrollHeight - scrollTop - clientHeight);
    assert.ok(distance <= 1, `${distance} pixels from the end`);
  });

  it("let an answer be stopped that goes on in one that is not shown", async () => {
    const { host, button, group } = await openSwitch();
    await button("Regenerate").last().click();
    await group.getByText("3 of 4").waitFor();
    await button("Previous version").click();
    await group.getByText("2 of 4").waitFor();
    await button("Stop").click();
    assert.equal(host.paramsOf("stop").length, 1);
  });

  it("are not named where there is one", async () => {
    const { page } = await open({ state: { conversation: conversation(turn("1", "Why?", {})) } });
    await page.getByRole("article", { name: "You" }).waitFor();
    assert.equal(await page.getByRole("group", { name: "Versions" }).count(), 0);
  });
});

describe("the other actions of a turn", () => {
  const open = usePanels();
  const openMenu = async (how = "ArrowDown") => {
    const panel = await open({
      state: { conversation: conversation(turn("1", "Why?", { text: "So f", state: { type: "streaming" } })) },
    });
    await panel.button("More actions").focus();
    if (how === "a click") await panel.button("More actions").click();
    else await panel.page.keyboard.press(how);
    await panel.page.getByRole("menu", { name: "More actions" }).waitFor();
    const item = (name: string): Locator => panel.page.getByRole("menuitem", { name, exact: true });
    await item("Copy question").and(panel.page.locator(":focus")).waitFor();
    return { ...panel, item };
  };

  it("are reached with the arrow keys, which go round", async () => {
    const { page, item, button } = await openMenu();
    assert.equal(await button("More actions").getAttribute("aria-expanded"), "true");
    for (const [key, name] of [
      ["", "Copy question"],
      ["ArrowDown", "Fork from here"],
      ["ArrowUp", "Copy question"],
      ["ArrowUp", "Delete"],
      ["ArrowDown", "Copy question"],
      ["End", "Delete"],
      ["Home", "Copy question"],
    ] as const) {
      if (key) await page.keyboard.press(key);
      assert.equal(await isFocused(item(name)), true, `${name} after ${key}`);
    }
  });

  for (const how of ["Enter", "Space", "a click"]) {
    it(`are reached with the arrow keys after ${how}, too`, async () => {
      const { page, item } = await openMenu(how);
      await page.keyboard.press("ArrowDown");
      assert.equal(await isFocused(item("Fork from here")), true);
    });
  }

  for (const key of ["Escape", "Tab"]) {
    it(`are left with ${key}, with the focus on their button and the answer running`, async () => {
      const { page, host, button } = await openMenu();
      await page.keyboard.press(key);
      await host.drawn();
      assert.equal(await page.getByRole("menu").count(), 0);
      assert.equal(await button("More actions").getAttribute("aria-expanded"), "false");
      assert.equal(await isFocused(button("More actions")), true);
      assert.deepEqual(host.paramsOf("stop"), []);
    });
  }

  it("copy the question", async () => {
    const { page, host, button } = await openMenu();
    await page.keyboard.press("Enter");
    await host.drawn();
    assert.deepEqual(host.paramsOf("copy"), [{ text: "Why?" }]);
    assert.equal(await isFocused(button("More actions")), true);
  });

  it("fork", async () => {
    const { host, item } = await openMenu();
    await item("Fork from here").click();
    await host.drawn();
    assert.deepEqual(host.paramsOf("fork"), [{ turnId: "1" }]);
  });

  it("delete, which leaves the focus in the composer", async () => {
    const { page, host, item, message } = await openMenu();
    await item("Delete").click();
    await page.getByRole("article").first().waitFor({ state: "detached" });
    await host.drawn();
    assert.deepEqual(host.paramsOf("deleteTurn"), [{ turnId: "1" }]);
    assert.equal(await isFocused(message), true);
  });
});

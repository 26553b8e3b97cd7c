import assert from "node:assert/strict";
import { eventually, usePanels } from "../support/panelPage.ts";
import { conversation, turn } from "../support/panelTurns.ts";

describe("recalling questions", () => {
  const open = usePanels();
  const asked = conversation(turn("1", "First?", {}), turn("2", "Second\nquestion?", {}));

  it("goes to earlier ones with Up and back with Down, to the empty text", async () => {
    const { message } = await open({ state: { conversation: asked } });
    const texts: string[] = [];
    await message.focus();
    for (const key of ["ArrowUp", "ArrowUp", "ArrowUp", "ArrowDown", "ArrowDown", "ArrowDown"]) {
      await message.press(key);
      texts.push(await message.inputValue());
    }
    assert.deepEqual(texts, ["Second\nquestion?", "First?", "First?", "Second\nquestion?", "", ""]);
  });

  it("ends when the text is changed, and with a caret that has moved", async () => {
    const { message } = await open({ state: { conversation: asked } });
    await message.focus();
    await message.press("ArrowUp");
    await message.press("!");
    await message.press("ArrowUp");
    assert.equal(await message.inputValue(), "Second\nquestion?!");
    await message.fill("");
    await message.press("ArrowUp");
    await message.press("ArrowLeft");
    await message.press("ArrowUp");
    assert.equal(await message.inputValue(), "Second\nquestion?");
  });

  it("goes on with those of other chats, each once", async () => {
    const { host, message } = await open({ state: { conversation: asked } });
    host.earlierQuestions = ["First?", "Another chat's?"];
    await message.focus();
    await message.press("ArrowUp");
    await message.press("ArrowUp");
    await eventually(async () => {
      await message.press("ArrowUp");
      assert.equal(await message.inputValue(), "Another chat's?");
    });
  });

  it("begins with those of other chats in a new one", async () => {
    const { host, message } = await open();
    host.earlierQuestions = ["Another chat's?"];
    await message.press("ArrowUp");
    await eventually(async () => assert.equal(await message.inputValue(), "Another chat's?"));
  });

  it("brings a command back as it is typed", async () => {
    const [first] = asked.turns;
    assert.ok(first);
    const command = {
      ...first,
      question: { ...first.question, task: "edit", text: "Edit: x", instruction: "x" },
    } as const;
    const { message } = await open({ state: { conversation: conversation(command) } });
    await message.press("ArrowUp");
    assert.equal(await message.inputValue(), "/edit x");
  });

  it("stays out of a composition", async () => {
    const { message } = await open({ state: { conversation: asked } });
    await message.focus();
    await message.dispatchEvent("keydown", { key: "ArrowUp", isComposing: true });
    assert.equal(await message.inputValue(), "");
  });
});

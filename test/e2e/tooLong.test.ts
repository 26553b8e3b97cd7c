import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { openWorld } from "./world.ts";

describe("a question that became too long with the chat before it", () => {
  it("is asked in a new chat by the alert's button, without the chat before it", async () => {
    await using world = await openWorld({
      scripts: [
        { when: /first/, answer: `A long answer. ${"And so on. ".repeat(50)}` },
        { when: /second/, answer: "A short answer." },
      ],
      needsKey: false,
    });
    const { workbench, openAi, panel } = world;
    await workbench.showView("Ask ChatGPT");
    const message = panel.getByRole("textbox", { name: "Message" });
    const answers = panel.getByRole("article", { name: "ChatGPT" });
    await message.fill("The first question");
    await message.press("Enter");
    await answers.getByText("And so on.").waitFor();
    openAi.failNext(400, {
      message: "This model's maximum context length is 1000 tokens. However, your messages resulted in 3345 tokens.",
      code: "context_length_exceeded",
    });
    await message.fill("The second question");
    await message.press("Enter");
    const alert = panel.getByRole("alert");
    await alert.getByText("The question is 2,345 tokens longer than the 1,000 that this model can read.").waitFor();
    await alert.getByText("Most of it is the chat so far.").waitFor();
    await alert.getByRole("button", { name: "Ask in a new chat" }).click();
    await answers.getByText("A short answer.").waitFor();
    assert.equal(await answers.count(), 1);
    const body = openAi.requests.at(-1)?.body ?? "";
    assert.match(body, /The second question/);
    assert.doesNotMatch(body, /first question|And so on/);
  });
});

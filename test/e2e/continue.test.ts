import assert from "node:assert/strict";
import { after, afterEach, before, describe, it } from "mocha";
import type { Script } from "../support/scriptedOpenAi.ts";
import { openWorld, type World } from "./world.ts";

const begun = "Use a map:\n\n```js\nconst seen = new Map();\nfor (const item of items) {\n  if (seen.ha";
const rest = "s(item)) continue;\n}\n```\n\nThat is all.";

const scripts: readonly Script[] = [
  { when: /^How do I/, answer: begun, finishReason: "length" },
  { when: /^Your last answer was cut off/, answer: `Here is the rest:\n\n\`\`\`js\n  if (seen.ha${rest}` },
  { when: /^Thanks/, answer: "You are welcome." },
];

type Message = { readonly role: string; readonly content: string };

describe("an answer that was cut off at the length limit, in a real VS Code", () => {
  let world: World;

  before(async () => {
    world = await openWorld({ scripts, needsKey: false });
  });
  afterEach(async function () {
    if (this.currentTest?.state === "failed") await world.workbench.screenshot("out/e2e/failed.png");
  });
  after(async () => world[Symbol.asyncDispose]());

  const messages = (): readonly Message[] => {
    const body = JSON.parse(world.openAi.requests.at(-1)?.body ?? "") as { readonly messages: readonly Message[] };
    return body.messages.slice(1);
  };

  async function ask(question: string): Promise<void> {
    await world.workbench.runCommand("Ask ChatGPT");
    await world.workbench.quickInput().opened("Ask ChatGPT");
    await world.workbench.quickInput().type(question);
    await world.workbench.quickInput().accept();
  }

  it("is gone on with in place, as if it had never ended", async () => {
    const { panel } = world;
    await ask("How do I find duplicates?");
    await panel.getByText("Cut off at the length limit").waitFor();
    await panel.getByRole("button", { name: "Continue" }).click();
    const answers = panel.getByRole("article", { name: "ChatGPT" });
    await answers.getByText("That is all.").waitFor();
    const code = panel.getByRole("group", { name: "Code block js" }).locator("code");
    assert.equal(
      await code.textContent(),
      "const seen = new Map();\nfor (const item of items) {\n  if (seen.has(item)) continue;\n}",
    );
    assert.equal(await answers.count(), 1);
    assert.doesNotMatch(await answers.innerText(), /Here is the rest|Cut off/);
    assert.deepEqual(
      messages().map(({ role }) => role),
      ["user", "assistant", "user"],
    );
    assert.equal(messages()[1]?.content, begun);
  });

  it("is one answer for the model, too", async () => {
    await ask("Thanks");
    await world.panel.getByText("You are welcome.").waitFor();
    assert.deepEqual(
      messages().map(({ content }) => content),
      ["How do I find duplicates?", begun + rest, "Thanks"],
    );
  });
});

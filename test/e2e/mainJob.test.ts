import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { readFile } from "node:fs/promises";
import { after, afterEach, before, describe, it } from "mocha";
import { stepByStep } from "../host/stepByStep.ts";
import { waitUntil } from "../host/wait.ts";
import type { Script } from "../support/scriptedOpenAi.ts";
import { filesHolding, openWorld, testKey, type World } from "./world.ts";

const file = "lib/stats-collector.js";
const story = Array.from({ length: 400 }, (_, index) => `Sentence number ${index + 1} of a long story.`).join(" ");

const scripts: readonly Script[] = [
  { when: /^Tell me a long story/, answer: story, tokensPerSecond: 20 },
  {
    when: /^Improve the following javascript code/,
    answer: (prompt) => `Arrow functions are shorter here.\n\n${arrows(prompt)}\n`,
  },
  {
    when: /^What does this do/,
    answer: "It counts **tests**.\n\n```js\nconsole.log(stats.tests);\n```\n\nThat is all.",
    tokensPerSecond: 3,
  },
];

/** The code of the prompt with arrow functions, as a model would answer. */
function arrows(prompt: string): string {
  const code = /```javascript\n([\s\S]*?)\n```/.exec(prompt)?.[1] ?? "";
  return `\`\`\`javascript\n${code.replaceAll("function () {", "() => {").replace("function (suite) {", "(suite) => {")}\n\`\`\``;
}

/** One session of a person, in order; each step goes on where the one before ended. */
describe("the main job, in a real VS Code with the packed extension", () => {
  let world: World;
  let original: string;

  before(async () => {
    const manifest = createRequire(import.meta.url).resolve("mocha/package.json");
    original = await readFile(join(dirname(manifest), file), "utf8");
    world = await openWorld({ scripts });
  });
  afterEach(async function () {
    if (this.currentTest?.state === "failed") await world.workbench.screenshot("out/e2e/failed.png");
  });
  after(async () => world[Symbol.asyncDispose]());
  stepByStep();

  it("asks for a key in a password box, and refuses a broken one with a sentence", async () => {
    const { workbench } = world;
    await workbench.runCommand("Ask ChatGPT: Set API Key");
    const box = workbench.quickInput();
    await box.opened("API key for");
    assert.equal(await box.root.locator("input").getAttribute("type"), "password");
    await box.type("sk-\u200bbroken");
    await box.messageSaying("invisible");
    await box.cancel();
  });

  it("tests a key at once: says that a wrong one is not accepted, and that the right one is", async () => {
    const { workbench } = world;
    for (const [key, answer] of [
      ["sk-wrong", "does not accept this API key"],
      [`  ${testKey} `, "The key is saved"],
    ] as const) {
      await workbench.runCommand("Ask ChatGPT: Set API Key");
      const box = workbench.quickInput();
      await box.opened("API key for");
      await box.type(key);
      await box.accept();
      await workbench.notifications().saying(answer);
    }
  });

  it("asks from the palette about the selection, and shows the answer as it streams", async () => {
    const { workbench, panel, openAi } = world;
    openAi.forget();
    await workbench.openFile(file);
    await workbench.selectLines(46, 50);
    await workbench.runCommand("Ask ChatGPT");
    await workbench.quickInput().opened("goes with the question");
    await workbench.quickInput().type("What does this do?");
    await workbench.quickInput().accept();
    const answer = panel.getByRole("article", { name: "ChatGPT" }).last();
    await panel.locator('article[aria-busy="true"]').getByText("It counts").waitFor();
    await panel.locator('article[aria-busy="false"]').getByText("That is all.").waitFor();
    assert.equal(await answer.locator("strong").innerText(), "tests");
    await panel.getByRole("group", { name: "Code block js" }).waitFor();
    await panel.getByRole("article", { name: "You" }).getByText("stats-collector.js:46-50").waitFor();
  });

  it("sent exactly one request for it, with the key in Authorization only", () => {
    const [request, ...others] = world.openAi.requests;
    assert.deepEqual(others, []);
    assert.ok(request);
    assert.equal(`${request.method} ${request.path}`, "POST /v1/chat/completions");
    const { authorization, ...headers } = request.headers;
    assert.equal(authorization, `Bearer ${testKey}`);
    assert.ok(!JSON.stringify([headers, request.body]).includes(testKey));
    const body = JSON.parse(request.body) as {
      readonly messages: readonly { readonly role: string; readonly content: string }[];
    };
    assert.deepEqual(Object.keys(body).toSorted(), ["messages", "model", "stream"]);
    assert.deepEqual(
      body.messages.map(({ role }) => role),
      ["system", "user"],
    );
    assert.match(
      body.messages[1]?.content ?? "",
      /File lib\/stats-collector\.js, lines 46 to 50:\n\n```javascript\n {2}runner\.stats = stats;/,
    );
  });

  it("proposes a refactoring in the editor and leaves the file alone", async () => {
    const { workbench } = world;
    await workbench.openFile(file);
    await workbench.selectLines(46, 69);
    await workbench.runCommand("Ask ChatGPT: Refactor");
    await workbench.page.locator(".codelens-decoration").getByText("Accept All").waitFor();
    await workbench.page.locator(".review-widget").filter({ hasText: "EVENT_RUN_BEGIN, () => {" }).waitFor();
    assert.equal(await workbench.fileText(file), original);
    assert.ok(!(await isDirty()));
  });

  it("compares in VS Code's own diff editor", async () => {
    const { workbench } = world;
    await workbench.runCommand("Ask ChatGPT: Compare");
    const proposed = workbench.page.locator(".monaco-diff-editor .editor.modified .view-line");
    await proposed.filter({ hasText: "EVENT_RUN_BEGIN, () => {" }).waitFor();
    await workbench.runCommand("View: Close Editor");
  });

  it("accepts everything as one change that is not saved", async () => {
    const { workbench } = world;
    await workbench.openFile(file);
    await workbench.codeLens("Accept All", workbench.page.locator(".view-line").getByText("(suite) => {"));
    assert.ok(await isDirty());
    assert.equal(await workbench.fileText(file), original);
    await workbench.runCommand("File: Save");
    await waitUntil(async () => (await workbench.fileText(file)) === withArrows(original), {
      what: "the accepted text on disk",
      timeout: 30_000,
    });
  });

  it("is undone in one step, to the very bytes", async () => {
    const { workbench } = world;
    await workbench.openFile(file);
    await workbench.page.keyboard.press("ControlOrMeta+z");
    await workbench.runCommand("File: Save");
    await waitUntil(async () => (await workbench.fileText(file)) === original, {
      what: "the original text on disk",
      timeout: 30_000,
    });
  });

  it("is applied again and taken back from the conversation", async () => {
    const { workbench, panel } = world;
    const files = panel.getByRole("group", { name: "Changed files" });
    const changed = workbench.page.locator(".view-line").getByText("(suite) => {");
    await files.getByText("Taken back").waitFor();
    await files.getByRole("button", { name: `Apply again ${file}` }).click();
    await changed.waitFor();
    await files.getByText("Accepted").waitFor();
    await files.getByRole("button", { name: `Take back ${file}` }).click();
    await files.getByText("Taken back").waitFor();
    await workbench.openFile(file);
    await workbench.runCommand("File: Save");
    await waitUntil(async () => (await workbench.fileText(file)) === original, {
      what: "the original text on disk",
      timeout: 30_000,
    });
  });

  it("inserts a code block of an answer at the cursor", async () => {
    const { workbench, panel } = world;
    await workbench.selectLines(45, 45);
    await panel.getByRole("group", { name: "Code block js" }).getByRole("button", { name: "Insert at cursor" }).click();
    await workbench.page.locator(".view-line").getByText("console.log(stats.tests);").first().waitFor();
    assert.equal(await workbench.fileText(file), original);
  });

  it("stops a long answer, closes its request, and keeps what arrived, marked", async () => {
    const { panel, openAi } = world;
    openAi.forget();
    await panel.getByRole("textbox", { name: "Message" }).fill("Tell me a long story");
    await panel.getByRole("textbox", { name: "Message" }).press("Enter");
    await panel.locator('article[aria-busy="true"]').getByText("Sentence number 2 of").waitFor();
    await panel.getByRole("button", { name: "Stop", exact: true }).click();
    const answer = panel.getByRole("article", { name: "ChatGPT" }).last();
    await answer.getByText("Stopped").waitFor();
    await answer.getByText("Sentence number 2 of").waitFor();
    await waitUntil(async () => openAi.requests.at(-1)?.closedEarly === true, {
      what: "the server to see the connection close",
      timeout: 30_000,
    });
  });

  it("finds the conversation again after the window is reloaded", async () => {
    const { workbench } = world;
    await workbench.reload();
    await workbench.showView("Ask ChatGPT");
    const panel = workbench.panel();
    await panel.getByText("That is all.").waitFor();
    await panel.getByRole("article", { name: "ChatGPT" }).last().getByText("Stopped").waitFor();
  });

  it("still has the key after that, and it is in no file of VS Code's", async () => {
    const { panel, openAi, server } = world;
    openAi.forget();
    await panel.getByRole("textbox", { name: "Message" }).fill("What does this do now?");
    await panel.getByRole("textbox", { name: "Message" }).press("Enter");
    await panel.locator('article[aria-busy="false"]').last().getByText("That is all.").waitFor();
    assert.equal(openAi.requests[0]?.headers["authorization"], `Bearer ${testKey}`);
    assert.deepEqual(await filesHolding(server.dataDir, testKey), []);
  });

  async function isDirty(): Promise<boolean> {
    return (await world.workbench.page.locator(".tab.active.dirty").count()) > 0;
  }

  /** Lines 46 to 69 of the file with arrow functions. */
  function withArrows(text: string): string {
    const lines = text.split("\n");
    const changed = lines
      .slice(45, 69)
      .join("\n")
      .replaceAll("function () {", "() => {")
      .replace("function (suite) {", "(suite) => {");
    return [...lines.slice(0, 45), changed, ...lines.slice(69)].join("\n");
  }
});

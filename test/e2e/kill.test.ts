import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { after, afterEach, before, describe, it } from "mocha";
import { parseConversation } from "../../src/core/persistence/conversationFile.ts";
import { isRunning, type Turn } from "../../src/shared/chat/state.ts";
import { extensionHosts } from "../host/extensionHosts.ts";
import { openWorld, type World } from "./world.ts";

const kills = Number(process.env["KILLS"] ?? 3);

/** Longest time between the first word of an answer and the kill, in milliseconds: some are saved in part by then. */
const LONGEST = 3_500;

const words = Array.from({ length: 400 }, (_, index) => `word${index}`).join(" ");

describe(`a window whose extension host is killed ${kills} times while an answer comes`, () => {
  let world: World;

  before(async () => {
    world = await openWorld({
      scripts: [{ when: /./, answer: (prompt) => `${prompt} ${words}`, tokensPerSecond: 30 }],
      needsKey: false,
    });
  });
  afterEach(async function () {
    if (this.currentTest?.state === "failed") await world.workbench.screenshot("out/e2e/failed.png");
  });
  after(async () => world[Symbol.asyncDispose]());

  it("has every earlier message, and the part of the answer that had come, marked and with Continue", async () => {
    const { workbench } = world;
    const questions: string[] = [];
    let kept = 0;
    for (let kill = 1; kill <= kills; kill++) {
      const question = `Question number ${kill}`;
      questions.push(question);
      await ask(question);
      await workbench.panel().locator('article[aria-busy="true"]').getByText("word1", { exact: false }).waitFor();
      const lived = Math.random() * LONGEST;
      await new Promise((resolve) => setTimeout(resolve, lived));
      await killExtensionHosts();
      const turns = await turnsOnDisk();
      assert.deepEqual(
        turns.map((turn) => turn.question.text),
        questions,
      );
      const [parts] = await Promise.all([answersOnTheirWay(), workbench.reload()]);
      if (lived > 2_500)
        assert.ok(
          parts.some(({ text }) => text.includes(question)),
          `nothing of ${question} was kept`,
        );
      kept += parts.length;
      await workbench.showView("Ask ChatGPT");
      // What is out of sight has no layout, and counts as hidden.
      const there = { state: "attached" } as const;
      const panel = workbench.panel();
      await panel.getByText(question, { exact: true }).waitFor(there);
      await panel
        .getByText("Incomplete")
        .nth(kill - 1)
        .waitFor(there);
      const shown = await panel.getByRole("article", { name: "You" }).allTextContents();
      assert.equal(shown.length, questions.length);
      for (const [index, one] of questions.entries()) assert.ok(shown[index]?.includes(one));
      for (const { text } of parts) {
        if (text === "") continue;
        await panel
          .getByRole("article", { name: "ChatGPT" })
          .filter({ hasText: text.trim().slice(0, 60) })
          .first()
          .waitFor(there);
        assert.ok((await panel.getByRole("button", { name: "Continue" }).count()) > 0);
      }
    }
    assert.ok(kept > 0, "no answer was on its way");
  }).timeout(60_000 + kills * 30_000);

  async function ask(question: string): Promise<void> {
    await world.workbench.runCommand("Ask ChatGPT");
    await world.workbench.quickInput().opened("Ask ChatGPT");
    await world.workbench.quickInput().type(question);
    await world.workbench.quickInput().accept();
  }

  async function killExtensionHosts(): Promise<void> {
    const hosts = await extensionHosts(world.server.pid);
    assert.ok(hosts.length > 0, "there is no extension host");
    for (const pid of hosts) process.kill(pid, "SIGKILL");
  }

  const folder = (): string =>
    join(world.server.dataDir, "data/User/globalStorage/askchatgpt.ask-chatgpt/conversations");

  /** The turns of the one conversation, of which every earlier one has ended. */
  async function turnsOnDisk(): Promise<readonly Turn[]> {
    const names = (await readdir(folder())).filter((name) => name.endsWith(".json"));
    assert.equal(names.length, 1);
    const parsed = parseConversation(await readFile(join(folder(), names[0] ?? ""), "utf8"));
    assert.equal(parsed.type, "conversation");
    const turns = parsed.type === "conversation" ? parsed.conversation.turns : [];
    assert.ok(turns.slice(0, -1).every(({ answer }) => !isRunning(answer.state)));
    return turns;
  }

  /** What the files of running answers have, before the next window puts them into the conversation. */
  async function answersOnTheirWay(): Promise<readonly { readonly text: string }[]> {
    const running = join(folder(), "running");
    const names = (await readdir(running)).filter((name) => name.endsWith(".json"));
    const texts = await Promise.all(names.map((name) => readFile(join(running, name), "utf8")));
    return texts.map((text) => (JSON.parse(text) as { readonly answer: { readonly text: string } }).answer);
  }
});

import type { FrameLocator, Locator } from "playwright-core";
import type { ScriptedOpenAi } from "../support/scriptedOpenAi.ts";

export type Message = { readonly role: string; readonly content: string };

export function composerOf(panel: FrameLocator): Locator {
  return panel.getByRole("textbox", { name: "Message" });
}

/** Sends a question, and resolves when its answer is complete. */
export async function ask(panel: FrameLocator, question: string): Promise<void> {
  const answers = panel.locator('article[aria-busy="false"][aria-label="ChatGPT"]');
  const before = await answers.count();
  await composerOf(panel).fill(question);
  await composerOf(panel).press("Enter");
  await answers.nth(before).waitFor();
}

/** What the last request says, without the system's message. */
export function lastMessages({ requests }: ScriptedOpenAi): readonly Message[] {
  const { messages } = lastBody({ requests });
  return messages.filter(({ role }) => role !== "system");
}

export function lastBody({ requests }: Pick<ScriptedOpenAi, "requests">): {
  readonly model: string;
  readonly messages: readonly Message[];
} {
  const sent = requests.findLast(({ method }) => method === "POST");
  return JSON.parse(sent?.body ?? "{}") as { readonly model: string; readonly messages: readonly Message[] };
}

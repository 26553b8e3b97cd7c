import { LLMock } from "@copilotkit/aimock";
import { practiceAnswer } from "./practiceModel.ts";

const model = "practice-model";

/** Starts an OpenAI-compatible server on this computer; resolves with its base URL and a way to stop it. */
export async function startPracticeServer(): Promise<{ readonly baseUrl: string; readonly stop: () => Promise<void> }> {
  const server = new LLMock({ port: 0, host: "127.0.0.1" });
  server.on(
    { model, endpoint: "chat" },
    ({ messages }) => ({ content: practiceAnswer(textOf(messages.findLast(({ role }) => role === "user")?.content)) }),
    { streamingProfile: { ttft: 300, tps: 60 } },
  );
  await server.start();
  return { baseUrl: `${server.url}/v1`, stop: () => server.stop() };
}

function textOf(content: unknown): string {
  if (typeof content === "string") return content;
  if (!Array.isArray(content)) return "";
  return content.map((part: unknown) => (isTextPart(part) ? part.text : "")).join("");
}

function isTextPart(part: unknown): part is { readonly text: string } {
  return typeof part === "object" && part !== null && "text" in part && typeof part.text === "string";
}

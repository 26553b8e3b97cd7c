import { randomUUID } from "node:crypto";
import { cp, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installVsix } from "../test/host/extensions.ts";
import { startVsCodeServer } from "../test/host/vscodeServer.ts";
import { buildAll } from "./build.ts";
import { packageExtension } from "./package.ts";
import { startPracticeServer } from "./practiceServer.ts";

const root = join(import.meta.dirname, "..");
const key = process.env["OPENAI_API_KEY"]?.trim() ?? "";
const folder = await mkdtemp(join(tmpdir(), "ask-chatgpt-"));
const stops: (() => Promise<unknown>)[] = [() => rm(folder, { recursive: true, force: true })];

try {
  await start();
} catch (error) {
  await stopAll();
  throw error;
}

/** Serves VS Code with the extension and a sample project until Ctrl+C. */
async function start(): Promise<void> {
  const say = (line: string): void => console.log(line);
  say("Building Ask ChatGPT");
  const vsix = await packageExtension();
  const extensionsDir = join(folder, "extensions");
  const project = join(folder, "sample");
  await cp(join(root, "test/fixtures/sample"), project, { recursive: true });

  const userSettings: Record<string, unknown> = { "workbench.startupEditor": "readme" };
  const env: Record<string, string> = {};
  if (key === "") {
    const practice = await startPracticeServer();
    stops.push(practice.stop);
    userSettings["askChatGPT.baseUrl"] = practice.baseUrl;
  } else {
    env["ASK_CHATGPT_KEY_FROM"] = await handOverKey();
  }

  say("Preparing VS Code (the first time it is installed from npm, which takes a minute)");
  const extension = await installVsix(vsix, extensionsDir, say);
  if (key !== "") await buildAll(join(extension, "dist"), "src/extension.start.ts");
  const server = await startVsCodeServer({ extensionsDir, userSettings, env, report: say });
  stops.push(() => server.stop());

  say("");
  say(`Open ${server.url({ folder: project })}`);
  say(
    key === ""
      ? "Answers come from a practice model on this computer. Set OPENAI_API_KEY and start again for real ones."
      : "Answers come from OpenAI with the key in OPENAI_API_KEY.",
  );
  say("Press Ctrl+C to stop.");
  process.once("SIGINT", () => void stopAll());
  process.once("SIGTERM", () => void stopAll());
  await server.exited;
  await stopAll();
}

/** Hands the key to whoever knows the address, which only this VS Code does, over the loopback interface. */
async function handOverKey(): Promise<string> {
  const path = `/${randomUUID()}`;
  const server = createServer((request, response) => {
    response.writeHead(request.url === path ? 200 : 404).end(request.url === path ? key : "");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  stops.push(async () => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;
}

async function stopAll(): Promise<void> {
  for (const stop of stops.splice(0).toReversed()) await stop();
}

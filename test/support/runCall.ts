import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import type { SentRequest } from "../../src/core/ports/sentRequest.ts";
import type { Received, RunningServer } from "./openaiServer.ts";

/** In the environment of each program, and nowhere else. */
export const KEY = "sk-environment-0123456789";

/** Whether a command can be run here. */
export function isThere(command: string): boolean {
  return spawnSync(command, ["--version"], { stdio: "ignore" }).status === 0;
}

/** Runs code that makes a request, which must end well and print the server's answer. Resolves with what arrived. */
export async function runCall(
  command: readonly [string, ...string[]],
  code: string,
  { server, cwd }: { readonly server: RunningServer; readonly cwd?: string },
): Promise<Received> {
  const before = server.received.length;
  const [program, ...args] = command;
  const env = {
    PATH: process.env["PATH"],
    HOME: process.env["HOME"],
    OPENAI_API_KEY: KEY,
    OPENAI_ORG_ID: "org-environment",
    OPENAI_PROJECT_ID: "proj-environment",
    HEADER_X_OWN: "own-environment",
  };
  const child = spawn(program, args, { env, cwd, stdio: ["pipe", "pipe", "pipe"] });
  let output = "";
  let errors = "";
  child.stdout.on("data", (piece: Buffer) => void (output += piece.toString()));
  child.stderr.on("data", (piece: Buffer) => void (errors += piece.toString()));
  child.stdin.end(code);
  const status = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  assert.equal(status, 0, errors);
  assert.match(output, /Well done\./);
  assert.equal(server.received.length, before + 1);
  const received = server.received.at(-1);
  assert.ok(received);
  return received;
}

/** The same address, method, account and body, with the key from the environment. */
export function assertSameRequest(received: Received, request: SentRequest, origin: string): void {
  assert.equal(received.method, "POST");
  assert.equal(origin + received.url, request.baseUrl + request.path + request.query);
  assert.deepEqual(JSON.parse(received.body), JSON.parse(request.body));
  assert.match(received.headers["content-type"] ?? "", /^application\/json/);
  for (const header of request.headers) {
    const value = received.headers[header.name];
    if (header.kind === "key") assert.ok(String(value).endsWith(KEY), `${header.name} is ${String(value)}`);
    if (header.kind === "organization") assert.equal(value, "org-environment");
    if (header.kind === "project") assert.equal(value, "proj-environment");
    if (header.kind === "own") assert.equal(value, "own-environment");
  }
  if (request.headers.every(({ kind }) => kind !== "key")) assert.ok(!JSON.stringify(received.headers).includes(KEY));
}

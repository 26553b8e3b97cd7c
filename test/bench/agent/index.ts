import { connect } from "node:net";
import { createInterface } from "node:readline";
import * as vscode from "vscode";
import { epochNow } from "../epochNow.ts";
import { activate } from "./activate.ts";
import { portVariable, type AgentCalls, type AgentRequest, type AgentResponse } from "./contract.ts";
import { loadedFiles } from "./loadedFiles.ts";
import { readMemory } from "./readMemory.ts";
import { settle } from "./settle.ts";

type Handlers = {
  readonly [M in keyof AgentCalls]: (
    params: AgentCalls[M]["params"],
  ) => AgentCalls[M]["result"] | Promise<AgentCalls[M]["result"]>;
};

/** The suite that VS Code runs: does what the bench asks until it hangs up. */
export async function run(): Promise<void> {
  const socket = connect(Number(process.env[portVariable]), "127.0.0.1");
  const { promise: ended, resolve: end, reject } = Promise.withResolvers<undefined>();
  socket.once("error", reject);
  socket.once("close", () => end(undefined));
  const handlers: Handlers = {
    settle,
    activate: ({ extensionId }) => activate(extensionId),
    loadedFiles: ({ extensionId }) => loadedFiles(extensionId),
    memory: readMemory,
    cpu: processorTime,
    run: runCommand,
    describe: () => ({ pid: process.pid, vscode: vscode.version, node: process.versions.node }),
  };
  createInterface(socket).on("line", (line) => void answer(JSON.parse(line) as AgentRequest));
  await ended;
  socket.end();

  async function answer({ id, method, params }: AgentRequest): Promise<void> {
    const handler = handlers[method] as (params: unknown) => unknown;
    let response: AgentResponse;
    try {
      response = { id, result: await handler(params) };
    } catch (error) {
      response = { id, error: error instanceof Error ? error.message : String(error) };
    }
    socket.write(`${JSON.stringify(response)}\n`);
  }
}

async function runCommand({ command, argument }: AgentCalls["run"]["params"]): Promise<AgentCalls["run"]["result"]> {
  const startedAt = epochNow();
  await vscode.commands.executeCommand(command, argument);
  return { startedAt };
}

function processorTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

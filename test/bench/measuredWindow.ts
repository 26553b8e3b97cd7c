import { mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { waitUntil } from "../host/wait.ts";
import { openWorkbench, type Workbench } from "../host/workbench.ts";
import type { VsCodeServer } from "../host/vscodeServer.ts";
import type { AgentExtension } from "./agentExtension.ts";
import type { Agent, AgentLink } from "./agentLink.ts";
import type { AnswerServer } from "./answerServer.ts";

/** What all windows of a run share. */
export type Lab = {
  readonly browser: Browser;
  readonly server: VsCodeServer;
  readonly link: AgentLink;
  readonly agentExtension: AgentExtension;
  readonly answers: AnswerServer;
  /** Where windows get the folders that they open. */
  readonly projects: string;
};

/** A fresh window with a fresh extension host, in which nothing has been activated yet. */
export class MeasuredWindow implements AsyncDisposable {
  readonly workbench: Workbench;
  readonly agent: Agent;
  readonly #pid: number;

  private constructor(workbench: Workbench, agent: Agent, pid: number) {
    this.workbench = workbench;
    this.agent = agent;
    this.#pid = pid;
  }

  static async open({ browser, server, link, agentExtension, projects }: Lab): Promise<MeasuredWindow> {
    // Its own, so that no conversation of an earlier window is restored, and empty, because any file of code would
    // wake other extensions at a moment of their own.
    const project = await mkdtemp(join(projects, "project-"));
    const workbench = await openWorkbench(browser, server, {
      folder: project,
      payload: [
        ["skipWelcome", "true"],
        ["extensionDevelopmentPath", server.remoteUri(agentExtension.developmentPath)],
        ["extensionTestsPath", server.remoteUri(agentExtension.testsPath)],
      ],
    });
    try {
      const agent = await link.next();
      const { pid } = await agent.call("describe", undefined);
      return new MeasuredWindow(workbench, agent, pid);
    } catch (error) {
      await workbench.close();
      throw error;
    }
  }

  /** Closes the window and waits for its extension host to be gone, which would disturb the next one. */
  async [Symbol.asyncDispose](): Promise<void> {
    try {
      await this.agent.end();
      await waitUntil(() => !isAlive(this.#pid), { what: "the extension host to end", timeout: 60_000 });
    } finally {
      await this.workbench.close();
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    // There is no such process.
    return false;
  }
}

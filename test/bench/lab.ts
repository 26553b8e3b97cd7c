import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { launchBrowser } from "../host/browser.ts";
import { installVsix } from "../host/extensions.ts";
import { startVsCodeServer } from "../host/vscodeServer.ts";
import { portVariable } from "./agent/contract.ts";
import { buildAgent } from "./agentExtension.ts";
import { AgentLink } from "./agentLink.ts";
import { AnswerServer } from "./answerServer.ts";
import type { Lab } from "./measuredWindow.ts";

/**
 * Starts all that a measurement needs, with the packed extensions `vsixes` installed, and ends it after `work`.
 * @param folder an empty folder that somebody else removes
 */
export async function withLab<T>(
  options: { readonly folder: string; readonly vsixes: readonly string[]; readonly report: (line: string) => void },
  work: (lab: Lab) => Promise<T>,
): Promise<T> {
  const { folder, vsixes, report } = options;
  const extensionsDir = join(folder, "extensions");
  for (const vsix of vsixes) await installVsix(vsix, extensionsDir, report);
  const projects = join(folder, "projects");
  await mkdir(projects);
  const agentExtension = await buildAgent(folder);
  await using link = await AgentLink.listen();
  await using answers = await AnswerServer.listen();
  await using server = await startVsCodeServer({
    extensionsDir,
    development: true,
    env: { [portVariable]: String(link.port) },
    userSettings: {
      "askChatGPT.baseUrl": answers.baseUrl,
      "askChatGPT.model": "bench",
      // Otherwise the extension host looks through all processes of the machine every two seconds.
      "remote.autoForwardPortsSource": "output",
    },
    report,
  });
  await using browser = await launchBrowser({ report });
  return await work({ browser, server, link, agentExtension, answers, projects });
}

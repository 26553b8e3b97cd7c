import type { Locator } from "playwright-core";
import type { PendingAnswer } from "./answerServer.ts";
import type { Lab, MeasuredWindow } from "./measuredWindow.ts";
import type { Subject } from "./subjects.ts";
import { webviewFrame } from "./webviewFrame.ts";

export type AskedAnswer = {
  /** The server's end of it: the request has come, the headers have been sent. */
  readonly answer: PendingAnswer;
  /** Where its text will appear. */
  readonly log: Locator;
  /** Settles when the extension has read the answer to its end. */
  readonly asking: Promise<unknown>;
};

/** Has a subject ask the bench's server something. Its view has to be visible. */
export async function askAnswer(lab: Lab, window: MeasuredWindow, subject: Subject): Promise<AskedAnswer> {
  const asking = window.agent.call("run", {
    command: subject.askCommand,
    argument: { prompt: "Say something.", url: `${lab.answers.baseUrl}/chat/completions` },
  });
  const answer = await Promise.race([lab.answers.next(), asking.then(refuse)]);
  const log = webviewFrame(window.workbench.page, subject).locator(subject.log);
  return { answer, log, asking };
}

function refuse(): never {
  throw new Error("The command that asks ended without a request to the model.");
}

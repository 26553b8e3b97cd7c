import type * as vscode from "vscode";
import type { Log } from "../core/ports/log.ts";
import { AskError } from "../shared/failures.ts";

/** Keys as OpenAI and most gateways write them, and whatever follows `Bearer`. */
const secrets = /\b(?:sk|rk|pk|gsk|xai)-[\w-]{8,}|(?<=bearer\s+)\S+/gi;

/** The log behind “Show Log”: VS Code's own log channel, with anything that looks like a key blacked out. */
export class ChannelLog implements Log {
  readonly #channel: vscode.LogOutputChannel;

  constructor(channel: vscode.LogOutputChannel) {
    this.#channel = channel;
  }

  info(line: string): void {
    this.#channel.info(redact(line));
  }

  warn(line: string): void {
    this.#channel.warn(redact(line));
  }

  error(line: string, error: unknown): void {
    this.#channel.error(redact(`${line} ${explain(error)}`));
  }
}

function explain(error: unknown): string {
  if (error instanceof AskError) return JSON.stringify(error.failure);
  if (error instanceof Error) return error.stack ?? error.message;
  return typeof error;
}

function redact(text: string): string {
  return text.replace(secrets, "[key]");
}

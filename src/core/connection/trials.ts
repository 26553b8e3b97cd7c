import { AskError, type Failure } from "../../shared/failures.ts";
import type { Clock } from "../ports/clock.ts";
import type { ModelClient, ModelEnd, ModelRequest } from "../ports/model.ts";
import type { Refusal } from "../ports/refusals.ts";
import type { Finder, Finding } from "./finding.ts";

/** How one small request was answered. Times are milliseconds since it was sent. */
export type Trial = {
  readonly reason: Exclude<ModelEnd["reason"], "failed">;
  /** The first event of any kind; absent when nothing came before the end. */
  readonly firstEvent?: number;
  /** When the first piece of text came, when the last did, and in how many pieces; absent without text. */
  readonly text?: { readonly first: number; readonly last: number; readonly pieces: number };
  readonly total: number;
  readonly calledTool: boolean;
  /** What the endpoint refused on the way. */
  readonly refused: readonly Refusal[];
};

/** Asks a model small things, one after the other, and counts what they take. */
export class Trials {
  readonly #finder: Finder;
  readonly #clock: Clock;
  #hopeless: Failure | undefined;
  #requests = 0;
  #tokens = 0;

  constructor(parts: { readonly finder: Finder; readonly clock: Clock }) {
    this.#finder = parts.finder;
    this.#clock = parts.clock;
  }

  /** How many requests were sent, those that were repeated after a refusal included. */
  get requests(): number {
    return this.#requests;
  }

  /** As the server counted them; 0 when it did not. */
  get tokens(): number {
    return this.#tokens;
  }

  /** Asks `client`, once there is one. Nothing more is asked after a failure that every request would meet. */
  async run(client: () => Promise<ModelClient>, request: ModelRequest): Promise<Finding<Trial>> {
    if (this.#hopeless) return { type: "untried", failure: this.#hopeless };
    const finding = await this.#finder.find(async () => this.#ask(await client(), request));
    if (finding.type === "failed" && standsInTheWay(finding.failure)) this.#hopeless = finding.failure;
    return finding;
  }

  async #ask(client: ModelClient, request: ModelRequest): Promise<Trial> {
    const started = this.#clock.now();
    const since = (): number => this.#clock.now() - started;
    const refused: Refusal[] = [];
    let firstEvent: number | undefined;
    let text: Trial["text"];
    let calledTool = false;
    this.#requests++;
    for await (const event of client.stream(request, this.#finder.signal)) {
      switch (event.type) {
        case "adapted":
          this.#requests++;
          refused.push(event.refusal);
          continue;
        case "end": {
          this.#tokens += (event.usage?.input ?? 0) + (event.usage?.output ?? 0);
          if (event.reason === "failed") throw new AskError(event.failure, { cause: event.cause });
          const times = { ...(firstEvent !== undefined && { firstEvent }), ...(text && { text }), total: since() };
          return { reason: event.reason, ...times, calledTool, refused };
        }
        case "tool-call":
          calledTool = true;
          break;
        case "text-delta":
          text = { first: text?.first ?? since(), last: since(), pieces: (text?.pieces ?? 0) + 1 };
          break;
        case "reasoning":
        case "reasoning-delta":
        case "refusal-delta":
          break;
      }
      firstEvent ??= since();
    }
    throw new AskError({ code: "cut-off" });
  }
}

function standsInTheWay({ code }: Failure): boolean {
  switch (code) {
    case "no-key":
    case "bad-setting":
    case "auth":
    case "quota":
    case "rate-limited":
    case "network":
    case "no-first-byte":
      return true;
    default:
      return false;
  }
}

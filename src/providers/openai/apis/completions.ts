import type { Completion, CompletionChoice } from "openai/resources/completions";
import type { ModelEvent, ModelRequest } from "../../../core/ports/model.ts";
import type { Usage } from "../../../shared/chat/state.ts";
import type { Plan } from "../plan.ts";
import type { AnswerReader, Api, Body, EndReason } from "./api.ts";
import { toEndReason, worse } from "./endReason.ts";
import { items, textOf, type Loose } from "./loose.ts";
import { toCompletionUsage } from "./usage.ts";

/** The API's own default is 16 tokens, which is a cut-off answer. */
const DEFAULT_MAX_TOKENS = 1024;

const SPEAKERS = { user: "User", assistant: "Assistant", tool: "Tool" } as const;

/** `POST /completions`: the legacy API, of which a prompt is all there is. */
export const completionsApi: Api = {
  name: "completions",
  path: "/completions",
  toBody,
  createReader: () => new CompletionsReader(),
};

function toBody(request: ModelRequest, plan: Plan): Body {
  const { temperature, topP, maxOutputTokens, n, stop } = request.parameters;
  const { infill } = request;
  return {
    model: request.model,
    prompt: infill ? infill.prefix : toPrompt(request),
    stream: plan.streaming,
    ...plan.keep({
      // A model that is only completing goes on with the person's next question.
      stop: stop?.length ? stop : infill ? undefined : [`\n${SPEAKERS.user}:`],
      max_tokens: maxOutputTokens ?? DEFAULT_MAX_TOKENS,
      suffix: infill?.suffix || undefined,
      temperature,
      top_p: topP,
      n,
    }),
  };
}

/** A conversation as a text that the model completes. */
function toPrompt({ instructions, messages }: ModelRequest): string {
  const said = messages.map(({ role, text }) => `${SPEAKERS[role]}: ${text}`);
  return [...(instructions ? [instructions] : []), ...said, `${SPEAKERS.assistant}:`].join("\n\n");
}

class CompletionsReader implements AnswerReader {
  /** The usage comes after the reason to end. */
  readonly isDone = false;
  #reason: EndReason | undefined;
  #usage: Usage | undefined;
  #began = false;

  get isWhole(): boolean {
    return this.#reason !== undefined;
  }

  read(payload: unknown): readonly ModelEvent[] {
    const chunk = payload as Loose<Completion>;
    this.#usage = toCompletionUsage(chunk?.usage) ?? this.#usage;
    const events: ModelEvent[] = [];
    for (const choice of items(chunk?.choices)) this.#readChoice(choice, events);
    return events;
  }

  readWhole(body: unknown): readonly ModelEvent[] | undefined {
    if (items((body as Loose<Completion>)?.choices).length === 0) return undefined;
    const events = this.read(body);
    this.#reason ??= "complete";
    return events;
  }

  end(): readonly ModelEvent[] | undefined {
    return this.#reason && [{ type: "end", reason: this.#reason, ...(this.#usage && { usage: this.#usage }) }];
  }

  #readChoice(choice: Loose<CompletionChoice>, events: ModelEvent[]): void {
    const text = textOf(choice?.text);
    if (typeof choice?.index === "number" && choice.index > 0) {
      if (text !== undefined) events.push({ type: "text-delta", text, choice: choice.index });
      return;
    }
    this.#reason = worse(this.#reason, toEndReason(choice?.finish_reason));
    // The space after `Assistant:` is the prompt's, not the answer's.
    const said = this.#began ? text : text?.replace(/^ /, "");
    if (!said) return;
    this.#began = true;
    events.push({ type: "text-delta", text: said });
  }
}

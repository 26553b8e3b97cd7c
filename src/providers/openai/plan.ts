import type { ModelMessage, ModelRequest } from "../../core/ports/model.ts";
import type { Refusal } from "../../core/ports/refusals.ts";
import type { Connection } from "../../core/settings/connection.ts";
import type { Endpoint } from "../../core/settings/endpoint.ts";
import type { ApiName } from "../../shared/failures.ts";

/** How an endpoint is asked, given what it refuses. */
export type Plan = {
  readonly api: ApiName;
  readonly baseUrl: string;
  readonly streaming: boolean;
  readonly tools: boolean;
  readonly images: boolean;
  /** Whether the instructions may be a message of their own. */
  readonly systemRole: boolean;
  /** The name that the output limit of `/chat/completions` goes by. */
  readonly maxTokensName: "max_tokens" | "max_completion_tokens";
  /** The members that are set and that the endpoint does not refuse. */
  keep(members: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>>;
};

export function toPlan(connection: Connection, refusals: readonly Refusal[]): Plan {
  const { endpoint } = connection;
  const refused = new Set<Refusal>(refusals);
  const apis = apisOf(connection);
  return {
    api: apis.find((api) => !refused.has(`api:${api}`)) ?? apis[0],
    baseUrl: refused.has("address") ? `${endpoint.baseUrl}/v1` : endpoint.baseUrl,
    streaming: !refused.has("streaming"),
    tools: !refused.has("tools"),
    images: !refused.has("images"),
    systemRole: !refused.has("role:system"),
    maxTokensName: maxTokensName(endpoint, refused),
    keep: (members) =>
      Object.fromEntries(
        Object.entries(members).filter(([name, value]) => value !== undefined && !refused.has(`parameter:${name}`)),
      ),
  };
}

/** What `auto` tries, best first. OpenAI's newer models answer on `/responses` only; other servers rarely have it. */
export function apisOf({ api, endpoint }: Connection): readonly [ApiName, ...ApiName[]] {
  if (api !== "auto") return [api];
  if (endpoint.deployment !== undefined) return ["chat", "completions"];
  return endpoint.isOpenAi || endpoint.isAzure
    ? ["responses", "chat", "completions"]
    : ["chat", "responses", "completions"];
}

/** OpenAI's current models refuse `max_tokens`; other servers often know nothing else. */
function maxTokensName(
  { isOpenAi, isAzure }: Endpoint,
  refused: ReadonlySet<Refusal>,
): "max_tokens" | "max_completion_tokens" {
  if (refused.has("parameter:max_tokens")) return "max_completion_tokens";
  if (refused.has("parameter:max_completion_tokens")) return "max_tokens";
  return isOpenAi || isAzure ? "max_completion_tokens" : "max_tokens";
}

/** The instructions and the messages; where instructions are refused as such, they begin the person's first message. */
export function withInstructions(
  { instructions, messages }: ModelRequest,
  plan: Plan,
): { readonly instructions: string; readonly messages: readonly ModelMessage[] } {
  if (plan.systemRole || instructions === "") return { instructions, messages };
  const first = messages.findIndex(({ role }) => role === "user");
  return {
    instructions: "",
    messages: messages.map((message, index) =>
      index === first ? { ...message, text: `${instructions}\n\n${message.text}` } : message,
    ),
  };
}

/** The text of a message, with a note for each image that the model cannot see. */
export function describeImages({ text, images = [] }: ModelMessage & { readonly role: "user" }): string {
  return [text, ...images.map(() => "[An image was attached here. This model cannot see it.]")].join("\n\n");
}

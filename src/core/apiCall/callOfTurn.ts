import { allTurns, turnsBefore } from "../../shared/chat/branches.ts";
import type { Conversation, Turn } from "../../shared/chat/state.ts";
import { AskError } from "../../shared/failures.ts";
import type { Translate } from "../../shared/l10n.ts";
import type { Connector } from "../chat/connector.ts";
import type { SentRequest } from "../ports/sentRequest.ts";
import { toModelRequest } from "../prompts/modelRequest.ts";
import type { Settings } from "../settings/settings.ts";
import { withOptions } from "../settings/withOptions.ts";
import type { ApiCalls } from "./apiCalls.ts";

/** A request to show, and what is known of it: `at` is in milliseconds since the epoch. */
export type ShownCall = {
  readonly request: SentRequest;
  readonly origin:
    | { readonly type: "sent"; readonly at: number; readonly answered: boolean }
    | { readonly type: "now" };
};

export type CallParts = {
  readonly calls: ApiCalls;
  readonly connector: Connector;
  readonly settings: () => Settings;
  readonly t: Translate;
};

/**
 * The request that a turn was; where that is not kept, the one that its question would be now. Undefined for a turn that
 * the conversation does not have.
 *
 * @throws AskError when it cannot be made now, such as for want of a model
 */
export async function callOfTurn(
  conversation: Conversation,
  turnId: string,
  parts: CallParts,
): Promise<ShownCall | undefined> {
  const sent = await parts.calls.find({ conversationId: conversation.id, turnId });
  if (sent) {
    const { at, answered, ...request } = sent;
    return { request, origin: { type: "sent", at, answered } };
  }
  const turn = allTurns(conversation).find(({ id }) => id === turnId);
  if (!turn) return undefined;
  const settings = withOptions(parts.settings(), conversation.options);
  const history = turnsBefore(conversation, turnId);
  return { request: await describeNow(turn, history, settings, parts), origin: { type: "now" } };
}

async function describeNow(
  turn: Turn,
  history: readonly Turn[],
  settings: Settings,
  { connector, t }: CallParts,
): Promise<SentRequest> {
  const model = turn.model ?? connector.knownModel(settings) ?? turn.answer.model;
  if (model === undefined) throw new AskError({ code: "no-model", origin: settings.endpoint.host });
  const { client, ...connected } = await connector.connectOffline(settings, model);
  // Its question, not the request to go on with its answer.
  const asked: Turn = { ...turn, answer: { text: "", state: { type: "waiting" } } };
  return client.describe(toModelRequest({ turn: asked, history, ...connected, settings, t }).request);
}

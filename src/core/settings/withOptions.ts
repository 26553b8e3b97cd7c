import type { ConversationOptions } from "../../shared/chat/state.ts";
import type { Settings } from "./settings.ts";

/** The settings as a conversation has them that asks for something else in places. */
export function withOptions(settings: Settings, { model, reasoningEffort }: ConversationOptions = {}): Settings {
  return {
    ...settings,
    ...(model === undefined ? {} : { model }),
    parameters: { ...settings.parameters, ...(reasoningEffort === undefined ? {} : { reasoningEffort }) },
  };
}

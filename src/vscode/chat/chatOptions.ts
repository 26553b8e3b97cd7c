import type { Chat } from "../../core/chat/chat.ts";
import type { ConversationOptions } from "../../shared/chat/state.ts";
import { settingKeys } from "../../shared/ids.ts";
import { writeSetting } from "../settings/writeSetting.ts";

/** Has a conversation ask for something else than the settings say; an empty value goes back to them. */
export async function setOption(chat: Chat, option: keyof ConversationOptions, value: string): Promise<void> {
  const { [option]: _, ...others } = chat.conversation.options ?? {};
  await chat.setOptions(value === "" ? others : { ...others, [option]: value });
}

/** Has every conversation that has no options of its own ask for what this one asks for. */
export async function makeOptionsDefault(chat: Chat): Promise<void> {
  const { model, reasoningEffort } = chat.conversation.options ?? {};
  if (model !== undefined) await writeSetting(settingKeys.model, model);
  if (reasoningEffort !== undefined) await writeSetting(settingKeys.reasoningEffort, reasoningEffort);
  await chat.setOptions({});
}

import type { ApiName } from "../../../shared/failures.ts";
import type { Api } from "./api.ts";
import { chatApi } from "./chat.ts";
import { completionsApi } from "./completions.ts";
import { responsesApi } from "./responses.ts";

const APIS: Readonly<Record<ApiName, Api>> = { responses: responsesApi, chat: chatApi, completions: completionsApi };

export function apiOf(name: ApiName): Api {
  return APIS[name];
}

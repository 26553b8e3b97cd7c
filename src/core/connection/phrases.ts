import type { ApiName, Failure } from "../../shared/failures.ts";
import { toNotice } from "../../shared/failureNotice.ts";
import type { Translate } from "../../shared/l10n.ts";
import type { Refusal } from "../ports/refusals.ts";
import { code, plain } from "./markdownText.ts";

const API_NAMES: Readonly<Record<ApiName, string>> = {
  responses: "Responses",
  chat: "Chat Completions",
  completions: "Completions",
};

/** A name of OpenAI's, the same in every language. */
export function apiName(api: ApiName): string {
  return API_NAMES[api];
}

/** What happened, in one line; with what the server or the network says about it, where they say anything. */
export function reason(failure: Failure, t: Translate): string {
  const { what, requestId } = toNotice(failure, t);
  const detail = "detail" in failure ? failure.detail : "";
  return inOneLine(what, failure.code === "network" && detail ? `(${detail})` : detail, requestId, t);
}

/** What happened and what to do. */
export function advice(failure: Failure, t: Translate): string {
  const notice = toNotice(failure, t);
  return inOneLine(notice.what, notice.advice, notice.requestId, t);
}

function inOneLine(what: string, more: string, requestId: string | undefined, t: Translate): string {
  const id = requestId ? `(${t("Request id: {0}", requestId)})` : "";
  return plain([what, more, id].filter((part) => part !== "").join(" "));
}

export function refusalName(refusal: Refusal, t: Translate): string {
  if (refusal.startsWith("parameter:")) return code(refusal.slice("parameter:".length));
  switch (refusal) {
    case "api:responses":
      return apiName("responses");
    case "api:chat":
      return apiName("chat");
    case "api:completions":
      return apiName("completions");
    case "address":
      return t("the address without {0}", "`/v1`");
    case "role:system":
      return t("the role {0}", "`system`");
    case "streaming":
      return t("streaming");
    case "images":
      return t("images");
    case "tools":
      return t("tools");
    // What another version of the extension learned.
    default:
      return code(refusal);
  }
}

/** @param ms milliseconds */
export function duration(ms: number, t: Translate): string {
  return ms < 1000 ? t("{0} ms", Math.round(ms)) : t("{0} s", (ms / 1000).toFixed(1));
}

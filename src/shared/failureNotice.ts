import type { Bulk } from "./chat/bulk.ts";
import type { Failure } from "./failures.ts";
import type { Translate } from "./l10n.ts";
import { describeNetworkFailure } from "./networkNotice.ts";
import { addressOf, toDuration, withDetail } from "./noticeText.ts";
import type { PanelAction } from "./protocol/panel.ts";

const OPENAI_ORIGIN = "https://api.openai.com";

/** A failure as a person reads it: what happened, what to do, and the buttons that do it. */
export type Notice = {
  readonly what: string;
  readonly advice: string;
  /** The first one is the next step. */
  readonly actions: readonly PanelAction[];
  /** For the provider's support; absent when the server gave none. */
  readonly requestId?: string;
};

/** What is known where a failure is told. */
export type Telling = {
  /** Decides how numbers and durations are written; English, as the source strings are, when absent. */
  readonly language?: string;
  /** What made the question long; absent where there is no question. */
  readonly bulk?: Bulk;
};

/** The one place where a failure becomes a sentence, for the panel and for notifications alike. */
export function toNotice(failure: Failure, t: Translate, telling: Telling = {}): Notice {
  const requestId = "requestId" in failure ? failure.requestId : undefined;
  return { ...describe(failure, t, telling), ...(requestId ? { requestId } : {}) };
}

function describe(failure: Failure, t: Translate, telling: Telling): Notice {
  const { language = "en" } = telling;
  switch (failure.code) {
    case "no-key":
      return {
        what: t("There is no API key for {0}.", addressOf(failure.origin)),
        advice: t("Set one, and the question goes on."),
        actions: ["set-key", "retry"],
      };
    case "bad-endpoint":
      return {
        what: t("The address in askChatGPT.baseUrl cannot be used."),
        advice: failure.reason,
        actions: ["set-up", "open-settings", "retry"],
      };
    case "bad-setting":
      return {
        what: t("The setting {0} cannot be used.", failure.setting),
        advice: failure.reason,
        actions: ["open-settings", "retry"],
      };
    case "no-model":
      return {
        what: t("{0} offers no model for text.", addressOf(failure.origin)),
        advice: t("Enter the model's name yourself."),
        actions: ["select-model", "retry"],
      };
    case "auth":
      return {
        what: t("{0} does not accept this API key.", addressOf(failure.origin)),
        advice: t("Check that the key was copied whole and still exists, or set another one."),
        actions: ["set-key", "retry"],
      };
    case "wrong-account":
      return {
        what: t("This API key does not belong to the organization or project that is set."),
        advice: withDetail(
          t("Check askChatGPT.organization and askChatGPT.project, or set another key."),
          failure.detail,
          t,
        ),
        actions: ["open-settings", "set-key", "retry"],
      };
    case "permission":
      return {
        what: t("This API key is not allowed to do this."),
        advice: withDetail(
          t("Check the key's permissions and its project, or choose another model."),
          failure.detail,
          t,
        ),
        actions: ["set-key", "select-model", "retry"],
      };
    case "model-not-found":
      return {
        what: t("The model {0} does not exist here, or this key may not use it.", failure.model),
        advice: t("Choose another model."),
        actions: ["select-model", "retry"],
      };
    case "wrong-api":
      return {
        what: t("The model {0} does not answer on this API.", failure.model),
        advice: t("Set askChatGPT.api to auto or to {0}, or choose another model.", failure.api),
        actions: ["open-settings", "select-model", "retry"],
      };
    case "unverified":
      return {
        what: t("OpenAI streams {0} only to verified organizations.", failure.model),
        advice: t("Have the answer in one piece instead, or verify the organization in OpenAI's settings."),
        actions: ["without-streaming", "select-model", "retry"],
      };
    case "quota":
      return failure.origin === OPENAI_ORIGIN
        ? {
            what: t("This API account is out of credit."),
            advice: t("API credit is separate from a ChatGPT subscription. Add credit, then try again."),
            actions: ["open-billing", "retry"],
          }
        : {
            what: t("This API account is out of credit."),
            advice: t("Add credit with the provider, then try again."),
            actions: ["retry", "set-key"],
          };
    case "rate-limited":
      return {
        what: t("Too many requests for this key at the moment."),
        advice:
          failure.retryAfterMs === undefined
            ? t("Wait a little, then try again.")
            : t("Try again in {0}.", toDuration(failure.retryAfterMs, language)),
        actions: ["retry", "select-model"],
      };
    case "context-too-long":
      return describeTooLong(failure, t, telling);
    case "content-filter":
      return {
        what: t("The provider's content filter refused the question."),
        advice: withDetail(t("Put it in other words, or attach less."), failure.detail, t),
        actions: ["retry"],
      };
    case "refused-request":
      return {
        what: t("The server refused the request ({0}).", failure.status),
        advice: withDetail(t("Check the model and the parameters in the settings."), failure.detail, t),
        actions: ["open-settings", "select-model", "retry"],
      };
    case "server":
      return {
        what:
          failure.status === undefined
            ? t("The server reported an error.")
            : t("The server has a problem ({0}).", failure.status),
        advice: withDetail(t("Nothing is wrong on your side. Try again in a moment."), failure.detail, t),
        actions: ["retry"],
      };
    case "network":
      return describeNetworkFailure(failure, t);
    case "redirected":
      return {
        what: t("{0} answers with a redirect.", addressOf(failure.origin)),
        advice: t("Nothing was sent on. Put the final address into askChatGPT.baseUrl."),
        actions: ["open-settings", "retry"],
      };
    case "no-first-byte":
      return {
        what: t("No answer within {0}.", toDuration(failure.seconds * 1000, language)),
        advice: t("Try again, or raise askChatGPT.timeouts.firstByte for a slow model."),
        actions: ["retry", "open-settings"],
      };
    case "stalled":
      return {
        what: t("Nothing more of the answer came for {0}.", toDuration(failure.seconds * 1000, language)),
        advice: t("What arrived is kept. Try again, or raise askChatGPT.timeouts.idle for a slow model."),
        actions: ["retry", "open-settings"],
      };
    case "cut-off":
      return {
        what: t("The connection ended before the answer was complete."),
        advice: t("What arrived is kept. Try again."),
        actions: ["retry"],
      };
    case "not-a-stream":
      return {
        what: t("The server answered with {0} instead of an answer.", failure.contentType || t("something unknown")),
        advice: t("Check askChatGPT.baseUrl: it may need /v1 at the end."),
        actions: ["open-settings", "retry"],
      };
    case "oversized-event":
      return {
        what: t("The server sent a piece that is too large to be part of an answer."),
        advice: t("What arrived is kept. Check askChatGPT.baseUrl, then try again."),
        actions: ["retry", "open-settings"],
      };
    case "secrets-unavailable":
      return {
        what: t("The key could not be kept in this computer's secret storage."),
        advice: t("It is used until this window closes. Check the system's keyring."),
        actions: ["show-log"],
      };
    case "unexpected":
      return {
        what: t("Something went wrong in Ask ChatGPT."),
        advice: t("The log has the details."),
        actions: ["show-log", "retry"],
      };
  }
}

function describeTooLong(
  failure: Failure & { readonly code: "context-too-long" },
  t: Translate,
  telling: Telling,
): Notice {
  const { bulk } = telling;
  return {
    what: describeExcess(failure, t, new Intl.NumberFormat(telling.language ?? "en")),
    advice: bulk ? describeBulk(bulk, t) : t("Attach less, start a new chat, or choose a model with a larger context."),
    actions:
      bulk?.largest === "history"
        ? ["new-chat", "select-model", "retry"]
        : ["select-model", ...(bulk?.hasHistory ? (["new-chat"] as const) : []), "retry"],
  };
}

function describeExcess(
  { limit, requested }: { readonly limit?: number; readonly requested?: number },
  t: Translate,
  numbers: Intl.NumberFormat,
): string {
  if (limit === undefined) return t("The question is longer than this model can read.");
  const excess = (requested ?? limit) - limit;
  return excess > 0
    ? t(
        "The question is {0} tokens longer than the {1} that this model can read.",
        numbers.format(excess),
        numbers.format(limit),
      )
    : t("The question is longer than the {0} tokens that this model can read.", numbers.format(limit));
}

function describeBulk({ largest, label }: Bulk, t: Translate): string {
  switch (largest) {
    case "question":
      return t("Shorten the question, or choose a model with a larger context.");
    case "history":
      return t("Most of it is the chat so far. Ask in a new chat, or choose a model with a larger context.");
    case "attachment":
      return t("The largest part is {0}. Attach less of it, or choose a model with a larger context.", label);
  }
}

/** The label of a notice's button. */
export function actionLabel(action: PanelAction, t: Translate): string {
  switch (action) {
    case "set-up":
      return t("Set up connection");
    case "set-key":
      return t("Set API key");
    case "select-model":
      return t("Select model");
    case "open-settings":
      return t("Open settings");
    case "open-proxy-settings":
      return t("Open proxy settings");
    case "open-billing":
      return t("Open billing");
    case "test-connection":
      return t("Test connection");
    case "show-log":
      return t("Show log");
    case "without-streaming":
      return t("Answer without streaming");
    case "new-chat":
      return t("Ask in a new chat");
    case "retry":
      return t("Retry");
    case "continue":
      return t("Continue");
  }
}

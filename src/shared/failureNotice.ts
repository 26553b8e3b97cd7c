import type { Failure } from "./failures.ts";
import type { Translate } from "./l10n.ts";
import type { PanelAction } from "./protocol/panel.ts";

/** A failure as a person reads it: what happened, what to do, and the buttons that do it. */
export type Notice = {
  readonly what: string;
  readonly advice: string;
  readonly actions: readonly PanelAction[];
  /** For OpenAI's support; absent when the server gave none. */
  readonly requestId?: string;
};

/** The one place where a failure becomes a sentence, for the panel and for notifications alike. */
export function toNotice(failure: Failure, t: Translate): Notice {
  const requestId = "requestId" in failure ? failure.requestId : undefined;
  return { ...describe(failure, t), ...(requestId ? { requestId } : {}) };
}

function describe(failure: Failure, t: Translate): Notice {
  switch (failure.code) {
    case "no-key":
      return {
        what: t("There is no API key for {0}.", failure.origin),
        advice: t("Set one, and the question goes on."),
        actions: ["set-key", "retry"],
      };
    case "bad-endpoint":
      return {
        what: t("The address in askChatGPT.baseUrl cannot be used."),
        advice: failure.reason,
        actions: ["open-settings"],
      };
    case "bad-setting":
      return {
        what: t("The setting {0} cannot be used.", failure.setting),
        advice: failure.reason,
        actions: ["open-settings"],
      };
    case "no-model":
      return {
        what: t("{0} offers no model for text.", failure.origin),
        advice: t("Enter the model's name yourself."),
        actions: ["select-model", "retry"],
      };
    case "auth":
      return {
        what: t("{0} does not accept this API key.", failure.origin),
        advice: t("Check that the key was copied whole and still exists, or set another one."),
        actions: ["set-key", "retry"],
      };
    case "wrong-account":
      return {
        what: t("This API key does not belong to the organization or project that is set."),
        advice: failure.detail || t("Check askChatGPT.organization and askChatGPT.project, or set another key."),
        actions: ["open-settings", "set-key", "retry"],
      };
    case "permission":
      return {
        what: t("This API key is not allowed to do this."),
        advice: failure.detail || t("Check the key's permissions and its project."),
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
      return {
        what: t("This API account is out of credit."),
        advice: t("API credit is separate from a ChatGPT subscription. Add credit, then try again."),
        actions: ["open-billing", "retry"],
      };
    case "rate-limited":
      return {
        what: t("Too many requests for this key at the moment."),
        advice:
          failure.retryAfterMs === undefined
            ? t("Wait a little, then try again.")
            : t("Try again in {0}.", duration(failure.retryAfterMs, t)),
        actions: ["retry", "select-model"],
      };
    case "context-too-long":
      return {
        what:
          failure.limit !== undefined && failure.requested !== undefined
            ? t(
                "The question is {0} tokens longer than the {1} that this model can read.",
                Math.max(1, failure.requested - failure.limit),
                failure.limit,
              )
            : t("The question is longer than this model can read."),
        advice: t("Attach less, start a new chat, or choose a model with a larger context."),
        actions: ["select-model", "retry"],
      };
    case "content-filter":
      return {
        what: t("The provider's content filter refused the question."),
        advice: failure.detail || t("Put it in other words, or attach less."),
        actions: ["retry"],
      };
    case "refused-request":
      return {
        what: t("The server refused the request ({0}).", failure.status),
        advice: failure.detail || t("Check the model and the parameters in the settings."),
        actions: ["open-settings", "select-model", "retry"],
      };
    case "server":
      return {
        what:
          failure.status === undefined
            ? t("The server reported an error.")
            : t("The server has a problem ({0}).", failure.status),
        advice: failure.detail
          ? t("It says: {0}", failure.detail)
          : t("Nothing is wrong on your side. Try again in a moment."),
        actions: ["retry"],
      };
    case "network":
      return describeNetwork(failure, t);
    case "redirected":
      return {
        what: t("{0} answers with a redirect.", failure.origin),
        advice: t("Nothing was sent on. Put the final address into askChatGPT.baseUrl."),
        actions: ["open-settings", "retry"],
      };
    case "no-first-byte":
      return {
        what: t("No answer within {0} seconds.", failure.seconds),
        advice: t("Try again, or raise askChatGPT.timeouts.firstByte for a slow model."),
        actions: ["retry", "open-settings"],
      };
    case "stalled":
      return {
        what: t("The answer stopped coming for {0} seconds.", failure.seconds),
        advice: t("What arrived is kept. Try again."),
        actions: ["retry"],
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

function describeNetwork(failure: Failure & { readonly code: "network" }, t: Translate): Notice {
  const { kind, origin, detail, certificate } = failure;
  const actions: readonly PanelAction[] = ["retry", "open-settings"];
  switch (kind) {
    case "dns":
      return {
        what: t("{0} was not found.", origin),
        advice: t("Check the network connection and the address in askChatGPT.baseUrl."),
        actions,
      };
    case "refused":
      return {
        what: t("Nothing answers at {0}.", origin),
        advice: t("Check that the server is running and that the address and port are right."),
        actions,
      };
    case "tls":
      return {
        what: t("{0} has a certificate that this computer does not trust.", origin),
        advice: certificate
          ? t(
              "It is for {0}, issued by {1}. If you trust it, for example as your company's, add it to the system. Details: {2}",
              certificate.subject,
              certificate.issuer,
              detail,
            )
          : t("Behind a company proxy, add its certificate to the system. Details: {0}", detail),
        actions,
      };
    case "reset":
      return {
        what: t("{0} closed the connection.", origin),
        advice: t("Try again. If it stays so, check the network and the proxy."),
        actions,
      };
    case "proxy":
      return {
        what: t("The proxy did not let the request through."),
        advice: t("Check VS Code's http.proxy setting. Details: {0}", detail),
        actions,
      };
    case "proxy-auth":
      return {
        what: t("The proxy asks for a user name and a password."),
        advice: t("Put them into VS Code's http.proxy setting, as in http://name:password@host:port."),
        actions,
      };
    case "unreachable":
      return {
        what: t("{0} could not be reached.", origin),
        advice: detail ? t("Check the network connection. Details: {0}", detail) : t("Check the network connection."),
        actions,
      };
  }
}

function duration(ms: number, t: Translate): string {
  const seconds = Math.ceil(ms / 1000);
  if (seconds < 120) return t("{0} seconds", seconds);
  const minutes = Math.ceil(seconds / 60);
  return minutes < 120 ? t("{0} minutes", minutes) : t("{0} hours", Math.ceil(minutes / 60));
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
    case "open-billing":
      return t("Open billing");
    case "test-connection":
      return t("Test connection");
    case "show-log":
      return t("Show log");
    case "without-streaming":
      return t("Answer without streaming");
    case "retry":
      return t("Retry");
    case "continue":
      return t("Continue");
  }
}

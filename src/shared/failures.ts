/**
 * Everything that can go wrong on the way to an answer, as data.
 *
 * A failure says what happened, never how it is told: sentences are made in `failureNotice.ts`.
 * No member carries a key, a stack or a whole response body.
 */
export type Failure =
  | { readonly code: "no-key"; readonly origin: string }
  | { readonly code: "bad-endpoint"; readonly reason: string }
  | { readonly code: "bad-setting"; readonly setting: string; readonly reason: string }
  | { readonly code: "no-model"; readonly origin: string }
  | ({ readonly code: "auth"; readonly origin: string } & FromServer)
  /** A good key in the wrong organization or project. */
  | ({ readonly code: "wrong-account"; readonly detail: string } & FromServer)
  | ({ readonly code: "permission"; readonly detail: string } & FromServer)
  | ({ readonly code: "model-not-found"; readonly model: string } & FromServer)
  /** The model answers on another API than the one that is set. */
  | ({ readonly code: "wrong-api"; readonly model: string; readonly api: ApiName } & FromServer)
  /** OpenAI streams this model only to verified organizations. */
  | ({ readonly code: "unverified"; readonly model: string } & FromServer)
  | ({ readonly code: "quota"; readonly origin: string } & FromServer)
  | ({ readonly code: "rate-limited"; readonly retryAfterMs?: number } & FromServer)
  /** In tokens; absent is what the server did not say. */
  | ({
      readonly code: "context-too-long";
      readonly limit?: number;
      readonly requested?: number;
      readonly detail: string;
    } & FromServer)
  | ({ readonly code: "content-filter"; readonly detail: string } & FromServer)
  | ({ readonly code: "refused-request"; readonly status: number; readonly detail: string } & FromServer)
  | ({ readonly code: "server"; readonly status?: number; readonly detail: string } & FromServer)
  | {
      readonly code: "network";
      readonly kind: NetworkTrouble;
      readonly origin: string;
      readonly detail: string;
      /** The one that was not trusted, where it could be asked for. */
      readonly certificate?: Certificate;
    }
  | { readonly code: "redirected"; readonly origin: string }
  | { readonly code: "no-first-byte"; readonly seconds: number }
  | { readonly code: "stalled"; readonly seconds: number }
  | { readonly code: "cut-off"; readonly requestId?: string }
  | { readonly code: "not-a-stream"; readonly contentType: string; readonly requestId?: string }
  /** One event of the stream was longer than any answer. */
  | { readonly code: "oversized-event"; readonly requestId?: string }
  | { readonly code: "secrets-unavailable" }
  | { readonly code: "unexpected" };

/** What a server's refusal carries; `requestId` is what support asks for. */
export type FromServer = { readonly requestId?: string };

/**
 * `plain-http`: the server was asked in https and does not speak it.
 * `unreachable` is every connection trouble that has no more specific name.
 */
export type NetworkTrouble =
  | "dns"
  | "refused"
  | "tls"
  | "plain-http"
  | "reset"
  | "proxy"
  | "proxy-auth"
  | "unreachable";

/** The ways to ask a model that OpenAI's API has had. */
export type ApiName = "responses" | "chat" | "completions";

export type Certificate = { readonly subject: string; readonly issuer: string };

export type FailureCode = Failure["code"];

/** Carries a {@link Failure} through `throw`. Match it by `failure.code`, with {@link failureOf}. */
export class AskError extends Error {
  readonly failure: Failure;

  /** The bundle with the model client holds a copy of this class: an error of either bundle is one for both. */
  static override [Symbol.hasInstance](value: unknown): boolean {
    return value instanceof Error && value.name === "AskError";
  }

  constructor(failure: Failure, options?: { readonly cause?: unknown }) {
    super(failure.code, options);
    this.name = "AskError";
    this.failure = failure;
  }
}

/** The failure that `error` carries; anything that carries none is `unexpected`. */
export function failureOf(error: unknown): Failure {
  return error instanceof AskError ? error.failure : { code: "unexpected" };
}

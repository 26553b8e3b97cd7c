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
  | ({ readonly code: "permission"; readonly detail: string } & FromServer)
  | ({ readonly code: "model-not-found"; readonly model: string } & FromServer)
  | ({ readonly code: "quota" } & FromServer)
  | ({ readonly code: "rate-limited"; readonly retryAfterMs?: number } & FromServer)
  | ({ readonly code: "context-too-long"; readonly detail: string } & FromServer)
  | ({ readonly code: "refused-request"; readonly status: number; readonly detail: string } & FromServer)
  | ({ readonly code: "server"; readonly status?: number; readonly detail: string } & FromServer)
  | { readonly code: "network"; readonly kind: NetworkTrouble; readonly origin: string; readonly detail: string }
  | { readonly code: "redirected"; readonly origin: string }
  | { readonly code: "no-first-byte"; readonly seconds: number }
  | { readonly code: "stalled"; readonly seconds: number }
  | { readonly code: "cut-off"; readonly requestId?: string }
  | { readonly code: "not-a-stream"; readonly contentType: string; readonly requestId?: string }
  | { readonly code: "secrets-unavailable" }
  | { readonly code: "unexpected" };

/** What a server's refusal carries; `requestId` is what support asks for. */
export type FromServer = { readonly requestId?: string };

/** `unreachable` is every connection trouble that has no more specific name. */
export type NetworkTrouble = "dns" | "refused" | "tls" | "reset" | "proxy" | "unreachable";

export type FailureCode = Failure["code"];

/** Carries a {@link Failure} through `throw`. Match it by `failure.code`, with {@link failureOf}. */
export class AskError extends Error {
  readonly failure: Failure;

  /** The bundle with the OpenAI SDK holds a copy of this class: an error of either bundle is one for both. */
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

import type { Failure, FailureCode, NetworkTrouble } from "../../src/shared/failures.ts";

const origin = "https://api.openai.com";
const requestId = "req_0123456789";

/** One of each, as a provider makes them: the compiler asks for the missing one. */
export const failures: { readonly [C in FailureCode]: Extract<Failure, { readonly code: C }> } = {
  "no-key": { code: "no-key", origin: "api.openai.com" },
  "bad-endpoint": { code: "bad-endpoint", reason: "It is not a web address." },
  "bad-setting": { code: "bad-setting", setting: "askChatGPT.api", reason: "It must be a text." },
  "no-model": { code: "no-model", origin },
  auth: { code: "auth", origin, requestId },
  "wrong-account": { code: "wrong-account", detail: "No such organization: org-1.", requestId },
  permission: { code: "permission", detail: "Missing scopes: model.request", requestId },
  "model-not-found": { code: "model-not-found", model: "gpt-0", requestId },
  "wrong-api": { code: "wrong-api", model: "gpt-5-codex", api: "responses", requestId },
  unverified: { code: "unverified", model: "o3", requestId },
  quota: { code: "quota", origin: "https://api.openai.com", requestId },
  "rate-limited": { code: "rate-limited", retryAfterMs: 90_000, requestId },
  "context-too-long": {
    code: "context-too-long",
    limit: 128_000,
    requested: 140_345,
    detail: "This model's maximum context length is 128000 tokens.",
    requestId,
  },
  "content-filter": { code: "content-filter", detail: "The prompt triggered the policy", requestId },
  "refused-request": { code: "refused-request", status: 400, detail: "Unknown parameter: 'seed'.", requestId },
  server: { code: "server", status: 503, detail: "The engine is overloaded", requestId },
  network: { code: "network", kind: "refused", origin: "http://localhost:11434", detail: "connect ECONNREFUSED" },
  redirected: { code: "redirected", origin },
  "no-first-byte": { code: "no-first-byte", seconds: 60 },
  stalled: { code: "stalled", seconds: 120 },
  "cut-off": { code: "cut-off", requestId },
  "not-a-stream": { code: "not-a-stream", contentType: "text/html", requestId },
  "oversized-event": { code: "oversized-event", requestId },
  "secrets-unavailable": { code: "secrets-unavailable" },
  unexpected: { code: "unexpected" },
};

type NetworkFailure = Extract<Failure, { readonly code: "network" }>;

/** One of each kind of network trouble. */
export const networkFailures: { readonly [K in NetworkTrouble]: NetworkFailure & { readonly kind: K } } = {
  dns: { code: "network", kind: "dns", origin, detail: "getaddrinfo ENOTFOUND api.openai.com" },
  refused: { code: "network", kind: "refused", origin: "http://localhost:11434", detail: "connect ECONNREFUSED" },
  tls: {
    code: "network",
    kind: "tls",
    origin,
    detail: "self-signed certificate in certificate chain (SELF_SIGNED_CERT_IN_CHAIN)",
    certificate: { subject: "api.openai.com", issuer: "Example Corp Proxy CA" },
  },
  "plain-http": {
    code: "network",
    kind: "plain-http",
    origin: "https://localhost:11434",
    detail: "wrong version number (ERR_SSL_WRONG_VERSION_NUMBER)",
  },
  reset: { code: "network", kind: "reset", origin, detail: "read ECONNRESET" },
  proxy: { code: "network", kind: "proxy", origin, detail: "HTTP 502" },
  "proxy-auth": { code: "network", kind: "proxy-auth", origin, detail: "HTTP 407" },
  unreachable: { code: "network", kind: "unreachable", origin, detail: "connect EHOSTUNREACH 10.0.0.1:443" },
};

import type { Failure, NetworkTrouble } from "../../shared/failures.ts";
import { toPlainLine } from "./plainText.ts";

/** The limits of Node's fetch, which no option of ours changes: five minutes each (undici 7). */
export const NODE_FETCH_SECONDS = 300;

/** Codes of Node and undici, and those that Electron's fetch puts into its message as `net::…`. */
const CODES: readonly (readonly [RegExp, NetworkTrouble])[] = [
  [/^(?:ENOTFOUND|EAI_\w+|ERR_NAME_\w+)$/, "dns"],
  [/^(?:ECONNREFUSED|ERR_CONNECTION_REFUSED)$/, "refused"],
  [/^(?:ERR_SSL_(?:WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST|PROTOCOL_ERROR)|EPROTO)$/, "plain-http"],
  // Not the other ERR_SSL_*: they say nothing about the certificate.
  [/CERT|^ERR_TLS_|^UNABLE_TO_|^HOSTNAME_MISMATCH$|^INVALID_CA$|^PATH_LENGTH_EXCEEDED$/, "tls"],
  [/^(?:ECONNRESET|EPIPE|UND_ERR_SOCKET|ERR_CONNECTION_(?:RESET|CLOSED)|ERR_EMPTY_RESPONSE)$/, "reset"],
  [/^ERR_PROXY_AUTH_/, "proxy-auth"],
  [/PROXY|^ERR_TUNNEL_|^UND_ERR_PRX_/, "proxy"],
];

/**
 * What undici says of a proxy that refuses to connect: `Proxy response (502) !== 200 when HTTP Tunneling`. VS Code's
 * agent imitates it after a `407` whose challenge it could not meet (`?.==` for `!==`, @vscode/proxy-agent 0.45.0).
 */
const PROXY_REFUSED = /^Proxy response \((\d+)\)/;
const REDIRECTED = /redirect/i;
/** `407D67B5407F0000:error:0A00010B:SSL routines:tls_validate_record_header:wrong version number:../deps/…:77:` */
const OPENSSL = /:error:[0-9A-F]+:[^:]*:[^:]*:([^:]+):/;

type Cause = {
  readonly code: string;
  readonly message: string;
  /** Where the connection went, when the error says so. */
  readonly hostname: string | undefined;
  readonly port: number | undefined;
};

/** Why a fetch failed before there was an answer, from its chain of causes. */
export function toNetworkFailure(error: unknown, origin: string, secrets: readonly string[]): Failure {
  const causes = causesOf(error);
  if (causes.some(({ message }) => REDIRECTED.test(message))) return { code: "redirected", origin };
  if (causes.some(({ code }) => code === "UND_ERR_HEADERS_TIMEOUT")) {
    return { code: "no-first-byte", seconds: NODE_FETCH_SECONDS };
  }
  for (const cause of causes) {
    const refusal = PROXY_REFUSED.exec(cause.message)?.[1];
    if (refusal) {
      return { code: "network", kind: refusal === "407" ? "proxy-auth" : "proxy", origin, detail: `HTTP ${refusal}` };
    }
    const kind = CODES.find(([pattern]) => pattern.test(cause.code))?.[1];
    if (kind) {
      return {
        code: "network",
        kind: isElsewhere(cause, kind, origin) ? "proxy" : kind,
        origin,
        detail: tell(cause, secrets),
      };
    }
  }
  const last = causes.at(-1);
  return { code: "network", kind: "unreachable", origin, detail: last ? tell(last, secrets) : "" };
}

/** Whether the trouble is not with the server itself: then a proxy stands between. */
function isElsewhere({ hostname, port }: Cause, kind: NetworkTrouble, origin: string): boolean {
  const url = new URL(origin);
  if (url.protocol === "http:" && (kind === "tls" || kind === "plain-http")) return true;
  if (hostname !== undefined) return hostname !== url.hostname;
  return port !== undefined && port !== Number(url.port || (url.protocol === "https:" ? 443 : 80));
}

function tell({ code, message }: Cause, secrets: readonly string[]): string {
  // OpenSSL's advice to pass Node a flag follows a semicolon; nobody starts Node here.
  const words = toPlainLine(OPENSSL.exec(message)?.[1] ?? message.split(";")[0] ?? "", secrets);
  return code && !words.includes(code) ? `${words} (${code})` : words;
}

/** Every error of the chain, outermost first; those of an AggregateError (one per address tried) in its place. */
export function causesOf(error: unknown, depth = 0): readonly Cause[] {
  if (typeof error !== "object" || error === null || depth > 8) return [];
  const { code, message, hostname, port, cause, errors } = error as Readonly<Record<string, unknown>>;
  const text = typeof message === "string" ? message : "";
  return [
    {
      code: typeof code === "string" ? code : (/\bnet::(ERR_\w+)/.exec(text)?.[1] ?? ""),
      message: text,
      hostname: typeof hostname === "string" ? hostname : undefined,
      port: typeof port === "number" ? port : undefined,
    },
    ...(Array.isArray(errors) ? errors.flatMap((each) => causesOf(each, depth + 1)) : []),
    ...causesOf(cause, depth + 1),
  ];
}

import type { ClientRequest } from "node:http";
import { request } from "node:https";
import { TLSSocket, type PeerCertificate } from "node:tls";
import type { Certificate } from "../shared/failures.ts";

const TIMEOUT_MS = 3_000;
const LONGEST_NAME = 100;

/**
 * Who a server's certificate is for and who issued it, for telling a person why it is not trusted. Undefined when the
 * server cannot be asked within three seconds, and for an origin that is not https.
 *
 * Shakes hands without checking anything, sends nothing, and closes. VS Code leads `node:https` through the proxy that
 * its settings name, so that behind a proxy that inspects traffic this is the proxy's certificate.
 */
export async function peerCertificate(origin: string): Promise<Certificate | undefined> {
  if (!origin.startsWith("https:")) return undefined;
  const asking = request(origin, { rejectUnauthorized: false, signal: AbortSignal.timeout(TIMEOUT_MS) });
  try {
    return toCertificate(await handshake(asking));
  } finally {
    // The request is never ended, so not even its headers have left.
    asking.destroy();
  }
}

/** Undefined when the handshake fails. */
function handshake(asking: ClientRequest): Promise<PeerCertificate | undefined> {
  return new Promise((resolve) => {
    // Stays, because destroying a request without an answer is an error too.
    asking.on("error", () => resolve(undefined));
    asking.once("socket", (socket) => {
      if (!(socket instanceof TLSSocket)) return resolve(undefined);
      socket.once("secureConnect", () => resolve(socket.getPeerCertificate()));
    });
  });
}

function toCertificate(peer: PeerCertificate | undefined): Certificate | undefined {
  if (!peer?.subject || !peer.issuer) return undefined;
  const subject = nameOf(peer.subject) ?? firstAlternative(peer.subjectaltname);
  const issuer = nameOf(peer.issuer);
  return subject !== undefined && issuer !== undefined ? { subject, issuer } : undefined;
}

/** `R11 (Let's Encrypt)`: what an authority calls its certificates rarely says whose they are. */
function nameOf({ CN, O }: Partial<PeerCertificate["subject"]>): string | undefined {
  const name = toText(CN);
  const organization = toText(O);
  if (name === undefined || organization === undefined) return name ?? organization;
  return name.includes(organization) ? name : `${name} (${organization})`;
}

/** A name may be there more than once, and whoever made the certificate may have written anything into it. */
function toText(value: string | readonly string[] | undefined): string | undefined {
  const first = typeof value === "string" ? value : value?.[0];
  const text = first?.replaceAll(/[\p{C}\s]+/gu, " ").trim();
  return text ? text.slice(0, LONGEST_NAME) : undefined;
}

/** From `DNS:models.test, IP Address:10.0.0.1`. */
function firstAlternative(names: string | undefined): string | undefined {
  return toText(/^[^:]+:([^,]+)/.exec(names ?? "")?.[1]);
}

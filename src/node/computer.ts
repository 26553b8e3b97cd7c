import { arch, release, type } from "node:os";

/** Variables that change how requests reach the network. Their values may hold passwords and stay where they are. */
const NETWORK_VARIABLES: ReadonlySet<string> = new Set([
  "HTTP_PROXY",
  "HTTPS_PROXY",
  "ALL_PROXY",
  "NO_PROXY",
  "NODE_EXTRA_CA_CERTS",
  "NODE_TLS_REJECT_UNAUTHORIZED",
  "SSL_CERT_FILE",
  "SSL_CERT_DIR",
]);

/** What a report about the connection says of the computer that the extension runs on. */
export function describeComputer(): { readonly system: string; readonly networkVariables: readonly string[] } {
  return {
    system: `${type()} ${release()} ${arch()}, Node ${process.versions.node}`,
    networkVariables: networkVariables(process.env),
  };
}

/** The names, as they are written there, of those that are set. */
export function networkVariables(environment: Readonly<Record<string, string | undefined>>): readonly string[] {
  return Object.entries(environment)
    .filter(([name, value]) => value && NETWORK_VARIABLES.has(name.toUpperCase()))
    .map(([name]) => name)
    .toSorted();
}

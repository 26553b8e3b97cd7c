import type { SentRequest } from "../ports/sentRequest.ts";
import { environmentHeaders } from "./environment.ts";
import { json, toLiteral } from "./literal.ts";
import { isStreamed, parseBody } from "./parseBody.ts";

/**
 * The request as a command for POSIX shells. The body is a here-document, in which nothing is special and which may be
 * longer than an argument; only that not every shell leaves a `!` alone that is typed.
 */
export function toCurl(request: SentRequest): string {
  const { baseUrl, path, query } = request;
  const body = parseBody(request);
  const url = baseUrl + path + query;
  const flags = [...(isStreamed(body) ? ["--no-buffer"] : []), ...(/[[\]{}]/.test(url) ? ["--globoff"] : [])];
  const headers = environmentHeaders(request).map(
    ({ name, before, variable }) => `  -H ${headerArgument(`${name}: ${before}`, variable)} \\`,
  );
  return [
    `${["curl", ...flags, quoted(url)].join(" ")} \\`,
    ...headers,
    `  -H "content-type: application/json" \\`,
    "  --data-binary @- <<'JSON'",
    toLiteral(body, json).replaceAll("!", String.raw`\u0021`),
    "JSON",
    "",
  ].join("\n");
}

/** A header's name may have characters that a shell obeys. */
function headerArgument(start: string, variable: string): string {
  return /^[\w: -]+$/.test(start) ? `"${start}$${variable}"` : `${quoted(start)}"$${variable}"`;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

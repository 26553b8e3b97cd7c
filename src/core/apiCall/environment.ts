import type { SentHeader, SentRequest } from "../ports/sentRequest.ts";

/** A header whose value code takes from the environment. `before` comes first in the value. */
export type EnvironmentHeader = { readonly name: string; readonly variable: string; readonly before: string };

/** The name that code has a key under, as the `openai` libraries do. */
export const KEY_VARIABLE = "OPENAI_API_KEY";

/** The headers of a request that are the person's own, with the variables that code takes their values from. */
export function environmentHeaders({ headers }: SentRequest): readonly EnvironmentHeader[] {
  return headers.flatMap((header) => {
    const variable = variableOf(header);
    const before = header.kind === "key" && header.name === "authorization" ? "Bearer " : "";
    return variable === undefined ? [] : [{ name: header.name, variable, before }];
  });
}

/** Those that have to be set before the code of a request runs. */
export function variablesOf(request: SentRequest): readonly string[] {
  return [...new Set(environmentHeaders(request).map(({ variable }) => variable))];
}

/** The other names are those that the `openai` libraries read. A header's own name could be that of a variable that is there. */
function variableOf({ kind, name }: SentHeader): string | undefined {
  switch (kind) {
    case "plain":
      return undefined;
    case "key":
      return KEY_VARIABLE;
    case "organization":
      return "OPENAI_ORG_ID";
    case "project":
      return "OPENAI_PROJECT_ID";
    case "own":
      return `HEADER_${name.toUpperCase().replace(/[^A-Z0-9]/g, "_")}`;
  }
}

import type { ModelRequest } from "../../src/core/ports/model.ts";
import type { SentRequest } from "../../src/core/ports/sentRequest.ts";
import type { Connection } from "../../src/core/settings/connection.ts";
import type { Refusal } from "../../src/core/ports/refusals.ts";
import { createOpenAiConnector } from "../../src/providers/openai/main.ts";
import { aConnection, aKeylessConnection, aRequest, MapRefusals, USER_AGENT } from "./openaiWorld.ts";

/** Each is special in some language, shell, terminal or document that a request may be pasted into. */
export const hostileTexts: readonly string[] = [
  `"double" 'single' \`back\` """three""" '''three''' \\"`,
  "back\\slash \\n \\u0041 \\\\ C:\\new\\table \\",
  "line\nfeed\r\nreturn\rtab\tform\fvertical\vbell\u0007",
  "$HOME ${HOME} $(id) `id` $$ %PATH% !! !$ !echo #{x} {{x}} {0} %s %(x)s",
  "NUL \0 escape \u001b[31m delete \u007f next line \u0085",
  "emoji 👩‍👩‍👧‍👦 ❤️ 中文 العربية",
  "hidden \u200b\u202e\u2066\ufeff\u00ad and \u{e0041}\u{e007f}",
  "separators \u2028 \u2029 </script><!-- ]]> --> /* */ // # ;",
  "\nJSON\n\n  JSON\nEOF\n'JSON'\n",
  "",
];

/** Halves of surrogate pairs, which not everything can write. */
export const halves = "lone \ud800 and \udfff and \udc00\ud83d";

/** A request with every parameter that its API takes. */
export function aHostileRequest(texts: readonly string[] = [...hostileTexts, halves]): ModelRequest {
  return aRequest({
    instructions: texts.join(" | "),
    messages: [
      ...texts.flatMap((text) => [
        { role: "user" as const, text: `${text}?` },
        { role: "assistant" as const, text: `${text}.` },
      ]),
      { role: "user", text: texts.join("\n"), images: [{ mediaType: "image/png", base64: "iVBORw0KGgo=" }] },
    ],
    parameters: {
      temperature: 1e-7,
      topP: 0.95,
      maxOutputTokens: 4096,
      stop: ["'", '"', "\n\n"],
      reasoningEffort: "high",
      verbosity: "low",
      serviceTier: "flex",
    },
  });
}

/** Where a request may go, and how. `origin` is a server of this computer. */
export function callSituations(
  origin: string,
): Readonly<Record<string, Connection & { readonly refused?: Refusal[] }>> {
  const at = (path: string): { readonly baseUrl: string } => ({ baseUrl: `${origin}${path}` });
  const azure = at("/openai/deployments/gpt-4o/chat/completions?api-version=2024-10-21");
  return {
    Responses: aConnection({ ...at("/v1"), api: "responses" }),
    "Responses in one piece": { ...aConnection({ ...at("/v1"), api: "responses" }), refused: ["streaming"] },
    "Chat Completions": aConnection({
      ...at("/v1"),
      api: "chat",
      organization: "org-1",
      project: "proj-1",
      headers: { "X-Own": "own" },
    }),
    "Chat Completions in one piece": { ...aConnection({ ...at("/v1"), api: "chat" }), refused: ["streaming"] },
    Completions: aConnection({ ...at("/v1"), api: "completions" }),
    "Completions in one piece": { ...aConnection({ ...at("/v1"), api: "completions" }), refused: ["streaming"] },
    "a server without a key": aKeylessConnection({ ...at("/odd path/$HOME/it's/v1"), api: "chat" }),
    "an Azure deployment": aConnection({ ...azure, api: "auto" }),
  };
}

/** What the client would send. */
export async function describeCall(
  connection: Connection & { readonly refused?: Refusal[] },
  request: ModelRequest,
): Promise<SentRequest> {
  const refusals = new MapRefusals();
  await refusals.remember(request.model, connection.refused ?? []);
  const client = await createOpenAiConnector({ fetch, userAgent: USER_AGENT }).connect(connection, refusals);
  return client.describe(request);
}

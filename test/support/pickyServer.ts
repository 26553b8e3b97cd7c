import { isRecord } from "../../src/shared/protocol/validate.ts";
import { startServer, type RunningServer } from "./openaiServer.ts";

export type PickyRequest = { readonly path: string; readonly body: Readonly<Record<string, unknown>> };

/** A refusal: its status and its body. */
export type PickyAnswer = readonly [status: number, body: unknown];

/**
 * A server that answers "Hello" on all three APIs, streamed or in one piece as it is asked, unless the first of its
 * `rules` that has something against a request refuses it.
 */
export async function startPickyServer(
  ...rules: readonly ((request: PickyRequest) => PickyAnswer | undefined)[]
): Promise<RunningServer> {
  return startServer((response, { url, body }) => {
    const parsed: unknown = body === "" ? {} : JSON.parse(body);
    const request = { path: url, body: isRecord(parsed) ? parsed : {} };
    for (const rule of rules) {
      const refusal = rule(request);
      if (!refusal) continue;
      const [status, refused] = refusal;
      const isText = typeof refused === "string";
      response.writeHead(status, { "content-type": isText ? "text/plain" : "application/json" });
      response.end(isText ? refused : JSON.stringify(refused));
      return;
    }
    const { streamed, whole } = answersOf(url);
    if (request.body["stream"] === true) {
      response.writeHead(200, { "content-type": "text/event-stream" });
      response.end(`${streamed.map((event) => `data: ${JSON.stringify(event)}\n\n`).join("")}data: [DONE]\n\n`);
    } else {
      response.writeHead(200, { "content-type": "application/json" });
      response.end(JSON.stringify(whole));
    }
  });
}

function answersOf(path: string): { readonly streamed: readonly unknown[]; readonly whole: unknown } {
  const message = { type: "message", content: [{ type: "output_text", text: "Hello" }] };
  if (path.endsWith("/responses")) {
    return {
      streamed: [
        { type: "response.output_text.delta", delta: "Hello" },
        { type: "response.completed", response: { status: "completed" } },
      ],
      whole: { status: "completed", output: [message] },
    };
  }
  if (path.endsWith("/chat/completions")) {
    return {
      streamed: [{ choices: [{ delta: { content: "Hello" }, finish_reason: "stop" }] }],
      whole: { choices: [{ message: { content: "Hello" }, finish_reason: "stop" }] },
    };
  }
  return {
    streamed: [{ choices: [{ text: "Hello", finish_reason: "stop" }] }],
    whole: { choices: [{ text: "Hello", finish_reason: "stop" }] },
  };
}

/** OpenAI's words for a member of the body that it does not take. */
export function refuses(name: string): (request: PickyRequest) => PickyAnswer | undefined {
  return ({ body }) => {
    const message = `Unsupported parameter: '${name}' is not supported with this model.`;
    const error = { message, type: "invalid_request_error", param: name, code: "unsupported_parameter" };
    return name in body ? [400, { error }] : undefined;
  };
}

/** A server that does not have this path. */
export function lacks(path: RegExp): (request: PickyRequest) => PickyAnswer | undefined {
  return (request) => (path.test(request.path) ? [404, "404 page not found"] : undefined);
}

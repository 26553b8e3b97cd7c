import type { ApiName } from "../../shared/failures.ts";
import type { SentRequest } from "../ports/sentRequest.ts";
import { clientOptions, type ClientOptions, type HeaderValue } from "./clientOptions.ts";
import { python, toLiteral } from "./literal.ts";
import { isStreamed, parseBody, type CallBody } from "./parseBody.ts";

const METHODS: Readonly<Record<ApiName, string>> = {
  responses: "client.responses.create",
  chat: "client.chat.completions.create",
  completions: "client.completions.create",
};

const READ_WHOLE: Readonly<Record<ApiName, string>> = {
  responses: "print(answer.output_text)",
  chat: "print(answer.choices[0].message.content)",
  completions: "print(answer.choices[0].text)",
};

const READ_EVENT: Readonly<Record<ApiName, readonly string[]>> = {
  responses: ['if event.type == "response.output_text.delta":', '    print(event.delta, end="", flush=True)'],
  chat: ["if event.choices:", '    print(event.choices[0].delta.content or "", end="", flush=True)'],
  completions: ["if event.choices:", '    print(event.choices[0].text, end="", flush=True)'],
};

/** Where the library has what it reads an answer as: in one piece, and each event of a stream. */
const TYPES: Readonly<Record<ApiName, { readonly module: string; readonly whole: string; readonly event: string }>> = {
  responses: { module: "openai.types.responses", whole: "Response", event: "ResponseStreamEvent" },
  chat: { module: "openai.types.chat", whole: "ChatCompletion", event: "ChatCompletionChunk" },
  completions: { module: "openai.types", whole: "Completion", event: "Completion" },
};

/** The request as a Python program with the `openai` library. */
export function toPython(request: SentRequest): string {
  const { api } = request;
  const body = parseBody(request);
  const { imports, call } = hasHalves(body) ? callWithBytes(request, body) : callWithMembers(api, body);
  const reading = isStreamed(body)
    ? [`events = ${call}`, "for event in events:", ...READ_EVENT[api].map((line) => `    ${line}`)]
    : [`answer = ${call}`, READ_WHOLE[api]];
  return [...imports, "", "client = OpenAI(", ...optionLines(clientOptions(request)), ")", "", ...reading, ""].join(
    "\n",
  );
}

type Call = { readonly imports: readonly string[]; readonly call: string };

function callWithMembers(api: ApiName, body: CallBody): Call {
  const members = Object.entries(body).map(([name, member]) => `    ${name}=${toLiteral(member, python, "    ")},`);
  return {
    imports: ["import os", "", "from openai import OpenAI"],
    call: [`${METHODS[api]}(`, ...members, ")"].join("\n"),
  };
}

/** The library cannot write half of a surrogate pair, which Python's own `json` can. */
function callWithBytes({ api, path }: SentRequest, body: CallBody): Call {
  const { module, whole, event } = TYPES[api];
  const streaming = isStreamed(body) ? [`    stream=True,`, `    stream_cls=Stream[${event}],`] : [];
  const names = [...new Set([whole, event])].join(", ");
  return {
    imports: ["import json", "import os", "", "from openai import OpenAI, Stream", `from ${module} import ${names}`],
    call: [
      "client.post(",
      `    ${python.text(path)},`,
      `    content=json.dumps(${toLiteral(body, python, "    ")}).encode(),`,
      '    options={"headers": {"Content-Type": "application/json"}},',
      `    cast_to=${whole},`,
      ...streaming,
      ")",
    ].join("\n"),
  };
}

function hasHalves(body: CallBody): boolean {
  return /\p{Cs}/u.test(toLiteral(body, { ...python, text: (text) => text }));
}

function optionLines({ apiKey, baseUrl, organization, project, headers, query }: ClientOptions): readonly string[] {
  const { text } = python;
  const lines = [`api_key=${value(apiKey)},`];
  if (baseUrl !== undefined) lines.push(`base_url=${text(baseUrl)},`);
  if (organization) lines.push(`organization=${value(organization)},`);
  if (project) lines.push(`project=${value(project)},`);
  if (query !== undefined) lines.push(`default_query={"api-version": ${text(query)}},`);
  if (headers.length > 0) {
    lines.push(
      "default_headers={",
      ...headers.map((header) => `    ${text(header.name)}: ${value(header.value)},`),
      "},",
    );
  }
  return lines.map((line) => `    ${line}`);
}

function value(one: HeaderValue): string {
  return one.type === "text" ? python.text(one.text) : `os.environ["${one.name}"]`;
}

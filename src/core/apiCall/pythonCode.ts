import type { ApiName } from "../../shared/failures.ts";
import type { SentRequest } from "../ports/sentRequest.ts";
import { clientOptions, type ClientOptions, type HeaderValue } from "./clientOptions.ts";
import { python, toLiteral } from "./literal.ts";
import { isStreamed, parseBody } from "./parseBody.ts";

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

/** The request as a Python program with the `openai` library. */
export function toPython(request: SentRequest): string {
  const { api } = request;
  const body = parseBody(request);
  const members = Object.entries(body).map(([name, member]) => `    ${name}=${toLiteral(member, python, "    ")},`);
  const call = [`${METHODS[api]}(`, ...members, ")"].join("\n");
  const reading = isStreamed(body)
    ? [`events = ${call}`, "for event in events:", ...READ_EVENT[api].map((line) => `    ${line}`)]
    : [`answer = ${call}`, READ_WHOLE[api]];
  return [
    "import os",
    "",
    "from openai import OpenAI",
    "",
    "client = OpenAI(",
    ...optionLines(clientOptions(request)),
    ")",
    "",
    ...reading,
    "",
  ].join("\n");
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

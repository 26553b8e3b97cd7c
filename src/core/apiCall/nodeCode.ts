import type { ApiName } from "../../shared/failures.ts";
import type { SentRequest } from "../ports/sentRequest.ts";
import { clientOptions, type ClientOptions, type HeaderValue } from "./clientOptions.ts";
import { javaScript, toLiteral } from "./literal.ts";
import { isStreamed, parseBody } from "./parseBody.ts";

const METHODS: Readonly<Record<ApiName, string>> = {
  responses: "client.responses.create",
  chat: "client.chat.completions.create",
  completions: "client.completions.create",
};

const READ_WHOLE: Readonly<Record<ApiName, string>> = {
  responses: "console.log(answer.output_text);",
  chat: "console.log(answer.choices[0]?.message.content);",
  completions: "console.log(answer.choices[0]?.text);",
};

const READ_EVENT: Readonly<Record<ApiName, string>> = {
  responses: 'if (event.type === "response.output_text.delta") process.stdout.write(event.delta);',
  chat: 'process.stdout.write(event.choices[0]?.delta.content ?? "");',
  completions: 'process.stdout.write(event.choices[0]?.text ?? "");',
};

/** The request as a module for Node with the `openai` library. */
export function toNode(request: SentRequest): string {
  const { api } = request;
  const body = parseBody(request);
  const call = `${METHODS[api]}(${toLiteral(body, javaScript)});`;
  const reading = isStreamed(body)
    ? [`const events = await ${call}`, "for await (const event of events) {", `  ${READ_EVENT[api]}`, "}"]
    : [`const answer = await ${call}`, READ_WHOLE[api]];
  return [
    'import OpenAI from "openai";',
    "",
    "const client = new OpenAI({",
    ...optionLines(clientOptions(request)),
    "});",
    "",
    ...reading,
    "",
  ].join("\n");
}

function optionLines({ apiKey, baseUrl, organization, project, headers, query }: ClientOptions): readonly string[] {
  const { text } = javaScript;
  const lines = [`apiKey: ${value(apiKey)},`];
  if (baseUrl !== undefined) lines.push(`baseURL: ${text(baseUrl)},`);
  if (organization) lines.push(`organization: ${value(organization)},`);
  if (project) lines.push(`project: ${value(project)},`);
  if (query !== undefined) lines.push(`defaultQuery: { "api-version": ${text(query)} },`);
  if (headers.length > 0) {
    lines.push(
      "defaultHeaders: {",
      ...headers.map((header) => `  ${text(header.name)}: ${value(header.value)},`),
      "},",
    );
  }
  return lines.map((line) => `  ${line}`);
}

function value(one: HeaderValue): string {
  return one.type === "text" ? javaScript.text(one.text) : `process.env.${one.name}`;
}

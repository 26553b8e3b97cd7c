import type { CallForm } from "../../shared/callForms.ts";
import type { Translate } from "../../shared/l10n.ts";
import type { SentRequest } from "../ports/sentRequest.ts";
import type { ShownCall } from "./callOfTurn.ts";
import { toCurl } from "./curl.ts";
import { environmentHeaders, variablesOf } from "./environment.ts";
import { json, toLiteral } from "./literal.ts";
import { toNode } from "./nodeCode.ts";
import { parseBody } from "./parseBody.ts";
import { toPython } from "./pythonCode.ts";

/** A request in one of its forms, to be copied: it runs as it is. */
export function callCode(request: SentRequest, form: CallForm): string {
  switch (form) {
    case "request":
      return toRequestJson(request);
    case "curl":
      return toCurl(request);
    case "node":
      return toNode(request);
    case "python":
      return toPython(request);
  }
}

/** A request in one of its forms, to be read: with comments before it that say what it is and what it needs. */
export function callDocument({ request, origin }: ShownCall, form: CallForm, t: Translate): string {
  const sentences = [...originSentences(origin, t), ...usageSentences(request, form, t)];
  const mark = form === "request" || form === "node" ? "// " : "# ";
  // A shell that does not know comments at its prompt would wait for the other quote.
  const comments = sentences.map((sentence) => mark + sentence.replaceAll("'", "’").replaceAll('"', "”"));
  return `${comments.join("\n")}\n\n${callCode(request, form)}`;
}

function originSentences(origin: ShownCall["origin"], t: Translate): readonly string[] {
  if (origin.type === "now") {
    return [
      t("What was sent for this turn is no longer kept."),
      t("This is the request as it would be made now, with the settings of now."),
    ];
  }
  const time = new Date(origin.at).toISOString();
  return [
    origin.answered
      ? t("The request of this turn, as it was sent at {0}.", time)
      : t("The request of this turn, as it was sent at {0}. It was not answered.", time),
  ];
}

function usageSentences(request: SentRequest, form: CallForm, t: Translate): readonly string[] {
  const variables = variablesOf(request);
  if (form === "request") {
    return variables.length === 0 ? [] : [t("A name after $ stands for a value that is not kept.")];
  }
  const needed = variables.length === 0 ? [] : [t("Set these environment variables first: {0}", variables.join(", "))];
  return [...needed, howToRun(form, t)];
}

function howToRun(form: Exclude<CallForm, "request">, t: Translate): string {
  switch (form) {
    case "curl":
      return t("For POSIX shells such as bash and zsh. On Windows, use Git Bash or WSL.");
    case "node":
      return t("Save it as call.mjs, and run: npm install openai && node call.mjs");
    case "python":
      return t("Save it as call.py, and run: pip install openai && python call.py");
  }
}

function toRequestJson(request: SentRequest): string {
  const { baseUrl, path, query } = request;
  const values = new Map(
    environmentHeaders(request).map(({ name, before, variable }) => [name, `${before}$${variable}`]),
  );
  const headers = request.headers.map((header): readonly [string, string] => [
    header.name,
    header.kind === "plain" ? header.value : (values.get(header.name) ?? ""),
  ]);
  const whole = {
    method: "POST",
    url: baseUrl + path + query,
    headers: Object.fromEntries(headers),
    body: parseBody(request),
  };
  return `${toLiteral(whole, json)}\n`;
}

import type { Answer, AnswerState, Attachment, Question } from "../../../shared/chat/state.ts";
import { isRecord } from "../../../shared/protocol/validate.ts";
import { isTask } from "../isTask.ts";
import type { ImportedChat, ImportedTurn } from "../import/importedChat.ts";
import { markOf, unescaped, type Mark } from "./marks.ts";
import { parseAttachment } from "./parseAttachment.ts";

type Section = { readonly mark: Mark | undefined; readonly lines: readonly string[] };

/** Reads what `conversationMarkdown` wrote, also after somebody edited it. Undefined for any other Markdown. */
export function parseMarkdown(text: string): ImportedChat | undefined {
  const sections = toSections(text.replaceAll(/\r\n?/g, "\n").split("\n"));
  const turns: ImportedTurn[] = [];
  let title = "";
  for (const section of sections) {
    const { mark, lines } = section;
    const body = trimmed(unescaped(lines));
    const last = turns.at(-1);
    if (!mark) title = /^# (.+)$/m.exec(body)?.[1] ?? "";
    else if (mark.type === "question") turns.push(emptyTurn(body));
    else if (last) turns.splice(-1, 1, withPart(last, mark, body));
  }
  const isOurs =
    sections.some(({ mark }) => mark?.type === "question") && sections.some(({ mark }) => mark?.type === "answer");
  return isOurs ? { title, turns } : undefined;
}

function toSections(lines: readonly string[]): readonly Section[] {
  const sections: { readonly mark: Mark | undefined; readonly lines: string[] }[] = [{ mark: undefined, lines: [] }];
  for (const line of lines) {
    const mark = markOf(line);
    if (mark) sections.push({ mark, lines: [] });
    else sections.at(-1)?.lines.push(line);
  }
  return sections;
}

function emptyTurn(text: string): ImportedTurn {
  return { question: { text, task: "ask", attachments: [] }, answer: { text: "", state: { type: "interrupted" } } };
}

function withPart(turn: ImportedTurn, mark: Mark, body: string): ImportedTurn {
  const { question, answer } = turn;
  switch (mark.type) {
    case "question":
    case "changed-files":
      return turn;
    case "answer": {
      const answered: Answer = {
        text: body,
        state: { type: "complete" },
        ...(mark.model !== undefined && { model: mark.model }),
      };
      return { ...turn, answer: answered };
    }
    case "turn": {
      const facts = isRecord(mark.facts) ? mark.facts : {};
      const { askedAt } = facts;
      const asked = { ...question, text: joined(question.text, body), ...questionFacts(facts) };
      return { ...turn, question: asked, ...(typeof askedAt === "number" && { askedAt }) };
    }
    case "attachment": {
      const attachment: Attachment | undefined = parseAttachment(mark.facts, body);
      if (!attachment) return { ...turn, question: { ...question, text: joined(question.text, body) } };
      return { ...turn, question: { ...question, attachments: [...question.attachments, attachment] } };
    }
    case "state":
      return { ...turn, answer: { ...answer, state: stateOf(mark.facts) } };
  }
}

function questionFacts({ task, instruction, diagnostics }: Record<string, unknown>): Partial<Question> {
  return {
    ...(isTask(task) && { task }),
    ...(typeof instruction === "string" && { instruction }),
    ...(Array.isArray(diagnostics) && { diagnostics: diagnostics.filter((one) => typeof one === "string") }),
  };
}

function stateOf(facts: unknown): AnswerState {
  switch (isRecord(facts) ? facts["type"] : undefined) {
    case "stopped":
      return { type: "stopped" };
    case "length":
      return { type: "length" };
    case "filtered":
      return { type: "filtered" };
    case "failed":
      return { type: "failed", failure: { code: "unexpected" } };
    default:
      return { type: "interrupted" };
  }
}

function joined(...parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join("\n\n");
}

function trimmed(text: string): string {
  return text.replace(/^\n+/, "").trimEnd();
}

import { changedFiles, type ChangedFile } from "../../../shared/chat/changedFiles.ts";
import type { Answer, Attachment, Conversation, Question, Turn } from "../../../shared/chat/state.ts";
import { attachmentText } from "../../prompts/attachmentText.ts";
import { answerHeading, commentOf, escaped, questionHeading } from "./marks.ts";

/**
 * The path of a conversation that is shown, to read elsewhere: questions with what was attached, answers, and the files
 * that they changed. What a reader need not see is in comments, so that it can be imported again.
 */
export function conversationMarkdown({ title, turns }: Conversation): string {
  return [`# ${title.replaceAll(/\s+/g, " ")}`, ...turns.map(turnMarkdown)].join("\n\n") + "\n";
}

function turnMarkdown({ askedAt, question, answer, files = [] }: Turn): string {
  const changed = changedFiles(files);
  const parts = [
    questionHeading,
    commentOf("turn", turnFacts(askedAt, question)),
    escaped(question.text.trimEnd()),
    ...question.attachments.flatMap((one) => [
      commentOf("attachment", attachmentFacts(one)),
      escaped(attachmentText(one)),
    ]),
    answerHeading(answer.model),
    escaped(answer.text.trimEnd()),
    ...stateParts(answer),
    ...(changed.length > 0 ? [commentOf("changed-files"), changed.map(fileLine).join("\n")] : []),
  ];
  return parts.filter((part) => part !== "").join("\n\n");
}

function turnFacts(askedAt: number | undefined, { task, instruction, diagnostics }: Question): object {
  return {
    ...(askedAt !== undefined && { askedAt }),
    task,
    ...(instruction !== undefined && { instruction }),
    ...(diagnostics && { diagnostics }),
  };
}

/** Not where the file was on this computer. */
function attachmentFacts({ kind, label, path, languageId, range }: Attachment): object {
  return { kind, label, path, languageId, ...(range && { range }) };
}

function stateParts({ state }: Answer): readonly string[] {
  if (state.type === "complete") return [];
  return [commentOf("state", { type: state.type }), `*${stateNames[state.type]}*`];
}

/** In English, as everything that is written for other programs. */
const stateNames: Readonly<Record<Exclude<Answer["state"]["type"], "complete">, string>> = {
  waiting: "Not answered yet",
  streaming: "Not finished yet",
  stopped: "Stopped",
  length: "Cut off at the length limit",
  filtered: "Held back by the content filter",
  interrupted: "Incomplete",
  failed: "Failed",
};

function fileLine({ path, kind, added, removed, state }: ChangedFile): string {
  const quoted = path.includes("`") ? `\`\` ${path} \`\`` : `\`${path}\``;
  return `- ${quoted}: ${kind}, +${added} −${removed}, ${state}`;
}

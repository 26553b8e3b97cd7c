import type { Attachment } from "../../shared/chat/state.ts";
import { fence } from "./fence.ts";

/** An attachment as the model reads it: where it is from, its text, and the lines around it. */
export function attachmentText(attachment: Attachment): string {
  const { kind, surroundings, languageId } = attachment;
  if (kind === "cursor") return cursorText(attachment);
  if (kind === "image") {
    return attachment.image
      ? `The image ${attachment.path} is attached.`
      : `An image that you cannot see: ${attachment.path}.`;
  }
  const parts = [`${heading(attachment)}\n\n${fence(attachment.text, languageId)}`];
  if (surroundings?.before) parts.push(`The lines before it:\n\n${fence(surroundings.before, languageId)}`);
  if (surroundings?.after) parts.push(`The lines after it:\n\n${fence(surroundings.after, languageId)}`);
  return parts.join("\n\n");
}

/** Lines are counted from 1 for the model, as in every editor. */
function heading({ kind, path, range }: Attachment): string {
  if (kind === "terminal") return `Output of the terminal ${path}:`;
  if (kind === "folder") return `Files of the folder ${path}:`;
  if (kind === "problems") return `What the editor reports (${path}):`;
  if (kind === "changes")
    return path === "" ? "Changes that are not committed:" : `Changes that are not committed (${path}):`;
  if (kind === "file" || !range) return `File ${path}:`;
  const first = range.start.line + 1;
  const last = range.end.character === 0 && range.end.line > range.start.line ? range.end.line : range.end.line + 1;
  return first === last ? `File ${path}, line ${first}:` : `File ${path}, lines ${first} to ${last}:`;
}

function cursorText({ path, languageId, surroundings }: Attachment): string {
  const { before = "", after = "" } = surroundings ?? {};
  return [
    `File ${path}. The text before the cursor:`,
    fence(before, languageId),
    "The text after the cursor:",
    fence(after, languageId),
  ].join("\n\n");
}

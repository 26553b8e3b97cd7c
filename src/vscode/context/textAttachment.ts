import * as vscode from "vscode";
import { firstLines } from "../../core/context/firstLines.ts";
import type { Attachment } from "../../shared/chat/state.ts";

/** Most of what is put together is cut there, in UTF-16 units: about 25,000 tokens. */
export const mostGathered = 100_000;

/** A text that is no piece of a document. What is longer than {@link mostGathered} is cut, and says so. */
export function textAttachment(
  kind: "terminal" | "folder" | "problems" | "changes",
  label: string,
  text: string,
  more: Partial<Attachment> = {},
): Attachment {
  const kept = firstLines(text, mostGathered);
  const leftOut =
    kept === text
      ? {}
      : {
          leftOut: vscode.l10n.t(
            "{0}: only the first {1} of {2} characters were added.",
            label,
            kept.length,
            text.length,
          ),
        };
  return {
    id: crypto.randomUUID(),
    kind,
    label,
    path: label,
    uri: "",
    languageId: "",
    text: kept,
    ...leftOut,
    ...more,
  };
}

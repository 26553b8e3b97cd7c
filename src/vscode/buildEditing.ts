import * as vscode from "vscode";
import type { Log } from "../core/ports/log.ts";
import type { Memory } from "../core/ports/memory.ts";
import { ChangedFiles } from "./chat/changedFiles.ts";
import type { Chats } from "./chat/chats.ts";
import { askBeforeWriting } from "./edits/askBeforeWriting.ts";
import { LazySyntax } from "./edits/lazySyntax.ts";
import { NewErrors } from "./edits/newErrors.ts";
import { RestorePoints } from "./edits/restorePoints.ts";
import { RestoreStore } from "./edits/restoreStore.ts";
import { Reviews } from "./edits/reviews.ts";
import { WriteGate } from "./edits/writeGate.ts";
import { toPlainMessage } from "./plainMessage.ts";
import type { Platform } from "./platform.ts";
import type { ReplaceFile } from "./replaceFile.ts";
import { systemClock } from "./systemClock.ts";

/** What proposes changes, writes what is accepted, and takes it back. */
export type Editing = {
  readonly syntax: LazySyntax;
  readonly newErrors: NewErrors;
  readonly gate: WriteGate;
  readonly reviews: Reviews;
  readonly points: RestorePoints;
  readonly files: ChangedFiles;
};

export function buildEditing(
  context: vscode.ExtensionContext,
  platform: Pick<Platform, "loadSyntax" | "realPath">,
  parts: {
    readonly memory: Memory;
    readonly chats: Chats;
    readonly replaceFile: ReplaceFile;
    readonly hasConversation: (id: string) => Promise<boolean>;
    readonly log: Log;
  },
): Editing {
  const { realPath } = platform;
  const { memory, chats, replaceFile, hasConversation, log } = parts;
  const { t } = vscode.l10n;
  const syntax = new LazySyntax({
    load: platform.loadSyntax,
    folder: vscode.Uri.joinPath(context.extensionUri, "dist", "grammars"),
    log,
  });
  const newErrors = new NewErrors();
  const gate = new WriteGate({ t, ask: askBeforeWriting, ...(realPath && { realPath }) });
  const reviews = new Reviews({ t, tell, memory, syntax, newErrors, log, gate });
  const onError = (error: unknown): void => log.error("The list of changed files failed.", error);
  const points = new RestorePoints({
    store: new RestoreStore(vscode.Uri.joinPath(context.globalStorageUri, "restore"), replaceFile),
    gate,
    clock: systemClock,
    t,
    hasConversation,
    onError,
  });
  const files = new ChangedFiles({ chats, reviews, points, memory, onError });
  return { syntax, newErrors, gate, reviews, points, files };
}

function tell(sentence: string): void {
  void vscode.window.showInformationMessage(toPlainMessage(sentence));
}

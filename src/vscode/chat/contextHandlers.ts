import * as vscode from "vscode";
import { imageAttachment, tooLarge } from "../context/readAttachable.ts";
import { selectionToOffer } from "../context/selectionOffer.ts";
import { Mentions } from "../context/mentions.ts";
import type { WorkspaceFiles } from "../context/workspaceFiles.ts";
import { Completer } from "../completions/completer.ts";
import type { CompletionSource } from "../completions/completionSource.ts";
import { toPlainMessage } from "../plainMessage.ts";
import type { Attachment } from "../../shared/chat/state.ts";
import { mostImageBytes, mostTextBytes } from "../../shared/chat/limits.ts";
import type { ChatView, ViewHandlers } from "./chatView.ts";

type ContextHandlers = Pick<
  ViewHandlers,
  | "completions"
  | "takeCompletion"
  | "removeAttachment"
  | "updateAttachment"
  | "addSelection"
  | "addUris"
  | "addText"
  | "addImage"
  | "notAdded"
>;

/** What a view's panel says about the context of its next question. */
export function contextHandlers(
  { attachments }: Pick<ChatView, "attachments">,
  files: Pick<WorkspaceFiles, "recent" | "find" | "below">,
  commands: Pick<CompletionSource, "offer">,
  inBackground: (work: PromiseLike<unknown>) => void,
): ContextHandlers {
  const mentions = new Mentions({ files, attach: (attachment) => attachments.add(attachment), tell });
  const completer = new Completer({ "@": mentions, "/": commands });

  /** The panel shows what models write: it does not get to name files that the person has not opened here. */
  async function addUris(written: readonly string[]): Promise<void> {
    // Without `..`, which would lead out of the folder that the path begins with.
    const uris = written.map((uri) => vscode.Uri.joinPath(asExtensionsSeeIt(vscode.Uri.parse(uri)), "."));
    const inside = uris.filter(isOpenHere);
    await mentions.attachAll(inside);
    if (inside.length < uris.length) {
      tell(
        vscode.l10n.t(
          "Only files of the folder that is open can be dropped here. Open the file, and add it from there.",
        ),
      );
    }
  }

  function notAdded(name: string, reason: "image-too-large" | "too-large" | "not-text"): void {
    if (reason === "not-text") tell(vscode.l10n.t("{0} was not added: it is neither a text nor an image.", name));
    else tell(tooLarge(name, reason === "image-too-large"));
  }

  return {
    completions: ({ trigger, query }) => completer.complete(trigger, query),
    takeCompletion: ({ id }) => inBackground(completer.take(id)),
    removeAttachment: ({ id }) => attachments.remove(id),
    updateAttachment: ({ id }) => inBackground(attachments.update(id)),
    addSelection: () => {
      const selection = selectionToOffer();
      if (selection) attachments.add(selection);
    },
    addUris: ({ uris }) => inBackground(addUris(uris)),
    addText: ({ name, text }) => {
      if (text.length > mostTextBytes) tell(tooLarge(name, false));
      else attachments.add(droppedText(name, text));
    },
    addImage: ({ name, mediaType, base64 }) => {
      if (base64.length > Math.ceil(mostImageBytes / 3) * 4) tell(tooLarge(name, true));
      else attachments.add(imageAttachment({ name, path: name, uri: "", mediaType, base64 }));
    },
    notAdded: ({ name, reason }) => notAdded(name, reason),
  };
}

function tell(sentence: string): void {
  void vscode.window.showWarningMessage(toPlainMessage(sentence));
}

function droppedText(name: string, text: string): Attachment {
  return { id: crypto.randomUUID(), kind: "text", label: name, path: name, uri: "", languageId: "", text };
}

/** A remote window names the files of the machine where extensions run with a scheme that they never get to see. */
function asExtensionsSeeIt(uri: vscode.Uri): vscode.Uri {
  return uri.scheme === "vscode-remote" && !isOpenHere(uri) ? uri.with({ scheme: "file", authority: "" }) : uri;
}

function isOpenHere(uri: vscode.Uri): boolean {
  return (
    vscode.workspace.getWorkspaceFolder(uri) !== undefined ||
    vscode.workspace.textDocuments.some((document) => document.uri.toString() === uri.toString())
  );
}

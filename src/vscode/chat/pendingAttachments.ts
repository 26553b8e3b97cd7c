import * as vscode from "vscode";
import type { Attachment } from "../../shared/chat/state.ts";

/** What waits in the composer for the next question. */
export class PendingAttachments implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<readonly Attachment[]>();
  #attachments: readonly Attachment[] = [];

  readonly onDidChange = this.#changed.event;

  get all(): readonly Attachment[] {
    return this.#attachments;
  }

  /** Adding the same piece of the same document again replaces the older copy. */
  add(attachment: Attachment): void {
    const others = this.#attachments.filter((one) => one.uri !== attachment.uri || one.label !== attachment.label);
    this.#set([...others, attachment]);
  }

  remove(id: string): void {
    this.#set(this.#attachments.filter((one) => one.id !== id));
  }

  /** Hands everything over and empties the composer. */
  take(): readonly Attachment[] {
    const taken = this.#attachments;
    this.#set([]);
    return taken;
  }

  dispose(): void {
    this.#changed.dispose();
  }

  #set(attachments: readonly Attachment[]): void {
    this.#attachments = attachments;
    this.#changed.fire(attachments);
  }
}

import * as vscode from "vscode";
import type { Attachment } from "../../shared/chat/state.ts";
import type { WaitingAttachment } from "../../shared/protocol/panel.ts";
import { hasSource, readFresh } from "../context/freshness.ts";
import { SourceWatch } from "../context/sourceWatch.ts";

/**
 * What waits in the composer for the next question, and what became of its source since. The text stays as it was
 * attached until the person wants it otherwise; where the same text stands now is followed.
 */
export class PendingAttachments implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<readonly WaitingAttachment[]>();
  readonly #watch: SourceWatch;
  #attachments: readonly WaitingAttachment[] = [];

  readonly onDidChange = this.#changed.event;

  /** @param onError gets what goes wrong while a source is compared */
  constructor(onError: (error: unknown) => void) {
    this.#watch = new SourceWatch((uri) => void this.#compare(uri).catch(onError));
  }

  get all(): readonly WaitingAttachment[] {
    return this.#attachments;
  }

  /** Adding the same piece of the same document again replaces the older copy. */
  add(attachment: Attachment): void {
    this.#set([...this.#attachments.filter((one) => !isSame(one, attachment)), attachment]);
  }

  /** Brings back what waited here in the window before, in front of what is here by now. */
  restore(attachments: readonly WaitingAttachment[]): void {
    const others = this.#attachments.filter((one) => !attachments.some((other) => isSame(one, other)));
    if (attachments.length > 0) this.#set([...attachments, ...others]);
  }

  remove(id: string): void {
    this.#set(this.#attachments.filter((one) => one.id !== id));
  }

  /** Takes the source as it is now. */
  async update(id: string): Promise<void> {
    const old = this.#attachments.find((one) => one.id === id);
    if (!old || !hasSource(old)) return;
    const fresh = await readFresh(old);
    this.#replace(id, fresh.type === "deleted" ? { ...old, since: "deleted" } : fresh.now);
  }

  /** Hands everything over and empties the composer. */
  take(): readonly Attachment[] {
    const taken = this.#attachments.map(withoutSince);
    this.#set([]);
    return taken;
  }

  dispose(): void {
    this.#watch.dispose();
    this.#changed.dispose();
  }

  async #compare(uri: string): Promise<void> {
    for (const old of this.#attachments.filter((one) => one.uri === uri && hasSource(one))) {
      const attachment = withoutSince(old);
      const fresh = await readFresh(attachment);
      const next: WaitingAttachment = fresh.type === "same" ? fresh.now : { ...attachment, since: fresh.type };
      if (JSON.stringify(next) !== JSON.stringify(old)) this.#replace(old.id, next);
    }
  }

  #replace(id: string, next: WaitingAttachment): void {
    if (this.#attachments.some((one) => one.id === id)) {
      this.#set(this.#attachments.map((one) => (one.id === id ? next : one)));
    }
  }

  #set(attachments: readonly WaitingAttachment[]): void {
    this.#attachments = attachments;
    this.#watch.follow(new Set(attachments.filter(hasSource).map(({ uri }) => uri)));
    this.#changed.fire(attachments);
  }
}

function withoutSince(waiting: WaitingAttachment): Attachment {
  const { since: _, ...attachment } = waiting;
  return attachment;
}

function isSame(one: Attachment, other: Attachment): boolean {
  // What is pasted has no name of its own.
  if (one.kind === "image" && one.uri === "") return one.image?.base64 === other.image?.base64;
  return one.uri === other.uri && one.label === other.label && one.path === other.path && one.kind === other.kind;
}

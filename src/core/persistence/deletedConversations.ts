import type { Clock } from "../ports/clock.ts";
import type { Folder, FolderEntry } from "../ports/folder.ts";
import type { Log } from "../ports/log.ts";
import { formatConversation, parseConversation } from "./conversationFile.ts";
import { fileOf } from "./conversationFiles.ts";
import { mergeConversations } from "./merge/mergeConversations.ts";

/** Milliseconds for which a deletion can be undone at most, should its window end before it is made final. */
const KEPT = 3_600_000;

/** Conversations that were deleted and can still be brought back: their files have another name until then. */
export class DeletedConversations {
  readonly #folder: Folder;
  readonly #clock: Clock;
  readonly #log: Log;

  constructor(parts: { readonly folder: Folder; readonly clock: Clock; readonly log: Log }) {
    this.#folder = parts.folder;
    this.#clock = parts.clock;
    this.#log = parts.log;
  }

  async has(id: string): Promise<boolean> {
    return (await this.#of(id)).length > 0;
  }

  async delete(id: string): Promise<void> {
    await this.#folder.rename(fileOf(id), `${id}.${this.#clock.now()}.deleted`);
  }

  /** Brings back what was deleted last; what was asked in it since stays as well. */
  async restore(id: string): Promise<void> {
    const deleted = (await this.#of(id)).at(-1);
    if (!deleted) return;
    const [file, there] = await Promise.all([this.#folder.read(deleted.name), this.#folder.read(fileOf(id))]);
    if (!there) return this.#folder.rename(deleted.name, fileOf(id));
    const [before, now] = [parseConversation(file?.text ?? ""), parseConversation(there.text)];
    if (before.type !== "conversation" || now.type !== "conversation") return;
    await this.#folder.replace(
      fileOf(id),
      formatConversation(mergeConversations(undefined, now.conversation, before.conversation)),
    );
    await this.#folder.delete(deleted.name);
  }

  /** Deletes it for good, with what older versions wrote of it. */
  async forget(id: string): Promise<void> {
    for (const { name } of await this.#of(id)) await this.#folder.delete(name);
    if ((await this.#folder.version(fileOf(id))) !== undefined) return;
    const older = (await this.#folder.list()).filter(({ name }) => name.startsWith(`${fileOf(id)}.v`));
    for (const { name } of older) await this.#folder.delete(name);
  }

  /** Makes final what was deleted long before `now`. */
  async tidy(now: number): Promise<void> {
    const deleted = (await this.#folder.list()).filter(({ name }) => name.endsWith(".deleted"));
    for (const entry of deleted) {
      const { id, at } = deletionOf(entry);
      if (now - at > KEPT) await this.forget(id);
    }
  }

  /** Makes room for a conversation whose file somebody damaged while it was open here. */
  async keepBroken(id: string): Promise<void> {
    const name = `${fileOf(id)}.corrupt-${this.#clock.now()}`;
    await this.#folder.rename(fileOf(id), name);
    this.#log.warn(`The file of the conversation ${id} was damaged; it is ${name} now, and written anew.`);
  }

  /** The deletions of a conversation, the last one last. */
  async #of(id: string): Promise<readonly FolderEntry[]> {
    const deleted = (await this.#folder.list()).filter((entry) => entry.name.endsWith(".deleted"));
    return deleted
      .filter((entry) => deletionOf(entry).id === id)
      .toSorted((a, b) => deletionOf(a).at - deletionOf(b).at);
  }
}

function deletionOf({ name }: FolderEntry): { readonly id: string; readonly at: number } {
  const [id = "", at = ""] = name.split(".");
  return { id, at: Number(at) };
}

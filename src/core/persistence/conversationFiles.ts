import type { Conversation } from "../../shared/chat/state.ts";
import type { Clock } from "../ports/clock.ts";
import type { Folder, FolderEntry, FolderFile } from "../ports/folder.ts";
import type { Log } from "../ports/log.ts";
import { conversationSchema, formatConversation, parseConversation } from "./conversationFile.ts";

/** What a person should hear of the files. */
export type FileNotice =
  /** They could not be read and have other names now. */
  | { readonly type: "set-aside"; readonly names: readonly string[] }
  /** A newer version wrote it, in a shape that this one cannot show; or the disk does not give it. It is left as it is. */
  | { readonly type: "too-new" | "unreadable" };

/** `version` is that of the file, `schema` that of its shape. */
export type ReadFile =
  | {
      readonly type: "conversation";
      readonly conversation: Conversation;
      readonly version: string;
      readonly schema: number;
    }
  | { readonly type: "newer"; readonly conversation: Conversation; readonly version: string }
  /** `broken` is not of our shape; `unreadable` is what the disk does not give. */
  | { readonly type: "too-new" | "missing" | "broken" | "unreadable" };

/** Milliseconds after which a file that cannot be read is looked at again, before it is set aside. */
const SECOND_LOOK = 200;

/** The files of conversations in their folder: reading them, also what older versions wrote, and setting aside. */
export class ConversationFiles {
  readonly #folder: Folder;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #tell: (notice: FileNotice) => void;

  constructor(parts: {
    readonly folder: Folder;
    readonly clock: Clock;
    readonly log: Log;
    readonly tell: (notice: FileNotice) => void;
  }) {
    this.#folder = parts.folder;
    this.#clock = parts.clock;
    this.#log = parts.log;
    this.#tell = parts.tell;
  }

  /** Reads one to work with it. A file of an older version is written anew, and kept as it was beside. */
  async open(id: string): Promise<ReadFile> {
    const read = await this.read(id);
    if (read.type === "broken") await this.setAside([id]);
    if (read.type === "too-new" || read.type === "unreadable") this.#tell({ type: read.type });
    if (read.type !== "conversation" || read.schema === conversationSchema) return read;
    try {
      return await this.#migrate(id);
    } catch (error) {
      this.#log.error(`The conversation ${id} could not be written in the new shape.`, error);
      return read;
    }
  }

  /** Reads one and leaves everything as it is. */
  async read(id: string): Promise<ReadFile> {
    if (!isId(id)) return { type: "missing" };
    try {
      const file = await this.#folder.read(fileOf(id));
      return file ? toReadFile(id, file) : { type: "missing" };
    } catch (error) {
      this.#log.error(`The file of the conversation ${id} could not be read.`, error);
      return { type: "unreadable" };
    }
  }

  /** Renames files that cannot be read, and says so. One that can be read by now is left alone. */
  async setAside(ids: readonly string[]): Promise<void> {
    // Somebody may be writing it by other means than ours.
    await this.#clock.sleep(SECOND_LOOK, new AbortController().signal);
    const names: string[] = [];
    for (const id of ids) {
      const name = await this.#rename(id).catch((error: unknown) => {
        this.#log.error(`The file of the conversation ${id} could not be set aside.`, error);
      });
      if (name) names.push(name);
    }
    if (names.length > 0) this.#tell({ type: "set-aside", names });
  }

  /** Resolves with the new name; undefined for a file that can be read by now. */
  async #rename(id: string): Promise<string | undefined> {
    return this.#folder.exclusively(fileOf(id), async () => {
      if ((await this.read(id)).type !== "broken") return undefined;
      const name = await this.#freeName(`${fileOf(id)}.corrupt`);
      await this.#folder.rename(fileOf(id), name);
      this.#log.warn(`The conversation ${id} cannot be read; its file is ${name} now.`);
      return name;
    });
  }

  async #migrate(id: string): Promise<ReadFile> {
    return this.#folder.exclusively(fileOf(id), async () => {
      const read = await this.read(id);
      if (read.type !== "conversation" || read.schema === conversationSchema) return read;
      await this.#folder.copy(fileOf(id), await this.#freeName(`${fileOf(id)}.v${read.schema}`));
      const version = await this.#folder.replace(fileOf(id), formatConversation(read.conversation));
      return { ...read, schema: conversationSchema, version };
    });
  }

  async #freeName(name: string): Promise<string> {
    let free = name;
    for (let count = 2; (await this.#folder.version(free)) !== undefined; count++) free = `${name}-${count}`;
    return free;
  }
}

function toReadFile(id: string, { text, version }: FolderFile): ReadFile {
  const parsed = parseConversation(text);
  switch (parsed.type) {
    case "broken":
      return { type: "broken" };
    case "newer":
      return parsed.conversation
        ? { type: "newer", conversation: { ...parsed.conversation, id }, version }
        : { type: "too-new" };
    case "conversation":
      // Whoever copies a file means another conversation.
      return { ...parsed, conversation: named(parsed.conversation, id), version };
  }
}

export function fileOf(id: string): string {
  return `${id}.json`;
}

/** The id of the conversation in a file of the folder; undefined for other files. */
export function idOf({ name }: FolderEntry): string | undefined {
  return /^([\w-]+)\.json$/.exec(name)?.[1];
}

/** An id that names no file of another folder. */
function isId(id: string): boolean {
  return /^[\w-]+$/.test(id);
}

function named(conversation: Conversation, id: string): Conversation {
  return conversation.id === id ? conversation : { ...conversation, id };
}

import { isRecord } from "../../shared/protocol/validate.ts";
import type { ConversationSummary } from "../ports/conversationStore.ts";
import type { Folder, FolderEntry } from "../ports/folder.ts";
import type { Log } from "../ports/log.ts";
import { conversationSchema } from "./conversationFile.ts";
import { parseJson } from "./parseJson.ts";

/** Not a name that a conversation can have. */
const INDEX = "index.cache";
const VERSION = `1.${conversationSchema}`;

/** So many files are read at once. */
const AT_ONCE = 16;

/** What is listed of a file; no summary for an empty conversation and for one that cannot be shown. */
export type Indexed = { readonly version: string; readonly summary?: ConversationSummary };

/**
 * The summaries of all conversations, kept in one file beside theirs so that listing them reads only what changed. It is
 * a cache: each summary names the version of its file that it was made from, and what does not fit is made again.
 */
export class ConversationIndex {
  readonly #folder: Folder;
  readonly #log: Log;
  readonly #summarize: (entry: FolderEntry) => Promise<Indexed | undefined>;

  /** @param summarize reads a file; undefined when that could not be done, and is to be tried again */
  constructor(parts: {
    readonly folder: Folder;
    readonly log: Log;
    readonly summarize: (entry: FolderEntry) => Promise<Indexed | undefined>;
  }) {
    this.#folder = parts.folder;
    this.#log = parts.log;
    this.#summarize = parts.summarize;
  }

  /** Summaries of these files, in no order. */
  async summaries(files: readonly FolderEntry[]): Promise<readonly ConversationSummary[]> {
    const known = await this.#read();
    const fits = ({ name, version }: FolderEntry): boolean => known.get(name)?.version === version;
    const changed = files.filter((file) => !fits(file));
    const made = new Map<string, Indexed | undefined>();
    const queue = changed.values();
    await Promise.all(
      Array.from({ length: Math.min(AT_ONCE, changed.length) }, async () => {
        for (const file of queue) made.set(file.name, await this.#summarize(file));
      }),
    );
    const indexed = files.flatMap(({ name }): readonly (readonly [string, Indexed])[] => {
      const one = made.has(name) ? made.get(name) : known.get(name);
      return one ? [[name, one]] : [];
    });
    if (changed.length > 0 || known.size !== files.length) void this.#write(indexed);
    return indexed.flatMap(([, { summary }]) => summary ?? []);
  }

  async #read(): Promise<ReadonlyMap<string, Indexed>> {
    const file = parseJson((await this.#folder.read(INDEX))?.text ?? "");
    if (!isRecord(file) || file["version"] !== VERSION || !isRecord(file["files"])) return new Map();
    const entries = Object.entries(file["files"]);
    return new Map(entries.filter((entry): entry is [string, Indexed] => isIndexed(entry[1])));
  }

  async #write(indexed: readonly (readonly [string, Indexed])[]): Promise<void> {
    try {
      await this.#folder.replace(INDEX, JSON.stringify({ version: VERSION, files: Object.fromEntries(indexed) }));
    } catch (error) {
      this.#log.warn(`The index of conversations could not be written: ${String(error)}.`);
    }
  }
}

function isIndexed(value: unknown): value is Indexed {
  if (!isRecord(value) || typeof value["version"] !== "string") return false;
  const { summary } = value;
  return summary === undefined || isSummary(summary);
}

function isSummary(value: unknown): value is ConversationSummary {
  return (
    isRecord(value) &&
    typeof value["id"] === "string" &&
    typeof value["title"] === "string" &&
    typeof value["changedAt"] === "number" &&
    typeof value["turns"] === "number" &&
    (value["workspace"] === undefined ||
      (isRecord(value["workspace"]) &&
        typeof value["workspace"]["uri"] === "string" &&
        typeof value["workspace"]["name"] === "string"))
  );
}

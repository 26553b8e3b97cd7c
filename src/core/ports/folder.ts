/**
 * The files of one folder that several windows write to. Errors are the disk's own. Where there is no folder yet it has
 * no files.
 */
export interface Folder {
  list(): Promise<readonly FolderEntry[]>;
  /** Undefined when there is no such file. */
  read(name: string): Promise<FolderFile | undefined>;
  /** The version that {@link read} would give; undefined when there is no such file. */
  version(name: string): Promise<string | undefined>;
  /** Puts a text in the place of the file in one step, on disk when it resolves with the version. Makes the folder. */
  replace(name: string, text: string): Promise<string>;
  /** In one step. Does nothing when there is no such file. */
  rename(from: string, to: string): Promise<void>;
  /** The same bytes under another name, in one step. */
  copy(from: string, to: string): Promise<void>;
  /** Does nothing when there is no such file. */
  delete(name: string): Promise<void>;
  /** Runs `work` while nothing else, in this window or another, runs with the same name. */
  exclusively<T>(name: string, work: () => Promise<T>): Promise<T>;
}

export type FolderFile = { readonly text: string; readonly version: string };

export type FolderEntry = {
  readonly name: string;
  /** Another one after every change. */
  readonly version: string;
  /** Milliseconds since the epoch. */
  readonly changedAt: number;
};

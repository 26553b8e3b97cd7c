import * as vscode from "vscode";
import { FolderConversationStore } from "../../core/persistence/folderConversationStore.ts";
import type { Clock } from "../../core/ports/clock.ts";
import type { Folder } from "../../core/ports/folder.ts";
import type { Log } from "../../core/ports/log.ts";
import type { Windows } from "../../core/ports/windows.ts";
import { VsCodeFolder } from "../vsCodeFolder.ts";
import type { Chats } from "./chats.ts";
import { tellAboutFiles } from "./storageNotices.ts";

/** Opens a folder of this computer by its path. */
export type OpenFolder = (path: string) => Folder;

/** The conversations in a folder of the extension's storage, with the answers on their way in a folder below it. */
export function openConversations(parts: {
  readonly folder: vscode.Uri;
  readonly clock: Clock;
  readonly log: Log;
  /** Absent where there is no disk. */
  readonly openFolder?: OpenFolder;
  /** Absent where processes cannot be asked for. */
  readonly windows?: Windows;
}): FolderConversationStore {
  const { folder, clock, log, openFolder, windows = onlyThisWindow() } = parts;
  const open = (uri: vscode.Uri): Folder =>
    openFolder && uri.scheme === "file" ? openFolder(uri.fsPath) : new VsCodeFolder(uri);
  return new FolderConversationStore({
    folder: open(folder),
    answers: open(vscode.Uri.joinPath(folder, "running")),
    windows,
    clock,
    log,
    tell: (notice) => tellAboutFiles(notice, folder),
  });
}

/** Milliseconds between two looks while the window has the focus: some disks tell nobody of changes. */
const LOOK_EVERY = 5_000;

/** Shows what other windows change, as soon as it is seen on disk, and at the latest when this window is turned to. */
export function watchConversations(
  folder: vscode.Uri,
  chats: Chats,
  onError: (error: unknown) => void,
): vscode.Disposable {
  const files = new vscode.RelativePattern(folder, "*.json");
  const watcher = vscode.workspace.createFileSystemWatcher(files, false, false, true);
  const refresh = (id?: string): void => void chats.refresh(id).catch(onError);
  const changed = ({ path }: vscode.Uri): void => refresh(/([^/]+)\.json$/.exec(path)?.[1] ?? "");
  const look = (): void => {
    if (vscode.window.state.focused) refresh();
  };
  const looking = setInterval(look, LOOK_EVERY);
  return vscode.Disposable.from(
    watcher,
    watcher.onDidChange(changed),
    watcher.onDidCreate(changed),
    vscode.window.onDidChangeWindowState(look),
    { dispose: () => clearInterval(looking) },
  );
}

function onlyThisWindow(): Windows {
  const self = crypto.randomUUID();
  return { self, isOpen: (name) => (name === self ? true : undefined) };
}

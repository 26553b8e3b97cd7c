import * as vscode from "vscode";
import { fuzzyScore } from "../../core/context/fuzzyScore.ts";
import { GitIgnore } from "../../core/context/gitIgnore.ts";
import { toCancellation } from "../cancellation.ts";
import { pathOf } from "./capture.ts";

/** A file or a folder by the path that people read. */
export type Found = {
  readonly uri: vscode.Uri;
  readonly path: string;
  readonly isFolder: boolean;
  readonly score: number;
};

/** More are not kept: of a larger workspace only what a query names is looked up. */
const MOST_FILES = 20_000;
const MOST_FOUND = 500;
const MOST_IGNORE_FILES = 200;
/** How long a list is good for: the time in which somebody types a name. */
const FRESH_MS = 10_000;
const RECENT = 50;

type Listing = { readonly uris: readonly vscode.Uri[]; readonly isWhole: boolean; readonly ignores: Ignores };
type Ignores = (uri: vscode.Uri) => boolean;

/** Finds the files and folders of the workspace by name, without what is excluded in the settings or ignored by Git. */
export class WorkspaceFiles implements vscode.Disposable {
  readonly #watch: vscode.Disposable;
  #recent: readonly string[] = [];
  #listing: { readonly at: number; readonly files: Promise<Listing> } | undefined;

  constructor() {
    this.#watch = vscode.window.onDidChangeActiveTextEditor((editor) => {
      if (editor) this.#opened(editor.document.uri);
    });
    const active = vscode.window.activeTextEditor;
    if (active) this.#opened(active.document.uri);
  }

  /** Open and recently opened files, the last one first. */
  get recent(): readonly vscode.Uri[] {
    const tabs = vscode.window.tabGroups.all.flatMap(({ tabs: open }) => open);
    const open = tabs.flatMap(({ input }) => (input instanceof vscode.TabInputText ? [input.uri.toString()] : []));
    return [...new Set([...this.#recent, ...open])].map((uri) => vscode.Uri.parse(uri, true));
  }

  /** What `query` names, the best first, at most `limit`. */
  async find(query: string, limit: number, signal: AbortSignal): Promise<readonly Found[]> {
    const { uris, isWhole, ignores } = await this.#list();
    const more = isWhole || signal.aborted ? [] : await namedLike(query, signal);
    const files = new Map([...uris, ...more].map((uri) => [uri.toString(), uri]));
    const paths = [...files.values()].filter((uri) => !ignores(uri)).map((uri) => ({ uri, path: pathOf(uri) }));
    const recent = new Map(this.recent.map((uri, index) => [uri.toString(), index]));
    const found = [
      ...paths.map(({ uri, path }) => ({ uri, path, isFolder: false })),
      ...foldersOf(paths).map((folder) => ({ ...folder, isFolder: true })),
    ].flatMap((one) => {
      const score = fuzzyScore(query, one.path);
      const place = recent.get(one.uri.toString());
      return score === undefined ? [] : [{ ...one, score: score + (place === undefined ? 0 : 60 - place) }];
    });
    return found.toSorted((a, b) => b.score - a.score || a.path.localeCompare(b.path)).slice(0, limit);
  }

  /** The listed files whose path is, or ends in, the written one. */
  async endingIn(written: string): Promise<readonly vscode.Uri[]> {
    const path = written.replace(/^(?:\.?\/)+/, "");
    if (path === "" || path.split("/").includes("..")) return [];
    const { uris, ignores } = await this.#list();
    return uris.filter((uri) => uri.path.endsWith(`/${path}`) && !ignores(uri));
  }

  /** The files below a folder, by path; at most as many as a workspace may have. */
  async below(folder: vscode.Uri, signal: AbortSignal): Promise<readonly vscode.Uri[]> {
    const [{ ignores }, uris] = await Promise.all([
      this.#list(),
      vscode.workspace.findFiles(
        new vscode.RelativePattern(folder, "**"),
        excluded(),
        MOST_FILES,
        toCancellation(signal),
      ),
    ]);
    return uris.filter((uri) => !ignores(uri)).toSorted((a, b) => a.path.localeCompare(b.path));
  }

  dispose(): void {
    this.#watch.dispose();
  }

  #opened(uri: vscode.Uri): void {
    if (uri.scheme === "output" || uri.scheme === "git") return;
    const opened = uri.toString();
    this.#recent = [opened, ...this.#recent.filter((one) => one !== opened)].slice(0, RECENT);
  }

  #list(): Promise<Listing> {
    const now = Date.now();
    if (!this.#listing || now - this.#listing.at > FRESH_MS) this.#listing = { at: now, files: list() };
    return this.#listing.files;
  }
}

async function list(): Promise<Listing> {
  const [uris, ignores] = await Promise.all([
    vscode.workspace.findFiles("**", excluded(), MOST_FILES),
    vscode.workspace.findFiles("**/.gitignore", excluded(), MOST_IGNORE_FILES).then(readIgnores),
  ]);
  return { uris, isWhole: uris.length < MOST_FILES, ignores };
}

/** In whatever order of case the characters come, with anything between them. */
async function namedLike(query: string, signal: AbortSignal): Promise<readonly vscode.Uri[]> {
  const characters = Array.from(query.split("/").at(-1) ?? "", (one) =>
    /[a-z]/i.test(one) ? `[${one.toLowerCase()}${one.toUpperCase()}]` : /[\p{L}\p{N}._-]/u.test(one) ? one : "*",
  );
  if (characters.length === 0) return [];
  const pattern = `**/*${characters.join("*")}*`;
  return vscode.workspace.findFiles(pattern, excluded(), MOST_FOUND, toCancellation(signal));
}

/** What the settings leave out of the explorer and of the search. */
function excluded(): string {
  const files = vscode.workspace.getConfiguration("files").get<Readonly<Record<string, unknown>>>("exclude", {});
  const search = vscode.workspace.getConfiguration("search").get<Readonly<Record<string, unknown>>>("exclude", {});
  const patterns = Object.entries({ ...files, ...search }).flatMap(([pattern, on]) => (on === true ? [pattern] : []));
  return `{${["**/.git", ...patterns].join(",")}}`;
}

async function readIgnores(files: readonly vscode.Uri[]): Promise<Ignores> {
  const texts = await Promise.all(
    files.map(async (uri) => {
      const folder = vscode.workspace.getWorkspaceFolder(uri);
      const text = await Promise.resolve(vscode.workspace.fs.readFile(uri)).then(decode, () => "");
      return { top: folder?.uri.toString() ?? "", folder: relative(folder, uri).replace(/\/?\.gitignore$/, ""), text };
    }),
  );
  const tops = new Set(texts.map(({ top }) => top));
  const byTop = new Map(Array.from(tops, (top) => [top, new GitIgnore(texts.filter((one) => one.top === top))]));
  return (uri) => {
    const folder = vscode.workspace.getWorkspaceFolder(uri);
    return byTop.get(folder?.uri.toString() ?? "")?.ignores(relative(folder, uri)) ?? false;
  };
}

function relative(folder: vscode.WorkspaceFolder | undefined, uri: vscode.Uri): string {
  return folder ? uri.path.slice(folder.uri.path.replace(/\/$/, "").length + 1) : uri.path;
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}

/** Every folder in which there is a file, but the workspace's own. */
function foldersOf(files: readonly { readonly uri: vscode.Uri; readonly path: string }[]): readonly {
  readonly uri: vscode.Uri;
  readonly path: string;
}[] {
  const folders = new Map<string, vscode.Uri>();
  for (const { uri, path } of files) {
    let inner = path;
    let outer = uri;
    for (let at = inner.lastIndexOf("/"); at > 0; at = inner.lastIndexOf("/")) {
      inner = inner.slice(0, at);
      outer = vscode.Uri.joinPath(outer, "..");
      if (folders.has(inner)) break;
      folders.set(inner, outer);
    }
  }
  return Array.from(folders, ([path, uri]) => ({ uri, path }));
}

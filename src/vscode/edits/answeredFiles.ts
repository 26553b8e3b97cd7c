import * as vscode from "vscode";
import { describePathRefusal } from "../../core/edits/paths/describePath.ts";
import { placesOf } from "../../core/edits/paths/placesOf.ts";
import { parsePath } from "../../core/edits/paths/writtenPath.ts";
import type { Attachment } from "../../shared/chat/state.ts";
import type { Translate } from "../../shared/l10n.ts";
import { fileTypeOf } from "./fileTypeOf.ts";
import { namedPlace, realPlace, type RealPath } from "./realPlace.ts";

/** The file that a path of an answer means. */
export type AnsweredFile =
  /** `uri` is where it would be. */
  | { readonly type: "existing" | "missing"; readonly uri: vscode.Uri }
  | { readonly type: "refused"; readonly reason: string };

/** So many files with one ending that the path cannot be said to mean one. */
const SEVERAL = 3;

/** Finds the files that answers name. What lies outside the workspace is never found, unless it was attached. */
export class AnsweredFiles {
  readonly #t: Translate;
  readonly #realPath: RealPath | undefined;

  constructor({ t, realPath }: { readonly t: Translate; readonly realPath?: RealPath }) {
    this.#t = t;
    this.#realPath = realPath;
  }

  async find(written: string, attachments: readonly Attachment[]): Promise<AnsweredFile> {
    const attached = attachedAs(attachments, (path) => path === plainPath(written));
    if (attached) return { type: "existing", uri: attached };
    const folders = vscode.workspace.workspaceFolders ?? [];
    const read = placesOf(
      written,
      folders.map(({ name, uri }) => ({ name, path: uri.path, authority: uri.authority })),
    );
    if (read.type === "refused") return this.#refused(describePathRefusal(written, read.reason, this.#t));
    const uris = distinct(
      read.places.flatMap(({ folder, path }) => {
        const uri = folders[folder]?.uri;
        return uri ? [vscode.Uri.joinPath(uri, path)] : [];
      }),
    );
    const types = await Promise.all(uris.map(fileTypeOf));
    const existing = uris.filter((_, index) => types[index] !== undefined);
    if (existing.length > 1) return this.#refused(this.#several(written, existing));
    const [uri = uris[0]] = existing;
    const place = uri && (await realPlace(uri, this.#realPath));
    if (!uri || place === undefined) {
      return this.#refused(this.#t("{0} leads out of the folder that is open, so nothing was proposed.", written));
    }
    if (existing.length > 0) return { type: "existing", uri: asSpelled(uri, place) };
    // Models leave out the folders of the file that they were asked about.
    const endsAlike = attachedAs(attachments, (path) => path.endsWith(`/${plainPath(written)}`));
    if (endsAlike) return { type: "existing", uri: endsAlike };
    // With several folders, one place in each means that the path begins with the name of none.
    return folders.length === 1 || uris.length !== folders.length
      ? { type: "missing", uri }
      : this.#refused(
          this.#t(
            "{0} names no folder of the workspace, so nothing was proposed. Ask for it with the folder's name.",
            written,
          ),
        );
  }

  /** Files elsewhere in the workspace whose path ends as the written one does. */
  async endingIn(written: string): Promise<readonly vscode.Uri[]> {
    const path = parsePath(written);
    if (path.type !== "relative") return [];
    const pattern = path.segments.map((segment) => segment.replaceAll(/[[\]{}()*?!]/g, "[$&]")).join("/");
    return vscode.workspace.findFiles(`**/${pattern}`, "**/node_modules/**", SEVERAL);
  }

  #several(written: string, uris: readonly vscode.Uri[]): string {
    const paths = uris.map((uri) => vscode.workspace.asRelativePath(uri, true)).join(", ");
    return this.#t(
      "{0} may be any of {1}, so nothing was proposed. Ask for it with the folder's name.",
      written,
      paths,
    );
  }

  #refused(reason: string): AnsweredFile {
    return { type: "refused", reason };
  }
}

/** The only attached file whose path fits. */
function attachedAs(attachments: readonly Attachment[], fits: (path: string) => boolean): vscode.Uri | undefined {
  const uris = new Set(attachments.filter(({ uri, path }) => uri !== "" && fits(path)).map(({ uri }) => uri));
  const [only] = uris;
  return only !== undefined && uris.size === 1 ? vscode.Uri.parse(only, true) : undefined;
}

/** The file under the name that the disk has for it: one file under two names would be two documents. */
function asSpelled(uri: vscode.Uri, place: string): vscode.Uri {
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  const written = folder && namedPlace(uri);
  return folder && written !== place && written?.toLowerCase() === place.toLowerCase()
    ? vscode.Uri.joinPath(folder.uri, place.slice(place.indexOf("/")))
    : uri;
}

function plainPath(written: string): string {
  const path = parsePath(written);
  return path.type === "relative" ? path.segments.join("/") : written;
}

function distinct(uris: readonly vscode.Uri[]): readonly vscode.Uri[] {
  return [...new Map(uris.map((uri) => [uri.toString(), uri])).values()];
}

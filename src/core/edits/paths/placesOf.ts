import { parsePath, type PathRefusal } from "./writtenPath.ts";

/** A folder of the workspace, as its URI says it. */
export type WorkspaceFolder = {
  readonly name: string;
  /** With `/`, such as `/home/me/shop` or `/c:/Users/me/shop`. */
  readonly path: string;
  /** The server of a share or of a remote file system; empty for a path of this computer. */
  readonly authority: string;
};

/** A file in a folder. Whether it exists is not known here. */
export type Place = {
  /** Of the list of folders. */
  readonly folder: number;
  /** Below the folder, with `/`; never empty, without `.` and `..`. */
  readonly path: string;
};

export type Places =
  /** Every file that the path may mean, the likelier first; never empty. */
  | { readonly type: "places"; readonly places: readonly Place[] }
  | { readonly type: "refused"; readonly reason: PathRefusal };

/**
 * What a path of an answer may mean in the workspace, by its words alone. A path that starts with the name of a folder
 * may be meant below that folder, as VS Code shows paths when several are open.
 */
export function placesOf(written: string, folders: readonly WorkspaceFolder[]): Places {
  const path = parsePath(written);
  switch (path.type) {
    case "refused":
      return path;
    case "absolute": {
      const places = folders.flatMap((folder, index) => {
        const inner = below(folder, path.root, path.segments);
        return inner === undefined ? [] : [{ folder: index, path: inner }];
      });
      return found(places.toSorted((a, b) => a.path.length - b.path.length));
    }
    case "relative": {
      const [first = "", ...rest] = path.segments;
      const named = folders.flatMap(({ name }, index) =>
        rest.length > 0 && name === first ? [{ folder: index, path: rest.join("/") }] : [],
      );
      const plain = folders.map((_, index) => ({ folder: index, path: path.segments.join("/") }));
      return found(folders.length > 1 ? [...named, ...plain] : [...plain, ...named]);
    }
  }
}

/** Where in the folder an absolute path leads; undefined when that is not inside it. */
function below(folder: WorkspaceFolder, root: string, segments: readonly string[]): string | undefined {
  const start = rootOf(folder);
  if (start.root !== root) return undefined;
  const depth = start.segments.length;
  // Windows does not tell cases apart.
  const isSame = (a: string, b: string | undefined): boolean =>
    a === b || (root !== "" && a.toLowerCase() === b?.toLowerCase());
  if (segments.length <= depth || !start.segments.every((name, index) => isSame(name, segments[index])))
    return undefined;
  return segments.slice(depth).join("/");
}

function rootOf({ path, authority }: WorkspaceFolder): { readonly root: string; readonly segments: readonly string[] } {
  const segments = path.split("/").filter((segment) => segment !== "");
  const [first = ""] = segments;
  if (/^[a-z]:$/i.test(first)) return { root: first.toLowerCase(), segments: segments.slice(1) };
  if (authority === "") return { root: "", segments };
  return { root: `//${authority}/${first}`.toLowerCase(), segments: segments.slice(1) };
}

function found(places: readonly Place[]): Places {
  return places.length > 0 ? { type: "places", places } : { type: "refused", reason: "outside" };
}

import { readFile, readdir, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import type { Round } from "./runRounds.ts";

type Files = { readonly total: number; readonly files: Readonly<Record<string, number>> };

/** Bytes of what the package holds, by the moment at which a window really reads it. */
export type Sizes = {
  readonly vsix: number;
  readonly hostAtActivation: Files;
  readonly hostAtFirstOpen: Files;
  readonly hostAtFirstQuestion: Files;
  readonly hostLater: Files;
  readonly panelAtFirstOpen: Files;
  readonly panelLater: Files;
  /** Of both; V8 keeps a source with one wider character at twice its size. */
  readonly notAscii: readonly string[];
};

/**
 * @param vsix the package
 * @param dist the folder that it was packed from
 */
export async function readSizes(vsix: string, dist: string, round: Round): Promise<Sizes> {
  const { filesAtActivation, filesWithView, fetchedWithView } = round.start.ours;
  const names = await readdir(dist, { recursive: true });
  const files = await Promise.all(names.map((name) => readShipped(dist, name)));
  const shipped = files.filter((file) => file !== undefined);
  const read = {
    activation: toNames(filesAtActivation),
    view: toNames(filesWithView),
    end: toNames(round.filesInTheEnd),
  };
  const fetched = new Set(fetchedWithView.map(({ name }) => name));
  const host = shipped.filter(({ name }) => name.endsWith(".cjs"));
  const panel = shipped.filter(({ name }) => !name.endsWith(".cjs"));
  return {
    vsix: (await stat(vsix)).size,
    hostAtActivation: toFiles(host.filter(({ name }) => read.activation.has(name))),
    hostAtFirstOpen: toFiles(host.filter(({ name }) => read.view.has(name) && !read.activation.has(name))),
    hostAtFirstQuestion: toFiles(host.filter(({ name }) => read.end.has(name) && !read.view.has(name))),
    hostLater: toFiles(host.filter(({ name }) => !read.end.has(name))),
    panelAtFirstOpen: toFiles(fetchedWithView),
    panelLater: toFiles(panel.filter(({ name }) => !fetched.has(name))),
    notAscii: shipped.filter(({ ascii }) => !ascii).map(({ name }) => name),
  };
}

type Shipped = { readonly name: string; readonly bytes: number; readonly ascii: boolean };

async function readShipped(dist: string, path: string): Promise<Shipped | undefined> {
  if (!/\.(?:js|cjs|css)$/.test(path)) return undefined;
  const content = await readFile(join(dist, path));
  return { name: basename(path), bytes: content.byteLength, ascii: content.every((byte) => byte < 0x80) };
}

function toNames(paths: readonly string[]): ReadonlySet<string> {
  return new Set(paths.map((path) => basename(path)));
}

function toFiles(files: readonly { readonly name: string; readonly bytes: number }[]): Files {
  return {
    total: files.reduce((sum, { bytes }) => sum + bytes, 0),
    files: Object.fromEntries(files.map(({ name, bytes }) => [name, bytes])),
  };
}

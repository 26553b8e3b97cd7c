import * as vscode from "vscode";
import { parseName, parseReference, type Reference } from "../../shared/chat/reference.ts";
import type { Attachment } from "../../shared/chat/state.ts";
import type { ReferenceState } from "../../shared/protocol/panel.ts";
import type { AnsweredFiles } from "../edits/answeredFiles.ts";
import { toPlainMessage } from "../plainMessage.ts";
import { pathOf } from "./capture.ts";
import { findNamed, type FoundSymbol } from "./symbols.ts";
import type { WorkspaceFiles } from "./workspaceFiles.ts";

/** Servers of languages are asked about so many names of an answer. */
const MOST_NAMES = 30;

type Place = { readonly uri: vscode.Uri; readonly range?: vscode.Range };

/** Finds in the workspace, and nowhere else, what the words of an answer refer to. */
export class References {
  readonly #answered: AnsweredFiles;
  readonly #files: WorkspaceFiles;

  constructor(answered: AnsweredFiles, files: WorkspaceFiles) {
    this.#answered = answered;
    this.#files = files;
  }

  /** @param attachments of the question: an answer leaves out the folders of what it was asked about */
  async check(written: readonly string[], attachments: readonly Attachment[]): Promise<readonly ReferenceState[]> {
    let names = 0;
    return Promise.all(
      written.map(async (one): Promise<ReferenceState> => {
        const reference = parseReference(one, true);
        if (!reference || (reference.type === "symbol" && ++names > MOST_NAMES)) return "unknown";
        if (await this.#find(reference, attachments)) return "found";
        // A path alone may be one that is yet to be made.
        return reference.type === "path" && reference.line !== undefined ? "missing" : "unknown";
      }),
    );
  }

  /** Shows the place in an editor. */
  async open(written: string, attachments: readonly Attachment[]): Promise<void> {
    const reference = parseReference(written, true);
    const place = reference && (await this.#find(reference, attachments));
    if (!place) {
      void vscode.window.showInformationMessage(
        toPlainMessage(vscode.l10n.t("{0} is not in the folder that is open.", written)),
      );
      return;
    }
    const { uri, range } = place;
    const { type } = await vscode.workspace.fs.stat(uri);
    if ((type & vscode.FileType.Directory) !== 0) await vscode.commands.executeCommand("revealInExplorer", uri);
    else await vscode.commands.executeCommand("vscode.open", uri, range ? { selection: range } : {});
  }

  async #find(reference: Reference, attachments: readonly Attachment[]): Promise<Place | undefined> {
    if (reference.type === "symbol") return this.#findSymbol(reference.name);
    const uri = await this.#findFile(reference.path, attachments);
    if (!uri) {
      const name = parseName(reference.path);
      return name && reference.line === undefined ? this.#findSymbol(name.name) : undefined;
    }
    if (reference.line === undefined) return { uri };
    const first = Math.max(0, reference.line - 1);
    const last = Math.max(first, (reference.lastLine ?? reference.line) - 1);
    return { uri, range: new vscode.Range(first, 0, last, last > first ? Number.MAX_SAFE_INTEGER : 0) };
  }

  async #findFile(path: string, attachments: readonly Attachment[]): Promise<vscode.Uri | undefined> {
    const file = await this.#answered.find(path.replace(/\/$/, ""), attachments);
    if (file.type === "existing") return file.uri;
    const [only, ...others] = await this.#files.endingIn(path);
    if (!only || others.length > 0) return undefined;
    // Whether it leads out of the workspace is decided in one place.
    const again = await this.#answered.find(pathOf(only), []);
    return again.type === "existing" ? again.uri : undefined;
  }

  async #findSymbol(name: string): Promise<FoundSymbol | undefined> {
    const last = name.split(/\.|::|#/).at(-1) ?? name;
    return (await findNamed(last)).find(
      (one) => one.name.replace(/\(.*$/, "") === last && vscode.workspace.getWorkspaceFolder(one.uri) !== undefined,
    );
  }
}

import * as vscode from "vscode";
import { splitLines } from "../../core/edits/lines.ts";
import type { ProposalStatus } from "../../core/edits/proposalStatus.ts";
import type { NewFile } from "../../core/edits/storedReviews.ts";
import type { Translate } from "../../shared/l10n.ts";
import { nameOf } from "./documents.ts";
import type { ProposalChange } from "./openReviews.ts";
import { proposedUri, type ProposedDocuments } from "./proposedDocuments.ts";

/** Files that are proposed and do not exist: each is a read-only document until it is accepted. */
export class NewFiles implements vscode.Disposable {
  readonly #t: Translate;
  readonly #documents: ProposedDocuments;
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #files: Map<string, NewFile>;
  readonly #proposalChanged = new vscode.EventEmitter<ProposalChange>();
  readonly #created = new vscode.EventEmitter<NewFile>();

  /** Fires when a file is proposed or decided on. */
  readonly onDidChange = this.#changed.event;
  readonly onDidChangeProposal = this.#proposalChanged.event;
  /** Fires when a proposed file was accepted and is there. */
  readonly onDidCreate = this.#created.event;

  constructor(parts: {
    readonly t: Translate;
    readonly documents: ProposedDocuments;
    readonly stored: readonly NewFile[];
  }) {
    this.#t = parts.t;
    this.#documents = parts.documents;
    this.#files = new Map(parts.stored.map((file) => [file.uri, file]));
  }

  all(): readonly NewFile[] {
    return [...this.#files.values()];
  }

  proposals(): readonly ProposalChange[] {
    return this.all().map((file) => toChange(file, { open: 1 }));
  }

  of(uri: vscode.Uri): NewFile | undefined {
    return this.#files.get(uri.toString());
  }

  /**
   * Shows the file beside the active editor, so that whoever types there goes on typing there.
   *
   * @returns why not, as a sentence
   */
  async propose(file: NewFile): Promise<string | undefined> {
    const uri = vscode.Uri.parse(file.uri);
    const refusal = await this.#whyNot(uri);
    if (refusal !== undefined) return refusal;
    const before = this.#files.get(file.uri);
    this.#files.set(file.uri, file);
    if (before) this.#tellStatus(before, { ended: "replaced" });
    this.#tellStatus(file, { open: 1 });
    this.#documents.refresh(uri);
    await vscode.window.showTextDocument(proposedUri("new", uri), {
      viewColumn: vscode.window.activeTextEditor ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active,
      preserveFocus: true,
      preview: false,
    });
    this.#changed.fire(uri);
    return undefined;
  }

  /**
   * Creates the file and opens it in place of the proposal.
   *
   * @returns why not, as a sentence
   */
  async accept(file: NewFile): Promise<string | undefined> {
    const { uri: key, text } = file;
    const uri = vscode.Uri.parse(key);
    const refusal = await this.#whyNot(uri);
    if (refusal !== undefined) return refusal;
    const edit = new vscode.WorkspaceEdit();
    edit.createFile(uri, { contents: new TextEncoder().encode(text) });
    if (!(await vscode.workspace.applyEdit(edit))) {
      return this.#t("{0} could not be created. Check that its folder can be written to.", nameOf(uri));
    }
    this.#created.fire(file);
    this.#tellStatus(file, { accepted: 1 });
    const column = vscode.window.tabGroups.activeTabGroup.viewColumn;
    await this.#end(uri);
    await vscode.window.showTextDocument(uri, { viewColumn: column, preview: false });
    return undefined;
  }

  async reject(file: NewFile): Promise<void> {
    this.#tellStatus(file, { rejected: 1 });
    await this.#end(vscode.Uri.parse(file.uri));
  }

  dispose(): void {
    this.#changed.dispose();
    this.#proposalChanged.dispose();
    this.#created.dispose();
  }

  #tellStatus(file: NewFile, status: Partial<ProposalStatus>): void {
    this.#proposalChanged.fire(toChange(file, status));
  }

  async #end(uri: vscode.Uri): Promise<void> {
    this.#files.delete(uri.toString());
    this.#changed.fire(uri);
    await this.#documents.close(uri);
  }

  async #whyNot(uri: vscode.Uri): Promise<string | undefined> {
    if (!vscode.workspace.isTrusted) {
      return this.#t(
        "This folder is not trusted, so no change is proposed. Choose Manage Workspace Trust, then ask again.",
      );
    }
    if (vscode.workspace.fs.isWritableFileSystem(uri.scheme) === false) {
      return this.#t("{0} cannot be created, because its folder is read-only.", nameOf(uri));
    }
    const exists = await vscode.workspace.fs.stat(uri).then(
      () => true,
      () => false,
    );
    return exists
      ? this.#t("{0} exists already and was left as it is. Rename it, or ask for another name.", nameOf(uri))
      : undefined;
  }
}

function toChange({ id, uri, text }: NewFile, status: Partial<ProposalStatus>): ProposalChange {
  const added = splitLines(text.replace(/\r?\n$/, "")).length;
  const none = { id, added, removed: 0, open: 0, accepted: 0, rejected: 0 };
  return { uri: vscode.Uri.parse(uri), kind: "create", status: { ...none, ...status } };
}

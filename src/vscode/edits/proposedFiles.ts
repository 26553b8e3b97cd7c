import * as vscode from "vscode";
import type { FileProposal, FileStep } from "../../core/edits/fileProposal.ts";
import { splitLines } from "../../core/edits/lines.ts";
import type { ProposalStatus } from "../../core/edits/proposalStatus.ts";
import type { Translate } from "../../shared/l10n.ts";
import { bringIntoView } from "./bringIntoView.ts";
import { findDocument, nameOf } from "./documents.ts";
import { fileTypeOf } from "./fileTypeOf.ts";
import type { MovedChanges } from "./openReviews.ts";
import type { AcceptedPart, ProposalChange, ProposalEvents } from "./proposalEvents.ts";
import { proposedUri, type ProposedDocuments } from "./proposedDocuments.ts";
import { whyNotEditable } from "./whyNotEditable.ts";
import type { WriteGate, WriteIntent } from "./writeGate.ts";

export type ProposedFilesParts = {
  readonly t: Translate;
  readonly documents: ProposedDocuments;
  readonly gate: WriteGate;
  readonly events: ProposalEvents;
  readonly stored: readonly FileProposal[];
};

/** What came of accepting: `declined` when the person was asked and said no. */
export type FileWritten =
  | { readonly type: "written" | "declined" }
  | { readonly type: "refused"; readonly reason: string };

/**
 * Files that are proposed to be created, deleted or renamed, one proposal for each. A new file is a document of its own,
 * to be typed into, until it is accepted; one that is there already is shown as it is.
 */
export class ProposedFiles implements vscode.Disposable {
  readonly #t: Translate;
  readonly #documents: ProposedDocuments;
  readonly #gate: WriteGate;
  readonly #changed = new vscode.EventEmitter<vscode.Uri>();
  readonly #events: ProposalEvents;
  readonly #files: Map<string, FileProposal>;
  readonly #subscriptions: vscode.Disposable;
  /** One after the other: two clicks on the same button are one step. */
  #writes: Promise<unknown> = Promise.resolve();

  /** Fires when a file is proposed or decided on. */
  readonly onDidChange = this.#changed.event;

  constructor({ t, documents, gate, events, stored }: ProposedFilesParts) {
    this.#t = t;
    this.#documents = documents;
    this.#gate = gate;
    this.#events = events;
    this.#files = new Map(stored.map((file) => [file.uri, file]));
    this.#serve();
    this.#subscriptions = vscode.Disposable.from(
      this.#changed,
      vscode.workspace.onDidDeleteFiles(({ files }) => files.forEach((uri) => this.#leave(uri))),
      vscode.workspace.onDidRenameFiles(({ files }) => files.forEach(({ oldUri }) => this.#leave(oldUri))),
    );
  }

  all(): readonly FileProposal[] {
    return [...this.#files.values()];
  }

  proposals(): readonly ProposalChange[] {
    return this.all().map((file) => toChange(file, { open: 1 }));
  }

  of(uri: vscode.Uri): FileProposal | undefined {
    return this.#files.get(uri.toString());
  }

  /** The text of a file that is to be created; undefined for any other. */
  textOf(uri: vscode.Uri): string | undefined {
    const file = this.of(uri);
    return file?.kind === "create" ? file.text : undefined;
  }

  /** Proposes another text for a file that is to be created. */
  write(uri: vscode.Uri, text: string): void {
    const file = this.of(uri);
    if (file?.kind !== "create" || file.text === text) return;
    this.#files.set(file.uri, { ...file, text });
    this.#changed.fire(uri);
  }

  /** @returns why not, as a sentence */
  async propose(file: FileProposal): Promise<string | undefined> {
    const refusal = await this.whyNot(vscode.Uri.parse(file.uri), file);
    if (refusal !== undefined) return refusal;
    const uri = vscode.Uri.parse(file.uri);
    await this.#documents.saveNew(uri);
    const before = this.#files.get(file.uri);
    this.#files.set(file.uri, file);
    this.#serve();
    this.#documents.refreshNew(uri);
    if (before) this.#events.tellChange(toChange(before, { ended: "replaced" }));
    this.#events.tellChange(toChange(file, { open: 1 }));
    this.#documents.refresh(uri);
    this.#changed.fire(uri);
    return undefined;
  }

  /** Brings a proposed file into view without taking the focus: a new one beside what the person may be typing in. */
  async show({ uri: key, kind }: FileProposal): Promise<void> {
    const uri = vscode.Uri.parse(key);
    const viewColumn = vscode.window.activeTextEditor ? vscode.ViewColumn.Beside : vscode.ViewColumn.Active;
    await (kind === "create" ? bringIntoView(proposedUri("new", uri), { viewColumn }) : bringIntoView(uri));
  }

  /**
   * Creates the file and opens it in place of its proposal; deletes or renames it.
   *
   * @param changes of a renamed file that become part of the same undo step
   */
  accept(file: FileProposal, changes?: MovedChanges): Promise<FileWritten> {
    const write = this.#writes.then(() => this.#write(file, changes));
    // Who asked hears of a failure; the next write does not.
    this.#writes = write.then(
      () => undefined,
      () => undefined,
    );
    return write;
  }

  async reject(file: FileProposal): Promise<void> {
    this.#events.tellChange(toChange(file, { rejected: 1 }));
    await this.#end(vscode.Uri.parse(file.uri));
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  /** Why a step cannot be taken, as a sentence. */
  async whyNot(uri: vscode.Uri, step: FileStep): Promise<string | undefined> {
    if (step.kind === "create") return this.#whyNotNew(uri);
    const type = await fileTypeOf(uri);
    const document = type === vscode.FileType.File ? await findDocument(uri) : undefined;
    if (!document) {
      return type === undefined
        ? this.#t("{0} is not there any more.", nameOf(uri))
        : this.#t("{0} is not a text file that can be shown. Do that by hand.", nameOf(uri));
    }
    const refusal = await whyNotEditable(document, this.#t);
    return refusal ?? (step.kind === "rename" ? this.#whyNotNew(vscode.Uri.parse(step.newUri)) : undefined);
  }

  async #write(named: FileProposal, changes?: MovedChanges): Promise<FileWritten> {
    const uri = vscode.Uri.parse(named.uri);
    const typed = this.#documents.typedInto(uri);
    // What saving makes of it besides, such as another format, is not what was accepted.
    await this.#documents.saveNew(uri);
    if (typed !== undefined) this.write(uri, typed);
    const file = this.of(uri);
    // A second click finds it decided.
    if (file?.id !== named.id) return { type: "declined" };
    const refusal = await this.whyNot(uri, file);
    if (refusal !== undefined) return { type: "refused", reason: refusal };
    const leave = await this.#gate.leave(toIntent(uri, file));
    if (leave.type === "refused") {
      return leave.reason === undefined ? { type: "declined" } : { type: "refused", reason: leave.reason };
    }
    const part = await toAccepted(uri, file);
    // It ends by itself with the file.
    if (file.kind === "create") this.#files.delete(file.uri);
    const edit = toEdit(uri, file);
    if (part.movedTo) changes?.addTo(edit, part.movedTo);
    if (!(await leave.write(edit))) {
      changes?.end(false);
      if (file.kind === "create") this.#files.set(file.uri, file);
      return { type: "refused", reason: this.#whyFailed(uri, file) };
    }
    this.#events.tellChange({ ...toChange(file, { accepted: 1 }), uri: part.movedTo ?? uri });
    this.#events.tellAccepted({ uri, parts: [part] });
    changes?.end(true);
    if (file.kind === "create") await this.#openInPlace(uri);
    await this.#end(uri);
    return { type: "written" };
  }

  /** Opens a created file where its proposal is in view, with the focus if that has it. */
  async #openInPlace(uri: vscode.Uri): Promise<void> {
    const tab = this.#documents.tabsOf(uri).find(({ isActive }) => isActive);
    if (!tab) return;
    const preserveFocus = !tab.group.isActive;
    await vscode.window.showTextDocument(uri, { viewColumn: tab.group.viewColumn, preview: false, preserveFocus });
  }

  #whyFailed(uri: vscode.Uri, { kind }: FileProposal): string {
    switch (kind) {
      case "create":
        return this.#t("{0} could not be created. Check that its folder can be written to.", nameOf(uri));
      case "delete":
        return this.#t("{0} could not be deleted. Check that its folder can be written to.", nameOf(uri));
      case "rename":
        return this.#t("{0} could not be renamed. Check that its folder can be written to.", nameOf(uri));
    }
  }

  async #whyNotNew(uri: vscode.Uri): Promise<string | undefined> {
    if (!vscode.workspace.isTrusted) {
      return this.#t(
        "This folder is not trusted, so no change is proposed. Choose Manage Workspace Trust, then ask again.",
      );
    }
    if (vscode.workspace.fs.isWritableFileSystem(uri.scheme) === false) {
      return this.#t("{0} cannot be created, because its folder is read-only.", nameOf(uri));
    }
    const taken = (await fileTypeOf(uri)) === undefined ? await nameInOtherCase(uri) : nameOf(uri);
    return taken === undefined
      ? undefined
      : this.#t("{0} exists already and was left as it is. Rename it, or ask for another name.", taken);
  }

  /** Ends what was proposed for files that are not there any more. */
  #leave(gone: vscode.Uri): void {
    const [file, folder] = [gone.toString(), `${gone.toString()}/`];
    for (const [key, { kind }] of this.#files) {
      if (kind !== "create" && (key === file || key.startsWith(folder))) void this.#end(vscode.Uri.parse(key));
    }
  }

  async #end(uri: vscode.Uri): Promise<void> {
    await this.#documents.saveNew(uri);
    this.#files.delete(uri.toString());
    this.#changed.fire(uri);
    await this.#documents.close(uri);
    this.#serve();
  }

  #serve(): void {
    this.#documents.serveNew(this.all().some(({ kind }) => kind === "create"));
  }
}

function toChange(file: FileProposal, status: Partial<ProposalStatus>): ProposalChange {
  const added = file.kind === "create" ? splitLines(file.text.replace(/\r?\n$/, "")).length : 0;
  const none = { proposalId: file.id, added, removed: 0, open: 0, accepted: 0, rejected: 0 };
  return { uri: vscode.Uri.parse(file.uri), kind: file.kind, status: { ...none, ...status } };
}

/** What taking the step will have done. */
async function toAccepted(uri: vscode.Uri, file: FileProposal): Promise<AcceptedPart> {
  const part = { proposalId: file.id, kind: file.kind, before: undefined, after: undefined };
  switch (file.kind) {
    case "create":
      return { ...part, after: file.text };
    case "delete": {
      const document = await findDocument(uri);
      return document ? { ...part, before: document.getText(), encoding: document.encoding } : part;
    }
    case "rename":
      return { ...part, movedTo: vscode.Uri.parse(file.newUri) };
  }
}

/** A file beside `uri` whose name differs in case only: on many computers they are the same file. */
async function nameInOtherCase(uri: vscode.Uri): Promise<string | undefined> {
  const names = await vscode.workspace.fs.readDirectory(vscode.Uri.joinPath(uri, "..")).then(
    (entries) => entries.map(([name]) => name),
    () => [],
  );
  return names.find((name) => name.toLowerCase() === nameOf(uri).toLowerCase());
}

function toIntent(uri: vscode.Uri, step: FileStep): WriteIntent {
  return step.kind === "rename"
    ? { kind: "rename", uri, newUri: vscode.Uri.parse(step.newUri) }
    : { kind: step.kind, uri };
}

/** VS Code takes each of these back with Undo, and deletes into the trash where there is one. */
function toEdit(uri: vscode.Uri, step: FileStep): vscode.WorkspaceEdit {
  const edit = new vscode.WorkspaceEdit();
  switch (step.kind) {
    case "create":
      edit.createFile(uri, { contents: new TextEncoder().encode(step.text) });
      break;
    case "delete":
      edit.deleteFile(uri);
      break;
    case "rename":
      edit.renameFile(uri, vscode.Uri.parse(step.newUri));
      break;
  }
  return edit;
}

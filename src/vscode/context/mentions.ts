import * as vscode from "vscode";
import { fuzzyScore } from "../../core/context/fuzzyScore.ts";
import type { Attachment } from "../../shared/chat/state.ts";
import type { CompletionSource, Offered } from "../completions/completionSource.ts";
import { pathOf } from "./capture.ts";
import { folderAttachment } from "./folderAttachment.ts";
import { gitChanges } from "./gitChanges.ts";
import { problemsAttachment, problemsOf } from "./problems.ts";
import { readAttachable } from "./readAttachable.ts";
import { selectionToOffer } from "./selectionOffer.ts";
import { captureFoundSymbol, findSymbols } from "./symbols.ts";
import { captureTerminalSelection } from "./terminalSelection.ts";
import { textAttachment } from "./textAttachment.ts";
import type { WorkspaceFiles } from "./workspaceFiles.ts";

const MOST_OFFERED = 50;
const MOST_EDITORS = 20;
const NEVER = new AbortController().signal;

type Ranked = { readonly offered: Offered; readonly score: number };

export type MentionParts = {
  readonly files: Pick<WorkspaceFiles, "recent" | "find" | "below">;
  readonly attach: (attachment: Attachment) => void;
  /** Says why something was not attached. */
  readonly tell: (sentence: string) => void;
};

/** What `@` names: files, folders, symbols, problems, open editors, changes, and what is selected. */
export class Mentions implements CompletionSource {
  readonly #parts: MentionParts;

  constructor(parts: MentionParts) {
    this.#parts = parts;
  }

  async offer(query: string, signal: AbortSignal): Promise<readonly Offered[]> {
    const [sources, files, symbols] = await Promise.all([
      this.#sources(query),
      query === "" ? this.#recent() : this.#files(query, signal),
      query === "" ? [] : this.#symbols(query),
    ]);
    const all = [...sources, ...files, ...symbols].toSorted((a, b) => b.score - a.score);
    return all.slice(0, MOST_OFFERED).map(({ offered }) => offered);
  }

  /** Attaches files and folders, an image or a text each. */
  async attachAll(uris: readonly vscode.Uri[]): Promise<void> {
    for (const uri of uris) await this.#attachAny(uri);
  }

  /** What is not found by a name of its own. */
  async #sources(query: string): Promise<readonly Ranked[]> {
    const { t } = vscode.l10n;
    const active = vscode.window.activeTextEditor?.document.uri;
    const selection = selectionToOffer();
    const problems = active ? problemsOf(active).length : 0;
    const allProblems = problemsOf(undefined).length;
    const editors = openEditors();
    const offers: Offered[] = [];
    const add = (kind: Offered["kind"], label: string, detail: string, take: () => Promise<void>): void =>
      void offers.push({ kind, label, detail, text: `@${label}`, take });
    if (selection) add("selection", t("Selection"), selection.label, async () => this.#parts.attach(selection));
    if (active && problems > 0) {
      const label = t("Problems in {0}", pathOf(active).replace(/^.*\//, ""));
      add("problems", label, String(problems), async () => this.#parts.attach(problemsAttachment(label, active)));
    }
    if (allProblems > problems) {
      const label = t("All problems");
      add("problems", label, String(allProblems), async () => this.#parts.attach(problemsAttachment(label, undefined)));
    }
    for (const { repository, staged, files, diff } of await gitChanges()) {
      const label = staged ? t("Staged changes") : t("Changes");
      add("changes", label, repository === "" ? String(files) : repository, async () =>
        this.#parts.attach(textAttachment("changes", label, await diff(), { languageId: "diff", path: repository })),
      );
    }
    if (editors.length > 1) {
      add("editors", t("Open editors"), String(editors.length), () => this.#attachEditors(editors));
    }
    if (vscode.window.activeTerminal) {
      add("terminal", t("Terminal selection"), vscode.window.activeTerminal.name, () => this.#attachTerminal());
    }
    return offers.flatMap((offered, index) => {
      const score = fuzzyScore(query, offered.label);
      return score === undefined ? [] : [{ offered, score: query === "" ? 1_000 - index : score }];
    });
  }

  async #recent(): Promise<readonly Ranked[]> {
    const { recent } = this.#parts.files;
    return recent.map((uri, index) => ({ offered: this.#file(uri, pathOf(uri), false), score: -index }));
  }

  async #files(query: string, signal: AbortSignal): Promise<readonly Ranked[]> {
    const found = await this.#parts.files.find(query, MOST_OFFERED, signal);
    return found.map(({ uri, path, isFolder, score }) => ({ offered: this.#file(uri, path, isFolder), score }));
  }

  async #symbols(query: string): Promise<readonly Ranked[]> {
    return (await findSymbols(query)).flatMap((symbol) => {
      const score = fuzzyScore(query, symbol.name);
      if (score === undefined) return [];
      const offered: Offered = {
        kind: "symbol",
        label: symbol.name,
        detail: `${pathOf(symbol.uri)}:${symbol.range.start.line + 1}`,
        text: `@${symbol.name}`,
        take: async () => this.#parts.attach(await captureFoundSymbol(symbol)),
      };
      // Files come first where both fit alike.
      return [{ offered, score: score - 10 }];
    });
  }

  #file(uri: vscode.Uri, path: string, isFolder: boolean): Offered {
    const name = path.replace(/^.*\//, "");
    const outer = path.slice(0, -name.length - 1);
    return {
      kind: isFolder ? "folder" : "file",
      label: isFolder ? `${name}/` : name,
      detail: outer,
      text: `@${isFolder ? `${name}/` : name}`,
      take: () => (isFolder ? this.#attachFolder(uri) : this.#attachFile(uri)),
    };
  }

  async #attachAny(uri: vscode.Uri): Promise<void> {
    const isFolder = await Promise.resolve(vscode.workspace.fs.stat(uri)).then(
      ({ type }) => (type & vscode.FileType.Directory) !== 0,
      () => false,
    );
    await (isFolder ? this.#attachFolder(uri) : this.#attachFile(uri));
  }

  async #attachFolder(uri: vscode.Uri): Promise<void> {
    this.#parts.attach(await folderAttachment(uri, this.#parts.files, NEVER));
  }

  async #attachFile(uri: vscode.Uri): Promise<void> {
    const read = await readAttachable(uri);
    if (read.type === "attachment") this.#parts.attach(read.attachment);
    else this.#parts.tell(read.sentence);
  }

  async #attachEditors(uris: readonly vscode.Uri[]): Promise<void> {
    for (const uri of uris.slice(0, MOST_EDITORS)) await this.#attachFile(uri);
    if (uris.length > MOST_EDITORS) {
      this.#parts.tell(vscode.l10n.t("{0} of {1} open editors were added.", MOST_EDITORS, uris.length));
    }
  }

  async #attachTerminal(): Promise<void> {
    const selection = await captureTerminalSelection();
    if (selection) this.#parts.attach(selection);
    else this.#parts.tell(vscode.l10n.t("Select something in the terminal first."));
  }
}

function openEditors(): readonly vscode.Uri[] {
  const tabs = vscode.window.tabGroups.all.flatMap(({ tabs: open }) => open);
  const uris = tabs.flatMap(({ input }) => (input instanceof vscode.TabInputText ? [input.uri] : []));
  return [...new Map(uris.map((uri) => [uri.toString(), uri])).values()];
}

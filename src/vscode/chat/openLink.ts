import * as vscode from "vscode";
import { readLink, type Doubt } from "../../shared/readLink.ts";
import type { AnsweredFiles } from "../edits/answeredFiles.ts";
import { toPlainMessage } from "../plainMessage.ts";

/** Of an address in a dialog, in UTF-16 units: its beginning and its end. */
const SHOWN_BEGINNING = 400;
const SHOWN_END = 100;

/**
 * Opens the links of answers: web addresses in the browser and files of the workspace in an editor, nothing else.
 *
 * VS Code shows a web address and asks, unless the person trusts its domain. An address that does not lead where it
 * seems to is asked about here in any case, with its real host.
 */
export class LinkOpener {
  readonly #files: Pick<AnsweredFiles, "find">;
  readonly #openExternal: (uri: vscode.Uri) => Thenable<boolean>;
  readonly #confirm: (sentence: string, address: string) => Promise<boolean>;

  constructor(parts: {
    readonly files: Pick<AnsweredFiles, "find">;
    readonly openExternal?: (uri: vscode.Uri) => Thenable<boolean>;
    readonly confirm?: (sentence: string, address: string) => Promise<boolean>;
  }) {
    this.#files = parts.files;
    this.#openExternal = parts.openExternal ?? ((uri) => vscode.env.openExternal(uri));
    this.#confirm = parts.confirm ?? isWanted;
  }

  /** @param text what is shown of the link */
  async open(href: string, text: string): Promise<void> {
    const link = readLink(href, text);
    switch (link.type) {
      case "web": {
        const [doubt] = link.doubts;
        if (doubt && !(await this.#confirm(describe(doubt, link.host), link.address))) return;
        await this.#openExternal(vscode.Uri.parse(link.address, true));
        return;
      }
      case "file":
        await this.#openFile(link.path, link.line ?? 1);
        return;
      case "refused":
        warn(
          vscode.l10n.t(
            "This link leads neither to a web page nor to a file, so it was not opened: {0}",
            shorten(href),
          ),
        );
    }
  }

  async #openFile(path: string, line: number): Promise<void> {
    const file = await this.#files.find(path, []);
    if (file.type !== "existing") {
      warn(vscode.l10n.t("This file is not in the folder that is open, so it was not opened: {0}", shorten(path)));
      return;
    }
    const start = new vscode.Position(line - 1, 0);
    await vscode.commands.executeCommand("vscode.open", file.uri, { selection: new vscode.Range(start, start) });
  }
}

function describe(doubt: Doubt, host: string): string {
  switch (doubt) {
    case "name":
      return vscode.l10n.t("This link leads to {0}. What stands before the @ is only a name.", host);
    case "letters":
      return vscode.l10n.t("This link leads to {0}. Its letters may look like those of another address.", host);
    case "text":
      return vscode.l10n.t("This link leads to {0}, although its text names another address.", host);
    case "length":
      return vscode.l10n.t("This link leads to {0}. Its address is unusually long.", host);
  }
}

async function isWanted(sentence: string, address: string): Promise<boolean> {
  const open = vscode.l10n.t("Open Link");
  const options = { modal: true, detail: shorten(address) };
  return (await vscode.window.showWarningMessage(toPlainMessage(sentence), options, open)) === open;
}

function warn(sentence: string): void {
  void vscode.window.showWarningMessage(toPlainMessage(sentence));
}

function shorten(text: string): string {
  if (text.length <= SHOWN_BEGINNING + SHOWN_END) return text;
  return `${text.slice(0, SHOWN_BEGINNING)}…${text.slice(-SHOWN_END)}`;
}

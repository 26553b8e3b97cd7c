import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { changedFiles, type ChangedFile, type ProposedFile } from "../../shared/chat/changedFiles.ts";
import { toNotice } from "../../shared/failureNotice.ts";
import { failureOf } from "../../shared/failures.ts";
import type { FileAction, FileActionResult } from "../../shared/protocol/panel.ts";
import { toTextNodes } from "../markdown/codeNodes.ts";
import { nameInvisible } from "../markdown/invisible.ts";
import type { Panel } from "../panel.ts";
import { fileActionLabel, fileActionName, linesText, stateText, type FileButton } from "./fileTexts.ts";
import { Fold } from "./fold.ts";
import { icon } from "./icon.ts";
import { LightElement } from "./lightElement.ts";

type Action = FileAction["action"];

/** What came of the last button, and for which file; for all of them where `uri` is empty. */
type Outcome = FileActionResult & { readonly uri: string };

/** The files that an answer proposes to change, what became of each, and what can be done about it. */
export class ChangedFiles extends LightElement {
  static override properties = {
    panel: { attribute: false },
    turnId: { attribute: false },
    files: { attribute: false },
    busy: { state: true },
    outcome: { state: true },
  };
  declare panel: Panel;
  declare turnId: string;
  declare files: readonly ProposedFile[];
  declare busy: boolean;
  declare outcome: Outcome | undefined;

  constructor() {
    super();
    this.busy = false;
    this.outcome = undefined;
  }

  protected override render(): TemplateResult | typeof nothing {
    const files = changedFiles(this.files);
    if (files.length === 0) return nothing;
    const name = this.panel.t("Changed files");
    return html`<div class="changed-files" role="group" aria-label=${name}>
      ${files.length > 1 ? this.#header(files) : nothing}
      ${
        files.length === 1 || this.#fold.isOpen
          ? html`<ul aria-label=${name}>
              ${repeat(
                files,
                ({ uri }) => uri,
                (file) => this.#file(file),
              )}
            </ul>`
          : nothing
      }
    </div>`;
  }

  #header(files: readonly ChangedFile[]): TemplateResult {
    const { t } = this.panel;
    const sum = {
      added: files.reduce((lines, { added }) => lines + added, 0),
      removed: files.reduce((lines, { removed }) => lines + removed, 0),
    };
    const isOpen = files.some(({ open }) => open);
    return html`<div class="changed-files-header">
        <button
          class="files-fold"
          type="button"
          aria-expanded=${this.#fold.isOpen ? "true" : "false"}
          @click=${() => {
            this.#fold.isOpen = !this.#fold.isOpen;
            this.requestUpdate();
          }}
        >
          ${icon("chevron-down")}${t("{0} files", files.length)}</button
        >${this.#counts(sum)}
        ${
          isOpen
            ? html`<span class="file-buttons"
                >${this.#button("review-all", "")}${this.#button("accept-all", "")}${this.#button("reject-all", "")}</span
              >`
            : nothing
        }
      </div>
      ${this.#outcome("")}`;
  }

  get #fold(): Fold {
    return new Fold(this.panel, this.turnId, "files", true);
  }

  #file(file: ChangedFile): TemplateResult {
    const { uri, path, restore } = file;
    const { t } = this.panel;
    const slash = path.lastIndexOf("/") + 1;
    return html`<li class="changed-file">
      <div class="changed-file-row">
        <button
          class="file-name"
          type="button"
          title=${nameInvisible(path)}
          aria-label=${t("Review {0}", path)}
          aria-disabled=${this.busy ? "true" : nothing}
          @click=${() => void this.#act("review", uri)}
        >
          <span class="file-folder">${toTextNodes(path.slice(0, slash))}</span
          ><span class="file-base">${toTextNodes(path.slice(slash))}</span>
        </button>
        ${this.#counts(file)}
      </div>
      <div class="changed-file-row">
        <span class="file-state">${stateText(file, t)}</span>
        ${restore === "take-back" || restore === "apply-again" ? this.#button(restore, uri, fileActionName(restore, path, t)) : nothing}
      </div>
      ${this.#outcome(uri)}
    </li>`;
  }

  /** A file that is only deleted or renamed has no lines to count. */
  #counts(lines: Pick<ChangedFile, "added" | "removed">): TemplateResult | typeof nothing {
    if (lines.added + lines.removed === 0) return nothing;
    return html`<span class="line-counts"
      ><span class="visually-hidden">${linesText(lines, this.panel.t)}</span
      ><span aria-hidden="true"
        ><span class="lines-added">+${lines.added}</span> <span class="lines-removed">−${lines.removed}</span></span
      ></span
    >`;
  }

  /** @param name says more than the label, where there are several with the same */
  #button(action: FileButton, uri: string, name?: string): TemplateResult {
    return html`<button
      class="button secondary small"
      type="button"
      aria-label=${name ?? nothing}
      aria-disabled=${this.busy ? "true" : nothing}
      @click=${() => void this.#act(action, uri)}
    >
      ${fileActionLabel(action, this.panel.t)}
    </button>`;
  }

  #outcome(uri: string): TemplateResult | typeof nothing {
    const { outcome } = this;
    if (outcome?.uri !== uri || outcome.sentence === "") return nothing;
    return html`<div class="file-outcome">
      <p dir="auto">${outcome.sentence}</p>
      ${
        outcome.offers.length === 0
          ? nothing
          : html`<div class="file-buttons">${outcome.offers.map((offer) => this.#button(offer, uri))}</div>`
      }
    </div>`;
  }

  async #act(action: Action, uri: string): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.outcome = undefined;
    try {
      this.outcome = { uri, ...(await this.panel.host.fileAction({ action, turnId: this.turnId, uri })) };
    } catch (error) {
      this.outcome = { uri, sentence: toNotice(failureOf(error), this.panel.t).what, offers: [] };
    }
    this.busy = false;
    if (this.outcome.sentence !== "") this.panel.announce(this.outcome.sentence);
  }
}

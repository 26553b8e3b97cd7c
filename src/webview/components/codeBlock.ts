import { html, nothing, type PropertyValues, type TemplateResult } from "lit";
import { failureOf } from "../../shared/failures.ts";
import { toNotice } from "../../shared/failureNotice.ts";
import type { CodeAction } from "../../shared/protocol/panel.ts";
import { nameInvisible } from "../markdown/invisible.ts";
import type { Panel } from "../panel.ts";
import { iconButton } from "./buttons.ts";
import { CodeText } from "./codeText.ts";
import type { IconName } from "./icon.ts";
import { LightElement } from "./lightElement.ts";
import { beginningOf, showMore } from "./showMore.ts";
import { isShell } from "./shellLanguages.ts";
import { whenVisible } from "./whenVisible.ts";

/** A fenced block of an answer. */
export type FencedCode = {
  /** Which fenced block of the answer, counted from 0. */
  readonly index: number;
  /** As the fence names it; empty when it names none. */
  readonly language: string;
  /** Of the file that the fence names; empty when it names none. */
  readonly path: string;
  /** Without the line break before the closing fence. */
  readonly code: string;
  /** Whether the closing fence was seen. */
  readonly closed: boolean;
};

/** Whether the answer around a block still grows, ended as it should, or was cut. */
export type AnswerProgress = "running" | "complete" | "cut";

const COPIED_MS = 1500;

/** How much of long code is shown at first, and with each "Show more". */
const STEP = { characters: 200_000, lines: 5_000 };

/** Code of an answer with the buttons that act on it. */
export class CodeBlock extends LightElement {
  static override properties = {
    panel: { attribute: false },
    turnId: { attribute: false },
    block: { attribute: false, hasChanged: differs },
    progress: { attribute: false },
    busy: { state: true },
    copied: { state: true },
    result: { state: true },
    steps: { state: true },
  };
  declare panel: Panel;
  declare turnId: string;
  declare block: FencedCode;
  declare progress: AnswerProgress;
  declare busy: boolean;
  declare copied: boolean;
  declare result: string;
  declare steps: number;

  #text: CodeText | undefined;
  #shown = "";
  /** What has been highlighted, or is about to be. */
  #highlighted = "";

  constructor() {
    super();
    this.busy = false;
    this.copied = false;
    this.result = "";
    this.steps = 1;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has("block") && !changed.has("steps")) return;
    const { steps, block } = this;
    this.#shown = beginningOf(block.code, { characters: STEP.characters * steps, lines: STEP.lines * steps });
  }

  protected override render(): TemplateResult {
    const { panel } = this;
    const { t } = panel;
    const { language, path, code } = this.block;
    const name = nameInvisible(path === "" ? language : path);
    return html`<div class="code-block" role="group" aria-label=${name ? t("Code block {0}", name) : t("Code block")}>
      <div class="code-header">
        <span class="code-language" aria-hidden="true" title=${nameInvisible(path)}
          >${path === "" ? name : fileName(name)}</span
        >
        <div class="code-buttons">
          ${iconButton({ icon: this.copied ? "check" : "copy", label: t("Copy code"), onClick: () => this.#copy() })}
          ${this.#actionButton("insert", "insert", t("Insert at cursor"))}
          ${this.#actionButton("apply", "git-compare", t("Apply to file"))}
          ${this.#actionButton("create", "new-file", t("Create file"))} ${this.#previewButton()}
          ${isShell(language) ? this.#actionButton("runInTerminal", "terminal", t("Run in terminal")) : nothing}
        </div>
      </div>
      <pre dir="ltr" tabindex="0"><code></code></pre>
      ${showMore({
        panel,
        hidden: code.length - this.#shown.length,
        more: () => {
          this.steps++;
          // The buttons may go away; the focus stays with what they showed.
          this.querySelector("pre")?.focus();
        },
        open: () => panel.host.openText({ text: code, language }),
      })}
      ${this.result === "" ? nothing : html`<p class="code-result" dir="auto">${this.result}</p>`}
    </div>`;
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (changed.has("block") || changed.has("steps")) this.#showText();
    if (this.block.closed || this.progress !== "running") void this.#highlight();
  }

  /** VS Code's own Markdown preview draws diagrams, and needs nothing of ours for it. */
  #previewButton(): TemplateResult | typeof nothing {
    const { panel, block } = this;
    const { language, code } = block;
    if (language.toLowerCase() !== "mermaid") return nothing;
    return iconButton({
      icon: "open-preview",
      label: panel.t("Preview"),
      unavailable: this.#unavailable(),
      onClick: () => panel.host.previewDiagram({ code, language }),
    });
  }

  #actionButton(action: CodeAction["action"], icon: IconName, label: string): TemplateResult {
    const onClick = ({ detail }: MouseEvent): void => {
      // The second click of a double click asks for nothing more.
      if (detail <= 1) void this.#act(action);
    };
    return iconButton({ icon, label, unavailable: this.#unavailable(), onClick });
  }

  /** Half a block must not reach a file. */
  #unavailable(): string | undefined {
    const { t } = this.panel;
    if (this.busy) return t("Working…");
    if (this.block.closed || this.progress === "complete") return undefined;
    return this.progress === "running" ? t("The code is still being written.") : t("The code is incomplete.");
  }

  #copy(): void {
    this.panel.host.copy({ text: this.block.code });
    this.panel.announce(this.panel.t("Copied"));
    this.copied = true;
    setTimeout(() => {
      this.copied = false;
    }, COPIED_MS);
  }

  async #act(action: CodeAction["action"]): Promise<void> {
    if (this.busy) return;
    const { index, code, language } = this.block;
    this.busy = true;
    this.result = "";
    try {
      this.result = await this.panel.host.codeAction({ action, turnId: this.turnId, block: index, code, language });
    } catch (error) {
      this.result = toNotice(failureOf(error), this.panel.t).what;
    }
    this.busy = false;
    if (this.result !== "") this.panel.announce(this.result);
  }

  #showText(): void {
    const element = this.querySelector("code");
    if (!element) return;
    this.#text ??= new CodeText(element);
    this.#text.show(this.#shown);
  }

  async #highlight(): Promise<void> {
    const { language } = this.block;
    const wanted = `${language}\n${this.#shown}`;
    if (wanted === this.#highlighted || language === "") return;
    this.#highlighted = wanted;
    try {
      // A long conversation is not highlighted all at once.
      await whenVisible(this);
      const highlight = await this.panel.highlighter();
      if (wanted === this.#highlighted) await this.#text?.highlight(highlight, language);
    } catch (error) {
      // The code stays readable without colours.
      reportError(error);
    }
  }
}

/** The narrow header has room for the name alone. */
function fileName(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}

/** A growing list is parsed anew with each piece of text; the blocks in it mostly stay the same. */
function differs(block: FencedCode, before: FencedCode | undefined): boolean {
  return (
    block.index !== before?.index ||
    block.language !== before.language ||
    block.path !== before.path ||
    block.closed !== before.closed ||
    block.code !== before.code
  );
}

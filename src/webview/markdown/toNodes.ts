import type { Token } from "markdown-it";
import type { Translate } from "../../shared/l10n.ts";
import type { FencedCode } from "../components/codeBlock.ts";
import { pathInInfo } from "../../shared/fenceInfo.ts";
import { readLink } from "../../shared/readLink.ts";
import { toCodeNodes, toTextNodes } from "./codeNodes.ts";
import { isClosed } from "./fence.ts";
import type { Formula } from "./formulas.ts";
import { nameInvisible } from "./invisible.ts";

export type NodeOptions = {
  readonly t: Translate;
  /** How many fenced blocks of the answer come before these tokens. */
  readonly firstFence: number;
  readonly createCodeBlock: (block: FencedCode) => Node;
  readonly createFormula: (formula: Formula) => Node;
};

/** Headings of an answer lie below the heading of the message. Most models begin with the second level. */
const HEADINGS: Readonly<Record<string, string>> = { h1: "h3", h2: "h3", h3: "h4", h4: "h5", h5: "h6", h6: "h6" };

/** Elements whose direction follows their own text. */
const READS_ITS_WAY: ReadonlySet<string> = new Set(["p", "h3", "h4", "h5", "h6", "li", "td", "th"]);

const TASK = /^\[([ xX])\]\s+/;

/** Builds the nodes that markdown-it's tokens describe. Nothing in them loads, runs or navigates. */
export function toNodes(tokens: readonly Token[], options: NodeOptions): readonly Node[] {
  return new NodeBuilder(options).build(tokens);
}

class NodeBuilder {
  readonly #options: NodeOptions;
  readonly #root = document.createDocumentFragment();
  #parent: Node = this.#root;
  #fence: number;

  constructor(options: NodeOptions) {
    this.#options = options;
    this.#fence = options.firstFence;
  }

  build(tokens: readonly Token[]): readonly Node[] {
    for (const token of tokens) this.#add(token);
    return [...this.#root.childNodes];
  }

  #add(token: Token): void {
    // A paragraph of a tight list shows only its content.
    if (token.hidden) return;
    if (token.nesting === 1) return this.#open(token);
    if (token.nesting === -1) return this.#close(token);
    if (token.type === "inline") {
      this.#addTaskBox(token);
      for (const child of token.children ?? []) this.#add(child);
    } else {
      this.#append(this.#createLeaf(token));
    }
  }

  #createLeaf(token: Token): Node {
    switch (token.type) {
      case "fence":
        return this.#createFence(toFencedCode(token, this.#fence++));
      case "formula":
        return this.#options.createFormula(token.meta as Formula);
      case "code_block":
        return element("pre", { dir: "ltr", tabindex: "0" }, withoutLastBreak(token.content));
      case "code_inline":
        return element("code", { dir: "ltr" }, token.content);
      case "image":
        // An image would be fetched from wherever the model says, so it is only offered.
        return link(token.attrGet("src"), plainText(token) || this.#options.t("Image"));
      case "hr":
        return element("hr");
      case "hardbreak":
        return element("br");
      case "softbreak":
        return document.createTextNode("\n");
      default:
        return this.#createText(token.content);
    }
  }

  /** What a link is called must not hide anything. */
  #createText(text: string): Node {
    if (!(this.#parent instanceof HTMLElement) || !this.#parent.closest("a")) return document.createTextNode(text);
    const nodes = document.createDocumentFragment();
    nodes.append(...toTextNodes(text));
    return nodes;
  }

  #createFence(block: FencedCode): Node {
    const { createFormula, createCodeBlock } = this.#options;
    const { language, code, closed } = block;
    if (language !== "math" || !closed) return createCodeBlock(block);
    return createFormula({ tex: code, source: code, display: true });
  }

  #open(token: Token): void {
    this.#parent = this.#append(this.#createElement(token));
  }

  #close(token: Token): void {
    // Not before the text is there: the browser would look through all of it for each piece that is added.
    if (this.#parent instanceof HTMLElement && READS_ITS_WAY.has(this.#parent.localName)) this.#parent.dir = "auto";
    this.#parent = this.#parent.parentNode ?? this.#root;
    if (token.type === "table_close") this.#parent = this.#parent.parentNode ?? this.#root;
  }

  #createElement(token: Token): Node {
    if (token.type === "link_open") return link(token.attrGet("href"));
    if (token.type === "table_open") {
      // A wide table scrolls by itself, also from the keyboard.
      const label = this.#options.t("Table");
      this.#parent = this.#append(
        element("div", { class: "table", role: "group", tabindex: "0", "aria-label": label }),
      );
    }
    const name = HEADINGS[token.tag] ?? token.tag;
    const node = element(name);
    if (token.type === "ordered_list_open") setAttribute(node, "start", token.attrGet("start"));
    const alignment = /text-align:(\w+)/.exec(String(token.attrGet("style") ?? ""))?.[1];
    if (alignment) node.classList.add(`align-${alignment}`);
    return node;
  }

  /** Turns the `[x]` at the beginning of a list item into a box. */
  #addTaskBox(inline: Token): void {
    const first = inline.children?.[0];
    const mark = first?.type === "text" ? TASK.exec(first.content) : null;
    const item = this.#parent instanceof HTMLElement ? this.#parent.closest("li") : null;
    if (!first || !mark || !item || item.textContent !== "") return;
    const { t } = this.#options;
    const done = mark[1] !== " ";
    const box = element("input", { type: "checkbox", disabled: "", "aria-label": done ? t("Done") : t("Not done") });
    box.toggleAttribute("checked", done);
    item.classList.add("task");
    this.#append(box);
    first.content = first.content.slice(mark[0].length);
  }

  #append<T extends Node>(node: T): T {
    this.#parent.appendChild(node);
    return node;
  }
}

function toFencedCode(token: Token, index: number): FencedCode {
  return {
    index,
    language: token.info.trim().split(/[\s,{:]/, 1)[0] ?? "",
    path: pathInInfo(token.info) ?? "",
    code: withoutLastBreak(token.content),
    closed: isClosed(token),
  };
}

/** The line break before a closing fence belongs to the fence. */
function withoutLastBreak(code: string): string {
  return code.endsWith("\n") ? code.slice(0, -1) : code;
}

/** Longer addresses end in an ellipsis where they are only shown. */
const LONGEST_TITLE = 300;

/** Where a link really leads: a host in the letters that are sent, and never hidden behind a name. */
function describeTarget(target: string): string {
  const read = readLink(target, "");
  const shown = read.type === "web" ? read.address : nameInvisible(target);
  const title = read.type === "web" && read.doubts.includes("name") ? `${read.host} · ${shown}` : shown;
  return title.length > LONGEST_TITLE ? `${title.slice(0, LONGEST_TITLE)}…` : title;
}

/** A link without an address of its own: only the host opens it, so a stray click leads nowhere. */
function link(address: string | number | null, text?: string): HTMLElement {
  const target = String(address ?? "");
  const node = element("a", { role: "link", tabindex: "0", "data-target": target });
  node.title = describeTarget(target);
  if (text !== undefined) node.append(...toTextNodes(text));
  return node;
}

function plainText(token: Token): string {
  return (token.children ?? []).map((child) => child.content).join("");
}

function element(name: string, attributes: Readonly<Record<string, string>> = {}, code?: string): HTMLElement {
  const node = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) node.setAttribute(attribute, value);
  if (code !== undefined) node.append(...toCodeNodes(code));
  return node;
}

function setAttribute(node: Element, name: string, value: string | number | null): void {
  if (value !== null) node.setAttribute(name, String(value));
}

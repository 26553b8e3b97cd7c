import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { readGrammarFile } from "../../../../../scripts/grammarFolder.ts";
import { answerFile } from "../../../../../src/core/edits/answer/answerFile.ts";
import type { LineRange } from "../../../../../src/core/edits/answer/fileAnswer.ts";
import { languageOfPath } from "../../../../../src/core/edits/languageOfPath.ts";
import { TreeSitterSyntax } from "../../../../../src/providers/treeSitter/treeSitterSyntax.ts";
import { untranslated } from "../../../../../src/shared/l10n.ts";

const parts = { syntax: new TreeSitterSyntax({ readFile: readGrammarFile }), t: untranslated };

type Row = {
  readonly name: string;
  readonly path: string;
  readonly text: string;
  /** Without its fences where it begins with none. */
  readonly code: string;
  readonly selection?: LineRange;
  /** What becomes of the text; `refused` when nothing does. */
  readonly becomes: string;
};

async function outcomeOf({ path, text, code, selection }: Row): Promise<string> {
  const answer = code.includes("```") ? code : `\`\`\`\n${code}\n\`\`\``;
  const languageId = languageOfPath(path);
  const outcome = await answerFile({ path, text, answer, languageId, ...(selection && { selection }) }, parts);
  return outcome.outcome === "edited" ? outcome.text : outcome.outcome;
}

const cart = `// Copyright of somebody.
// All rights reserved.

import { Item } from "./item.ts";

export class Cart {
  readonly items: Item[] = [];

  add(item: Item): void {
    this.items.push(item);
  }

  total(): number {
    let sum = 0;
    for (const item of this.items) sum += item.price;
    return sum;
  }
}

export function emptyCart(): Cart {
  return new Cart();
}
`;

const total = `  total(): number {
    let sum = 0;
    for (const item of this.items) sum += item.price;
    return sum;
  }`;
const newTotal = `  total(): number {
    return this.items.reduce((sum, { price }) => sum + price, 0);
  }`;
const withTotal = cart.replace(total, () => newTotal);

const settings = `{
  "name": "cart",
  "version": "1.0.0",
  "scripts": {
    "build": "tsc -b",
    "test": "mocha"
  },
  "license": "MIT"
}
`;

const page = `<main>
  <h1>Cart</h1>
  <ul class="items">
    <li>One</li>
    <li>Two</li>
  </ul>
  <p>Total: 3</p>
</main>
`;

const workflow = `name: build
on:
  push:
    branches: [main]
jobs:
  test:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
      - run: npm test
`;

const python = `import math


class Circle:
    def __init__(self, radius):
        self.radius = radius

    def area(self):
        return 3 * self.radius ** 2

    def describe(self):
        return f"circle of {self.radius}"
`;

const rows: readonly Row[] = [
  {
    name: "a class with one of its methods, which may leave the others out",
    path: "src/cart.ts",
    text: cart,
    code: `export class Cart {\n${newTotal}\n}`,
    becomes: "refused",
  },
  {
    name: "a class with marks for its other methods takes the new method only",
    path: "src/cart.ts",
    text: cart,
    code: `export class Cart {\n  // ... existing code ...\n\n${newTotal}\n}`,
    becomes: withTotal,
  },
  {
    name: "a comment with the file's path is no line of the file",
    path: "src/cart.ts",
    text: cart,
    code: `// src/cart.ts\n${newTotal}`,
    becomes: withTotal,
  },
  {
    name: "a method with a comment above, where the file has none",
    path: "src/cart.ts",
    text: cart,
    code: `  /** What all items cost. */\n${newTotal}`,
    becomes: cart.replace(total, () => `  /** What all items cost. */\n${newTotal}`),
  },
  {
    name: "two methods of one block that stand apart in the file",
    path: "src/cart.ts",
    text: cart,
    code: `  add(item: Item): void {\n    this.items.unshift(item);\n  }\n\n${newTotal}`,
    becomes: withTotal.replace("push", "unshift"),
  },
  {
    name: "a whole file without the comment of its licence",
    path: "src/cart.ts",
    text: cart,
    code: withTotal.slice(withTotal.indexOf("import")).trimEnd(),
    becomes: withTotal,
  },
  {
    name: "line numbers in front of all lines",
    path: "src/cart.ts",
    text: cart,
    code: newTotal
      .split("\n")
      .map((line, index) => `${String(index + 13)} | ${line}`)
      .join("\n"),
    becomes: withTotal,
  },
  {
    name: "one line that is nowhere",
    path: "src/cart.ts",
    text: cart,
    code: "this.items.length = 0;",
    becomes: "refused",
  },
  {
    name: "a member of JSON between its neighbours",
    path: "package.json",
    text: settings,
    code: `  "scripts": {\n    "build": "tsc -b",\n    "lint": "oxlint",\n    "test": "mocha"\n  },`,
    becomes: settings.replace(`"tsc -b",`, `"tsc -b",\n    "lint": "oxlint",`),
  },
  {
    name: "an element of HTML",
    path: "index.html",
    text: page,
    code: `  <ul class="items">\n    <li>One</li>\n    <li>Two</li>\n    <li>Three</li>\n  </ul>`,
    becomes: page.replace("<li>Two</li>", "<li>Two</li>\n    <li>Three</li>"),
  },
  {
    name: "a part of YAML without its indentation",
    path: ".github/ci.yml",
    text: workflow,
    code: `steps:\n  - uses: actions/checkout@v4\n  - run: npm ci\n  - run: npm test`,
    becomes: workflow.replace("- run: npm test", "- run: npm ci\n      - run: npm test"),
  },
  {
    name: "an ellipsis alone in Python, and nothing below the change",
    path: "circle.py",
    text: python,
    code: `class Circle:\n    ...\n\n    def area(self):\n        return math.pi * self.radius ** 2`,
    becomes: "refused",
  },
  {
    name: "a function of Python that lost its indentation",
    path: "circle.py",
    text: python,
    code: `def area(self):\n    return math.pi * self.radius ** 2`,
    becomes: python.replace("3 * self", "math.pi * self"),
  },
  {
    name: "a selection in a file with CRLF",
    path: "src/cart.ts",
    text: cart.replaceAll("\n", "\r\n"),
    code: newTotal,
    selection: { startLine: 12, endLine: 17 },
    becomes: withTotal.replaceAll("\n", "\r\n"),
  },
  {
    name: "an empty file",
    path: "src/new.ts",
    text: "",
    code: "export const one = 1;",
    becomes: "export const one = 1;\n",
  },
  {
    name: "the new version of a Markdown file with fences of its own",
    path: "README.md",
    text: "# Cart\n\nInstall:\n\n```sh\nnpm install cart\n```\n\nUse:\n\n```ts\nnew Cart();\n```\n\nEnd.\n",
    code: "````md\n# Cart\n\nInstall:\n\n```sh\nnpm install cart\n```\n\nUse it:\n\n```ts\nnew Cart();\n```\n\nEnd.\n````",
    becomes: "# Cart\n\nInstall:\n\n```sh\nnpm install cart\n```\n\nUse it:\n\n```ts\nnew Cart();\n```\n\nEnd.\n",
  },
  {
    name: "two versions of the same method, of which nothing says the one",
    path: "src/cart.ts",
    text: cart,
    code: `One way:\n\n\`\`\`ts\n${newTotal}\n\`\`\`\n\nOr:\n\n\`\`\`ts\n${total.replace("let", "var")}\n\`\`\``,
    becomes: "ambiguous",
  },
  {
    name: "code left out between two parts that each stand twice, whatever their order says",
    path: "list.txt",
    text: `${"one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\n".repeat(2)}end\n`,
    code: "seven\neight\n// ... existing code ...\none\ntwo\n3\nfour",
    becomes: "ambiguous",
  },
  {
    name: "lines at the end of a selection's code that stand below it too, but deeper",
    path: "src/cart.ts",
    text: "f(() => {\n  a();\n  if (b) {\n    c();\n  }\n  return;\n});\n",
    code: "  a();\n  if (d) {\n    if (b) {\n      return;\n    }\n  }",
    selection: { startLine: 1, endLine: 5 },
    becomes: "f(() => {\n  a();\n  if (d) {\n    if (b) {\n      return;\n    }\n  }\n  return;\n});\n",
  },
  {
    name: "a method, and then the whole file with it",
    path: "src/cart.ts",
    text: cart,
    code: `\`\`\`ts\n${newTotal}\n\`\`\`\n\nThe whole file:\n\n\`\`\`ts\n${withTotal}\`\`\``,
    becomes: withTotal,
  },
  {
    name: "the last function of a file without a final line end",
    path: "src/cart.ts",
    text: cart.trimEnd(),
    code: "export function emptyCart(): Cart {\n  const cart = new Cart();\n  return cart;\n}",
    becomes: cart.trimEnd().replace("  return new Cart();", "  const cart = new Cart();\n  return cart;"),
  },
  {
    name: "a new method behind a mark, right before the end of its class",
    path: "src/cart.ts",
    text: cart,
    code: "export class Cart {\n  // ... existing methods ...\n\n  clear(): void {\n    this.items.length = 0;\n  }\n}",
    becomes: "refused",
  },
];

describe("an answer as models give it", () => {
  for (const row of rows) {
    it(row.name, async () => assert.equal(await outcomeOf(row), row.becomes));
  }
});

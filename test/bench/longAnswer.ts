/** About 100 KB of Markdown, most of it one code block of 3,000 lines, without its last word. */
export const longAnswer = [
  ...Array.from({ length: 40 }, (_, index) => paragraph(index)),
  "```ts",
  ...Array.from({ length: 3_000 }, (_, index) => `const v${index} = f(${index});`),
  "```",
  ...Array.from({ length: 60 }, (_, index) => paragraph(index)),
  "",
].join("\n");

function paragraph(index: number): string {
  return [
    `## Part ${index}`,
    "",
    `Some **bold** text, some \`code\`, and [a link](https://example.com/${index}) in a paragraph that is long`,
    "enough to be wrapped several times in a narrow panel, as most of the paragraphs of an answer are.",
    "",
    "- a first point with *emphasis*",
    "- a second point",
    "",
  ].join("\n");
}

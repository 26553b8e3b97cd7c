import type { Random } from "../random.ts";

/** What stands around an edit in an answer. */
export type Fencing = {
  readonly mark: string;
  /** The opening fence has at least this many marks. */
  readonly length: number;
  readonly closed: boolean;
  /** Before every line of the fenced block. */
  readonly indent: string;
  readonly before: readonly string[];
  readonly after: readonly string[];
};

export const plainFencing: Fencing = { mark: "`", length: 3, closed: true, indent: "", before: [], after: [] };

/** A fenced block with what stands around it; its fence is longer than any that it holds. */
export function fenced(content: readonly string[], info: string, fencing: Fencing): string {
  const { mark, length, closed, indent, before, after } = fencing;
  const runs = content.join("\n").match(/`{3,}|~{3,}/g) ?? [];
  const fence = mark.repeat(runs.reduce((longest, run) => Math.max(longest, run.length + 1), length));
  const block = [`${fence}${info}`, ...content, ...(closed ? [fence] : [])];
  return [...before, ...block.map((line) => (line === "" ? line : indent + line)), ...after].join("\n");
}

const openings = [
  "Here is the change:",
  "Sure! I've updated the code so that it handles this case.",
  "The problem is that the value is never checked. The following edit fixes it:",
];

const closings = [
  "This keeps the behaviour the same for all other callers.",
  "Let me know if you would like me to add tests as well.",
];

export function fewWords(random: Random): Pick<Fencing, "before" | "after"> {
  return {
    before: random.chance(0.7) ? [random.pick(openings), ""] : [],
    after: random.chance(0.4) ? ["", random.pick(closings)] : [],
  };
}

export function muchProse(random: Random): Pick<Fencing, "before" | "after"> {
  return {
    before: [
      random.pick(openings),
      "",
      "1. `value` is read **before** it is set, so `value?.length` is wrong.",
      "2. The call to `update()` returns early:",
      "   - when the list is empty, i.e. `items.length === 0`",
      "   - when `options` is `undefined`",
      "",
      "> Note: nothing else changes.",
      "",
      "### Change",
      "",
    ],
    after: [
      "",
      "What changed:",
      "",
      "* the check is made first (see `check`)",
      "* `~~~` and ``` `` ``` in comments are left alone",
      "",
      random.pick(closings),
    ],
  };
}

/** A second block that only shows how the code is used. */
export function usageExample(info: string): readonly string[] {
  return [
    "",
    "You can then use it like this:",
    "",
    `\`\`\`${info}`,
    'exampleResult = demonstrateUsage("first example", 42)',
    "printExample(exampleResult)",
    "```",
  ];
}

/** Longer than any run of backticks, because prose may hold them too. */
export function listItem(random: Random): Pick<Fencing, "before" | "after" | "indent"> {
  const [marker, indent] = random.pick([
    ["1. ", "   "],
    ["- ", "  "],
    ["10. ", "    "],
  ] as const);
  return {
    before: [`${marker}Change the code like this:`, ""],
    after: ["", `${marker === "- " ? "- " : "2. "}Run the tests again.`],
    indent,
  };
}

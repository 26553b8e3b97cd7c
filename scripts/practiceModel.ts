const notice = "I am a practice model: I run on this computer, cost nothing and know nothing.";
const hint = "Run **Ask ChatGPT: Set Up Connection** to get real answers.";

/** What the practice model answers to a prompt of this extension: enough to click through everything. */
export function practiceAnswer(prompt: string): string {
  const code = firstCodeBlock(prompt);
  if (prompt.includes("the text to insert at the cursor")) return insertion(code?.language ?? "");
  if (prompt.includes("holds the whole test file")) return testFile(code?.language ?? "");
  if (prompt.includes("the replacement for exactly the code given") && code) return replacement(code);
  return explanation(prompt, code);
}

type Code = { readonly language: string; readonly text: string };

function firstCodeBlock(prompt: string): Code | undefined {
  const match = /^(`{3,})(\S*)\n([\s\S]*?)\n\1$/m.exec(prompt);
  return match ? { language: match[2] ?? "", text: match[3] ?? "" } : undefined;
}

function replacement(code: Code): string {
  return `${notice} My only change is a comment.\n\n${fenced(commented(code), code.language)}\n`;
}

function commented({ language, text }: Code): string {
  const indent = /^\s*/.exec(text)?.[0] ?? "";
  return `${indent}${comment("A real model would rewrite this.", language)}\n${text}`;
}

function insertion(language: string): string {
  return `${notice}\n\n${fenced(comment("A real model would write code here.", language), language)}\n`;
}

function testFile(language: string): string {
  return `${notice}\n\n${fenced(comment("A real model would write tests here.", language), language)}\n`;
}

function explanation(prompt: string, code: Code | undefined): string {
  const question = prompt.split("\n", 1)[0] ?? "";
  const lines = [
    notice,
    "",
    `You asked: *${question}*`,
    "",
    "A real answer has paragraphs, lists and code:",
    "",
    code ? `1. You sent ${code.text.split("\n").length} lines of ${code.language || "text"}.` : "1. You sent no code.",
    "2. Press **Copy code**, **Insert at cursor** or **Apply to file** on the block below.",
    "",
    code
      ? fenced(commented(code), code.language)
      : fenced('console.log("Hello from the practice model");', "javascript"),
    "",
    hint,
  ];
  return `${lines.join("\n")}\n`;
}

function comment(text: string, language: string): string {
  return /^(python|ruby|shellscript|perl|r|yaml|toml|makefile|dockerfile)$/.test(language) ? `# ${text}` : `// ${text}`;
}

function fenced(text: string, language: string): string {
  const longest = Math.max(2, ...Array.from(text.matchAll(/`{3,}/g), ([run]) => run.length));
  const marks = "`".repeat(longest + 1);
  return `${marks}${language}\n${text}\n${marks}`;
}

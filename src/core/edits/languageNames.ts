/** What people and models call a language, by VS Code's id where the two differ. */
const namesById: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    bat: ["batch", "cmd"],
    c: ["h"],
    clojure: ["clj", "cljs"],
    cpp: ["c++", "cc", "cxx", "hpp", "c"],
    csharp: ["c#", "cs"],
    "cuda-cpp": ["cuda", "cu", "c++", "cpp"],
    dockerfile: ["docker", "containerfile"],
    elixir: ["ex", "exs"],
    erlang: ["erl"],
    fsharp: ["f#", "fs"],
    go: ["golang"],
    haskell: ["hs"],
    html: ["htm", "xhtml"],
    javascript: ["js", "mjs", "cjs", "jsx", "javascriptreact", "node"],
    javascriptreact: ["jsx", "js", "javascript"],
    json: ["json5", "jsonc"],
    jsonc: ["json", "json5"],
    julia: ["jl"],
    kotlin: ["kt", "kts"],
    latex: ["tex"],
    makefile: ["make", "mk"],
    markdown: ["md", "mdx", "gfm"],
    mdx: ["markdown", "md"],
    "objective-c": ["objc", "objectivec", "m"],
    "objective-cpp": ["objc++", "objectivec++", "mm", "objc", "objective-c", "objectivec"],
    perl: ["pl"],
    plaintext: ["text", "txt", "plain"],
    powershell: ["ps1", "pwsh", "ps"],
    properties: ["ini", "conf"],
    ini: ["properties", "conf"],
    python: ["py", "python3", "py3"],
    ruby: ["rb"],
    rust: ["rs"],
    shellscript: ["sh", "bash", "shell", "zsh", "console"],
    terraform: ["tf", "hcl"],
    typescript: ["ts", "mts", "cts", "tsx", "typescriptreact"],
    typescriptreact: ["tsx", "ts", "typescript"],
    vb: ["vbnet", "vb.net", "visualbasic"],
    yaml: ["yml"],
  }),
);

/** Whether the language named at a fence, such as `ts`, is the one with VS Code's id `languageId`. */
export function isLanguage(name: string, languageId: string): boolean {
  const lower = name.toLowerCase();
  return lower === languageId || (namesById.get(languageId)?.includes(lower) ?? false);
}

/** Whether two names at fences, such as `ts` and `typescript`, stand for the same language. */
export function isSameLanguage(a: string, b: string): boolean {
  const [one, other] = [a.toLowerCase(), b.toLowerCase()];
  return (
    one === other ||
    Array.from(namesById).some(([id, names]) => [one, other].every((name) => name === id || names.includes(name)))
  );
}

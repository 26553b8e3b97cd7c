/** Without a folder, a name needs one of these endings to be a file's: `user.name` and `console.log` are code. */
const EXTENSIONS = new Set(
  (
    "adoc astro bash bat bazel bib bicep c cc cfg cjs cl clj cljs cmake cmd coffee conf cpp cr cs csh cshtml csproj css " +
    "csv cts cu cuh cxx d dart diff dockerfile dts edn ejs elm erb erl ex exs f f90 fish fs fsproj fsx gd gemspec " +
    "glsl go gql gradle graphql groovy h haml hbs hcl hh hlsl hpp hrl hs htm html hxx idl iml inc ini ipynb j2 java jinja jl " +
    "js json json5 jsonc jsonl jsx kt kts less lhs liquid lisp lock lua m make mak markdown md mdx mjs mk ml mli mm " +
    "mod mts mustache nim nix pas patch php phtml pl plist pm podspec prisma properties proto ps1 psm1 pug pxd py " +
    "pyi pyx r rake rb razor re res rkt rmd rs rst rules s sass sbt scala scm scss sh sln sol sql star styl sv svelte svg " +
    "swift tcl tex tf tfvars thrift toml tpl ts tsv tsx twig txt v vb vbproj vert vhd vhdl vim vue wat wgsl xaml xhtml " +
    "xml xsd xsl xslt yaml yml zig zsh"
  ).split(" "),
);
const WITHOUT_EXTENSION = new Set(
  (
    "BUILD Brewfile CODEOWNERS Caddyfile Containerfile Dockerfile Gemfile Jenkinsfile Justfile LICENSE Makefile Podfile " +
    "Procfile Rakefile Vagrantfile WORKSPACE justfile makefile"
  ).split(" "),
);
/** Written like files, but products and languages. */
const NOT_FILES = new Set(
  ".net asp.net d3.js express.js next.js node.js nuxt.js react.js three.js vb.net vue.js".split(" "),
);

const LABEL =
  /^(?:(?:in|for|updated?|edit|modify|change|create|new)\s+(?=\S))?(?:(?:the\s+)?(?:new\s+)?(?:file|filename|file ?name|filepath|file ?path|path)\s*[:=]?\s+|(?:file|filename|filepath|path)[:=])?/i;
/** `**File:** src/a.ts` */
const BOLD_LABEL = /^(\*\*|__)([^*_]+)\1:?\s+/;
const LEADING_MARKS = /^(?:>\s*|[-*+]\s+|\d{1,3}[.)]\s+|#+\s+|\/\/+\s*|\/\*+\s*|<!--\s*|--+\s+|;+\s+|%+\s+)+/;
const TRAILING_MARKS =
  /\s*(?:-->|\*+\/|[:\uFF1A]|\s\((?:new|updated?|modified|changed|existing|created|deleted)(?: file)?\))\s*$/i;
const WRAPPED = /^(\*{1,3}|_{1,3}|`+|["'])(.+)\1$/;
const LINK = /^\[([^\]]+)\]\([^)]*\)$/;
/** `:12`, `:12-20`, `#L12-L20`, ` (lines 12-20)` after a path. */
const LINES = /(?::\d+(?:[-:]\d+)?|#L\d+(?:-L?\d+)?|\s+\((?:lines?|L)\s*\d+[^)]*\))$/i;

const LONGEST_LINE = 500;

/** The path that is all that a line says, apart from a label such as “File:” and marks of Markdown or a comment. */
export function pathIn(line: string): string | undefined {
  if (line.length > LONGEST_LINE) return undefined;
  let text = line.trim().replace(LEADING_MARKS, "");
  for (let previous = ""; previous !== text;) {
    previous = text;
    text = text.replace(TRAILING_MARKS, "").replace(WRAPPED, "$2").replace(LINK, "$1").trim();
    text = text.replace(LINES, "");
    if (isPath(text)) return text;
    text = text.replace(BOLD_LABEL, "$2 ").replace(LABEL, "");
  }
  return undefined;
}

/** Whether the text is written like a file's path and not like prose, code or an address; never with spaces. */
export function isPath(text: string): boolean {
  if (!/^(?:[A-Za-z]:)?[^\s:<>|*?"`,;=]+$/.test(text) || text.startsWith("!")) return false;
  const folders = text.split(/[\\/]/);
  const name = folders.pop() ?? "";
  if (NOT_FILES.has(text.toLowerCase()) || name === "" || /^\.+$/.test(name) || /[.()]$/.test(name)) return false;
  const extension = /\.([A-Za-z][\w-]*)$/.exec(name)?.[1]?.toLowerCase();
  if (folders.length === 0) {
    if (/[(){}[\]$'&]/.test(name.replace(/\[\w+\]/, ""))) return false;
    return isDotFile(name) || EXTENSIONS.has(extension ?? "") || WITHOUT_EXTENSION.has(name);
  }
  if (extension !== undefined || isDotFile(name) || WITHOUT_EXTENSION.has(name)) return true;
  return /^(?:\.{1,2}|~|[A-Za-z]:|)$/.test(folders[0] ?? "") || folders.length > 1;
}

function isDotFile(name: string): boolean {
  return /^\.[a-z][\w-]*(?:\.[\w-]+)*$/i.test(name);
}

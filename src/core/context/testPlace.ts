/** Where the tests of a source file belong. Paths are relative to the workspace folder, with forward slashes. */
export type TestPlace = {
  readonly path: string;
  /** A test of the project whose framework and style the new one follows; absent when the project has none. */
  readonly example?: string;
};

/** How a test file is named after its source: what stands before and after the source's name. */
type Naming = { readonly before: string; readonly after: string };

const namings: readonly { readonly pattern: RegExp; readonly naming: (match: RegExpExecArray) => Naming }[] = [
  {
    pattern: /^.+([._-](?:test|spec|tests|specs))(\.[^.]+)$/i,
    naming: (match) => ({ before: "", after: match[1] ?? "" }),
  },
  { pattern: /^(test_).+(\.[^.]+)$/i, naming: (match) => ({ before: match[1] ?? "", after: "" }) },
  { pattern: /^.*[a-z0-9](Tests?|Spec)(\.[^.]+)$/, naming: (match) => ({ before: "", after: match[1] ?? "" }) },
];

/** Patterns by which VS Code finds the tests of a project. */
export const testFilePatterns =
  "**/{*.test.*,*.spec.*,*_test.*,*_spec.*,*-test.*,*-spec.*,test_*.*,*Test.*,*Tests.*,*Spec.*}";

/**
 * Decides the test file of `source` after the project's own tests: the one that already has its name, else named and
 * placed like the nearest test of the same kind, else by the custom of the language.
 */
export function placeOfTests(source: string, tests: readonly string[]): TestPlace {
  const own = tests.find((test) => sourceName(test) === stem(source) && extension(test) === extension(source));
  if (own !== undefined) return { path: own, example: own };
  const example = nearest(
    source,
    tests.filter((test) => sameKind(test, source) && namingOf(test) !== undefined),
  );
  const naming = example === undefined ? undefined : namingOf(example);
  if (example === undefined || naming === undefined) return { path: customaryPlace(source) };
  const name = `${naming.before}${stem(source)}${naming.after}${extension(source)}`;
  return { path: join(folderLike(source, example), name), example };
}

function namingOf(path: string): Naming | undefined {
  const name = base(path);
  for (const { pattern, naming } of namings) {
    const match = pattern.exec(name);
    if (match) return naming(match);
  }
  return undefined;
}

/** The name of the source that a test is about, as far as its own name tells. */
function sourceName(test: string): string | undefined {
  const naming = namingOf(test);
  return naming && stem(test).slice(naming.before.length, stem(test).length - naming.after.length);
}

const families = [/\.[cm]?[jt]sx?$/, /\.py$/, /\.go$/, /\.(java|kt)$/, /\.rb$/, /\.rs$/, /\.(c|cc|cpp|h|hpp)$/];

function sameKind(one: string, other: string): boolean {
  return extension(one) === extension(other) || families.some((family) => family.test(one) && family.test(other));
}

function nearest(source: string, tests: readonly string[]): string | undefined {
  const inCommon = (test: string): number => {
    const [a, b] = [source.split("/"), test.split("/")];
    const different = a.findIndex((part, index) => part !== b[index]);
    return different < 0 ? a.length : different;
  };
  return tests.toSorted((a, b) => inCommon(b) - inCommon(a) || a.length - b.length || a.localeCompare(b))[0];
}

/** Beside the source, in a folder of tests beside it, or mirrored below the project's folder of tests. */
function folderLike(source: string, example: string): string {
  const sourceFolder = folder(source);
  const parts = folder(example).split("/");
  const last = parts.at(-1) ?? "";
  if (last === "__tests__") return join(sourceFolder, last);
  const root = parts.findIndex((part) => /^(tests?|specs?)$/i.test(part));
  if (root < 0) return sourceFolder;
  const [top, below] = [parts.slice(0, root + 1), parts.slice(root + 1)];
  if (below.length === 0) return join(...top);
  const inner = sourceFolder
    .split("/")
    .filter((part, index) => part !== parts[index] && !/^(src|lib|main|app)$/.test(part));
  const mirrored = below.findIndex((part) => part === inner[0]);
  return join(...top, ...below.slice(0, Math.max(0, mirrored)), ...inner);
}

function customaryPlace(source: string): string {
  const [inFolder, name, ext] = [folder(source), stem(source), extension(source)];
  switch (ext) {
    case ".py":
      return join("tests", `test_${name}.py`);
    case ".go":
      return join(inFolder, `${name}_test.go`);
    case ".rb":
      return join("spec", `${name}_spec.rb`);
    case ".rs":
      return join("tests", `${name}.rs`);
    case ".java":
    case ".kt":
      return join(inFolder.replace("src/main/", "src/test/"), `${name}Test${ext}`);
    default:
      return join(inFolder, `${name}.test${ext}`);
  }
}

function folder(path: string): string {
  return path.includes("/") ? path.slice(0, path.lastIndexOf("/")) : "";
}

function base(path: string): string {
  return path.slice(path.lastIndexOf("/") + 1);
}

function extension(path: string): string {
  const dot = base(path).lastIndexOf(".");
  return dot > 0 ? base(path).slice(dot) : "";
}

function stem(path: string): string {
  return base(path).slice(0, base(path).length - extension(path).length);
}

function join(...parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join("/");
}

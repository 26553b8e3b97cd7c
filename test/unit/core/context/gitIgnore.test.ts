import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, it } from "mocha";
import { GitIgnore } from "../../../../src/core/context/gitIgnore.ts";

const rules: Readonly<Record<string, string>> = {
  "": [
    "# a comment",
    "",
    "*.log",
    "!keep.log",
    "/built",
    "out/",
    "docs/*.txt",
    "a/**/z",
    "**/deep/file",
    "tmp/**",
    "q?x",
    "[ab].c",
    "[!a]d.c",
    "\\#hash",
    "trailing   ",
    "back\\*slash",
    "[",
    "*/one.ts",
    "vendor",
    "!vendor/mine.ts",
  ].join("\n"),
  inner: "*.ts\n!special.ts\n/only\nout2/\n",
};

const paths = [
  "a.log",
  "x/a.log",
  "keep.log",
  "x/keep.log",
  "built/a",
  "x/built",
  "out/a",
  "x/out/a",
  "docs/a.txt",
  "docs/x/a.txt",
  "x/docs/a.txt",
  "a/z",
  "a/b/z",
  "a/b/c/z",
  "b/z",
  "deep/file",
  "x/deep/file",
  "tmp/a",
  "tmp/x/a",
  "x/tmp/a",
  "qax",
  "q/x",
  "a.c",
  "c.c",
  "bd.c",
  "ad.c",
  "#hash",
  "trailing",
  "back*slash",
  "backslash",
  "x/one.ts",
  "x/y/one.ts",
  "one.ts",
  "vendor/mine.ts",
  "inner/a.ts",
  "inner/special.ts",
  "inner/x/b.ts",
  "inner/only",
  "inner/x/only",
  "inner/out2/a",
  "b.ts",
];

describe("what Git ignores", () => {
  it("is what Git itself says", () => {
    const top = mkdtempSync(join(tmpdir(), "ignore-"));
    try {
      execFileSync("git", ["init", "-q"], { cwd: top });
      for (const [folder, text] of Object.entries(rules)) {
        mkdirSync(join(top, folder), { recursive: true });
        writeFileSync(join(top, folder, ".gitignore"), text);
      }
      const ignore = new GitIgnore(Object.entries(rules).map(([folder, text]) => ({ folder, text })));
      for (const path of paths) {
        // What is a folder decides the rules that end in a slash.
        mkdirSync(dirname(join(top, path)), { recursive: true });
        assert.equal(ignore.ignores(path), isIgnored(top, path), path);
      }
    } finally {
      rmSync(top, { recursive: true });
    }
  });

  it("is nothing without a file that says so", () => {
    assert.equal(new GitIgnore([]).ignores("a/b"), false);
  });
});

function isIgnored(top: string, path: string): boolean {
  try {
    execFileSync("git", ["check-ignore", "-q", "--no-index", path], { cwd: top });
    return true;
  } catch {
    return false;
  }
}

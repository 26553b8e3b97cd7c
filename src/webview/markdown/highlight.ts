import hljs from "highlight.js/lib/core";
import bash from "highlight.js/lib/languages/bash";
import c from "highlight.js/lib/languages/c";
import cpp from "highlight.js/lib/languages/cpp";
import csharp from "highlight.js/lib/languages/csharp";
import css from "highlight.js/lib/languages/css";
import diff from "highlight.js/lib/languages/diff";
import dockerfile from "highlight.js/lib/languages/dockerfile";
import go from "highlight.js/lib/languages/go";
import ini from "highlight.js/lib/languages/ini";
import java from "highlight.js/lib/languages/java";
import javascript from "highlight.js/lib/languages/javascript";
import json from "highlight.js/lib/languages/json";
import kotlin from "highlight.js/lib/languages/kotlin";
import markdown from "highlight.js/lib/languages/markdown";
import php from "highlight.js/lib/languages/php";
import powershell from "highlight.js/lib/languages/powershell";
import python from "highlight.js/lib/languages/python";
import ruby from "highlight.js/lib/languages/ruby";
import rust from "highlight.js/lib/languages/rust";
import sql from "highlight.js/lib/languages/sql";
import swift from "highlight.js/lib/languages/swift";
import typescript from "highlight.js/lib/languages/typescript";
import xml from "highlight.js/lib/languages/xml";
import yaml from "highlight.js/lib/languages/yaml";

/** Code cut into nested scopes, named as highlight.js names them. */
export type Scoped = { readonly scope?: string; readonly children: readonly (Scoped | string)[] };

/** `complete` is false when something that began in the code, such as a comment, has not ended in it. */
export type Highlighted = { readonly root: Scoped; readonly complete: boolean };

/** Highlights a piece of code; `undefined` when the language is unknown. */
export type Highlight = (code: string, language: string) => Highlighted | undefined;

/** This module is a chunk of its own, loaded when the first code block is finished. */
export function createHighlighter(): Highlight {
  const highlighter = hljs.newInstance();
  const languages = {
    bash,
    c,
    cpp,
    csharp,
    css,
    diff,
    dockerfile,
    go,
    ini,
    java,
    javascript,
    json,
    kotlin,
    markdown,
    php,
    powershell,
    python,
    ruby,
    rust,
    sql,
    swift,
    typescript,
    xml,
    yaml,
  };
  for (const [name, define] of Object.entries(languages)) highlighter.registerLanguage(name, define);
  return (code, language) => {
    if (!highlighter.getLanguage(language)) return undefined;
    const { _emitter, _top } = highlighter.highlight(code, { language, ignoreIllegals: true });
    // The tree behind the HTML, and the mode at the end. A test holds both to the shape read here.
    const { rootNode } = _emitter as unknown as { readonly rootNode: Scoped };
    return { root: rootNode, complete: (_top as { readonly parent?: unknown } | undefined)?.parent === undefined };
  };
}

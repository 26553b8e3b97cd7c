import type { Scoped } from "./highlight.ts";
import { DECEIVING, toVisibleRuns } from "./invisible.ts";

/** Code as nodes: highlighted where it has scopes, with its invisible characters named. */
export function toCodeNodes(code: string | Scoped): readonly Node[] {
  if (typeof code === "string") return toVisibleRuns(code).map(({ text, name }) => toRunNode(text, name));
  const children = code.children.flatMap(toCodeNodes);
  if (code.scope === undefined || code.scope.startsWith("language:")) return children;
  const span = document.createElement("span");
  span.className = toClassName(code.scope);
  span.append(...children);
  return [span];
}

/** A name or a link's text as nodes, with what could deceive in it named. */
export function toTextNodes(text: string): readonly Node[] {
  return toVisibleRuns(text, DECEIVING).map((run) => toRunNode(run.text, run.name));
}

function toRunNode(text: string, name: string | undefined): Node {
  if (name === undefined) return document.createTextNode(text);
  const span = document.createElement("span");
  // The name is drawn by the style sheet, so that selecting and copying yields the character itself.
  span.className = "invisible";
  span.dataset["name"] = name;
  span.title = name;
  span.textContent = text;
  return span;
}

/** highlight.js names: `title.function` is `hljs-title function_`. */
function toClassName(scope: string): string {
  const [first, ...rest] = scope.split(".");
  return [`hljs-${first}`, ...rest.map((part, depth) => part + "_".repeat(depth + 1))].join(" ");
}

import * as vscode from "vscode";
import type { Attachment } from "../../shared/chat/state.ts";
import { pathOf } from "./capture.ts";
import { textAttachment } from "./textAttachment.ts";

const MOST_PROBLEMS = 200;

const SEVERITIES = ["error", "warning", "information", "hint"] as const;

type Problem = { readonly uri: vscode.Uri; readonly diagnostic: vscode.Diagnostic };

/** What the editor reports about one file, or about the whole workspace; the gravest first. */
export function problemsOf(uri: vscode.Uri | undefined): readonly Problem[] {
  const all: readonly (readonly [vscode.Uri, readonly vscode.Diagnostic[]])[] = uri
    ? [[uri, vscode.languages.getDiagnostics(uri)]]
    : vscode.languages.getDiagnostics();
  return all
    .flatMap(([of, diagnostics]) => diagnostics.map((diagnostic) => ({ uri: of, diagnostic })))
    .filter(({ diagnostic }) => diagnostic.severity !== vscode.DiagnosticSeverity.Hint)
    .toSorted((a, b) => a.diagnostic.severity - b.diagnostic.severity);
}

export function problemsAttachment(label: string, uri: vscode.Uri | undefined): Attachment {
  const problems = problemsOf(uri);
  const kept = problems.slice(0, MOST_PROBLEMS);
  const leftOut =
    kept.length === problems.length
      ? {}
      : { leftOut: vscode.l10n.t("{0}: only {1} of {2} were added.", label, kept.length, problems.length) };
  return textAttachment("problems", label, kept.map(describe).join("\n"), leftOut);
}

/** For the model, as compilers write it; lines are counted from 1. */
function describe({ uri, diagnostic }: Problem): string {
  const { range, severity, message, source, code } = diagnostic;
  const number = typeof code === "object" ? code.value : code;
  const from = [source, number].filter((part) => part !== undefined && part !== "").join(" ");
  const place = `${pathOf(uri)}:${range.start.line + 1}:${range.start.character + 1}`;
  return `${place} ${SEVERITIES[severity]}${from === "" ? "" : ` [${from}]`}: ${message.replaceAll(/\s*\n\s*/g, " ")}`;
}

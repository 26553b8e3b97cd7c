import type { Syntax } from "../../../src/core/ports/syntax.ts";

/** Covers no language. */
export const noSyntax: Syntax = { parserFor: () => Promise.resolve(undefined) };

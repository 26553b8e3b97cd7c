import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { join } from "node:path";
import * as vscode from "vscode";
import { LazySyntax } from "../../src/vscode/edits/lazySyntax.ts";

/** The parsers as the built extension has them. */
export function builtSyntax(onLoad: () => void = () => undefined): LazySyntax {
  const extension = vscode.extensions.getExtension("askchatgpt.ask-chatgpt");
  assert.ok(extension);
  return new LazySyntax({
    load: async () => {
      onLoad();
      return createRequire(join(extension.extensionPath, "package.json"))("./dist/syntax.cjs");
    },
    folder: vscode.Uri.joinPath(extension.extensionUri, "dist/grammars"),
    log: { info: assert.fail, warn: assert.fail, error: assert.fail },
  });
}

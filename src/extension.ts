import type * as vscode from "vscode";
import { describeComputer } from "./node/computer.ts";
import { DiskFolder } from "./node/diskFolder.ts";
import { peerCertificate } from "./node/peerCertificate.ts";
import { processes } from "./node/processes.ts";
import { realPath } from "./node/realPath.ts";
import { replaceFile } from "./node/replaceFile.ts";
import { activate as start } from "./vscode/activate.ts";

/** The extension's entry in the Node extension host. Loads only what every window needs. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  await start(context, {
    loadAssistant: () => import("./vscode/assistant.ts"),
    loadOpenAi: () => import("./providers/openai/main.ts"),
    loadSyntax: () => import("./providers/treeSitter/treeSitterSyntax.ts"),
    replaceFile,
    openFolder: (path) => new DiskFolder(path),
    windows: processes,
    describeComputer,
    peerCertificate,
    realPath,
  });
}

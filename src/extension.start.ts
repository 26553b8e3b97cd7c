import type * as vscode from "vscode";
import { parseEndpoint } from "./core/settings/endpoint.ts";
import { AskError } from "./shared/failures.ts";
import { describeComputer } from "./node/computer.ts";
import { DiskFolder } from "./node/diskFolder.ts";
import { peerCertificate } from "./node/peerCertificate.ts";
import { processes } from "./node/processes.ts";
import { realPath } from "./node/realPath.ts";
import { replaceFile } from "./node/replaceFile.ts";
import { activate as start } from "./vscode/activate.ts";
import { SecretKeyStore } from "./vscode/keys/secretKeyStore.ts";

/**
 * The entry that `npm start` builds, and no package holds: fetches the developer's key once from the starting script
 * on this computer and puts it into the secret storage, so that it is never on disk in plain text.
 */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const handOver = process.env["ASK_CHATGPT_KEY_FROM"];
  if (handOver !== undefined) {
    const key = await (await fetch(handOver)).text();
    await keepKey(new SecretKeyStore(context.secrets), key);
  }
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

async function keepKey(keys: SecretKeyStore, key: string): Promise<void> {
  try {
    await keys.set(parseEndpoint("https://api.openai.com").origin, key);
  } catch (error) {
    // Without a keyring the key lives until the window closes, which is as long as this needs.
    if (!(error instanceof AskError)) throw error;
  }
}

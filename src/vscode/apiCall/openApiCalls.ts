import * as vscode from "vscode";
import { ApiCalls } from "../../core/apiCall/apiCalls.ts";
import type { Log } from "../../core/ports/log.ts";
import type { ReplaceFile } from "../replaceFile.ts";
import { systemClock } from "../systemClock.ts";
import { FileApiCallStore } from "./fileApiCallStore.ts";

/** The requests of turns, in a folder of the extension's storage. */
export function openApiCalls(
  storage: vscode.Uri,
  parts: {
    readonly replaceFile: ReplaceFile;
    readonly hasConversation: (id: string) => Promise<boolean>;
    readonly log: Log;
  },
): ApiCalls {
  const folder = vscode.Uri.joinPath(storage, "calls");
  const store = new FileApiCallStore(folder, parts.replaceFile, parts.hasConversation);
  return new ApiCalls({ store, clock: systemClock, log: parts.log });
}

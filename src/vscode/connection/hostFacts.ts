import * as vscode from "vscode";
import type { HostFacts } from "../../core/connection/connectionFacts.ts";
import { maskProxy } from "../../core/connection/maskProxy.ts";
import type { Platform } from "../platform.ts";

/** What VS Code and the computer say about the way to the endpoint, and their versions, for a report. */
export function readHostFacts(
  extension: vscode.Extension<unknown>,
  address: string,
  describeComputer: Platform["describeComputer"],
): HostFacts {
  const computer = describeComputer?.();
  const { remoteName, appName } = vscode.env;
  return {
    address,
    extension: `Ask ChatGPT ${(extension.packageJSON as { readonly version: string }).version}`,
    editor: `${appName} ${vscode.version}`,
    ...(computer && { system: computer.system }),
    ...(remoteName !== undefined && { remote: remoteName }),
    proxy: readProxy(computer?.networkVariables ?? []),
  };
}

function readProxy(variables: readonly string[]): HostFacts["proxy"] {
  const http = vscode.workspace.getConfiguration("http");
  const address = maskProxy(http.get("proxy", ""));
  return {
    ...(address !== undefined && { address }),
    support: http.get("proxySupport", ""),
    exceptions: http.get<readonly string[]>("noProxy", []).length,
    variables,
  };
}

import assert from "node:assert/strict";
import { describe, it } from "mocha";
import * as vscode from "vscode";
import { commandIds } from "../../src/shared/ids.ts";

describe("the extension", () => {
  it("registers every command that it declares", async () => {
    await vscode.extensions.getExtension("askchatgpt.ask-chatgpt")?.activate();
    const registered = new Set(await vscode.commands.getCommands(true));
    assert.deepEqual(
      Object.values(commandIds).filter((id) => !registered.has(id)),
      [],
    );
  });
});

import assert from "node:assert/strict";
import { after, afterEach, before, describe, it } from "mocha";
import * as vscode from "vscode";
import { commandIds } from "../../src/shared/ids.ts";
import { waitUntil } from "../host/wait.ts";
import { ScriptedOpenAi } from "../support/scriptedOpenAi.ts";
import { edit, endEdits, run, selectLines, useEndpoint } from "./world.ts";

const text = "export function one(): number {\n  return 1;\n}\n\nexport function two(): number {\n  return 2;\n}\n";
const broken = "export function one(): number {\n  return (11;\n}";
const mended = "export function one(): number {\n  return 11;\n}";

describe("Repair", () => {
  let server: ScriptedOpenAi;
  let asked = "";

  before(async () => {
    server = await ScriptedOpenAi.start({
      scripts: [
        { when: /No such thing/, answer: (prompt) => ((asked = prompt), "```\n  return 11;\n```") },
        { when: /^Mend these problems/, answer: (prompt) => ((asked = prompt), `\`\`\`\n${mended}\n\`\`\``) },
        { when: /./, answer: `\`\`\`\n${broken}\n\`\`\`` },
      ],
    });
    await useEndpoint(server.baseUrl);
  });
  after(() => server.stop());
  afterEach(() => endEdits(server));

  it("replaces a proposal that does not parse by one that does", async () => {
    const editor = await open("repair.ts");
    selectLines(editor, 1, 3);
    const proposed = await edit("more");
    assert.equal(proposed.outcome, "proposed");
    const lens = await lensOf(editor.document);
    const repaired = await run(lens.command, ...(lens.arguments ?? []));
    assert.equal(repaired.outcome, "proposed");
    assert.ok(asked.includes("- Line 2: the proposed code does not parse, “)” is missing"), asked);
    assert.ok(asked.includes(broken), asked);
    await vscode.commands.executeCommand(commandIds.reviewAcceptAll);
    assert.equal(editor.document.getText(), text.replace("return 1;", "return 11;"));
  });

  it("mends what a server reports since a change was accepted", async () => {
    // A language that has no server of its own here.
    const editor = await open("repair.txt");
    const errors = vscode.languages.createDiagnosticCollection("test");
    selectLines(editor, 1, 3);
    await edit("more");
    await vscode.commands.executeCommand(commandIds.reviewAcceptAll);
    errors.set(editor.document.uri, [new vscode.Diagnostic(new vscode.Range(1, 2, 1, 8), "No such thing.")]);
    const lens = await lensOf(editor.document);
    await run(lens.command, ...(lens.arguments ?? []));
    errors.dispose();
    assert.ok(asked.includes("- Line 2: No such thing."), asked);
    await vscode.commands.executeCommand(commandIds.reviewAcceptAll);
    assert.equal(editor.document.getText(), text.replace("return 1;", "return 11;"));
  });

  it("says so when there is nothing to repair", async () => {
    assert.equal((await run(commandIds.reviewRepair)).outcome, "cancelled");
  });

  async function open(name: string): Promise<vscode.TextEditor> {
    const [folder] = vscode.workspace.workspaceFolders ?? [];
    assert.ok(folder);
    const uri = vscode.Uri.joinPath(folder.uri, name);
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
    return vscode.window.showTextDocument(uri);
  }

  async function lensOf({ uri }: vscode.TextDocument): Promise<vscode.Command> {
    let found: vscode.Command | undefined;
    await waitUntil(
      async () => {
        const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>("vscode.executeCodeLensProvider", uri);
        found = lenses.find(({ command }) => command?.title === "Repair")?.command;
        return found !== undefined;
      },
      { what: "Repair", timeout: 10_000 },
    );
    assert.ok(found);
    return found;
  }
});

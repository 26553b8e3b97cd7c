import { cp, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { launchBrowser } from "../test/host/browser.ts";
import { installVsix } from "../test/host/extensions.ts";
import { startVsCodeServer } from "../test/host/vscodeServer.ts";
import { openWorkbench, type Workbench } from "../test/host/workbench.ts";
import { ScriptedOpenAi, type Script } from "../test/support/scriptedOpenAi.ts";
import { packageExtension } from "./package.ts";

const root = join(import.meta.dirname, "..");
/** Another theme and folder than the README's, to look at the same pictures in. */
const { values: options } = parseArgs({
  options: {
    theme: { type: "string", default: "Dark Modern" },
    out: { type: "string", default: join(root, "docs/pictures") },
  },
});

const explanation = `\`total\` adds up what every item costs and takes the discount off at the end.

- **Prices are in cents**, so the sum stays exact until the discount.
- The guard \`item !== undefined\` is only there for the compiler: the index is always in range.
- **Surprising:** the discount can leave *fractions of a cent*. Round where the sum leaves the function:

\`\`\`ts
return Math.round(sum);
\`\`\`

A discount above 100 gives a negative total; nothing checks it.
`;

const refactored = `\`\`\`typescript
export function total(items: Item[], discount: number): number {
  const sum = items.reduce((subtotal, item) => subtotal + item.price * item.count, 0);
  return discount > 0 ? sum - (sum * discount) / 100 : sum;
}
\`\`\``;

const scripts: readonly Script[] = [
  { when: /^Explain/, answer: explanation },
  { when: /^Improve/, answer: refactored },
];

/** Takes the README's pictures from the packed extension in a real VS Code; only the model's answers are scripted. */
const folder = await mkdtemp(join(tmpdir(), "screenshots-"));
await mkdir(options.out, { recursive: true });
const vsix = await packageExtension();
const extensionsDir = join(folder, "extensions");
await installVsix(vsix, extensionsDir);
await using openAi = await ScriptedOpenAi.start({ scripts });
await using server = await startVsCodeServer({
  extensionsDir,
  userSettings: {
    "askChatGPT.baseUrl": openAi.baseUrl,
    "askChatGPT.model": "test-model",
    "editor.minimap.enabled": false,
    "files.autoSave": "off",
  },
});
const project = join(folder, "sample-shop");
await cp(join(root, "test/fixtures/sample"), project, { recursive: true });
const browser = await launchBrowser();
try {
  const workbench = await openWorkbench(browser, server, {
    folder: project,
    theme: options.theme,
    viewport: { width: 1280, height: 800 },
  });
  await takeAll(workbench);
} finally {
  await browser.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}

async function takeAll(workbench: Workbench): Promise<void> {
  const picture = async (name: string): Promise<void> => workbench.screenshot(join(options.out, `${name}.png`));
  const { page } = workbench;

  await workbench.showView("Ask ChatGPT");
  await workbench.panel().getByRole("textbox", { name: "Message" }).waitFor();
  await picture("welcome");

  await workbench.openFile("src/cart.ts");
  await workbench.selectLines(9, 21);
  await workbench.runCommand("Ask ChatGPT: Explain");
  await workbench.panel().locator('article[aria-busy="false"]').getByText("nothing checks it").waitFor();
  await workbench.panel().locator("code .hljs-keyword").first().waitFor();
  await picture("explain");

  await workbench.openFile("src/cart.ts");
  await workbench.selectLines(9, 21);
  await workbench.runCommand("Ask ChatGPT: Refactor");
  await page.locator(".codelens-decoration").getByText("Accept All").waitFor();
  await page.locator(".review-widget").filter({ hasText: "reduce" }).first().waitFor();
  await workbench.panel().getByRole("group", { name: "Changed files" }).waitFor();
  await page.keyboard.press("ArrowLeft");
  await picture("review");

  const proposed = page.locator(".monaco-diff-editor .editor.modified .view-line");
  await workbench.codeLens("Compare", proposed.filter({ hasText: "reduce" }));
  await picture("compare");
}

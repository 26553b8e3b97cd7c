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
/** A theme to look at all pictures in, and a folder for them; without them the README's pictures are taken. */
const { values: options } = parseArgs({
  options: { theme: { type: "string" }, out: { type: "string", default: join(root, "docs/pictures") } },
});

/** The themes that the README shows the panel in; the other pictures are in the first. */
const panelThemes =
  options.theme === undefined
    ? ([
        ["panel-dark", "Dark Modern"],
        ["panel-light", "Light Modern"],
        ["panel-high-contrast", "Default High Contrast"],
      ] as const)
    : ([["panel", options.theme]] as const);

const question = "Why can the total be a fraction of a cent?";

const answer = `The discount is a percentage, and \`(sum * discount) / 100\` is a whole number only when it happens to be one:

| sum | discount | total |
| --- | --- | --- |
| 1,000 | 10 % | 900 |
| 999 | 15 % | 849.15 |

Round where the sum leaves the function:

\`\`\`ts
if (discount > 0) {
  sum = sum - (sum * discount) / 100;
}
return Math.round(sum);
\`\`\`

Nothing in \`cart.ts:33\` rounds either: \`format\` would show the fraction.
`;

const refactored = `\`\`\`typescript
export function total(items: Item[], discount: number): number {
  const sum = items.reduce((subtotal, item) => subtotal + item.price * item.count, 0);
  return discount > 0 ? sum - (sum * discount) / 100 : sum;
}
\`\`\``;

const model = "gpt-5.1";
const scripts: readonly Script[] = [
  { when: /^Why can/, model, answer },
  { when: /^Improve/, model, answer: refactored },
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
    "askChatGPT.model": model,
    "editor.minimap.enabled": false,
    "files.autoSave": "off",
  },
});
const project = join(folder, "sample-shop");
await cp(join(root, "test/fixtures/sample"), project, { recursive: true });
const browser = await launchBrowser();
try {
  for (const [name, theme] of panelThemes) {
    await using workbench = await open(theme);
    if (name === panelThemes[0][0]) await takeWelcome(workbench);
    await takePanel(workbench, name);
    if (name === panelThemes[0][0]) await takeReview(workbench);
  }
} finally {
  await browser.close();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}

function open(theme: string): Promise<Workbench> {
  return openWorkbench(browser, server, { folder: project, theme, viewport: { width: 1280, height: 800 } });
}

function pathOf(name: string): string {
  return join(options.out, `${name}.png`);
}

/** A picture of the sidebar alone. */
async function takeSidebar({ page }: Workbench, name: string): Promise<void> {
  // What the pointer is over would look different.
  await page.mouse.move(900, 400);
  await page.locator(".part.sidebar").screenshot({ path: pathOf(name) });
}

/** What an empty chat offers for the code that is selected. */
async function takeWelcome(workbench: Workbench): Promise<void> {
  await select(workbench);
  await workbench.showView("Ask ChatGPT");
  await workbench.panel().getByRole("textbox", { name: "Message" }).waitFor();
  await workbench.panel().getByText("cart.ts:9-21").waitFor();
  await takeSidebar(workbench, "welcome");
}

/** A question about selected code, and its answer. */
async function takePanel(workbench: Workbench, name: string): Promise<void> {
  await select(workbench);
  await workbench.showView("Ask ChatGPT");
  await sizeSidebar(workbench, 420);
  const panel = workbench.panel();
  // The window before left its chat to this one.
  await workbench.page.locator(".part.sidebar").getByRole("button", { name: "New Chat" }).click();
  await panel.getByRole("article").first().waitFor({ state: "detached" });
  await panel.getByRole("button", { name: /^Add selection/ }).click();
  await panel.getByRole("list", { name: "Context" }).getByText("cart.ts:9-21").waitFor();
  await panel.getByRole("textbox", { name: "Message" }).fill(question);
  await panel.getByRole("textbox", { name: "Message" }).press("Enter");
  await panel.locator('article[aria-busy="false"]').getByText("would show the fraction").waitFor();
  await panel.locator("code .hljs-keyword").first().waitFor();
  await takeSidebar(workbench, name);
}

/** A proposal in the editor and in the panel, and the same in VS Code's own diff. */
async function takeReview(workbench: Workbench): Promise<void> {
  const { page } = workbench;
  // Wide enough beside it for both sides of the diff.
  await sizeSidebar(workbench, 300);
  await select(workbench);
  await workbench.runCommand("Ask ChatGPT: Refactor");
  await page.locator(".codelens-decoration").getByText("Accept All").waitFor();
  await page.locator(".review-widget").filter({ hasText: "reduce" }).first().waitFor();
  await workbench.panel().getByRole("group", { name: "Changed files" }).waitFor();
  await page.keyboard.press("ArrowLeft");
  await workbench.screenshot(pathOf("review"));

  const proposed = page.locator(".monaco-diff-editor .editor.modified .view-line");
  await workbench.codeLens("Compare", proposed.filter({ hasText: "reduce" }));
  await workbench.screenshot(pathOf("compare"));
}

async function select(workbench: Workbench): Promise<void> {
  await workbench.openFile("src/cart.ts");
  await workbench.selectLines(9, 21);
}

/** @param width in CSS pixels */
async function sizeSidebar({ page }: Workbench, width: number): Promise<void> {
  const sidebar = await page.locator(".part.sidebar").boundingBox();
  if (!sidebar) throw new Error("The sidebar is not open.");
  const edge = { x: sidebar.x + sidebar.width, y: sidebar.y + sidebar.height / 2 };
  await page.mouse.move(edge.x, edge.y);
  await page.mouse.down();
  await page.mouse.move(sidebar.x + width, edge.y, { steps: 5 });
  await page.mouse.up();
}

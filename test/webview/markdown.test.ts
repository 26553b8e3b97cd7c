import assert from "node:assert/strict";
import { usePanels, type PanelPage } from "../support/panelPage.ts";
import { conversation, richAnswer, turn } from "../support/panelTurns.ts";

describe("the text of an answer", () => {
  const open = usePanels();
  const openAnswer = (text: string): Promise<PanelPage> =>
    open({ state: { conversation: conversation(turn("1", "Why?", { text })) } });

  it("is drawn as headings, lists, tables, quotes and tasks", async () => {
    const { answers } = await openAnswer(richAnswer);
    const tree = await answers.ariaSnapshot();
    for (const expected of [
      'heading "Why it fails"',
      'link "the docs"',
      "strong: after",
      'columnheader "Memory"',
      'cell "O(n²)"',
      "blockquote",
      'checkbox "Done" [checked] [disabled]',
      'checkbox "Not done" [disabled]',
      'group "Code block bash"',
    ]) {
      assert.ok(tree.includes(expected), `${expected} in\n${tree}`);
    }
  });

  it("is never more than text, whatever it contains", async () => {
    const hostile = [
      "<script>window.hit = 1</script>",
      '<img src="http://127.0.0.1:9/html.png" onerror="window.hit = 1">',
      "![beacon](http://127.0.0.1:9/markdown.png)",
      "![data](data:image/svg+xml;base64,PHN2Zy8+)",
      "[a](javascript:window.hit=1) [b](command:workbench.action.quit) [c](data:text/html,x)",
      "<javascript:window.hit=1>",
      '[ref]\n\n[ref]: javascript:window.hit=1 "t"',
      "<style>body { display: none }</style>",
      '<a href="javascript:window.hit=1" onclick="window.hit=1">x</a>',
      "`<b>`\n\n```html\n<script>window.hit = 1</script>\n```",
      "| <img src=x onerror=window.hit=1> |\n|---|\n| ![i](http://127.0.0.1:9/table.png) |",
      "# <svg onload=window.hit=1>",
      '[title](https://a.example "\\" onmouseover=\\"window.hit=1")',
      '```" onload="window.hit=1\ncode\n```',
    ].join("\n\n");
    const requests: string[] = [];
    const panel = await openAnswer("Nothing yet");
    panel.page.on("request", (request) => requests.push(request.url()));
    const state = { ...panel.host.state, conversation: conversation(turn("2", "Why?", { text: hostile })) };
    await panel.host.show(state);
    await panel.answers.getByText("beacon").waitFor();
    for (const link of await panel.answers.getByRole("link").all()) await link.click();
    await panel.page.reload();
    await panel.answers.getByText("beacon").waitFor();

    assert.deepEqual(
      requests.filter((url) => url.includes(":9/")),
      [],
    );
    assert.equal(await panel.page.evaluate(() => "hit" in window), false);
    assert.equal(await panel.answers.locator("img, script, style, svg, [href], [src], [onclick], [style]").count(), 0);
    const opened = panel.host.paramsOf("openLink").map((params) => (params as { href: string }).href);
    assert.deepEqual(opened, [
      "http://127.0.0.1:9/html.png",
      "http://127.0.0.1:9/markdown.png",
      "http://127.0.0.1:9/table.png",
      "https://a.example",
    ]);
  });

  it("opens links through the host, with mouse and keyboard, and shows where they lead", async () => {
    const { page, host, answers } = await openAnswer("[OpenAI](https://evil.example/x) and [file](src/a.ts#L3)");
    const url = page.url();
    const link = answers.getByRole("link", { name: "OpenAI" });
    assert.equal(await link.getAttribute("title"), "https://evil.example/x");
    await link.click();
    await link.click({ button: "middle" });
    await link.click({ modifiers: ["ControlOrMeta"] });
    await answers.getByRole("link", { name: "file" }).press("Enter");
    assert.deepEqual(host.paramsOf("openLink"), [
      { href: "https://evil.example/x", label: "OpenAI" },
      { href: "https://evil.example/x", label: "OpenAI" },
      { href: "src/a.ts#L3", label: "file" },
    ]);
    assert.equal(page.url(), url);
    assert.equal(page.context().pages().length, 1);
  });

  it("shows where a link really leads, and hides nothing in its text", async () => {
    const { answers } = await openAnswer(
      "[a](https://openai.com@evil.example/) [b](https://оpenai.com/) [c\u202Efdp.exe](https://a.example) [d](src/\u202Ea.ts)",
    );
    const titles = await answers
      .getByRole("link")
      .evaluateAll((links) => links.map((link) => link.getAttribute("title")));
    assert.deepEqual(titles, [
      "evil.example · https://openai.com@evil.example/",
      "https://xn--penai-iye.com/",
      "https://a.example/",
      "src/%E2%80%AEa.ts",
    ]);
    assert.deepEqual(
      await answers.locator("a .invisible").evaluateAll((nodes) => nodes.map((node) => node.getAttribute("data-name"))),
      ["U+202E"],
    );
  });

  it("shows images as links", async () => {
    const { answers } = await openAnswer("![a cat](https://a.example/cat.png) ![](https://a.example/dog.png)");
    assert.equal(await answers.getByRole("link", { name: "a cat" }).getAttribute("title"), "https://a.example/cat.png");
    await answers.getByRole("link", { name: "Image" }).waitFor();
  });

  it("keeps fences inside fences", async () => {
    const { page, host } = await openAnswer(
      "````markdown\n# A\n\n```js\nlet a;\n```\n````\n\nand\n\n```md\n```sh\nls\n```\nend\n```\n",
    );
    const group = page.getByRole("group", { name: /^Code block/ });
    assert.equal(await group.count(), 2);
    for (const copy of await page.getByRole("button", { name: "Copy code" }).all()) await copy.click();
    assert.deepEqual(host.paramsOf("copy"), [{ text: "# A\n\n```js\nlet a;\n```" }, { text: "```sh\nls\n```\nend" }]);
  });

  it("shows invisible and direction characters in code, and copies them as they are", async () => {
    const code = "if (admin\u202E \u2066// begin\u2069) \u200B";
    const { page, host } = await openAnswer(`\`\`\`ts\n${code}\n\`\`\`\n\nand \`a\u200Bb\``);
    await page.locator(".hljs-keyword").waitFor();
    const names = (): Promise<readonly (string | null)[]> =>
      page.locator(".invisible").evaluateAll((nodes) => nodes.map((node) => node.getAttribute("data-name")));
    assert.deepEqual(await names(), ["U+202E", "U+2066", "U+2069", "U+200B", "U+200B"]);
    assert.match(
      await page
        .locator(".invisible")
        .first()
        .evaluate((node) => getComputedStyle(node, "::before").content),
      /U\+202E/,
    );
    await page.getByRole("button", { name: "Copy code" }).click();
    assert.deepEqual(host.paramsOf("copy"), [{ text: code }]);
  });

  it("reads each paragraph in its own direction, and code from left to right", async () => {
    const { page } = await openAnswer("שלום עולם\n\nHello\n\n```\nשלום\n```\n\n- שלום");
    const direction = (selector: string): Promise<string> =>
      page
        .locator(selector)
        .first()
        .evaluate((node) => getComputedStyle(node).direction);
    assert.equal(await direction("ask-markdown > p"), "rtl");
    assert.equal(
      await page
        .locator("ask-markdown > p")
        .nth(1)
        .evaluate((node) => getComputedStyle(node).direction),
      "ltr",
    );
    assert.equal(await direction("pre"), "ltr");
    assert.equal(await direction("li"), "rtl");
  });

  it("draws formulas as MathML, by a chunk of its own, and prices as text", async () => {
    const { page, answers } = await openAnswer(
      "It is $x^2$ or \\(y_1\\), for $5 and $10:\n\n$$\n\\frac{a}{b} \\sum_{i=1}^n i\n$$\n\n```math\n\\sqrt{c}\n```\n\n`$z$`",
    );
    await page.locator("msqrt").waitFor();
    assert.equal(await page.locator("math").count(), 4);
    assert.deepEqual(
      await page.locator("math").evaluateAll((nodes) => nodes.map((node) => node.getAttribute("display"))),
      [null, null, "block", "block"],
    );
    await answers.getByText("for $5 and $10:").waitFor();
    assert.equal(await answers.locator("code").textContent(), "$z$");
  });

  it("shows a formula that is none as it was written", async () => {
    const { page, answers } = await openAnswer("One $\\frac{1}$, one $\\href{javascript:alert(1)}{x}$, one $x$.");
    await page.locator("math").first().waitFor();
    await answers.getByText("$\\frac{1}$").waitFor();
    assert.equal(await answers.locator("[href], a, img, script").count(), 0);
  });

  it("draws a formula also when the answer went on before the chunk was there", async () => {
    const state = { type: "streaming" } as const;
    const { page, host } = await open({
      state: { conversation: conversation(turn("1", "Why?", { text: "So", state })) },
    });
    const chunk = Promise.withResolvers<void>();
    await page.route("**/typeset-*.js", async (route) => {
      await chunk.promise;
      await route.continue();
    });
    await host.emit({ type: "answer-delta", turnId: "1", text: " $x^2$ is" });
    await page.locator("ask-formula").waitFor();
    await host.emit({ type: "answer-delta", turnId: "1", text: " it" });
    await page.getByText("is it").waitFor();
    chunk.resolve();
    await page.locator("msup").waitFor();
  });

  it("shows a formula that is being written as text, and leaves it alone once it is drawn", async () => {
    const state = { type: "streaming" } as const;
    const { page, host } = await open({
      state: { conversation: conversation(turn("1", "Why?", { text: "So $x", state })) },
    });
    const write = (text: string): Promise<void> => host.emit({ type: "answer-delta", turnId: "1", text });
    await page.locator("ask-markdown").getByText("So $x").waitFor();
    assert.equal(await page.locator("math").count(), 0);
    await write("^2$ is");
    const formula = await page.locator("msup").elementHandle();
    await write(" it. $$\n");
    await write("and on");
    assert.equal(await formula?.evaluate((node) => node.isConnected), true);
    assert.equal(await page.locator("math").count(), 1);
  });

  it("has diagrams drawn by VS Code's own preview", async () => {
    const { host, button } = await openAnswer("```mermaid\ngraph TD; A-->B\n```\n\n```ts\na\n```");
    await button("Preview").click();
    assert.deepEqual(host.paramsOf("previewDiagram"), [{ code: "graph TD; A-->B", language: "mermaid" }]);
  });
});

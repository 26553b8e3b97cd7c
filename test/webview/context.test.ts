import assert from "node:assert/strict";
import type { Page } from "playwright-core";
import { eventually, usePanels } from "../support/panelPage.ts";
import { attachment, conversation, turn } from "../support/panelTurns.ts";

/** One dot. */
const PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";

describe("the context of a question", () => {
  const open = usePanels();

  it("has the size of each item, and of all when that is much", async () => {
    const { page } = await open({
      state: {
        attachments: [
          { ...attachment("1", "a.ts"), text: "x".repeat(400) },
          { ...attachment("2", "b.ts"), text: "x".repeat(10_000) },
        ],
      },
    });
    const items = page.getByRole("list", { name: "Context" }).getByRole("listitem");
    assert.match(await items.nth(0).innerText(), /~100 tokens/);
    assert.match(await items.nth(1).innerText(), /~2,500 tokens/);
    await page.getByText("Context: ~2,600 tokens").waitFor();
  });

  it("loses the focused item with Delete and Backspace, and the focus goes on to the next", async () => {
    const { host, button, message } = await open({
      state: { attachments: [attachment("1", "a.ts"), attachment("2", "b.ts"), attachment("3", "c.ts")] },
    });
    await button("Remove b.ts").focus();
    await button("Remove b.ts").press("Delete");
    await host.drawn();
    assert.deepEqual(host.paramsOf("removeAttachment"), [{ id: "2" }]);
    assert.equal(await button("Remove c.ts").evaluate((one) => one === document.activeElement), true);
    await button("Remove c.ts").press("Backspace");
    await host.drawn();
    assert.equal(await button("Remove a.ts").evaluate((one) => one === document.activeElement), true);
    await button("Remove a.ts").press("Delete");
    await host.drawn();
    assert.equal(await message.evaluate((one) => one === document.activeElement), true);
  });

  it("says what was changed or deleted since, and takes it as it is now", async () => {
    const { host, button, page } = await open({
      state: {
        attachments: [
          { ...attachment("1", "a.ts"), since: "changed" },
          { ...attachment("2", "b.ts"), since: "deleted" },
          attachment("3", "c.ts"),
        ],
      },
    });
    const items = page.getByRole("list", { name: "Context" }).getByRole("listitem");
    await items.nth(0).getByText("changed since").waitFor();
    await items.nth(1).getByText("deleted since").waitFor();
    assert.doesNotMatch(await items.nth(2).innerText(), /since/);
    await button("Update a.ts").click();
    assert.deepEqual(host.paramsOf("updateAttachment"), [{ id: "1" }]);
    assert.equal(await button("Update b.ts").count(), 0);
  });

  it("is offered what is selected, and has it only when asked for", async () => {
    const { host, page, message } = await open();
    await host.setOffer({ label: "parser.ts:10-24", path: "src/parser.ts", tokens: 123 });
    const offer = page.getByRole("button", { name: "Add selection parser.ts:10-24, ~120 tokens" });
    await message.fill("Why?");
    await message.press("Enter");
    await host.drawn();
    assert.deepEqual(host.paramsOf("addSelection"), []);
    await offer.focus();
    await offer.press("Enter");
    assert.equal(host.paramsOf("addSelection").length, 1);
    await host.setOffer(undefined);
    assert.equal(await offer.count(), 0);
  });

  it("is not offered what it has", async () => {
    const { host, page } = await open({ state: { attachments: [attachment("1", "parser.ts:10-24")] } });
    await host.setOffer({ label: "parser.ts:10-24", path: "src/parser.ts:10-24", tokens: 123 });
    assert.equal(await page.getByRole("button", { name: /Add selection/ }).count(), 0);
  });

  it("takes a pasted image, and shows it", async () => {
    const { host, message, page } = await open();
    await message.focus();
    await give(page, "paste", { files: [{ name: "image.png", type: "image/png", base64: PNG }] });
    await eventually(() =>
      assert.deepEqual(host.paramsOf("addImage"), [{ name: "image.png", mediaType: "image/png", base64: PNG }]),
    );
    await host.setAttachments([
      { ...attachment("1", "image.png", "image"), text: "", image: { mediaType: "image/png", base64: PNG } },
    ]);
    const image = page.getByRole("img", { name: "Image image.png" });
    await image.waitFor();
    assert.equal(await image.evaluate((one: HTMLImageElement) => one.naturalWidth), 1);
  });

  it("leaves pasted text to the text, also where a picture of it comes along", async () => {
    const { host, message, page } = await open();
    await message.focus();
    const prevented = await give(page, "paste", {
      text: "plain",
      files: [{ name: "image.png", type: "image/png", base64: PNG }],
    });
    assert.equal(prevented, false);
    assert.deepEqual(host.paramsOf("addImage"), []);
  });

  it("says why a file is not taken that is too large or no text", async () => {
    const { host, page } = await open();
    await give(page, "drop", {
      files: [
        { name: "data.bin", type: "", base64: Buffer.from([0xff, 0xfe, 0, 0]).toString("base64") },
        { name: "large.txt", type: "text/plain", size: 2_000_001 },
        { name: "large.png", type: "image/png", size: 10_000_001 },
        { name: "notes.txt", type: "text/plain", base64: Buffer.from("é").toString("base64") },
      ],
    });
    await eventually(() => assert.deepEqual(host.paramsOf("addText"), [{ name: "notes.txt", text: "é" }]));
    assert.deepEqual(host.paramsOf("notAdded"), [
      { name: "data.bin", reason: "not-text" },
      { name: "large.txt", reason: "too-large" },
      { name: "large.png", reason: "image-too-large" },
    ]);
  });

  for (const [type, data] of [
    ["application/vnd.code.uri-list", "file:///project/a.ts\r\nfile:///project/b.ts"],
    ["text/uri-list", "# from somewhere\nfile:///project/a.ts\nfile:///project/b.ts"],
    ["resourceurls", '["file:///project/a.ts","file:///project/b.ts"]'],
  ] as const) {
    it(`takes what is dropped as ${type}`, async () => {
      const { host, page } = await open();
      await give(page, "drop", { data: { [type]: data } });
      assert.deepEqual(host.paramsOf("addUris"), [{ uris: ["file:///project/a.ts", "file:///project/b.ts"] }]);
    });
  }

  it("leaves a dropped web address and dropped text alone", async () => {
    const { host, page } = await open();
    assert.equal(await give(page, "drop", { text: "words" }), false);
    await give(page, "drop", { data: { "text/uri-list": "https://example.com/" } });
    assert.deepEqual(host.paramsOf("addUris"), []);
  });

  it("says how to drop while something is dragged over it, and no longer", async () => {
    const { page } = await open();
    const hint = page.getByText("Drop to add it to the question. Keep Shift held until then.");
    assert.equal(await hint.isVisible(), false);
    await give(page, "dragover", { data: { "text/uri-list": "file:///project/a.ts" } });
    assert.equal(await hint.isVisible(), true);
    await eventually(async () => assert.equal(await hint.isVisible(), false));
  });

  it("shows the images of earlier questions", async () => {
    const image = { ...attachment("1", "shot.png", "image"), image: { mediaType: "image/png", base64: PNG } } as const;
    const { page } = await open({
      state: { conversation: conversation(turn("1", "What is it?", { text: "A dot." }, [image])) },
    });
    await page.getByRole("img", { name: "Image shot.png" }).waitFor();
  });
});

type Given = {
  readonly text?: string;
  readonly data?: Readonly<Record<string, string>>;
  readonly files?: readonly {
    readonly name: string;
    readonly type: string;
    readonly base64?: string;
    readonly size?: number;
  }[];
};

/** Has the text field receive something, as the browser would hand it over. Resolves with whether the page took it. */
function give(page: Page, event: "paste" | "drop" | "dragover", given: Given): Promise<boolean> {
  return page.getByRole("textbox", { name: "Message" }).evaluate(
    (area, { type, text, data = {}, files = [] }) => {
      const transfer = new DataTransfer();
      if (text !== undefined) transfer.setData("text/plain", text);
      for (const [format, value] of Object.entries(data)) transfer.setData(format, value);
      for (const { name, type: mediaType, base64 = "", size } of files) {
        const bytes = Uint8Array.from(atob(base64), (one) => one.charCodeAt(0));
        const file = new File([bytes], name, { type: mediaType });
        if (size !== undefined) Object.defineProperty(file, "size", { value: size });
        transfer.items.add(file);
      }
      const options = { bubbles: true, cancelable: true };
      return !area.dispatchEvent(
        type === "paste"
          ? new ClipboardEvent(type, { ...options, clipboardData: transfer })
          : new DragEvent(type, { ...options, dataTransfer: transfer }),
      );
    },
    { type: event, ...given },
  );
}

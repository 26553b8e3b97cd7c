import { basename } from "node:path";
import type { FrameLocator, Page, Response } from "playwright-core";

export type FetchedFile = { readonly name: string; readonly bytes: number };

/** Collects the files that webviews load from their extension, until `end`. */
export function watchRequests(page: Page): { end(): Promise<readonly FetchedFile[]> } {
  const responses: Response[] = [];
  const collect = (response: Response): void => {
    // What a webview names; VS Code fetches the same from its server then, as it sees fit.
    if (new URL(response.url()).hostname.includes("vscode-resource")) responses.push(response);
  };
  page.on("response", collect);
  return {
    end: async () => {
      page.off("response", collect);
      const files = await Promise.all(responses.map(toFile));
      // A file that two places ask for is fetched once.
      return [...new Map(files.map((file) => [file.name, file])).values()];
    },
  };
}

/** The scripts and styles that came inside the page, and that VS Code did not put there. */
export async function readInlineCode(frame: FrameLocator): Promise<readonly FetchedFile[]> {
  const code = await frame.locator("script:not([src]):not([id^=_]), style:not([id^=_])").allTextContents();
  return code.map((text, index) => ({ name: `inline ${index + 1}`, bytes: Buffer.byteLength(text) }));
}

async function toFile(response: Response): Promise<FetchedFile> {
  const { pathname } = new URL(response.url());
  return { name: basename(pathname), bytes: (await response.body()).byteLength };
}

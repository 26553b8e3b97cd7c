import { randomBytes } from "node:crypto";
import type { BrowserContext } from "playwright-core";

/**
 * Makes SecretStorage work in the pages of `context` as it does for a user of code-server: what it holds is
 * kept, encrypted, in the browser's local storage and survives a reload. Half of the encryption key comes
 * from the web server, at an address that VS Code's bare server does not have; the workbench would ask for
 * it several times, then keep secrets in memory.
 */
export async function provideSecretKey(context: BrowserContext): Promise<void> {
  const key = [...randomBytes(32)].join();
  // Playwright could answer the request as well, but intercepting one turns the HTTP cache off for all.
  await context.addInitScript(`{
    const fetchFromServer = globalThis.fetch;
    globalThis.fetch = (target, options) =>
      String(target).endsWith('/mint-key')
        ? Promise.resolve(new Response(Uint8Array.of(${key})))
        : fetchFromServer(target, options);
  }`);
}

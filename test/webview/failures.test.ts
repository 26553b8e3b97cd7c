import assert from "node:assert/strict";
import type { Failure, FailureCode, NetworkTrouble } from "../../src/shared/failures.ts";
import type { PanelAction } from "../../src/shared/protocol/panel.ts";
import { failures, networkFailures } from "../support/failures.ts";
import { eventually, usePanels, type PanelPage } from "../support/panelPage.ts";
import { attachment, conversation, turn } from "../support/panelTurns.ts";

type Told = { readonly what: string; readonly advice: string; readonly buttons: readonly string[] };

/** What a person sees of each failure: the compiler asks for the missing one. */
const told: { readonly [C in Exclude<FailureCode, "network">]: Told } = {
  "no-key": {
    what: "There is no API key for api.openai.com.",
    advice: "Set one, and the question goes on.",
    buttons: ["Set API key", "Retry"],
  },
  "bad-endpoint": {
    what: "The address in askChatGPT.baseUrl cannot be used.",
    advice: "It is not a web address.",
    buttons: ["Set up connection", "Open settings", "Retry"],
  },
  "bad-setting": {
    what: "The setting askChatGPT.api cannot be used.",
    advice: "It must be a text.",
    buttons: ["Open settings", "Retry"],
  },
  "no-model": {
    what: "api.openai.com offers no model for text.",
    advice: "Enter the model's name yourself.",
    buttons: ["Select model", "Retry"],
  },
  auth: {
    what: "api.openai.com does not accept this API key.",
    advice: "Check that the key was copied whole and still exists, or set another one.",
    buttons: ["Set API key", "Retry"],
  },
  "wrong-account": {
    what: "This API key does not belong to the organization or project that is set.",
    advice:
      "Check askChatGPT.organization and askChatGPT.project, or set another key. Details: No such organization: org-1.",
    buttons: ["Open settings", "Set API key", "Retry"],
  },
  permission: {
    what: "This API key is not allowed to do this.",
    advice:
      "Check the key's permissions and its project, or choose another model. Details: Missing scopes: model.request.",
    buttons: ["Set API key", "Select model", "Retry"],
  },
  "model-not-found": {
    what: "The model gpt-0 does not exist here, or this key may not use it.",
    advice: "Choose another model.",
    buttons: ["Select model", "Retry"],
  },
  "wrong-api": {
    what: "The model gpt-5-codex does not answer on this API.",
    advice: "Set askChatGPT.api to auto or to responses, or choose another model.",
    buttons: ["Open settings", "Select model", "Retry"],
  },
  unverified: {
    what: "OpenAI streams o3 only to verified organizations.",
    advice: "Have the answer in one piece instead, or verify the organization in OpenAI's settings.",
    buttons: ["Answer without streaming", "Select model", "Retry"],
  },
  quota: {
    what: "This API account is out of credit.",
    advice: "API credit is separate from a ChatGPT subscription. Add credit, then try again.",
    buttons: ["Open billing", "Retry"],
  },
  "rate-limited": {
    what: "Too many requests for this key at the moment.",
    advice: "Try again in 90 seconds.",
    buttons: ["Retry", "Select model"],
  },
  "context-too-long": {
    what: "The question is 12,345 tokens longer than the 128,000 that this model can read.",
    advice: "Shorten the question, or choose a model with a larger context.",
    buttons: ["Select model", "Retry"],
  },
  "content-filter": {
    what: "The provider's content filter refused the question.",
    advice: "Put it in other words, or attach less. Details: The prompt triggered the policy.",
    buttons: ["Retry"],
  },
  "refused-request": {
    what: "The server refused the request (400).",
    advice: "Check the model and the parameters in the settings. Details: Unknown parameter: 'seed'.",
    buttons: ["Open settings", "Select model", "Retry"],
  },
  server: {
    what: "The server has a problem (503).",
    advice: "Nothing is wrong on your side. Try again in a moment. Details: The engine is overloaded.",
    buttons: ["Retry"],
  },
  redirected: {
    what: "api.openai.com answers with a redirect.",
    advice: "Nothing was sent on. Put the final address into askChatGPT.baseUrl.",
    buttons: ["Open settings", "Retry"],
  },
  "no-first-byte": {
    what: "No answer within 60 seconds.",
    advice: "Try again, or raise askChatGPT.timeouts.firstByte for a slow model.",
    buttons: ["Retry", "Open settings"],
  },
  stalled: {
    what: "Nothing more of the answer came for 2 minutes.",
    advice: "What arrived is kept. Try again, or raise askChatGPT.timeouts.idle for a slow model.",
    buttons: ["Retry", "Open settings"],
  },
  "cut-off": {
    what: "The connection ended before the answer was complete.",
    advice: "What arrived is kept. Try again.",
    buttons: ["Retry"],
  },
  "not-a-stream": {
    what: "The server answered with text/html instead of an answer.",
    advice: "Check askChatGPT.baseUrl: it may need /v1 at the end.",
    buttons: ["Open settings", "Retry"],
  },
  "oversized-event": {
    what: "The server sent a piece that is too large to be part of an answer.",
    advice: "What arrived is kept. Check askChatGPT.baseUrl, then try again.",
    buttons: ["Retry", "Open settings"],
  },
  "secrets-unavailable": {
    what: "The key could not be kept in this computer's secret storage.",
    advice: "It is used until this window closes. Check the system's keyring.",
    buttons: ["Show log"],
  },
  unexpected: {
    what: "Something went wrong in Ask ChatGPT.",
    advice: "The log has the details.",
    buttons: ["Show log", "Retry"],
  },
};

const toldOfNetwork: { readonly [K in NetworkTrouble]: Told } = {
  dns: {
    what: "api.openai.com was not found.",
    advice: "Check the network connection and the address in askChatGPT.baseUrl.",
    buttons: ["Retry", "Open settings"],
  },
  refused: {
    what: "Nothing answers at http://localhost:11434.",
    advice: "Check that the server is running and that the address and port are right.",
    buttons: ["Retry", "Set up connection"],
  },
  tls: {
    what: "api.openai.com has a certificate that this computer does not trust.",
    advice:
      "It is for api.openai.com, issued by Example Corp Proxy CA. If that is your company or your own authority, " +
      "add its certificate to the system. " +
      "Details: self-signed certificate in certificate chain (SELF_SIGNED_CERT_IN_CHAIN).",
    buttons: ["Retry", "Test connection"],
  },
  "plain-http": {
    what: "localhost:11434 does not speak https.",
    advice: "If the server is your own, put http:// instead of https:// into askChatGPT.baseUrl.",
    buttons: ["Open settings", "Retry"],
  },
  reset: {
    what: "api.openai.com closed the connection.",
    advice: "Try again. If it stays so, check the network and the proxy.",
    buttons: ["Retry", "Open proxy settings"],
  },
  proxy: {
    what: "The proxy did not let the request through.",
    advice: "Check VS Code's http.proxy setting. Details: HTTP 502.",
    buttons: ["Open proxy settings", "Retry"],
  },
  "proxy-auth": {
    what: "The proxy asks for a user name and a password.",
    advice: "Put them into VS Code's http.proxy setting, as in http://name:password@host:port.",
    buttons: ["Open proxy settings", "Retry"],
  },
  unreachable: {
    what: "api.openai.com could not be reached.",
    advice: "Check the network connection. Details: connect EHOSTUNREACH 10.0.0.1:443.",
    buttons: ["Retry", "Test connection"],
  },
};

/** What each button says to the host; the compiler asks for the missing one. */
const actions: { readonly [A in PanelAction]: string } = {
  "set-up": "Set up connection",
  "set-key": "Set API key",
  "select-model": "Select model",
  "open-settings": "Open settings",
  "open-proxy-settings": "Open proxy settings",
  "open-billing": "Open billing",
  "test-connection": "Test connection",
  "show-log": "Show log",
  "without-streaming": "Answer without streaming",
  "new-chat": "Ask in a new chat",
  retry: "Retry",
  continue: "Continue",
};

function actionOf(button: string): string {
  const found = Object.entries(actions).find(([, label]) => label === button)?.[0];
  assert.ok(found, `no action is called ${button}`);
  return found;
}

describe("a failed turn", () => {
  const open = usePanels();
  const openFailure = (failure: Failure): Promise<PanelPage> =>
    open({ state: { conversation: conversation(turn("1", "Why?", { state: { type: "failed", failure } })) } });

  /** What is read on the alert. A turn that is not laid out yet (`content-visibility`) has no text. */
  async function linesOf({ page }: PanelPage): Promise<readonly string[]> {
    const alert = page.getByRole("alert");
    await eventually(async () => assert.notEqual(await alert.innerText(), ""));
    return (await alert.innerText()).split("\n").filter((line) => line.trim() !== "");
  }

  async function expectTold(failure: Failure, { what, advice, buttons }: Told): Promise<void> {
    const panel = await openFailure(failure);
    const requestId = "requestId" in failure ? [`Request id: ${failure.requestId}`] : [];
    assert.deepEqual(await linesOf(panel), [what, advice, ...buttons, ...requestId]);
    const names = panel.page.getByRole("alert").getByRole("button");
    assert.deepEqual(await names.allInnerTexts(), buttons);
    for (const name of buttons) await panel.button(name).click();
    assert.deepEqual(
      panel.host.paramsOf("act"),
      buttons.map((name) => ({ action: actionOf(name), turnId: "1" })),
    );
  }

  for (const [code, row] of Object.entries(told)) {
    it(`is an alert with its next steps: ${code}`, () => expectTold(failures[code as keyof typeof told], row));
  }

  for (const [kind, row] of Object.entries(toldOfNetwork)) {
    it(`is an alert with its next steps: network, ${kind}`, () =>
      expectTold(networkFailures[kind as NetworkTrouble], row));
  }

  it("that was too long names the largest attachment", async () => {
    const large = { ...attachment("2", "parser.ts:1-900"), text: "x".repeat(1_000) };
    const failed = { state: { type: "failed", failure: failures["context-too-long"] } } as const;
    const panel = await open({
      state: {
        conversation: conversation(turn("1", "How?", {}), turn("2", "Why?", failed, [attachment("1", "a.ts"), large])),
      },
    });
    const [, advice, ...buttons] = await linesOf(panel);
    assert.match(advice ?? "", /^The largest part is parser\.ts:1-900\. Attach less of it/);
    assert.deepEqual(buttons.slice(0, 3), ["Select model", "Ask in a new chat", "Retry"]);
  });

  it("that was too long because of the chat before it offers to ask in a new one", async () => {
    const failed = { state: { type: "failed", failure: failures["context-too-long"] } } as const;
    const panel = await open({
      state: { conversation: conversation(turn("1", "How?", { text: "So. ".repeat(100) }), turn("2", "Why?", failed)) },
    });
    assert.match((await linesOf(panel))[1] ?? "", /^Most of it is the chat so far\./);
    await panel.button("Ask in a new chat").click();
    assert.deepEqual(panel.host.paramsOf("act"), [{ action: "new-chat", turnId: "2" }]);
  });

  for (const markup of ["<img src=x onerror=alert(1)><b>bold</b>", "[a](command:b) **c** `d`"]) {
    it(`shows what a server said as it is, and makes nothing of it: ${JSON.stringify(markup)}`, async () => {
      const { page } = await openFailure({ code: "server", status: 500, detail: markup });
      const alert = page.getByRole("alert");
      assert.ok((await alert.textContent())?.includes(markup));
      assert.equal(await alert.locator("img, b, a, code, strong, script").count(), 0);
    });
  }

  it("with a part of the answer keeps it, and offers to go on", async () => {
    const { page, answers, button } = await open({
      state: {
        conversation: conversation(
          turn("1", "Why?", { text: "So far", state: { type: "failed", failure: failures.stalled } }),
        ),
      },
    });
    await answers.getByText("So far").waitFor();
    await answers.getByText("Incomplete", { exact: true }).waitFor();
    await button("Continue").waitFor();
    await page.getByRole("alert").getByText("Nothing more of the answer came for 2 minutes.").waitFor();
  });
});

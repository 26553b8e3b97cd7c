import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { HostFacts } from "../../../../src/core/connection/connectionFacts.ts";
import { parseEndpoint } from "../../../../src/core/settings/endpoint.ts";
import type { Failure } from "../../../../src/shared/failures.ts";
import { CANARY, connectionWorld, everything, testHost } from "../../../support/connectionWorld.ts";
import { answer, failing, type Step } from "../../../support/fakeModel.ts";

describe("a report about the connection", () => {
  it("reads well when almost everything works", async () => {
    const answers = everything();
    answers[3] = failing({ code: "model-not-found", model: "gpt-test", requestId: "req_9" });
    answers[5] = [{ type: "adapted", refusal: "images" }, ...answer("ready", { input: 10, output: 1 })];
    const { report, probes, refusals } = connectionWorld(answers, {
      organization: "org-canary",
      headers: { "X-Team": "header-canary" },
    });
    probes.server = {
      status: 200,
      milliseconds: 42,
      headers: { server: "cloudflare", "openai-version": "2020-10-01" },
      requestId: "req_1",
    };
    await refusals.at("https://api.openai.com/v1").remember("gpt-test", ["parameter:temperature"]);
    const host: HostFacts = {
      ...testHost,
      remote: "ssh-remote",
      proxy: {
        address: "http://•••@proxy.example:8080",
        support: "override",
        exceptions: 2,
        variables: ["HTTPS_PROXY"],
      },
    };
    const peerCertificate = async () => ({ subject: "api.openai.com", issuer: "Test CA" });
    assert.equal((await report({ host, peerCertificate })).markdown, GOOD);
  });

  it("reads well when nothing answers", async () => {
    const refused: Failure = {
      code: "network",
      kind: "refused",
      origin: "http://localhost:11434",
      detail: "ECONNREFUSED",
    };
    const { report, settings, model, probes } = connectionWorld([failing(refused)]);
    model.models = refused;
    probes.server = refused;
    const address = "http://localhost:11434/v1";
    const { markdown } = await report({
      settings: { ...settings, endpoint: parseEndpoint(address) },
      host: { ...testHost, address },
    });
    assert.equal(markdown, BAD);
  });

  it("holds no secret, even when the server says them", async () => {
    const header = "header-canary-9876";
    const told: Failure = { code: "refused-request", status: 400, detail: `Not ${CANARY}, nor sk-ca***6789` };
    const { report, probes, model } = connectionWorld([failing(told)], { headers: { "X-Secret": header } });
    probes.server = { status: 400, milliseconds: 1, headers: { server: CANARY }, requestId: header };
    model.models = [{ id: CANARY }];
    const { markdown } = await report();
    assert.match(markdown, /Not •••, nor •••/);
    assert.doesNotMatch(markdown, /canary|sk-ca|6789|9876/);
  });

  it("lets nothing that a server says be a link, an image, HTML or a cell", async () => {
    const detail = "a | b <img src=x>\n\n# [Click](http://evil.example) `code` **bold**";
    const { report } = connectionWorld(everything().with(1, failing({ code: "server", status: 500, detail })));
    const row = (await report()).markdown.split("\n").find((line) => line.startsWith("| Responses"));
    assert.equal(
      row,
      String.raw`| Responses | no | The server has a problem (500). a \| b \<img src=x\> # \[Click\](http://evil.example) \`code\` \*\*bold\*\* |`,
    );
  });

  const streaming: Readonly<Record<string, { readonly steps: readonly Step[]; readonly row: string }>> = {
    "in one piece": {
      steps: answer("one two three"),
      row: "| Streaming | all at once | One piece, after 100 ms. |",
    },
    "without a text": {
      steps: [
        { type: "reasoning-delta", text: "Hm." },
        { type: "end", reason: "length" },
      ],
      row: "| Streaming | not known | The answer held no text. |",
    },
    "with streaming refused": {
      steps: [{ type: "adapted", refusal: "streaming" }, ...answer("one two three")],
      row: "| Streaming | no | Refused. Answers come in one piece. |",
    },
  };
  for (const [how, { steps, row }] of Object.entries(streaming)) {
    it(`says how an answer came: ${how}`, async () => {
      const { report } = connectionWorld(everything().with(0, steps));
      assert.ok((await report()).markdown.includes(row));
    });
  }

  it("says how an answer came: in pieces that were held back", async () => {
    const { report, model } = connectionWorld();
    const clock = { now: () => (model.requests.length === 0 ? 0 : 2_000), sleep: () => Promise.resolve() };
    assert.ok(
      (await report({ clock })).markdown.includes(
        "| Streaming | all at once | 3 pieces, all after 2.0 s. Something on the way, such as a proxy, may hold answers back. |",
      ),
    );
  });

  it("says that streaming is known to be refused", async () => {
    const { report, refusals } = connectionWorld(everything().with(0, answer("one two three")));
    await refusals.at("https://api.openai.com/v1").remember("gpt-test", ["streaming"]);
    assert.match(
      (await report()).markdown,
      /\| Streaming \| no \| Known to be refused\. Answers come in one piece\. \|/,
    );
  });

  it("says what is remembered for every model, and in words", async () => {
    const { report, refusals } = connectionWorld();
    const endpoint = refusals.at("https://api.openai.com/v1");
    await endpoint.remember("", ["address"]);
    await endpoint.remember("gpt-old", ["api:responses", "role:system"]);
    const { markdown } = await report();
    assert.match(markdown, /- Remembered for every model: the address without `\/v1`\n/);
    assert.match(markdown, /- Remembered for `gpt-old`: Responses, the role `system`\n/);
  });

  it("says what is known about the model", async () => {
    const { report, model } = connectionWorld();
    model.models = [{ id: "gpt-test", contextTokens: 8192, shutdownDate: "2026-12-11" }];
    const { markdown } = await report();
    assert.match(markdown, /- Context: 8192 tokens\n- Shut down on 2026-12-11\n/);
  });
});

const GOOD = `# Connection to api.openai.com

**A question gets an answer.** The first text came after 100 ms, the whole answer after 400 ms.

## What works

| what | works | details |
| --- | --- | --- |
| Responses | yes | Answered after 100 ms. |
| Chat Completions | yes | Answered after 100 ms. |
| Completions | no | The model gpt-test does not exist here, or this key may not use it. (Request id: req_9) |
| Streaming | one by one | 3 pieces, from 100 ms to 300 ms. |
| Tools | yes |  |
| Images | no | Refused. |

Requests sent to the model: 7. The server counted 102 tokens.

## Model

- Model: \`gpt-test\`, set in \`askChatGPT.model\`
- In the endpoint's list: yes
- Models in the list: 2

## Address

- As set: \`https://api.openai.com\`
- List of models: \`https://api.openai.com/v1/models\`
- Responses: \`https://api.openai.com/v1/responses\`
- Chat Completions: \`https://api.openai.com/v1/chat/completions\`
- Completions: \`https://api.openai.com/v1/completions\`
- \`askChatGPT.api\`: \`auto\`, a question goes to Responses

## Account

- API key: set, and accepted
- Organization: set
- Project: not set
- Own headers: \`X-Team\`

## Refused

- Remembered for \`gpt-test\`: \`temperature\`
- Met in this test: images

What is remembered is not sent again until you run **Forget What the Endpoint Refused**.

## Server

- \`GET https://api.openai.com/v1/models\` answered 200 after 42 ms.
- \`server: cloudflare\`
- \`openai-version: 2020-10-01\`
- Request id: \`req_1\`
- Certificate for \`api.openai.com\`, issued by \`Test CA\`

## This computer

- Ask ChatGPT 0.1.0 in Visual Studio Code 1.106.0
- Linux 6.1 x64, Node 24.1.0
- The extension runs in \`ssh-remote\`, which is what localhost means.
- \`http.proxy\`: \`http://•••@proxy.example:8080\`
- \`http.proxySupport\`: \`override\`
- \`http.noProxy\`: set (2)
- Environment variables for the network: \`HTTPS_PROXY\`
`;

const BAD = `# Connection to localhost:11434

**A question gets no answer.** Nothing answers at http://localhost:11434. Check that the server is running and that the address and port are right.

## What works

| what | works | details |
| --- | --- | --- |
| Responses | not tried |  |
| Chat Completions | not tried |  |
| Completions | not tried |  |
| Streaming | not known |  |
| Tools | not tried |  |
| Images | not tried |  |

Requests sent to the model: 1. The server does not say how many tokens that took.

## Model

- Model: \`gpt-test\`, set in \`askChatGPT.model\`
- The list of models could not be read. Nothing answers at http://localhost:11434. (ECONNREFUSED)

## Address

- As set: \`http://localhost:11434/v1\`
- List of models: \`http://localhost:11434/v1/models\`
- Responses: \`http://localhost:11434/v1/responses\`
- Chat Completions: \`http://localhost:11434/v1/chat/completions\`
- Completions: \`http://localhost:11434/v1/completions\`
- \`askChatGPT.api\`: \`auto\`, a question goes to Chat Completions

## Account

- API key: none
- Organization: not set
- Project: not set
- Own headers: none

## Refused

Nothing.

## Server

- It did not say. Nothing answers at http://localhost:11434. (ECONNREFUSED)

## This computer

- Ask ChatGPT 0.1.0 in Visual Studio Code 1.106.0
- Linux 6.1 x64, Node 24.1.0
- The extension runs on this computer.
- \`http.proxy\`: not set
- \`http.proxySupport\`: \`override\`
- Environment variables for the network: none
`;

import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import type { ModelEvent, ModelRequest } from "../../../../src/core/ports/model.ts";
import type { Refusal, Refusals } from "../../../../src/core/ports/refusals.ts";
import { parseEndpoint } from "../../../../src/core/settings/endpoint.ts";
import { createOpenAiConnector } from "../../../../src/providers/openai/main.ts";
import type { ApiName } from "../../../../src/shared/failures.ts";

const SERVERS = join(import.meta.dirname, "../../../fixtures/servers");

/** An entry of `expected.json`, described in test/fixtures/servers/README.md. */
type Case = {
  readonly name: string;
  readonly api: ApiName;
  readonly baseUrl: string;
  readonly model: string;
  readonly ask?: Pick<Partial<ModelRequest>, "parameters" | "infill"> & { tools?: true; images?: true };
  readonly answers: readonly Answer[];
  readonly expected: { readonly text: string; readonly adapted: readonly Refusal[]; readonly end: object } | Models;
  readonly open?: string;
};
type Models = { readonly models: readonly object[] };
type Answer = { readonly file: string; readonly status: number; readonly headers: Readonly<Record<string, string>> };

describe("our client, given what servers were seen to answer,", () => {
  for (const file of globSync("*/expected.json", { cwd: SERVERS }).toSorted()) {
    const server = dirname(file);
    const cases = JSON.parse(readFileSync(join(SERVERS, file), "utf8")) as readonly Case[];
    describe(basename(server), () => {
      for (const one of cases) {
        if (one.open === undefined) it(one.name, () => check(server, one));
        // Whoever makes it work finds the mark here, and removes it.
        else it(`does not yet do this: ${one.name}`, () => assert.rejects(check(server, one), assert.AssertionError));
      }
    });
  }
});

async function check(server: string, one: Case): Promise<void> {
  // `auto` is how people ask; an API of its own is for the ways that nobody is led to.
  const api = one.api === "chat" ? "auto" : one.api;
  const left = [...one.answers];
  const connector = createOpenAiConnector({
    fetch: async () => {
      const answer = left.shift();
      assert.ok(answer, "asked once too often");
      const { file, status, headers } = answer;
      return new Response(readFileSync(join(SERVERS, server, file)), { status, headers });
    },
    userAgent: "ask-chatgpt/0.0.0 test",
    setTimer: () => () => undefined,
  });
  const client = await connector.connect(
    {
      endpoint: parseEndpoint(one.baseUrl),
      api,
      key: "sk-test",
      headers: {},
      timeouts: { firstByte: 60_000, idle: 60_000 },
    },
    new NoRefusals(),
  );
  const { signal } = new AbortController();
  if ("models" in one.expected) {
    assert.deepEqual(await client.listModels(signal), one.expected.models);
    return;
  }
  const events = await Array.fromAsync(client.stream(toRequest(one), signal));
  assert.deepEqual(seenIn(events), { text: one.expected.text, adapted: one.expected.adapted });
  assert.partialDeepStrictEqual(events.at(-1), one.expected.end);
  assert.equal(left.length, 0, "asked too few times");
}

function toRequest({ model, ask = {} }: Case): ModelRequest {
  const { parameters = {}, infill, tools, images } = ask;
  return {
    model,
    instructions: "",
    messages: [
      { role: "user", text: "Hi", ...(images && { images: [{ mediaType: "image/png", base64: "iVBORw0=" }] }) },
    ],
    parameters,
    ...(infill && { infill }),
    ...(tools && {
      tools: [{ name: "get_time", description: "The time.", schema: { type: "object", properties: {} } }],
    }),
  };
}

function seenIn(events: readonly ModelEvent[]): { readonly text: string; readonly adapted: readonly Refusal[] } {
  return {
    text: events.map((event) => (event.type === "text-delta" && !event.choice ? event.text : "")).join(""),
    adapted: events.flatMap((event) => (event.type === "adapted" ? [event.refusal] : [])),
  };
}

/** A memory in which nothing was learned. */
class NoRefusals implements Refusals {
  of(): readonly Refusal[] {
    return [];
  }

  async remember(): Promise<void> {
    // What is learned is seen in the events.
  }
}

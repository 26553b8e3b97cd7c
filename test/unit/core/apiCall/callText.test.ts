import assert from "node:assert/strict";
import { runInThisContext } from "node:vm";
import fc from "fast-check";
import { callCode, callDocument } from "../../../../src/core/apiCall/callText.ts";
import { javaScript, json, toLiteral } from "../../../../src/core/apiCall/literal.ts";
import type { SentRequest } from "../../../../src/core/ports/sentRequest.ts";
import { callForms } from "../../../../src/shared/callForms.ts";
import { untranslated } from "../../../../src/shared/l10n.ts";
import { anyText } from "../../../support/anyText.ts";
import { hostileTexts } from "../../../support/hostileCalls.ts";
import { propertyRuns } from "../../../support/propertyRuns.ts";

const request: SentRequest = {
  api: "chat",
  baseUrl: "http://localhost:1234/v1",
  path: "/chat/completions",
  query: "",
  headers: [
    { kind: "plain", name: "accept", value: "application/json" },
    { kind: "key", name: "authorization" },
    { kind: "own", name: "x-secret" },
  ],
  body: JSON.stringify({ model: "m", messages: [{ role: "user", content: "Hi" }], stream: true }),
};

describe("a request as JSON", () => {
  it("has everything but what could be secret", () => {
    assert.deepEqual(JSON.parse(callCode(request, "request")), {
      method: "POST",
      url: "http://localhost:1234/v1/chat/completions",
      headers: {
        accept: "application/json",
        authorization: "Bearer $OPENAI_API_KEY",
        "x-secret": "$HEADER_X_SECRET",
      },
      body: JSON.parse(request.body),
    });
  });
});

describe("a request as curl", () => {
  it("is a command to read", () => {
    assert.equal(
      callCode(request, "curl"),
      `curl --no-buffer 'http://localhost:1234/v1/chat/completions' \\
  -H "authorization: Bearer $OPENAI_API_KEY" \\
  -H "x-secret: $HEADER_X_SECRET" \\
  -H "content-type: application/json" \\
  --data-binary @- <<'JSON'
{
  "model": "m",
  "messages": [
    {
      "role": "user",
      "content": "Hi"
    }
  ],
  "stream": true
}
JSON
`,
    );
  });

  it("has nothing that a shell looks for at its prompt", () => {
    const body = JSON.stringify({ text: hostileTexts.join("") });
    assert.doesNotMatch(callCode({ ...request, body }, "curl"), /!/);
  });

  it("keeps a header's odd name from the shell", () => {
    const headers = [{ kind: "own", name: "x-`id`$a!" }] as const;
    assert.match(callCode({ ...request, headers }, "curl"), /^ {2}-H 'x-`id`\$a!: '"\$HEADER_X__ID__A_" \\$/m);
  });
});

describe("a request as Node", () => {
  it("is a module to read", () => {
    assert.equal(
      callCode(request, "node"),
      `import OpenAI from "openai";

const client = new OpenAI({
  apiKey: process.env.OPENAI_API_KEY,
  baseURL: "http://localhost:1234/v1",
  defaultHeaders: {
    "x-secret": process.env.HEADER_X_SECRET,
  },
});

const events = await client.chat.completions.create({
  model: "m",
  messages: [
    {
      role: "user",
      content: "Hi"
    }
  ],
  stream: true
});
for await (const event of events) {
  process.stdout.write(event.choices[0]?.delta.content ?? "");
}
`,
    );
  });
});

describe("a request as Python", () => {
  it("is a program to read", () => {
    assert.equal(
      callCode({ ...request, baseUrl: "https://api.openai.com/v1", headers: request.headers.slice(0, 2) }, "python"),
      `import os

from openai import OpenAI

client = OpenAI(
    api_key=os.environ["OPENAI_API_KEY"],
)

events = client.chat.completions.create(
    model="m",
    messages=[
      {
        "role": "user",
        "content": "Hi"
      }
    ],
    stream=True,
)
for event in events:
    if event.choices:
        print(event.choices[0].delta.content or "", end="", flush=True)
`,
    );
  });
});

describe("the document of a request", () => {
  it("says when it was sent, what has to be set, and how to run it", () => {
    const origin = { type: "sent", at: 0, answered: false } as const;
    const [head] = callDocument({ request, origin }, "curl", untranslated).split("\n\n");
    assert.equal(
      head,
      [
        "# The request of this turn, as it was sent at 1970-01-01T00:00:00.000Z. It was not answered.",
        "# Set these environment variables first: OPENAI_API_KEY, HEADER_X_SECRET",
        "# For POSIX shells such as bash and zsh. On Windows, use Git Bash or WSL.",
      ].join("\n"),
    );
  });

  it("says that it is made anew, where what was sent is gone", () => {
    for (const form of callForms) {
      const text = callDocument({ request, origin: { type: "now" } }, form, untranslated);
      assert.match(text, /^(?:#|\/\/) What was sent for this turn is no longer kept\.\n.* as it would be made now/);
    }
  });

  it("has no quote in its comments, which a shell without comments would wait for the other of", () => {
    const t = (): string => `l'un "et" l'autre`;
    const [head = ""] = callDocument({ request, origin: { type: "now" } }, "curl", t).split("\n\n");
    assert.doesNotMatch(head, /['"]/);
  });
});

describe("a literal", () => {
  it("is the same value in JSON and in JavaScript, and has no character that is not seen", () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), anyText(20), (value, text) => {
        const whole: unknown = JSON.parse(JSON.stringify({ value, [text]: text }));
        assert.deepEqual(JSON.parse(toLiteral(whole, json)), whole);
        const evaluated: unknown = runInThisContext(`(${toLiteral(whole, javaScript)})`);
        assert.deepEqual(evaluated, whole);
        assert.doesNotMatch(toLiteral(whole, json), /(?!\n|\uFE0F)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
      }),
      propertyRuns(30),
    );
  });

  it("does not take the name of an object's prototype for it", () => {
    const whole: unknown = JSON.parse('{"__proto__":{"a":1}}');
    assert.equal(toLiteral(whole, javaScript), '{\n  ["__proto__"]: {\n    a: 1\n  }\n}');
  });
});

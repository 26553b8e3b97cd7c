import { Connector } from "../../src/core/chat/connector.ts";
import { KnownModels } from "../../src/core/models/knownModels.ts";
import { LearnedRefusals } from "../../src/core/chat/learnedRefusals.ts";
import type { HostFacts } from "../../src/core/connection/connectionFacts.ts";
import {
  connectionReport,
  type ConnectionReport,
  type ReportParts,
} from "../../src/core/connection/connectionReport.ts";
import type { Step as ReportStep } from "../../src/core/connection/gatherFacts.ts";
import type { EndpointFacts, EndpointProbe, EndpointProbes } from "../../src/core/ports/endpointProbe.ts";
import type { ModelClient, ModelConnector, ModelEvent } from "../../src/core/ports/model.ts";
import type { Refusal, Refusals } from "../../src/core/ports/refusals.ts";
import type { Connection } from "../../src/core/settings/connection.ts";
import { parseEndpoint } from "../../src/core/settings/endpoint.ts";
import type { Settings } from "../../src/core/settings/settings.ts";
import { AskError, type Failure } from "../../src/shared/failures.ts";
import { untranslated } from "../../src/shared/l10n.ts";
import { MapKeyStore, MapMemory, MemoryLog, testSettings } from "./chatWorld.ts";
import { answer, FakeModel, type Step } from "./fakeModel.ts";
import { ManualClock } from "./manualClock.ts";

/** What the world's key is, to be found nowhere in a report. */
export const CANARY = "canary-key-0123456789";

/** Every event of the model takes this long, in milliseconds. */
export const EVENT_MS = 100;

/** A scripted probe that keeps the port's promises (see `test/contract/endpointProbe.test.ts`). */
export class FakeProbes implements EndpointProbes {
  /** What `inspect` answers; a `Failure` is thrown. */
  server: Omit<EndpointFacts, "url"> | Failure = { status: 200, milliseconds: 42, headers: {} };
  /** Whether it never answers. */
  silent = false;

  async open({ endpoint, api }: Connection, refusals: readonly Refusal[]): Promise<EndpointProbe> {
    const base = refusals.includes("address") ? `${endpoint.baseUrl}/v1` : endpoint.baseUrl;
    const urls = {
      models: `${base}/models${endpoint.query}`,
      responses: `${base}/responses${endpoint.query}`,
      chat: `${base}/chat/completions${endpoint.query}`,
      completions: `${base}/completions${endpoint.query}`,
    };
    return {
      urls,
      api: api === "auto" ? (endpoint.isOpenAi ? "responses" : "chat") : api,
      inspect: async (signal) => {
        signal.throwIfAborted();
        if (this.silent) await untilAborted(signal);
        if ("code" in this.server) throw new AskError(this.server);
        return { url: urls.models, ...this.server };
      },
    };
  }
}

function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(signal.reason as Error));
  });
}

/** Connects to one fake model whose events take time, and remembers what it refuses, as the real one does. */
class SlowConnector implements ModelConnector {
  readonly connections: Connection[] = [];
  /** What was known to be refused by `gpt-test` when each of them was made. */
  readonly known: (readonly Refusal[])[] = [];
  readonly #model: FakeModel;
  readonly #clock: ManualClock;

  constructor(model: FakeModel, clock: ManualClock) {
    this.#model = model;
    this.#clock = clock;
  }

  async connect(connection: Connection, refusals: Refusals): Promise<ModelClient> {
    this.connections.push(connection);
    this.known.push(refusals.of("gpt-test"));
    const model = this.#model;
    const clock = this.#clock;
    return {
      listModels: (signal) => model.listModels(signal),
      describe: (request) => model.describe(request),
      async *stream(request, signal): AsyncGenerator<ModelEvent> {
        for await (const event of model.stream(request, signal)) {
          clock.advance(EVENT_MS);
          if (event.type === "adapted") await refusals.remember(request.model, [event.refusal]);
          yield event;
        }
      },
    };
  }
}

export const testHost: HostFacts = {
  address: "https://api.openai.com",
  extension: "Ask ChatGPT 0.1.0",
  editor: "Visual Studio Code 1.106.0",
  system: "Linux 6.1 x64, Node 24.1.0",
  proxy: { support: "override", exceptions: 0, variables: [] },
};

/** An answer that calls the tool of the test. */
export const toolAnswer: readonly Step[] = [
  { type: "tool-call", call: { id: "1", name: "report", input: { word: "ready" } } },
  { type: "end", reason: "tool-calls", usage: { input: 30, output: 10 } },
];

/** What a model that can do everything says to a question, each API, a tool and an image. */
export function everything(): (readonly Step[])[] {
  const short = (): readonly Step[] => answer("ready", { input: 10, output: 1 });
  return [
    answer(["one, ", "two, ", "three"], { input: 20, output: 9 }),
    short(),
    short(),
    short(),
    toolAnswer,
    short(),
  ];
}

/** A connection to OpenAI with the canary as its key, and everything else in memory. */
export function connectionWorld(answers: readonly (readonly Step[])[] = everything(), changes: Partial<Settings> = {}) {
  const clock = new ManualClock();
  const model = new FakeModel(...answers);
  model.models = [{ id: "gpt-test", created: 1 }, { id: "gpt-other" }];
  const models = new SlowConnector(model, clock);
  const keys = new MapKeyStore();
  keys.keys.set("https://api.openai.com", CANARY);
  const memory = new MapMemory();
  const refusals = new LearnedRefusals(memory);
  const probes = new FakeProbes();
  const log = new MemoryLog();
  const connector = new Connector({ models, keys, memory, refusals, known: new KnownModels(memory, clock), clock });
  const parts: ReportParts = { connector, models, probes, refusals, clock, log, t: untranslated };
  const steps: ReportStep[] = [];
  const settings: Settings = { ...testSettings, endpoint: parseEndpoint(testHost.address), ...changes };
  return {
    model,
    models,
    keys,
    memory,
    refusals,
    probes,
    log,
    steps,
    settings,
    report: (
      other: Partial<
        ReportParts & { readonly settings: Settings; readonly host: HostFacts; readonly signal: AbortSignal }
      > = {},
    ): Promise<ConnectionReport> => {
      const { signal = new AbortController().signal, ...more } = other;
      const subject = { settings: other.settings ?? settings, host: other.host ?? testHost };
      return connectionReport({ ...parts, ...more }, subject, { signal, onStep: (step) => steps.push(step) });
    },
  };
}

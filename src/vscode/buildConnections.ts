import type * as vscode from "vscode";
import { Connector } from "../core/chat/connector.ts";
import { LearnedRefusals } from "../core/chat/learnedRefusals.ts";
import { KnownModels } from "../core/models/knownModels.ts";
import type { EndpointProbes } from "../core/ports/endpointProbe.ts";
import type { KeyStore } from "../core/ports/keyStore.ts";
import type { Log } from "../core/ports/log.ts";
import type { ModelConnector } from "../core/ports/model.ts";
import { MementoMemory } from "./mementoMemory.ts";
import type { Platform } from "./platform.ts";
import { systemClock } from "./systemClock.ts";
import { userAgent } from "./userAgent.ts";

/** What reaches models, and what is known of them. */
export type Connections = {
  readonly models: ModelConnector;
  readonly probes: EndpointProbes;
  readonly refusals: LearnedRefusals;
  readonly known: KnownModels;
  readonly connector: Connector;
};

/** Builds what reaches models. The client itself is loaded with the first connection. */
export function buildConnections(
  context: vscode.ExtensionContext,
  platform: Pick<Platform, "loadOpenAi" | "peerCertificate">,
  { keys, log }: { readonly keys: KeyStore; readonly log: Log },
): Connections {
  const { peerCertificate } = platform;
  const network = {
    fetch: globalThis.fetch,
    userAgent: userAgent(context),
    log,
    ...(peerCertificate && { peerCertificate }),
  };
  const models: ModelConnector = {
    connect: async (connection, refusals) => {
      const { createOpenAiConnector } = await platform.loadOpenAi();
      return createOpenAiConnector(network).connect(connection, refusals);
    },
  };
  const probes: EndpointProbes = {
    open: async (connection, refusals) => {
      const { createOpenAiProbes } = await platform.loadOpenAi();
      return createOpenAiProbes(network).open(connection, refusals);
    },
  };
  const facts = new MementoMemory(context.globalState);
  const refusals = new LearnedRefusals(facts);
  const known = new KnownModels(facts, systemClock);
  const connector = new Connector({ models, keys, memory: facts, refusals, known, clock: systemClock });
  return { models, probes, refusals, known, connector };
}

import type { Certificate } from "../../shared/failures.ts";
import type { EndpointFacts, EndpointProbes } from "../ports/endpointProbe.ts";
import type { ModelConnector, ModelInfo } from "../ports/model.ts";
import type { Connection } from "../settings/connection.ts";
import type { Endpoint } from "../settings/endpoint.ts";
import type { Finder, Finding } from "./finding.ts";
import { ANY_MODEL } from "../ports/refusals.ts";
import type { TrialRefusals } from "./trialRefusals.ts";

export type EndpointParts = {
  readonly models: ModelConnector;
  readonly probes: EndpointProbes;
  /** The certificate that this origin shows; absent where it cannot be asked for. */
  readonly peerCertificate?: (origin: string) => Promise<Certificate | undefined>;
};

export type EndpointStep = "server" | "certificate" | "models";

export type EndpointFindings = {
  readonly server: Finding<EndpointFacts>;
  readonly certificate?: Finding<Certificate | undefined>;
  readonly models: Finding<readonly ModelInfo[]>;
};

/** Milliseconds. What is asked for here needs no model to be loaded. */
const TIMEOUT = 15_000;

/** Everything that can be found out without a word to a model. */
export async function lookAtEndpoint(
  { models, probes, peerCertificate }: EndpointParts,
  target: { readonly endpoint: Endpoint; readonly connection: Finding<Connection> },
  refusals: TrialRefusals,
  run: { readonly finder: Finder; readonly onStep: (step: EndpointStep) => void },
): Promise<EndpointFindings> {
  const { finder, onStep } = run;
  const { origin } = target.endpoint;

  // First, since it may find out that the address needs a path.
  onStep("models");
  const list = await finder.findWith(target.connection, async (connection) =>
    (await models.connect(inHaste(connection), refusals)).listModels(finder.signal),
  );
  onStep("server");
  const server = await finder.findWith(target.connection, async (connection) =>
    (await probes.open(inHaste(connection), refusals.of(ANY_MODEL))).inspect(finder.signal),
  );
  let certificate: Pick<EndpointFindings, "certificate"> = {};
  if (peerCertificate && origin.startsWith("https:")) {
    onStep("certificate");
    certificate = { certificate: await finder.find(() => peerCertificate(origin)) };
  }
  return { server, ...certificate, models: list };
}

function inHaste(connection: Connection): Connection {
  const { firstByte, idle } = connection.timeouts;
  return { ...connection, timeouts: { firstByte: Math.min(firstByte, TIMEOUT), idle: Math.min(idle, TIMEOUT) } };
}

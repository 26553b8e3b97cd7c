import type { Connector } from "../chat/connector.ts";
import type { LearnedRefusals } from "../chat/learnedRefusals.ts";
import { pickDefaultModel } from "../models/defaultModel.ts";
import type { Clock } from "../ports/clock.ts";
import type { ModelInfo } from "../ports/model.ts";
import { ANY_MODEL } from "../ports/refusals.ts";
import type { Connection } from "../settings/connection.ts";
import type { Settings } from "../settings/settings.ts";
import type { ConnectionFacts, ModelChoice } from "./connectionFacts.ts";
import { valueOf, type Finder, type Finding } from "./finding.ts";
import { toKeyFact } from "./keyFact.ts";
import { lookAtEndpoint, type EndpointParts, type EndpointStep } from "./lookAtEndpoint.ts";
import { TrialRefusals } from "./trialRefusals.ts";
import { Trials } from "./trials.ts";
import { tryModel, type ModelStep } from "./tryModel.ts";

export type GatherParts = EndpointParts & {
  readonly connector: Connector;
  readonly refusals: LearnedRefusals;
  readonly clock: Clock;
};

export type Step = EndpointStep | ModelStep;

/**
 * Finds out what there is to know about a connection, one thing after the other. Nothing that it finds changes how the
 * next question is asked. Rejects with the finder's signal's reason, as soon as it is aborted.
 */
export async function gatherFacts(
  parts: GatherParts,
  { settings, connection }: { readonly settings: Settings; readonly connection: Finding<Connection> },
  { finder, onStep }: { readonly finder: Finder; readonly onStep: (step: Step) => void },
): Promise<ConnectionFacts> {
  const { connector, models, probes, clock } = parts;
  const { endpoint, api, parameters } = settings;
  const refusals = new TrialRefusals(parts.refusals.at(endpoint.baseUrl));

  const found = await lookAtEndpoint(parts, { endpoint, connection }, refusals, { finder, onStep });
  const model = chooseModel(settings, connector.knownModel(settings), { models: found.models, now: clock.now() });
  const id = valueOf(model)?.id ?? ANY_MODEL;
  const trials = new Trials({ finder, clock });
  const tried = await tryModel(models, { connection, model, parameters }, refusals, { trials, onStep });
  return {
    host: endpoint.host,
    // Last, since a refusal may have changed it.
    target: await finder.findWith(connection, (value) => probes.open(value, refusals.for(id))),
    ...found,
    account: {
      key: toKeyFact(connection, { listing: found.models, trials: [tried.question, ...Object.values(tried.apis)] }),
      hasOrganization: settings.organization !== undefined,
      hasProject: settings.project !== undefined,
      headerNames: Object.keys(settings.headers),
    },
    model,
    api,
    ...tried,
    refusals: {
      remembered: parts.refusals.all(endpoint.baseUrl),
      found: refusals.newFor(id),
    },
    cost: { requests: trials.requests, tokens: trials.tokens },
  };
}

function chooseModel(
  { model, endpoint }: Settings,
  known: string | undefined,
  { models, now }: { readonly models: Finding<readonly ModelInfo[]>; readonly now: number },
): Finding<ModelChoice> {
  if (model !== undefined) return { type: "found", value: { id: model, chosenBy: "setting" } };
  if (endpoint.deployment !== undefined) {
    return { type: "found", value: { id: endpoint.deployment, chosenBy: "address" } };
  }
  if (known === undefined && models.type !== "found") return { type: "untried", failure: models.failure };
  const picked = known ?? pickDefaultModel(valueOf(models) ?? [], now);
  return picked === undefined
    ? { type: "failed", failure: { code: "no-model", origin: endpoint.host } }
    : { type: "found", value: { id: picked, chosenBy: "list" } };
}

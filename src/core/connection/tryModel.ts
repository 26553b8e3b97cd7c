import type { ApiName } from "../../shared/failures.ts";
import type { ModelClient, ModelConnector, ModelParameters, ModelRequest } from "../ports/model.ts";
import type { Connection } from "../settings/connection.ts";
import type { AbilityFact, ModelChoice } from "./connectionFacts.ts";
import { valueOf, type Finding } from "./finding.ts";
import type { TrialRefusals } from "./trialRefusals.ts";
import { apiTrial, imageTrial, questionTrial, toolTrial } from "./trialRequests.ts";
import type { Trial, Trials } from "./trials.ts";

export type ModelStep = "question" | ApiName | "tools" | "images";

export type ModelFindings = {
  readonly question: Finding<Trial>;
  readonly apis: Readonly<Record<ApiName, Finding<Trial>>>;
  readonly tools: Finding<AbilityFact>;
  readonly images: Finding<AbilityFact>;
};

type Target = {
  readonly connection: Finding<Connection>;
  readonly model: Finding<ModelChoice>;
  /** What the person set. */
  readonly parameters: ModelParameters;
};

type ToRequest = (model: string) => ModelRequest;

/** Tries the model with a question, each API, a tool and an image: at most six requests where nothing is refused. */
export async function tryModel(
  models: ModelConnector,
  target: Target,
  refusals: TrialRefusals,
  run: { readonly trials: Trials; readonly onStep: (step: ModelStep) => void },
): Promise<ModelFindings> {
  const { connection, model } = target;
  const ask = async (step: ModelStep, toRequest: ToRequest, api?: ApiName): Promise<Finding<Trial>> => {
    if (connection.type !== "found") return { type: "untried", failure: connection.failure };
    if (model.type !== "found") return { type: "untried", failure: model.failure };
    run.onStep(step);
    const connect = (): Promise<ModelClient> =>
      api === undefined
        ? models.connect(connection.value, refusals)
        : models.connect({ ...connection.value, api }, refusals.withoutApis);
    return run.trials.run(connect, toRequest(model.value.id));
  };
  const askAbility = async (
    ability: "tools" | "images",
    toRequest: ToRequest,
    toFact: (trial: Trial) => AbilityFact,
  ): Promise<Finding<AbilityFact>> => {
    if (model.type === "found" && refusals.for(model.value.id).includes(ability)) {
      return { type: "found", value: "known-refused" };
    }
    const trial = await ask(ability, toRequest);
    if (trial.type !== "found") return trial;
    return { type: "found", value: trial.value.refused.includes(ability) ? "refused" : toFact(trial.value) };
  };

  const question = await ask("question", (id) => questionTrial(id, target.parameters));
  const askApi = async (api: ApiName): Promise<Finding<Trial>> =>
    valueOf(connection)?.api === api ? question : ask(api, apiTrial, api);
  return {
    question,
    apis: {
      responses: await askApi("responses"),
      chat: await askApi("chat"),
      completions: await askApi("completions"),
    },
    tools: await askAbility("tools", toolTrial, ({ calledTool }) => (calledTool ? "works" : "ignored")),
    images: await askAbility("images", imageTrial, () => "works"),
  };
}

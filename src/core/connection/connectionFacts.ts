import type { ApiName, Certificate } from "../../shared/failures.ts";
import type { ModelRefusals } from "../chat/learnedRefusals.ts";
import type { EndpointFacts, EndpointProbe } from "../ports/endpointProbe.ts";
import type { ModelInfo } from "../ports/model.ts";
import type { Refusal } from "../ports/refusals.ts";
import type { Finding } from "./finding.ts";
import type { KeyFact } from "./keyFact.ts";
import type { Trial } from "./trials.ts";

/** All that a test of the connection found out. Holds no key and no header's value. */
export type ConnectionFacts = {
  /** For people, for example `api.openai.com`. */
  readonly host: string;
  /** Where requests go, and which API a question uses. */
  readonly target: Finding<Pick<EndpointProbe, "urls" | "api">>;
  readonly server: Finding<EndpointFacts>;
  /** Absent without https, or where certificates cannot be asked for. */
  readonly certificate?: Finding<Certificate | undefined>;
  readonly account: AccountFacts;
  readonly models: Finding<readonly ModelInfo[]>;
  readonly model: Finding<ModelChoice>;
  /** What `askChatGPT.api` says. */
  readonly api: "auto" | ApiName;
  /** A question as the person would ask it. */
  readonly question: Finding<Trial>;
  readonly apis: Readonly<Record<ApiName, Finding<Trial>>>;
  readonly tools: Finding<AbilityFact>;
  readonly images: Finding<AbilityFact>;
  readonly refusals: RefusalFacts;
  readonly cost: { readonly requests: number; readonly tokens: number };
};

export type AccountFacts = {
  readonly key: KeyFact;
  readonly hasOrganization: boolean;
  readonly hasProject: boolean;
  /** The person's own headers, without their values. */
  readonly headerNames: readonly string[];
};

export type ModelChoice = {
  readonly id: string;
  /** By `askChatGPT.model`, by an Azure address, or else from the endpoint's own list. */
  readonly chosenBy: "setting" | "address" | "list";
};

/** `ignored`: the request was taken, and the tool was not called. `known-refused`: as remembered, so not asked for. */
export type AbilityFact = "works" | "ignored" | "refused" | "known-refused";

export type RefusalFacts = {
  /** For every model of the endpoint, as it is kept. */
  readonly remembered: readonly ModelRefusals[];
  /** What this test met for its model and what is not remembered. */
  readonly found: readonly Refusal[];
};

/** What only the extension host knows. Holds no password. */
export type HostFacts = {
  /** `askChatGPT.baseUrl` as the person typed it. */
  readonly address: string;
  readonly extension: string;
  readonly editor: string;
  /** The operating system and the runtime; absent where they cannot be known. */
  readonly system?: string;
  /** For example `ssh-remote`; absent on the person's own computer. */
  readonly remote?: string;
  readonly proxy: ProxyFacts;
};

export type ProxyFacts = {
  /** VS Code's `http.proxy`, its user name and password masked; absent when it is not set. */
  readonly address?: string;
  /** VS Code's `http.proxySupport`. */
  readonly support: string;
  /** How many entries `http.noProxy` has. */
  readonly exceptions: number;
  /** Names of environment variables that are set and change how the network is used. */
  readonly variables: readonly string[];
};

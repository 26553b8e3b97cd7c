import type { ApiName } from "../../shared/failures.ts";
import type { PromptTemplates } from "../prompts/questionText.ts";
import type { ModelParameters } from "../ports/model.ts";
import type { Endpoint } from "./endpoint.ts";

/** The person's settings, checked. Read anew for each turn, so that a change applies to the next one. */
export type Settings = {
  readonly endpoint: Endpoint;
  readonly api: "auto" | ApiName;
  /** Absent when one is to be picked from the live list. */
  readonly model?: string;
  readonly parameters: ModelParameters;
  /** How many candidates an edit has to choose from, from 1 to 5. */
  readonly alternatives: number;
  readonly organization?: string;
  readonly project?: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly instructions: string;
  readonly prompts: PromptTemplates;
  readonly customPrompts: readonly CustomPrompt[];
  /** Milliseconds; absent means the default of the endpoint. */
  readonly firstByteTimeout?: number;
  /** Milliseconds. */
  readonly idleTimeout: number;
  readonly maxRetries: number;
};

export type CustomPrompt = {
  readonly name: string;
  readonly prompt: string;
  readonly action: "answer" | "edit" | "insert";
};

import type { ModelInfo } from "../ports/model.ts";

export type ModelGroups = { readonly recent: readonly ModelInfo[]; readonly others: readonly ModelInfo[] };

/** The models to choose from, those that were used lately apart; a name that was typed once need not be listed. */
export function groupModels(listed: readonly ModelInfo[], recent: readonly string[]): ModelGroups {
  return {
    recent: recent.map((id) => listed.find((model) => model.id === id) ?? { id }),
    others: listed.filter(({ id }) => !recent.includes(id)),
  };
}

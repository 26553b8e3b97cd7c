/** The ways in which a request is shown: as the JSON that it is, and as code that makes it. */
export const callForms = ["request", "curl", "node", "python"] as const;

export type CallForm = (typeof callForms)[number];

/** Names in the state of a workspace. */
export const stateKeys = {
  /** The id of the conversation that the panel shows. */
  currentConversation: "currentConversation",
  /** Reviews that are still open. */
  openReviews: "reviews",
  /** The turns that open proposals belong to. */
  proposalOrigins: "proposalOrigins",
} as const;

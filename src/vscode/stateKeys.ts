/** Names in VS Code's own stores, where more than one file needs them. */
export const stateKeys = {
  /** In the workspace's state: reviews that are still open. */
  openReviews: "reviews",
} as const;

/** What is known about a request, for telling what went wrong with it. */
export type Attempt = {
  readonly origin: string;
  /** The method's whole URL. */
  readonly url: string;
  /** Empty for a request that names none. */
  readonly model: string;
  /** Never to be repeated to the person: the key and the values of their headers. */
  readonly secrets: readonly string[];
  /** Of the answer's `x-request-id`, once there is one. */
  readonly requestId?: string;
};

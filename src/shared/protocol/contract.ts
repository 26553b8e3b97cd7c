import type { Validator } from "./validate.ts";

/** Something that one side tells the other. */
export type EventMethod<P> = { readonly kind: "event"; readonly params: Validator<P> };

/** A question that the other side answers once. */
export type RequestMethod<P, R> = {
  readonly kind: "request";
  readonly params: Validator<P>;
  readonly result: Validator<R>;
};

export type Contract = { readonly [method: string]: EventMethod<never> | RequestMethod<never, unknown> };

export function event<P>(params: Validator<P>): EventMethod<P> {
  return { kind: "event", params };
}

export function request<P, R>(params: Validator<P>, result: Validator<R>): RequestMethod<P, R> {
  return { kind: "request", params, result };
}

/** What the calling side sees of a contract. A rejected request carries an {@link AskError}. */
export type Remote<C> = {
  readonly [M in keyof C]: C[M] extends RequestMethod<infer P, infer R>
    ? (params: P) => Promise<R>
    : C[M] extends EventMethod<infer P>
      ? (params: P) => void
      : never;
};

/** What the answering side implements. */
export type Handlers<C> = {
  readonly [M in keyof C]: C[M] extends RequestMethod<infer P, infer R>
    ? (params: P) => Promise<R>
    : C[M] extends EventMethod<infer P>
      ? (params: P) => void
      : never;
};

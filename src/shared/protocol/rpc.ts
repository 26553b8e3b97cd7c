import { AskError, failureOf, type Failure } from "../failures.ts";
import type { Contract, Handlers, Remote } from "./contract.ts";
import { InvalidMessage, isRecord } from "./validate.ts";

/** One end of a two-way message pipe, such as a webview. */
export type Pipe = {
  readonly send: (message: unknown) => void;
  /** Calls `listener` for each incoming message. */
  readonly receive: (listener: (message: unknown) => void) => void;
};

type Message =
  | { readonly type: "event"; readonly method: string; readonly params: unknown }
  | { readonly type: "request"; readonly id: number; readonly method: string; readonly params: unknown }
  | { readonly type: "result"; readonly id: number; readonly result: unknown }
  | { readonly type: "failure"; readonly id: number; readonly failure: Failure };

type Pending = { readonly resolve: (result: unknown) => void; readonly reject: (error: AskError) => void };

/**
 * Connects two contracts over one pipe: `outgoing` can be called through the result, `incoming` is served by `handlers`.
 * A message that does not fit its contract is dropped and handed to `onInvalid`.
 * An error that carries no failure crosses as `unexpected`, without its text, and goes to `onError`.
 */
export function connect<O, I>(options: {
  readonly pipe: Pipe;
  readonly outgoing: O;
  readonly incoming: I;
  readonly handlers: Handlers<I>;
  readonly onInvalid: (reason: string) => void;
  readonly onError: (error: unknown) => void;
}): Remote<O> {
  const { pipe, handlers, onInvalid, onError } = options;
  const incoming = options.incoming as Contract;
  const pending = new Map<number, Pending>();
  let nextId = 0;

  pipe.receive((raw) => {
    const message = toMessage(raw);
    if (!message) return onInvalid("not a message");
    if (message.type === "result" || message.type === "failure") return settle(message);
    const method = Object.hasOwn(incoming, message.method) ? incoming[message.method] : undefined;
    if (!method || method.kind !== message.type) return onInvalid(`unknown method ${message.method}`);
    try {
      const params = method.params(message.params);
      const handler = (handlers as Record<string, (params: unknown) => unknown>)[message.method];
      const outcome = handler?.(params);
      if (message.type === "request") void answer(message.id, outcome);
    } catch (error) {
      if (error instanceof InvalidMessage) onInvalid(`${message.method}: ${error.message}`);
      else onError(error);
      if (message.type === "request") pipe.send({ type: "failure", id: message.id, failure: failureOf(error) });
    }
  });

  async function answer(id: number, outcome: unknown): Promise<void> {
    try {
      pipe.send({ type: "result", id, result: await outcome });
    } catch (error) {
      if (!(error instanceof AskError)) onError(error);
      pipe.send({ type: "failure", id, failure: failureOf(error) });
    }
  }

  function settle(message: Extract<Message, { readonly type: "result" | "failure" }>): void {
    const waiting = pending.get(message.id);
    pending.delete(message.id);
    if (message.type === "result") waiting?.resolve(message.result);
    else waiting?.reject(new AskError(message.failure));
  }

  const callers = Object.entries(options.outgoing as Contract).map(([method, { kind }]) => [
    method,
    kind === "event"
      ? (params: unknown): void => pipe.send({ type: "event", method, params })
      : (params: unknown): Promise<unknown> =>
          new Promise((resolve, reject) => {
            const id = nextId++;
            pending.set(id, { resolve, reject });
            pipe.send({ type: "request", id, method, params });
          }),
  ]);
  return Object.fromEntries(callers) as Remote<O>;
}

function toMessage(raw: unknown): Message | undefined {
  if (!isRecord(raw)) return undefined;
  const { type, id, method } = raw;
  const known =
    (type === "event" && typeof method === "string") ||
    (type === "request" && typeof method === "string" && typeof id === "number") ||
    ((type === "result" || type === "failure") && typeof id === "number");
  return known ? (raw as Message) : undefined;
}

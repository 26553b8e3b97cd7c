import type { Memory } from "./agent/contract.ts";
import { each, type Comparison } from "./compare.ts";
import { toGoals, type Goal } from "./goals.ts";
import type { Round } from "./runRounds.ts";
import type { Sizes } from "./sizes.ts";
import type { StartFigures, ViewFigures } from "./measureStart.ts";
import type { LongAnswerFigures } from "./measureLongAnswer.ts";

/** Under which conditions the figures were taken. */
export type Conditions = {
  readonly node: string;
  readonly extensionHostNode: string;
  readonly vscode: string;
  readonly browser: string;
  readonly cpu: { readonly model: string; readonly count: number };
  /** How many processes wanted a processor in the last minute: above `cpu.count`, times are inflated. */
  readonly load: { readonly before: number; readonly after: number };
  readonly rounds: number;
  readonly answersPerRound: number;
  readonly longAnswers: number;
  /** What else used an extension host while activation was measured in it: ids of other extensions, or a sentence. */
  readonly disturbances: readonly string[];
};

/** The document that the bench prints. Times are milliseconds, sizes bytes, memory MB of 10^6 bytes. */
export type Report = {
  readonly conditions: Conditions;
  readonly goals: readonly Goal[];
  readonly bytes: Sizes;
  readonly activation: Readonly<Record<"loadMs" | "loadCpuMs" | "activateMs" | "activateCpuMs", Comparison>>;
  /** What was added, three seconds after activation and with the view open. */
  readonly memory: Readonly<Record<"rssMb" | "heapMb" | "rssWithViewMb" | "heapWithViewMb", Comparison>>;
  /** See `ViewFigures`. */
  readonly view: Readonly<Record<keyof ViewFigures, Comparison>>;
  /** From the server's first byte of the answer; see `AnswerFigures`. */
  readonly firstCharacter: Readonly<Record<"messageMs" | "paintedMs", Comparison>>;
  /** See `LongAnswerFigures`. */
  readonly longAnswer: Readonly<Record<keyof LongAnswerFigures, Comparison>> | null;
};

export function toReport(conditions: Conditions, bytes: Sizes, rounds: readonly Round[]): Report {
  const starts = rounds.map(({ start }) => start);
  const answers = rounds.flatMap((round) => round.answers);
  const long = rounds.map(({ longAnswer }) => longAnswer).filter((pair) => pair !== undefined);
  const figures = {
    bytes,
    activation: {
      loadMs: each(starts, ({ activation }) => activation.load.ms),
      loadCpuMs: each(starts, ({ activation }) => activation.load.cpuMs),
      activateMs: each(starts, ({ activation }) => activation.activate.ms),
      activateCpuMs: each(starts, ({ activation }) => activation.activate.cpuMs),
    },
    memory: {
      rssMb: each(starts, ({ activation }) => added("rss", activation.before, activation.after)),
      heapMb: each(starts, ({ activation }) => added("heapUsed", activation.before, activation.after)),
      rssWithViewMb: each(starts, addedWithView("rss")),
      heapWithViewMb: each(starts, addedWithView("heapUsed")),
    },
    view: {
      visibleMs: each(starts, ({ view }) => view.visibleMs),
      usableMs: each(starts, ({ view }) => view.usableMs),
      pageCpuMs: each(starts, ({ view }) => view.pageCpuMs),
      hostCpuMs: each(starts, ({ view }) => view.hostCpuMs),
    },
    firstCharacter: {
      messageMs: each(answers, ({ message }) => message),
      paintedMs: each(answers, ({ painted }) => painted),
    },
    longAnswer:
      long.length === 0
        ? null
        : {
            shownAfterEndMs: each(long, ({ shownAfterEndMs }) => shownAfterEndMs),
            busyShare: each(long, ({ busyShare }) => busyShare),
            longestTaskMs: each(long, ({ longestTaskMs }) => longestTaskMs),
            hostCpuMs: each(long, ({ hostCpuMs }) => hostCpuMs),
            messageLength: each(long, ({ messageLength }) => messageLength),
          },
  };
  return { conditions, goals: toGoals(figures), ...figures };
}

function added(kind: keyof Memory, before: Memory, after: Memory): number {
  return (after[kind] - before[kind]) / 1e6;
}

function addedWithView(kind: keyof Memory): (figures: StartFigures) => number {
  return ({ activation, memoryWithView }) => added(kind, activation.before, memoryWithView);
}

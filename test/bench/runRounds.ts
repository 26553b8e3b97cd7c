import { MeasuredWindow, type Lab } from "./measuredWindow.ts";
import { measureAnswers, type AnswerFigures } from "./measureAnswers.ts";
import { measureLongAnswer, type LongAnswerFigures } from "./measureLongAnswer.ts";
import { measureStart, type StartFigures } from "./measureStart.ts";
import { floor, ours, type Pair } from "./subjects.ts";

export type Round = {
  readonly start: Pair<StartFigures>;
  readonly answers: readonly Pair<AnswerFigures>[];
  /** Our modules that had been read after all answers, as absolute paths. */
  readonly filesInTheEnd: readonly string[];
  readonly longAnswer: Pair<LongAnswerFigures> | undefined;
};

export type RoundOptions = {
  /** Rounds that count; one more is run before them. */
  readonly rounds: number;
  /** Short answers of each subject in a round. */
  readonly answers: number;
  /** How many of the rounds stream a long answer, which takes half a minute. */
  readonly longRounds: number;
  readonly report: (line: string) => void;
};

/** Measures both subjects round by round, each first in every other round. */
export async function runRounds(lab: Lab, options: RoundOptions): Promise<readonly Round[]> {
  const { rounds, report } = options;
  const done: Round[] = [];
  for (let index = 0; index <= rounds; index++) {
    report(index === 0 ? "Warming up" : `Round ${index} of ${rounds}`);
    const round = await runRound(lab, options, index);
    // The first windows of a server find no caches and are not like those that a user opens every day.
    if (index > 0) done.push(round);
  }
  return done;
}

async function runRound(lab: Lab, options: RoundOptions, index: number): Promise<Round> {
  const early = index % 2 === 1 ? await startFloor(lab) : undefined;
  const { start, ...rest } = await runOurs(lab, options, index);
  return { start: { ours: start, floor: early ?? (await startFloor(lab)) }, ...rest };
}

async function startFloor(lab: Lab): Promise<StartFigures> {
  await using window = await MeasuredWindow.open(lab);
  return await measureStart(window, floor);
}

/** The floor joins in for the answers only: its view would make ours the second one that the window opens. */
async function runOurs(
  lab: Lab,
  options: RoundOptions,
  index: number,
): Promise<Omit<Round, "start"> & { readonly start: StartFigures }> {
  await using window = await MeasuredWindow.open(lab);
  const start = await measureStart(window, ours);
  const answers = await measureAnswers(lab, window, options.answers);
  const filesInTheEnd = await window.agent.call("loadedFiles", { extensionId: ours.extensionId });
  const withLong = index > 0 && index <= options.longRounds;
  return { start, answers, filesInTheEnd, longAnswer: withLong ? await measureLongAnswers(lab, window) : undefined };
}

async function measureLongAnswers(lab: Lab, window: MeasuredWindow): Promise<Pair<LongAnswerFigures>> {
  return {
    ours: await measureLongAnswer(lab, window, ours),
    floor: await measureLongAnswer(lab, window, floor),
  };
}

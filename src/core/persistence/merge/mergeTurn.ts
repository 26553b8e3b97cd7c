import type { ProposedFile } from "../../../shared/chat/changedFiles.ts";
import type { Answer, Turn } from "../../../shared/chat/state.ts";
import { sameValue, threeWay } from "./sameValue.ts";

/** One turn as two windows have it; `base` is what both began with, absent when neither had it. */
export function mergeTurn(base: Turn | undefined, ours: Turn, theirs: Turn): Turn {
  if (sameValue(ours, theirs)) return ours;
  if (base && sameValue(theirs, base)) return ours;
  if (base && sameValue(ours, base)) return theirs;
  const files = mergeFiles(base?.files ?? [], ours.files ?? [], theirs.files ?? []);
  return {
    ...ours,
    question: threeWay(base?.question, ours.question, theirs.question, newer) ?? ours.question,
    answer: threeWay(base?.answer, ours.answer, theirs.answer, further) ?? ours.answer,
    ...(files.length > 0 && { files }),
  };
}

/** Whether both windows answered a turn anew, each with a text that the other's does not begin with. */
export function haveRivalAnswers(base: Turn | undefined, ours: Turn, theirs: Turn): boolean {
  const [one, other] = [ours.answer.text, theirs.answer.text];
  if (one.startsWith(other) || other.startsWith(one)) return false;
  return base === undefined || (base.answer.text !== one && base.answer.text !== other);
}

function newer<T>(ours: T): T {
  return ours;
}

/** The one that came further: whole before ended, ended before running, and a partial one last. */
function further(ours: Answer | undefined, theirs: Answer | undefined): Answer | undefined {
  if (!ours || !theirs) return ours ?? theirs;
  const [one, other] = [rank(ours), rank(theirs)];
  if (one !== other) return one > other ? ours : theirs;
  return ours.text.length >= theirs.text.length ? ours : theirs;
}

function rank({ state }: Answer): number {
  switch (state.type) {
    case "complete":
      return 3;
    case "stopped":
    case "length":
    case "filtered":
    case "failed":
      return 2;
    case "waiting":
    case "streaming":
      return 1;
    case "interrupted":
      return 0;
  }
}

function mergeFiles(
  base: readonly ProposedFile[],
  ours: readonly ProposedFile[],
  theirs: readonly ProposedFile[],
): readonly ProposedFile[] {
  const [before, other] = [byId(base), byId(theirs)];
  const added = theirs.filter(({ id }) => !byId(ours).has(id) && !before.has(id));
  return [
    ...ours.map((file) => threeWay(before.get(file.id), file, other.get(file.id) ?? file, newer) ?? file),
    ...added,
  ];
}

function byId(files: readonly ProposedFile[]): ReadonlyMap<string, ProposedFile> {
  return new Map(files.map((file) => [file.id, file]));
}

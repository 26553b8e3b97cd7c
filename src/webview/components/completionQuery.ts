import { completionTriggers, type CompletionTrigger, type TriggerPlace } from "../../shared/protocol/completions.ts";

/** What is being typed after a trigger. */
export type CompletionQuery = {
  readonly trigger: CompletionTrigger;
  /** Without the trigger. */
  readonly query: string;
  /** Where the trigger stands, in UTF-16 units; the query ends at the caret. */
  readonly start: number;
};

/** Longer than any name that somebody types to find it. */
const LONGEST_QUERY = 100;

/** What would make it a part of a word or of an address; scripts without spaces may have the trigger anywhere. */
const JOINED = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{N}_.\-/@]$/u;

/** The query before the caret of a text; undefined when there is none. */
export function findQuery(text: string, caret: number): CompletionQuery | undefined {
  const word = /\S*$/u.exec(text.slice(Math.max(0, caret - LONGEST_QUERY), caret))?.[0] ?? "";
  for (const [trigger, place] of triggers()) {
    const at = word.lastIndexOf(trigger);
    if (at < 0) continue;
    const start = caret - word.length + at;
    if (begins(text.slice(0, start), place))
      return { trigger, query: text.slice(start + trigger.length, caret), start };
  }
  return undefined;
}

function begins(before: string, place: TriggerPlace): boolean {
  switch (place) {
    case "word":
      return !JOINED.test(before);
    case "start":
      return before === "";
  }
}

function triggers(): readonly (readonly [CompletionTrigger, TriggerPlace])[] {
  return Object.entries(completionTriggers) as readonly (readonly [CompletionTrigger, TriggerPlace])[];
}

import type { Surroundings } from "../../shared/chat/state.ts";

const LINES = 60;
const CHARACTERS = 4_000;

/**
 * The part of a document right before and after a range, cut at whole lines: at most 60 lines and 4,000 UTF-16
 * units on each side. `start` and `end` are offsets into `text`.
 */
export function surroundingsOf(text: string, start: number, end: number): Surroundings {
  const before = text.slice(Math.max(0, start - CHARACTERS), start);
  const after = text.slice(end, end + CHARACTERS);
  const beforeIsCut = start > CHARACTERS;
  const afterIsCut = end + CHARACTERS < text.length;
  return {
    before: lastLines(beforeIsCut ? dropFirstLine(before) : before),
    after: firstLines(afterIsCut ? dropLastLine(after) : after),
  };
}

function lastLines(text: string): string {
  return text.split("\n").slice(-LINES).join("\n");
}

function firstLines(text: string): string {
  return text.split("\n").slice(0, LINES).join("\n");
}

function dropFirstLine(text: string): string {
  return text.slice(text.indexOf("\n") + 1);
}

function dropLastLine(text: string): string {
  const end = text.lastIndexOf("\n");
  return end < 0 ? text : text.slice(0, end);
}

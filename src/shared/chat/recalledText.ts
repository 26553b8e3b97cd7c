import type { Question } from "./state.ts";

/** What was asked, as it can be asked again: in words, or as the command that it was. Undefined for what had no words. */
export function recalledText({ task, text, instruction = "" }: Question): string | undefined {
  switch (task) {
    case "ask":
      return text;
    // The person's own prompt is not what was typed.
    case "custom":
      return undefined;
    // What it was told is where the tests belong.
    case "addTests":
      return "/addTests";
    default:
      return instruction === "" ? `/${task}` : `/${task} ${instruction}`;
  }
}

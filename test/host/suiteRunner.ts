/**
 * Runs inside the extension host, in the place of the suite whose path is in `TEST_SUITE_PATH`, and marks
 * what that suite writes to the console and that it came to its end.
 */
import { createRequire } from "node:module";
import { format } from "node:util";
import { formatSuiteLine, type SuiteLine } from "./suiteLine.ts";

export async function run(): Promise<void> {
  const say = console.log.bind(console);
  const speakAs =
    (kind: "out" | "err") =>
    (...args: unknown[]): void =>
      say(formatSuiteLine({ kind, text: format(...args) }));
  const out = speakAs("out");
  const err = speakAs("err");
  // VS Code's own methods are accessors that ignore an assignment.
  for (const name of ["log", "info", "debug"]) Object.defineProperty(console, name, { value: out });
  for (const name of ["warn", "error"]) Object.defineProperty(console, name, { value: err });
  const end: SuiteLine = { kind: "end", text: "" };
  try {
    await loadSuite()();
  } finally {
    say(formatSuiteLine(end));
  }
}

function loadSuite(): () => unknown {
  const path = process.env["TEST_SUITE_PATH"] ?? "";
  const suite: unknown = createRequire(import.meta.url)(path);
  if (typeof suite === "object" && suite !== null && "run" in suite) {
    const { run: runSuite } = suite;
    if (typeof runSuite === "function") return () => Reflect.apply(runSuite, suite, []) as unknown;
  }
  throw new Error(`${path} exports no function called run.`);
}

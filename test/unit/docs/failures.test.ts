import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, it } from "mocha";
import { retryDelay } from "../../../src/core/chat/retry.ts";
import { actionLabel, toNotice } from "../../../src/shared/failureNotice.ts";
import type { Failure } from "../../../src/shared/failures.ts";
import { untranslated } from "../../../src/shared/l10n.ts";
import { failures, networkFailures } from "../../support/failures.ts";

type Row = { readonly name: string; readonly what: string; readonly buttons: string; readonly retried: boolean };

/** What the page says of each failure; its second column is for people only. */
function documented(): readonly Row[] {
  const page = readFileSync(new URL("../../../docs/failures.md", import.meta.url), "utf8");
  return page
    .split("\n")
    .filter((line) => line.startsWith("| `"))
    .map((line) => line.split("|").map((cell) => cell.trim()))
    .map(([, name = "", , what = "", buttons = "", retried = ""]) => ({
      name: name.replaceAll("`", ""),
      what,
      buttons,
      retried: retried.startsWith("yes"),
    }));
}

function toRow(failure: Failure): Row {
  const { what, actions } = toNotice(failure, untranslated);
  // How long it lasts decides about this one.
  const soon: Failure = failure.code === "rate-limited" ? { code: "rate-limited" } : failure;
  return {
    name: failure.code === "network" ? `network: ${failure.kind}` : failure.code,
    what,
    buttons: actions.map((action) => actionLabel(action, untranslated)).join(", "),
    retried: retryDelay(soon, 1, 0) !== undefined,
  };
}

describe("docs/failures.md", () => {
  it("lists every failure as it is told, with its buttons, and whether it is retried", () => {
    const all = Object.values(failures).flatMap((failure): readonly Failure[] =>
      failure.code === "network" ? Object.values(networkFailures) : [failure],
    );
    assert.deepEqual(documented(), all.map(toRow));
  });
});

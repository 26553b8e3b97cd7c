import assert from "node:assert/strict";
import { DraftTeller } from "../../../src/webview/draftTeller.ts";

/** Lets the silence end when the test says so. */
class ManualSilence {
  #run: (() => void) | undefined;
  length = 0;
  readonly start = (milliseconds: number, run: () => void): (() => void) => {
    this.length = milliseconds;
    this.#run = run;
    return () => {
      this.#run = undefined;
    };
  };
  end(): void {
    this.#run?.();
  }
}

describe("what the host is told of a draft", () => {
  let told: string[];
  let drafts: DraftTeller;
  let silence: ManualSilence;
  let clock = 0;
  beforeEach(() => {
    silence = new ManualSilence();
    told = [];
    drafts = new DraftTeller(({ conversationId, text }) => void told.push(`${conversationId}:${text}`), silence.start);
  });

  const type = (text: string, conversationId = "c"): void => drafts.changed({ conversationId, text, at: ++clock });

  it("comes at once after a pause, and then every now and then with the latest text", () => {
    for (const text of ["h", "ha", "hal"]) type(text);
    assert.deepEqual(told, ["c:h"]);
    silence.end();
    assert.deepEqual(told, ["c:h", "c:hal"]);
    silence.end();
    type("half");
    assert.deepEqual(told, ["c:h", "c:hal", "c:half"]);
  });

  it("comes less often the longer it is", () => {
    type("h".repeat(100));
    assert.equal(silence.length, 301);
    type("h".repeat(100_000));
    silence.end();
    assert.equal(silence.length, 1_300);
  });

  it("comes at once when it is sent or deleted", () => {
    type("h");
    type("ha");
    type("");
    assert.deepEqual(told, ["c:h", "c:"]);
    silence.end();
    assert.deepEqual(told, ["c:h", "c:"]);
  });

  it("comes at once when the page may go away", () => {
    type("h");
    type("ha");
    drafts.flush();
    assert.deepEqual(told, ["c:h", "c:ha"]);
  });

  it("is not what a conversation is opened with, unless something is written there", () => {
    type("");
    type("about a", "a");
    type("about a", "a");
    type("", "b");
    silence.end();
    assert.deepEqual(told, ["a:about a"]);
  });
});

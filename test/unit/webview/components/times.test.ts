import assert from "node:assert/strict";
import { toDuration, toTime } from "../../../../src/webview/components/times.ts";

describe("times of an answer", () => {
  const plain = (text: string): string => text.replaceAll(/\s/g, " ");

  it("say how long it took, in a unit that fits, as the person's language does", () => {
    assert.deepEqual(
      [0, 340, 9_940, 9_950, 59_400, 59_500, 119_600, 3_725_000].map((ms) => plain(toDuration(ms, "en"))),
      ["0 sec", "0.3 sec", "9.9 sec", "10 sec", "59 sec", "1 min 0 sec", "2 min 0 sec", "62 min 5 sec"],
    );
    assert.equal(plain(toDuration(1_500, "de")), "1,5 Sek.");
  });

  it("say when it was asked: the time today, the day too at other times", () => {
    const now = new Date(2026, 10, 23, 9, 0).getTime();
    const at = (...date: readonly [number, number, number, number, number]): string =>
      plain(toTime(new Date(...date).getTime(), now, "en"));
    assert.equal(at(2026, 10, 23, 8, 5), "8:05 AM");
    assert.equal(at(2026, 10, 22, 23, 5), "Nov 22, 11:05 PM");
    assert.equal(at(2025, 10, 23, 8, 5), "Nov 23, 2025");
  });
});

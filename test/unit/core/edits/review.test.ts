import assert from "node:assert/strict";
import { describe, it } from "mocha";
import {
  accept,
  acceptAll,
  addProposal,
  documentChanged,
  emptyReview,
  linesOf,
  openChanges,
  proposalsOverlapping,
  reject,
  rejectAll,
  reviewed,
  withoutProposals,
  type Review,
} from "../../../../src/core/edits/review.ts";
import { endOf } from "../../../../src/core/edits/positions.ts";
import { applyTextChanges } from "../../../../src/core/edits/textChanges.ts";
import type { TextChange } from "../../../../src/core/edits/trackedRange.ts";

/** A document with a review, driven as the editor drives it. */
class World {
  text: string;
  review: Review = emptyReview;

  constructor(text: string) {
    this.text = text;
  }

  /** `base` is what the document was when the new text was asked for. */
  propose(newText: string, { id = "p", from = 0, lines = Infinity, base = this.text } = {}): this {
    const all = base.split("\n").toSpliced(from, lines, newText);
    const proposal = { id, title: "Refactor", base, oldText: this.text, newText: all.join("\n") };
    this.review = addProposal(this.review, proposal);
    return this;
  }

  accept(...ids: readonly string[]): this {
    const { review, edits } =
      ids.length === 0 ? acceptAll(this.review, this.text) : accept(this.review, new Set(ids), this.text);
    this.text = applyTextChanges(this.text, edits);
    this.review = review;
    return this;
  }

  reject(...ids: readonly string[]): this {
    this.review = ids.length === 0 ? rejectAll(this.review) : reject(this.review, new Set(ids));
    return this;
  }

  /** Replaces the first `old` of the document. */
  type(old: string, text: string): this {
    const offset = this.text.indexOf(old);
    const start = endOf({ line: 0, character: 0 }, this.text.slice(0, offset));
    return this.change({ start, end: endOf(start, old), text });
  }

  change(...changes: readonly TextChange[]): this {
    this.review = documentChanged(this.review, changes, this.text);
    this.text = applyTextChanges(this.text, changes);
    return this;
  }

  get states(): readonly string[] {
    return this.review.changes.map(({ state }) => state);
  }
}

const five = "a\nb\nc\nd\ne\nf\ng";

describe("a review", () => {
  it("has one change for each place that differs", () => {
    const { review } = new World(five).propose("A\nb\nc\nd\nE\nf\ng");
    assert.deepEqual(
      review.changes.map(({ id, oldLines, newLines, state }) => ({ id, oldLines, newLines, state })),
      [
        { id: "p/1", oldLines: ["a"], newLines: ["A"], state: "pending" },
        { id: "p/2", oldLines: ["e"], newLines: ["E"], state: "pending" },
      ],
    );
  });

  it("is empty when nothing differs, whatever the line breaks", () => {
    const proposal = { id: "p", title: "", base: "a\r\nb", oldText: "a\r\nb", newText: "a\nb" };
    assert.deepEqual(addProposal(emptyReview, proposal), emptyReview);
  });

  it("accepts one change and leaves the other where it is", () => {
    const world = new World(five).propose("A\nA2\nb\nc\nd\nE\nf\ng").accept("p/1");
    assert.equal(world.text, "A\nA2\nb\nc\nd\ne\nf\ng");
    assert.deepEqual(world.states, ["accepted", "pending"]);
    assert.equal(world.accept("p/2").text, "A\nA2\nb\nc\nd\nE\nf\ng");
  });

  it("accepts all of them at once", () => {
    const world = new World(five).propose("b\nc\nx\ny\nd\ne\nf").accept();
    assert.equal(world.text, "b\nc\nx\ny\nd\ne\nf");
    assert.deepEqual(openChanges(world.review), []);
  });

  it("makes the smallest edits", () => {
    const { review, text } = new World("const total = sum(items);\nx").propose("const total = sum(goods);\nx");
    assert.deepEqual(acceptAll(review, text).edits, [
      { start: { line: 0, character: 18 }, end: { line: 0, character: 22 }, text: "good" },
    ]);
  });

  it("does not cut a character in two", () => {
    const editsOf = (text: string, newText: string): readonly TextChange[] =>
      acceptAll(new World(text).propose(newText).review, text).edits;
    const edits = editsOf("x = '\u{1F600}'", "x = '\u{1F601}'");
    assert.deepEqual(edits, [{ start: { line: 0, character: 5 }, end: { line: 0, character: 7 }, text: "\u{1F601}" }]);
    assert.equal(editsOf("\u{1F600}", "\u{1FA00}")[0]?.text, "\u{1FA00}");
  });

  it("rejects without touching the text, and a rejected change cannot be accepted", () => {
    const world = new World(five).propose("A\nb\nc\nd\nE\nf\ng").reject("p/1").accept();
    assert.equal(world.text, "a\nb\nc\nd\nE\nf\ng");
    assert.deepEqual(world.states, ["rejected", "accepted"]);
  });

  it("accepts the same change only once", () => {
    const world = new World("a\nb").propose("a\nnew\nb").accept("p/1").accept("p/1");
    assert.equal(world.text, "a\nnew\nb");
  });

  it("follows what is typed elsewhere", () => {
    const world = new World(five)
      .propose("a\nb\nc\nd\nE\nf\ng")
      .type("a\n", "one\ntwo\nthree\n")
      .type("g", "gg")
      .accept();
    assert.equal(world.text, "one\ntwo\nthree\nb\nc\nd\nE\nf\ngg");
  });

  it("leaves a change whose lines were edited to the person, who takes either side", () => {
    const world = new World(five).propose("A\nb\nc\nd\nE\nf\ng").type("e", "mine").accept();
    assert.equal(world.text, "A\nb\nc\nd\nmine\nf\ng");
    assert.deepEqual(world.states, ["accepted", "pending"]);
    const [change] = openChanges(world.review);
    assert.deepEqual([change?.oldLines, change?.newLines, change?.conflict], [["mine"], ["E"], "lines"]);
    assert.deepEqual(openChanges(reject(world.review, new Set(["p/2"]))), []);
    assert.equal(world.accept("p/2").text, "A\nb\nc\nd\nE\nf\ng");
    assert.deepEqual(openChanges(world.review), []);
  });

  it("makes a change and what was typed into another part of the same line", () => {
    const world = new World("call(a, b);").propose("call(a, c);").type("call", "send");
    assert.deepEqual(world.review.changes[0]?.conflict, "none");
    assert.equal(world.accept().text, "send(a, c);");
  });

  it("shows all lines that were edited together with the changed ones, and brings back what was taken away", () => {
    const world = new World(five).propose("a\nb\nC\nd\ne\nf\ng").type("b\nc\nd\n", "");
    const [change] = world.review.changes;
    assert.deepEqual([change?.oldLines, change?.newLines, change?.conflict], [[], ["b", "C", "d"], "lines"]);
    assert.equal(world.accept().text, "a\ne\nf\ng");
    assert.equal(world.accept("p/1").text, "a\nb\nC\nd\ne\nf\ng");
  });

  it("takes lines that are typed in the place of changed ones for the person's side", () => {
    const world = new World(five).propose("a\nb\nC\nd\ne\nf\ng").type("c\n", "");
    const place = { line: 2, character: 0 };
    world.change({ start: place, end: place, text: "mine\n" });
    assert.equal(world.accept().text, "a\nb\nmine\nd\ne\nf\ng");
    assert.equal(world.accept("p/1").text, "a\nb\nC\nd\ne\nf\ng");
  });

  it("does not put lines where nothing is any more that they belong to", () => {
    const world = new World(five).propose("a\nb\nnew\nc\nd\ne\nf\ng").type("b\nc\n", "").accept();
    assert.equal(world.text, "a\nd\ne\nf\ng");
    const place = { line: 1, character: 0 };
    const undone = world.change({ start: place, end: place, text: "b\nc\n" }).accept();
    assert.equal(undone.text, "a\nb\nnew\nc\nd\ne\nf\ng");
  });

  it("never opens again because accepted lines are edited", () => {
    const world = new World(five).propose("A\nb\nc\nd\nE\nf\ng").accept("p/1").type("A", "A!");
    assert.deepEqual(world.states, ["accepted", "pending"]);
  });

  it("has nothing left to do where the person typed the same", () => {
    const replaced = new World(five).propose("A\nb\nc\nd\ne\nf\ng").type("a", "A");
    assert.deepEqual(replaced.states, ["accepted"]);
    const inserted = new World(five).propose("a\nnew\nb\nc\nd\ne\nf\ng").type("b", "new\nb");
    assert.deepEqual(inserted.states, ["accepted"]);
  });

  it("takes a change back as pending when the edit in it is undone", () => {
    const world = new World(five).propose("a\nb\nccc\nd\ne\nf\ng").type("c", "cx").type("cx", "c");
    assert.deepEqual(world.states, ["pending"]);
  });

  it("takes a change back as pending when its acceptance is undone, and as accepted when that is redone", () => {
    const replaced = new World(five).propose("a\nb\nC1\nC2\nd\ne\nf\ng").accept().type("C1\nC2", "c");
    assert.deepEqual(replaced.states, ["pending"]);
    assert.deepEqual(replaced.type("c", "C1\nC2").states, ["accepted"]);

    const inserted = new World(five).propose("a\nb\nnew\nc\nd\ne\nf\ng").accept().type("new\n", "");
    assert.deepEqual(inserted.states, ["pending"]);
    const place = { line: 2, character: 0 };
    assert.deepEqual(inserted.change({ start: place, end: place, text: "new\n" }).states, ["accepted"]);
    assert.equal(inserted.text, "a\nb\nnew\nc\nd\ne\nf\ng");
  });

  it("shows insertions and deletions in whole lines, also at the end of the text", () => {
    const shown = (text: string, newText: string): unknown =>
      new World(text)
        .propose(newText)
        .review.changes.map((change) => [linesOf(change).start.line, change.oldLines, change.newLines]);
    assert.deepEqual(shown("a\nb", "a\nx\nb"), [[1, [], ["x"]]]);
    assert.deepEqual(shown("a\nb", "x\na\nb"), [[0, [], ["x"]]]);
    assert.deepEqual(shown("a\nb", "a\nb\nx"), [[2, [], ["x"]]]);
    assert.deepEqual(shown("a\nb\nc", "a\nc"), [[1, ["b"], []]]);
    assert.deepEqual(shown("a\nb\nc", "a\nb"), [[2, ["c"], []]]);
  });

  it("inserts and deletes whole lines, also at the end of the text", () => {
    for (const [text, newText] of [
      ["a\nb", "a\nx\nb"],
      ["a\nb", "x\na\nb"],
      ["a\nb", "a\nb\nx"],
      ["a\nb\nc", "a\nc"],
      ["a\nb\nc", "a\nb"],
      ["a\nb\nc", "b\nc"],
      ["", "a\nb\n"],
      ["a\nb\n", ""],
    ] as const) {
      assert.equal(new World(text).propose(newText).accept().text, newText);
    }
  });

  it("keeps several proposals of a document apart", () => {
    const world = new World(five)
      .propose("A", { id: "p", from: 0, lines: 1 })
      .propose("B\nB2", { id: "q", from: 1, lines: 1 })
      .propose("x\nc", { id: "r", from: 2, lines: 1 });
    assert.equal(world.accept().text, "A\nB\nB2\nx\nc\nd\ne\nf\ng");
  });

  it("knows which proposals a new one would overlap", () => {
    const { review } = new World(five)
      .propose("A", { id: "p", from: 0, lines: 1 })
      .propose("E", { id: "q", from: 4, lines: 1 });
    const overlapping = (newText: string): readonly string[] => [
      ...proposalsOverlapping(review, new World(five).propose(newText).review),
    ];
    assert.deepEqual(overlapping("a\nB\nC\nD\ne\nf\ng"), []);
    assert.deepEqual(overlapping("a\nb\nc\nD\nx\nf\ng"), ["q"]);
    assert.deepEqual(overlapping("1\n2\n3\n4\n5\n6\n7"), ["p", "q"]);
    assert.deepEqual(
      withoutProposals(review, new Set(["p"])).changes.map(({ id }) => id),
      ["q/1"],
    );
  });

  it("brings an answer into what the person typed meanwhile", () => {
    const world = new World("new\na\nb\nc\nd\ne\nf!\ng").propose("a\nb\nC\nd\ne\nf\ng", { base: five });
    assert.equal(world.accept().text, "new\na\nb\nC\nd\ne\nf!\ng");
  });

  it("leaves a change in conflict to the person, who accepts it by itself, undoes that and accepts it again", () => {
    const world = new World("a\nb\nmine\nd\ne\nf\ng").propose("a\nb\ntheirs\nd\ne\nF\ng", { base: five });
    assert.deepEqual(world.accept().states, ["pending", "accepted"]);
    assert.equal(world.text, "a\nb\nmine\nd\ne\nF\ng");
    assert.equal(world.accept("p/1").text, "a\nb\ntheirs\nd\ne\nF\ng");
    assert.deepEqual(world.type("theirs", "mine").states, ["pending", "accepted"]);
    assert.equal(world.accept("p/1").text, "a\nb\ntheirs\nd\ne\nF\ng");
    const rejected = new World("a\nmine").propose("a\ntheirs", { base: "a\nb" }).reject();
    assert.equal(rejected.text, "a\nmine");
  });

  it("puts the answer's lines below those that the person put at the same place, once that is accepted", () => {
    const world = new World("a\nmine\nb").propose("a\ntheirs\nb", { base: "a\nb" });
    assert.equal(world.accept().text, "a\nmine\nb");
    assert.equal(world.accept("p/1").text, "a\nmine\ntheirs\nb");
  });

  it("deletes the last lines, of which one is in conflict, only together", () => {
    const world = new World("a\nb\nmine").propose("a", { base: "a\nb\nc" });
    assert.equal(world.accept().text, "a\nb\nmine");
    assert.equal(world.accept("p/1").text, "a");
  });

  it("puts lines above a line whose beginning is changed as well, at once or one after the other", () => {
    for (const order of [[[]], [["q/1"], ["p/1"]], [["p/1"], ["q/1"]]]) {
      const world = new World("a\nb\nc").propose("new\nb", { from: 1, lines: 1 });
      world.review = {
        changes: [
          ...world.review.changes,
          ...new World("a\nb\nc").propose("xb", { id: "q", from: 1, lines: 1 }).review.changes,
        ],
      };
      for (const ids of order) world.accept(...ids);
      assert.equal(world.text, "a\nnew\nxb\nc");
    }
  });

  it("never puts lines into the middle of one", () => {
    const typedBelow = new World("a\nb").propose("a\nnew\nb").type("b", "b");
    const place = { line: 1, character: 0 };
    assert.equal(typedBelow.change({ start: place, end: place, text: "x" }).accept().text, "a\nnew\nxb");

    const lines = new World("a\nb").propose("a\nnew\nb").change({ start: place, end: place, text: "x\n" });
    assert.equal(lines.accept().text, "a\nx\nnew\nb");

    const joined = new World("a\nb").propose("a\nnew\nb").type("\n", "");
    assert.deepEqual(joined.states, ["pending"]);
    assert.equal(joined.accept().text, "ab");
    const end = { line: 0, character: 1 };
    assert.equal(joined.change({ start: end, end, text: "\n" }).accept().text, "a\nnew\nb");
  });

  it("is checked against a document that changed unseen", () => {
    const world = new World(five).propose("A\nb\nc\nd\nE\nf\ng");
    const states = (text: string): readonly string[] => reviewed(world.review, text).changes.map(({ state }) => state);
    assert.deepEqual(states("a\nb\nc\nd\nX\nf\ng"), ["pending", "stale"]);
    assert.deepEqual(states("new\na\nb\nc\nd\ne\nf\ng\ne"), ["pending", "stale"]);
    const moved = reviewed(world.review, "new\na\nb\nc\nd\ne\nf\ng");
    assert.equal(acceptAll(moved, "new\na\nb\nc\nd\ne\nf\ng").edits[1]?.start.line, 1);
    const inserted = new World(five).propose("a\nnew\nb\nc\nd\ne\nf\ng").review;
    assert.equal(reviewed(inserted, `x\n${five}`).changes[0]?.state, "stale");
  });
});

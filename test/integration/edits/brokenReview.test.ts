import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, it } from "mocha";
import { proposedUri } from "../../../src/vscode/edits/proposedDocuments.ts";
import { builtSyntax } from "../builtSyntax.ts";
import { ReviewWorld, until } from "./reviewWorld.ts";

const text = "function a() {\n  return (1);\n}\n\nfunction b() {\n  return 2;\n}\n";

describe("a review of code that does not parse", () => {
  let world: ReviewWorld;
  beforeEach(async () => (world = await ReviewWorld.create(builtSyntax())));
  afterEach(() => world.stop());

  it("says so above the first change, with Repair", async () => {
    const { document } = await world.open("a.ts", text);
    await world.propose(document, text.replace("(1)", "(1"));
    await until(async () => (await top()).includes("Repair"), "Repair");
    assert.equal(
      await top(),
      "1: $(warning)\u00a0Line 2: the proposed code does not parse, “)” is missing, Repair, Accept, Reject, Edit, Accept All, Reject All, Compare",
    );
  });

  it("says nothing more once the broken change is rejected", async () => {
    const { document } = await world.open("a.ts", text);
    await world.propose(document, text.replace("(1)", "(1").replace("2;", "3;"));
    await until(async () => (await top()).includes("Repair"), "Repair");
    await world.reviews.reject(await world.argument(document.uri, "Reject"));
    await until(async () => !(await top()).includes("Repair"), "the end of Repair");
    assert.equal(await top(), "5: Accept, Reject, Edit, Accept All, Reject All, Compare");
  });

  it("says it again after the window is reloaded", async () => {
    const { document } = await world.open("a.ts", text);
    await world.propose(document, text.replace("(1)", "(1"));
    world.restart();
    await until(async () => (await top()).includes("Repair"), "Repair");
  });

  it("gives Repair the proposed code, and the lines of the document that it is for", async () => {
    const { document } = await world.open("a.ts", text);
    await world.propose(document, text.replace("(1)", "(1"));
    const broken = await world.reviews.problems.broken(undefined);
    assert.deepEqual(broken?.broken.before, { startLine: 0, endLine: 3 });
    assert.equal(broken?.proposed, text.replace("(1)", "(1"));
  });

  it("has nothing to repair where the code parses", async () => {
    const { document } = await world.open("a.ts", text);
    await world.propose(document, text.replace("(1)", "(2)"));
    assert.equal(await world.reviews.problems.broken(undefined), undefined);
    assert.deepEqual(world.told, ["Nothing is known to be wrong with what is proposed here."]);
  });

  it("says so above a file that is new", async () => {
    await world.reviews.proposeNewFile({ uri: world.uri("new.ts"), text: "function a( {}\n", title: "Add Tests" });
    const [line] = await world.lenses(proposedUri("new", world.uri("new.ts")));
    assert.match(line ?? "", /^0: \$\(warning\)\u00a0Line 1: the proposed code does not parse.*, Accept/);
    assert.doesNotMatch(line ?? "", /Repair/);
  });

  async function top(): Promise<string> {
    return (await world.lenses(world.uri("a.ts")))[0] ?? "";
  }
});

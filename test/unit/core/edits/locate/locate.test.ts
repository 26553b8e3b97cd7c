import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { locate } from "../../../../support/locate.ts";
import type { Located, Wanted } from "../../../../support/locate.ts";

/** How the place was found and its text; else the lines, or the reason and its line. */
function find(document: string, original: string, more: Partial<Wanted> = {}): string {
  return told(document, locate(document, { original, replacement: "somethingElse();", ...more }));
}

function told(document: string, located: Located): string {
  switch (located.type) {
    case "found":
      return `${located.how}: ${document.slice(located.start, located.end)}`;
    case "unchanged":
      return located.type;
    case "ambiguous":
      return `ambiguous: ${located.lines.join(", ")}`;
    case "missing":
      return located.nearest ? `${located.reason} at ${located.nearest.line}` : located.reason;
  }
}

const twins = "function a() {\n  go();\n  stop();\n}\n\nfunction b() {\n  go();\n  stop();\n}\n";

describe("the place of wanted lines", () => {
  it("is where they stand line for line", () => {
    assert.equal(find("a();\nb();\nc();\n", "b();\n"), "exact: b();");
    assert.deepEqual(locate("a();\nb();\nc();", { original: "b();\nc();", replacement: "" }), {
      type: "found",
      start: 5,
      end: 14,
      how: "exact",
    });
  });

  it("is whole lines, never a part of one", () => {
    assert.equal(find("const a = go();\n", "go();"), "not-there");
  });

  it("is the same for every kind of line break, behind a byte order mark and at the end of the file", () => {
    assert.equal(find("a();\r\nb();\r\nc();\r\n", "b();\nc();"), "exact: b();\r\nc();");
    assert.equal(find("a();\nb();\rc();\r\n", "a();\r\nb();\r\nc();"), "exact: a();\nb();\rc();");
    assert.equal(find("\uFEFFa();\nb();", "a();"), "exact: a();");
    assert.equal(find("\uFEFFa();\nb();", "\uFEFFa();\nb();\n"), "exact: a();\nb();");
  });

  it("is found up to trailing space", () => {
    assert.equal(find("a();  \nb();\t\n", "a();\nb(); "), "trailing-space: a();  \nb();\t");
  });

  it("prefers what is there to the letter", () => {
    assert.equal(find("  a();\na();\n", "a();"), "exact: a();");
  });

  it("ignores blank lines at the ends that are not there", () => {
    assert.equal(find("a();\nb();\nc();\n", "\n\nb();\n\n"), "exact: b();");
    assert.equal(find("a();\n\na();\n", "\na();"), "exact: \na();");
  });
});

describe("wanted lines in several places", () => {
  it("have no place, and the lines are told", () => {
    assert.equal(find(twins, "  go();\n  stop();"), "ambiguous: 1, 6");
    assert.equal(find("if (a) {\n}\nif (b) {\n}\n", "}"), "ambiguous: 1, 3");
    assert.equal(find("x\nx\nx\n", "x\nx"), "ambiguous: 0, 1");
    assert.equal(find("  a();\n    a();\n", "a();"), "ambiguous: 0, 1");
  });

  it("go to the one that a line number names exactly", () => {
    assert.equal(locate(twins, { original: "  go();", replacement: "x", lineHint: 6 }).type, "found");
  });

  it("are not decided by a line number that is nearly right", () => {
    assert.equal(find(twins, "  go();", { lineHint: 5 }), "ambiguous: 1, 6");
    assert.equal(find(twins, "  go();", { lineHint: 2 }), "ambiguous: 1, 6");
  });

  it("are not decided by a line number that may be another one's, a few lines wrong", () => {
    assert.equal(find("go();\nstop();\ngo();\n", "go();", { lineHint: 2 }), "ambiguous: 0, 2");
    assert.equal(find("go();\nstop();\nstop();\nstop();\ngo();\n", "go();", { lineHint: 4 }), "exact: go();");
  });

  it("go to the only one in the block that an anchor opens", () => {
    const located = locate(twins, { original: "  go();", replacement: "x", anchor: "function b() {" });
    assert.deepEqual(located, {
      type: "found",
      start: twins.lastIndexOf("  go"),
      end: twins.lastIndexOf("\n  stop"),
      how: "exact",
    });
    assert.equal(locate(twins, { original: "  go();", replacement: "x", anchor: "function a() {" }).type, "found");
  });

  it("are not decided by an anchor that is not there, or often, or that is at odds with the line number", () => {
    assert.equal(find(twins, "  go();", { anchor: "function c() {" }), "anchor-not-there");
    assert.equal(find(`stop();\n${twins}`, "  go();", { anchor: "stop();" }), "ambiguous: 2, 7");
    assert.equal(find(twins, "  go();", { anchor: "function b() {", lineHint: 1 }), "ambiguous: 1, 6");
    const triplets = `${twins}\nfunction c() {\n  stop();\n  go();\n  go();\n}\n`;
    assert.equal(find(triplets, "  go();", { anchor: "function c() {", lineHint: 6 }), "ambiguous: 1, 6, 12, 13");
  });
});

describe("wanted lines with another indentation", () => {
  it("are found when one shift explains it", () => {
    assert.equal(find("def f():\n    if a:\n        b()\n", "if a:\n    b()"), "repaired:     if a:\n        b()");
    assert.equal(find("def f():\n    b()\n", "        b()"), "repaired:     b()");
  });

  it("are found with tabs for spaces and two spaces for four", () => {
    assert.equal(
      find("x {\n\tif (a) {\n\t\tb();\n\t}\n}\n", "  if (a) {\n    b();\n  }"),
      "repaired: \tif (a) {\n\t\tb();\n\t}",
    );
    assert.equal(find("if (a) {\n    b();\n}\n", "if (a) {\n  b();\n}"), "repaired: if (a) {\n    b();\n}");
  });

  it("are refused when the depths themselves differ", () => {
    assert.equal(find("if a:\n    b()\n    c()\n", "if a:\n    b()\nc()"), "indentation at 0");
  });
});

describe("an insertion", () => {
  it("goes after an anchor that is there once", () => {
    assert.deepEqual(locate("a();\nb();\n", { original: "", replacement: "x();", anchor: "a();" }), {
      type: "found",
      start: 4,
      end: 4,
      how: "exact",
    });
  });

  it("goes into an empty document", () => {
    assert.equal(locate("", { original: "", replacement: "x();" }).type, "found");
    assert.equal(locate("\uFEFF", { original: "", replacement: "x();" }).type, "found");
  });

  it("has no place otherwise", () => {
    assert.equal(find("a();\n", ""), "nothing-to-find");
    assert.equal(find("a();\n\n", "\n"), "nothing-to-find");
    assert.equal(find("a();\n", "", { anchor: "b();" }), "anchor-not-there");
    assert.equal(find("a();\na();\n", "", { anchor: "a();" }), "ambiguous: 1, 2");
    assert.equal(find("a();\nb();\n", "", { anchor: "a();", replacement: "b();" }), "unchanged");
  });
});

const area = `/** Old words about areas. */
function area(shape) {
  const width = shape.right - shape.left;
  const height = shape.bottom - shape.top;
  log("area", width, height);
  return width * height;
}

function unrelated() {
  return 1;
}
`;

describe("an alignment", () => {
  const last = "  return width * height;\n}";

  it("finds the place when a line that stays was remembered wrongly", () => {
    const original = `function area(shape) {\n  const width = shape.right - shape.left;\n  const height = shape.low - shape.top;\n  log("area", width, height);\n${last}`;
    assert.match(
      find(area, original, { replacement: original.replace("log(", "debug(") }),
      /^alignment: function area/,
    );
  });

  it("finds the place when comments and blank lines have drifted", () => {
    const original = area.slice(0, area.indexOf("\n\nfunction u")).replace("Old words about", "Newer words on");
    assert.match(
      find(area, original, { replacement: original.replace("width * height", "height * width") }),
      /^alignment: /,
    );
    const spaced = original.split("\n").slice(1).join("\n\n");
    assert.match(find(area, spaced, { replacement: spaced.replace("* height", "/ height") }), /^alignment: function/);
  });

  it("is refused when a line that changes was remembered wrongly", () => {
    const original = `function area(shape) {\n  const width = shape.right - shape.left;\n  const height = shape.low - shape.top;\n  log("area", width, height);\n${last}`;
    assert.equal(
      find(area, original, { replacement: original.replace("shape.low", "shape.high") }),
      "changed-lines-differ at 1",
    );
  });

  it("is refused when its ends are not there to the letter", () => {
    const original = `function areaOf(shape) {\n  const width = shape.right - shape.left;\n  const height = shape.bottom - shape.top;\n  log("area", width, height);\n${last}`;
    assert.equal(find(area, original, { replacement: original.replace("log(", "debug(") }), "not-there at 1");
  });

  it("is refused when the line that differs is there in another place", () => {
    const original = `function area(shape) {\n  const width = shape.right - shape.left;\n  const height = shape.low - shape.top;\n  log("area", width, height);\n${last}`;
    const document = `${area}\nfunction other(shape) {\n  const height = shape.low - shape.top;\n}\n`;
    assert.equal(find(document, original, { replacement: original.replace("log(", "debug(") }), "not-there at 1");
  });

  it("is refused when none of its lines is the only one of its kind", () => {
    const document = "start();\nread(one, two);\nfinish();\n\na();\nfinish();\nb();\nstart();\n";
    const original = "start();\nread(one, 2);\nfinish();";
    assert.equal(find(document, original, { replacement: original.replace("finish", "end") }), "not-there at 0");
  });

  it("is refused when the runner-up is nearly as good, with both lines", () => {
    const copy = (name: string): string =>
      `function ${name}(a) {\n  const x = read(a, "${name}");\n  const y = scale(x);\n  check(x);\n  return x + y;\n}\n`;
    const original = copy("one").replace('"one"', '"zero"').trimEnd();
    const replacement = original.replace("check(x)", "check(y)");
    assert.equal(find(copy("one") + copy("two"), original, { replacement }), "ambiguous: 0, 6");
    assert.match(find(copy("one"), original, { replacement }), /^alignment/);
  });
});

describe("an alignment with the line number of another place", () => {
  const original = area.slice(area.indexOf("function a"), area.indexOf("\n\nfunction u"));

  it("is refused when a line differs by more than a word", () => {
    const longer = original.replace("width, height);", "width, height, shape, true);");
    const replacement = longer.replace("width * height", "height * width");
    assert.match(find(area, longer, { replacement, lineHint: 3 }), /^alignment/);
    assert.equal(find(area, longer, { replacement, lineHint: 90 }), "not-there at 1");
    const slip = original.replace("shape.bottom", "shape.low");
    const other = slip.replace("width * height", "height * width");
    assert.match(find(area, slip, { replacement: other, lineHint: 90 }), /^alignment/);
  });
});

describe("a miss", () => {
  it("says what the answer did to the text where nothing proves it", () => {
    assert.equal(find("a();\nsay(‘it’);\n", "say('it');"), "curly-quotes at 1");
    assert.equal(find("a();\nrange(1–2);\n", "range(1-2);"), "curly-quotes at 1");
    assert.equal(find("a();\nmatch(/\\\\d+/);\n", "match(/\\d+/);"), "escaped-backslashes at 1");
    assert.equal(find("a();\nlet\u00A0b = 1;\n", "let b = 1;"), "invisible-characters at 1");
    assert.equal(find("a();\nif (b &lt; c) {\n", "if (b < c) {"), "html-entities at 1");
  });

  it("says that the change is there already", () => {
    assert.equal(find("a();\n  b(2);\n", "  b(1);", { replacement: "  b(2);" }), "unchanged");
    assert.equal(find("a();\nb();\nc();\n", "a();", { replacement: "a();\nb();" }), "unchanged");
  });

  it("does not take the change of one place for that of another", () => {
    assert.equal(find("b(2);\n    b(1);\n", "b(1);", { replacement: "b(2);" }), "unchanged");
    assert.equal(find("b(2);\nb(1);\n", "b(1);", { replacement: "b(2);" }), "exact: b(1);");
    assert.equal(find("if (a) {\n  {\n  }\n}\n", "  }", { replacement: "  }\n}" }), "exact:   }");
  });

  it("says where the nearest is", () => {
    const original = "function unrelated() {\n  return compute(everything, again);\n  extra();\n}";
    assert.equal(find(area, original), "not-there at 8");
    assert.equal(find(area, "nothing like it"), "not-there");
  });
});

describe("a file of 20,000 lines", () => {
  const lines = Array.from({ length: 20_000 }, (_, index) =>
    index % 4 === 3 ? "}" : `  line${index % 4 === 0 ? index : index % 997}(value); // ${index % 13}`,
  );
  const document = lines.join("\n");

  it("is searched line for line", () => {
    assert.match(find(document, lines.slice(19_900, 19_960).join("\n")), /^exact/);
  });

  // How long it takes is measured by the benchmark; what is not bounded takes longer than a test may.
  it("is searched for an alignment, also for lines that are everywhere", () => {
    const slice = lines.slice(10_000, 10_300);
    const original = slice.with(150, slice[150]?.replace("value", "values") ?? "").join("\n");
    const replacement = `${original.slice(0, original.lastIndexOf("\n"))}\nmore();\n}`;
    assert.match(find(document, original, { replacement }), /^alignment/);
    assert.match(find(document, "}\n}\n".repeat(200)), /^not-there/);
  });
});

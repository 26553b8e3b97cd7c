import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { placeOfTests } from "../../../../src/core/context/testPlace.ts";

describe("the place of a file's tests", () => {
  for (const [what, source, tests, path] of [
    ["the test that already has its name", "src/cart.ts", ["test/a.test.ts", "test/cart.test.ts"], "test/cart.test.ts"],
    ["the project's folder of tests", "src/cart.ts", ["test/dates.test.ts"], "test/cart.test.ts"],
    [
      "mirrored where the project mirrors",
      "src/core/cart.ts",
      ["test/unit/core/dates.test.ts"],
      "test/unit/core/cart.test.ts",
    ],
    [
      "beside the source where tests are beside",
      "src/shop/cart.ts",
      ["src/shop/dates.spec.ts"],
      "src/shop/cart.spec.ts",
    ],
    [
      "a __tests__ folder beside the source",
      "src/shop/cart.tsx",
      ["src/a/__tests__/dates.test.tsx"],
      "src/shop/__tests__/cart.test.tsx",
    ],
    ["named as Python's are", "shop/cart.py", ["tests/test_dates.py"], "tests/test_cart.py"],
    ["named as Go's are", "shop/cart.go", ["shop/dates_test.go"], "shop/cart_test.go"],
    ["in its own extension", "src/cart.js", ["src/dates.test.ts"], "src/cart.test.js"],
    ["after tests of its own language only", "shop/cart.py", ["web/app.test.ts"], "tests/test_cart.py"],
    ["beside a TypeScript file when there are no tests", "src/cart.ts", [], "src/cart.test.ts"],
    ["where Maven looks", "src/main/java/shop/Cart.java", [], "src/test/java/shop/CartTest.java"],
    ["at the top for a file at the top", "cart.ts", [], "cart.test.ts"],
  ] as const) {
    it(`is ${what}`, () => {
      assert.equal(placeOfTests(source, tests).path, path);
    });
  }

  it("names the nearest test as the example to follow", () => {
    const tests = ["other/test/a.test.ts", "app/test/b.test.ts"];
    assert.equal(placeOfTests("app/src/cart.ts", tests).example, "app/test/b.test.ts");
  });
});

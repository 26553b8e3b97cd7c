import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { describeComputer, networkVariables } from "../../../src/node/computer.ts";

describe("this computer, in a report", () => {
  it("is a system and a runtime", () => {
    assert.match(describeComputer().system, /^\w+ \S+ \w+, Node \d+\.\d+\.\d+$/);
  });

  it("has the names of what is set for the network, and no value", () => {
    const environment = {
      https_proxy: "http://me:secret@proxy",
      NO_PROXY: "",
      NODE_EXTRA_CA_CERTS: "/ca.pem",
      HOME: "/",
    };
    assert.deepEqual(networkVariables(environment), ["NODE_EXTRA_CA_CERTS", "https_proxy"]);
  });
});

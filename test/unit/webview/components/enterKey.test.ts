import assert from "node:assert/strict";
import { EnterKey } from "../../../../src/webview/components/enterKey.ts";

const press = (timeStamp: number, key: Partial<KeyboardEvent> = {}): Parameters<EnterKey["sends"]>[0] => ({
  key: "Enter",
  shiftKey: false,
  isComposing: false,
  keyCode: 13,
  timeStamp,
  ...key,
});

describe("the Enter key", () => {
  it("sends, and with Shift it does not", () => {
    assert.equal(new EnterKey().sends(press(0)), true);
    assert.equal(new EnterKey().sends(press(0, { shiftKey: true })), false);
    assert.equal(new EnterKey().sends(press(0, { key: "a", keyCode: 65 })), false);
  });

  it("does not send while an input method composes, in Chromium's order", () => {
    const enter = new EnterKey();
    assert.equal(enter.sends(press(0, { isComposing: true, keyCode: 229 })), false);
    enter.compositionEnded({ timeStamp: 1 });
    enter.keyReleased();
    assert.equal(enter.sends(press(50)), true);
  });

  it("does not send in WebKit's order, where the composition ends before the key arrives", () => {
    const enter = new EnterKey();
    enter.compositionEnded({ timeStamp: 0 });
    assert.equal(enter.sends(press(1)), false);
    assert.equal(enter.sends(press(2)), true);
  });

  it("does not send a key that an input method took", () => {
    assert.equal(new EnterKey().sends(press(0, { keyCode: 229 })), false);
  });

  it("sends when the composition was ended with the mouse", () => {
    const enter = new EnterKey();
    enter.compositionEnded({ timeStamp: 0 });
    assert.equal(enter.sends(press(1_000)), true);
  });
});

import { LitElement } from "lit";

/**
 * An element that draws into the page instead of a shadow root: one style sheet serves all, labels can refer to each
 * other, and a selection can span messages.
 */
export abstract class LightElement extends LitElement {
  protected override createRenderRoot(): HTMLElement {
    return this;
  }
}

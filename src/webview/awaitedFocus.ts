/** A button, counted from 0, of a turn that is about to be drawn, and how far below the upper edge of the window it is to be. */
export type FocusTarget = { readonly turnId: string; readonly button: number; readonly top: number };

/** Where the focus is to go once the host has had its way: what had it will not be there any more. */
export class AwaitedFocus {
  #target: FocusTarget | undefined;

  want(target: FocusTarget): void {
    this.#target = target;
  }

  /** Whoever draws the turn gets it, once. */
  take(turnId: string): FocusTarget | undefined {
    const target = this.#target;
    if (target?.turnId !== turnId) return undefined;
    this.#target = undefined;
    return target;
  }
}

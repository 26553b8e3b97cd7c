/** Closer to the end than this counts as being there, in pixels. */
const AT_END = 24;

/**
 * Keeps a scrolled element at its end while its content grows, for as long as the reader wants that:
 * scrolling up or selecting text lets go, returning to the end takes hold again.
 */
export class LatestFollower {
  readonly #scroller: HTMLElement;
  readonly #onChange: () => void;
  readonly #sizes: ResizeObserver;
  #startAt: (() => number | undefined) | undefined;
  #following = true;
  #lastTop = 0;

  /**
   * @param startAt where to begin, asked once the content has been laid out; `undefined` begins at the end
   * @param onChange is called when {@link following} or {@link atEnd} may have changed
   */
  constructor(scroller: HTMLElement, content: HTMLElement, startAt: () => number | undefined, onChange: () => void) {
    this.#scroller = scroller;
    this.#startAt = startAt;
    this.#onChange = onChange;
    this.#sizes = new ResizeObserver(() => this.#resized());
    this.#sizes.observe(scroller);
    this.#sizes.observe(content);
    scroller.addEventListener("scroll", this.#onScroll, { passive: true });
    document.addEventListener("selectionchange", this.#onSelect);
  }

  get following(): boolean {
    return this.#following;
  }

  get atEnd(): boolean {
    return this.#distance() <= AT_END;
  }

  /** Goes to the end and stays there. */
  follow(): void {
    this.#following = true;
    this.#settle();
  }

  /** Stays where the reader is. */
  letGo(): void {
    this.#following = false;
    this.#onChange();
  }

  dispose(): void {
    this.#sizes.disconnect();
    this.#scroller.removeEventListener("scroll", this.#onScroll);
    document.removeEventListener("selectionchange", this.#onSelect);
  }

  /** An observer's first call comes after the first layout and before it is painted. */
  #resized(): void {
    const start = this.#startAt?.();
    this.#startAt = undefined;
    if (start !== undefined) {
      this.#following = false;
      this.#scroller.scrollTop = start;
    }
    this.#settle();
  }

  #settle(): void {
    if (this.#following) this.#scroller.scrollTop = this.#scroller.scrollHeight;
    this.#lastTop = this.#scroller.scrollTop;
    this.#onChange();
  }

  readonly #onScroll = (): void => {
    const top = this.#scroller.scrollTop;
    // Direction matters: a small step up from the end must not be pulled back by the next piece of text.
    if (top < this.#lastTop) this.#following = this.#distance() <= 1;
    else if (top > this.#lastTop && this.atEnd) this.#following = !this.#hasSelection();
    this.#lastTop = top;
    this.#onChange();
  };

  readonly #onSelect = (): void => {
    const selected = this.#hasSelection();
    if (selected === !this.#following) return;
    this.#following = !selected && this.atEnd;
    this.#onChange();
  };

  #hasSelection(): boolean {
    const selection = document.getSelection();
    return selection !== null && !selection.isCollapsed && this.#scroller.contains(selection.anchorNode);
  }

  #distance(): number {
    const { scrollHeight, scrollTop, clientHeight } = this.#scroller;
    return scrollHeight - scrollTop - clientHeight;
  }
}

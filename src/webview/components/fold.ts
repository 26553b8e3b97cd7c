import type { Panel } from "../panel.ts";

/** The parts of a turn that can be folded. */
export type Section = "reasoning" | "question" | "files";

/** Whether a section of a turn is open, and remembering it: only what is not as it was at first is kept. */
export class Fold {
  readonly #panel: Panel;
  readonly #name: string;
  readonly #atFirst: boolean;

  /** @param atFirst whether the section is open before the person has said anything */
  constructor(panel: Panel, turnId: string, section: Section, atFirst: boolean) {
    this.#panel = panel;
    this.#name = `${turnId}/${section}`;
    this.#atFirst = atFirst;
  }

  get isOpen(): boolean {
    return this.#panel.memory.isOpen(this.#name) ?? this.#atFirst;
  }

  set isOpen(open: boolean) {
    this.#panel.memory.setOpen(this.#name, open === this.#atFirst ? undefined : open);
  }
}

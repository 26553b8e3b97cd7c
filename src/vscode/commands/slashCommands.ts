import * as vscode from "vscode";
import { fuzzyScore } from "../../core/context/fuzzyScore.ts";
import { closestName, freeName } from "../../core/prompts/commandNames.ts";
import { withWords } from "../../core/prompts/withWords.ts";
import type { CustomPrompt } from "../../core/settings/settings.ts";
import { slashName, type Slash } from "../../shared/chat/slash.ts";
import { toNotice } from "../../shared/failureNotice.ts";
import { failureOf } from "../../shared/failures.ts";
import type { SlashResult } from "../../shared/protocol/panel.ts";
import type { ChatView } from "../chat/chatView.ts";
import type { CompletionSource, Offered } from "../completions/completionSource.ts";
import type { AnswerCommands, Given } from "./answerCommands.ts";
import type { AddTests } from "./addTests.ts";
import type { EditCommands } from "./editCommands.ts";
import type { ModelCommands } from "./modelCommands.ts";

export type SlashParts = {
  readonly answers: Pick<AnswerCommands, "explain" | "findBugs" | "custom">;
  readonly edits: Pick<
    EditCommands,
    "refactor" | "edit" | "fix" | "optimize" | "addComments" | "complete" | "insert" | "custom"
  >;
  readonly tests: Pick<AddTests, "run">;
  readonly models: Pick<ModelCommands, "selectFor" | "setFor">;
  readonly customPrompts: () => readonly CustomPrompt[];
  /** Asks in a view's conversation, as if the words had been sent there. */
  readonly ask: (view: ChatView, words: string) => Promise<unknown>;
  readonly showHistory: (view: ChatView) => Promise<unknown>;
  readonly exportChat: (view: ChatView) => Promise<unknown>;
  readonly onError: (error: unknown) => void;
};

/** `asks` tells those apart that wait for a running answer. */
type Command = {
  readonly name: string;
  readonly detail: string;
  readonly kind: "command" | "prompt";
  readonly asks: boolean;
  readonly run: (words: string, view: ChatView) => Promise<unknown>;
};

/** What can be typed after a slash at the start of a message: the commands, and the person's own prompts. */
export class SlashCommands implements CompletionSource {
  readonly #parts: SlashParts;

  constructor(parts: SlashParts) {
    this.#parts = parts;
  }

  async offer(query: string): Promise<readonly Offered[]> {
    const commands = this.#all();
    // It is written out: Enter is to run it.
    if (commands.some(({ name }) => name === query)) return [];
    return commands
      .flatMap((command) => {
        const score = fuzzyScore(query, command.name);
        return score === undefined ? [] : [{ command, score }];
      })
      .toSorted((a, b) => b.score - a.score)
      .map(({ command: { name, detail, kind } }) => ({
        kind,
        label: `/${name}`,
        detail,
        text: `/${name}`,
        take: async () => undefined,
      }));
  }

  /** Runs a command in a view's conversation. Resolves when it is done, or when it is clear that nothing comes of it. */
  async run({ name, words }: Slash, view: ChatView): Promise<SlashResult> {
    try {
      return await this.#run(name.toLowerCase(), words, view);
    } catch (error) {
      this.#parts.onError(error);
      const { what, advice } = toNotice(failureOf(error), vscode.l10n.t, { language: vscode.env.language });
      return { type: "refused", sentence: `${what} ${advice}` };
    }
  }

  async #run(wanted: string, words: string, view: ChatView): Promise<SlashResult> {
    const commands = this.#all();
    const command = commands.find((one) => one.name.toLowerCase() === wanted);
    if (!command) {
      const names = commands.map((one) => one.name);
      const meant = closestName(wanted, names);
      return { type: "unknown", ...(meant === undefined ? {} : { meant }) };
    }
    if (wanted === "help") return { type: "list" };
    if (command.asks && (await view.current()).isRunning) {
      return { type: "refused", sentence: vscode.l10n.t("An answer is on its way. Wait for it, or stop it first.") };
    }
    return toResult(await command.run(words, view), command);
  }

  #all(): readonly Command[] {
    const built = [...this.#code(), ...this.#chat()];
    const taken = new Set(built.map(({ name }) => name.toLowerCase()));
    const own = this.#parts.customPrompts().flatMap((prompt): readonly Command[] => {
      const name = slashName(prompt.name);
      return name === "" ? [] : [this.#prompt(freeName(name, taken), prompt)];
    });
    return [...built, ...own];
  }

  #code(): readonly Command[] {
    const { t } = vscode.l10n;
    const { answers, edits, tests } = this.#parts;
    const command = (name: string, detail: string, run: Command["run"]): Command => ({
      name,
      detail,
      kind: "command",
      asks: true,
      run,
    });
    return [
      command("explain", t("Explain the selection, the symbol or the file"), (words, view) =>
        answers.explain(toGiven(words, view)),
      ),
      command("findBugs", t("Find bugs in the selection"), (words, view) => answers.findBugs(toGiven(words, view))),
      command("refactor", t("Improve the selection without changing what it does"), (words) => edits.refactor(words)),
      command("edit", t("Change the selection as you say"), (words) => edits.edit(words || undefined)),
      command("fix", t("Fix the problems in the selection"), (words) => edits.fix(words)),
      command("optimize", t("Make the selection faster"), (words) => edits.optimize(words)),
      command("addComments", t("Add documentation to the selection"), (words) => edits.addComments(words)),
      command("addTests", t("Write tests for the selection"), (words) => tests.run(words)),
      command("complete", t("Continue the code at the cursor"), (words) => edits.complete(words)),
      command("insert", t("Write code at the cursor as you say"), (words) => edits.insert(words || undefined)),
    ];
  }

  #chat(): readonly Command[] {
    const { t } = vscode.l10n;
    const { ask, models, showHistory, exportChat } = this.#parts;
    const command = (name: string, detail: string, run: Command["run"]): Command => ({
      name,
      detail,
      kind: "command",
      asks: false,
      run,
    });
    return [
      command("new", t("Start a new chat"), async (words, view) => {
        await view.startNew();
        if (words !== "") await ask(view, words);
      }),
      command("history", t("Open another chat"), (_, view) => showHistory(view)),
      command("export", t("Export this chat"), (_, view) => exportChat(view)),
      command("stop", t("Stop the answer"), async (_, view) => {
        const chat = await view.current();
        chat.stop();
      }),
      command("model", t("Choose the model of this chat"), async (words, view) => {
        const chat = await view.current();
        return words === "" ? models.selectFor(chat, "") : models.setFor(chat, words);
      }),
      command("help", t("Show what can be typed here"), async () => undefined),
    ];
  }

  #prompt(name: string, { name: title, prompt, action }: CustomPrompt): Command {
    const { answers, edits } = this.#parts;
    return {
      name,
      detail: title,
      kind: "prompt",
      asks: true,
      run: (words, view) =>
        action === "answer"
          ? answers.custom(prompt, toGiven(words, view))
          : edits.custom(withWords(prompt, words), action),
    };
  }
}

function toGiven(instruction: string, { attachments }: ChatView): Given {
  return { instruction, takeContext: () => attachments.take() };
}

/** What was asked stays asked, whatever became of it; nothing else may be lost. */
function toResult(outcome: unknown, { asks }: Command): SlashResult {
  const { outcome: name, reason, conversationId } = toRecord(outcome);
  if (conversationId !== undefined) return { type: "done" };
  if (name === "refused") return { type: "refused", sentence: typeof reason === "string" ? reason : "" };
  return name === "cancelled" && asks ? { type: "refused", sentence: "" } : { type: "done" };
}

function toRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

import { untranslated, type Translate } from "../shared/l10n.ts";
import { languages } from "../shared/languages.ts";
import { toHost, toPanel } from "../shared/protocol/panel.ts";
import { connect } from "../shared/protocol/rpc.ts";
import { createAnnouncer } from "./a11y/announcer.ts";
import { AwaitedFocus } from "./awaitedFocus.ts";
import { Composer } from "./components/composer.ts";
import { DraftTeller } from "./draftTeller.ts";
import { defineElements } from "./components/elements.ts";
import { inPage } from "./components/inPage.ts";
import { Transcript } from "./components/transcript.ts";
import type { Panel } from "./panel.ts";
import { PanelView } from "./panelView.ts";
import { offerQuotes } from "./quote.ts";
import { PanelStore } from "./store.ts";
import { loadTranslation } from "./translation.ts";
import { ViewMemory } from "./viewMemory.ts";

/** Brings the page to life and asks the host for what to show. */
function mount(t: Translate): void {
  defineElements();
  const api = acquireVsCodeApi();
  const memory = new ViewMemory(api);
  const store = new PanelStore((draw) => void requestAnimationFrame(draw));
  const composer = inPage(document, "ask-composer", Composer);
  const compose = (text: string): void => composer.insert(text);
  const host = connect({
    pipe: {
      send: (message) => api.postMessage(message),
      receive: (listener) => addEventListener("message", (event) => listener(event.data)),
    },
    outgoing: toHost,
    incoming: toPanel,
    handlers: {
      snapshot: (state) => {
        const { id, turns } = state.conversation;
        memory.nameView(state.viewId);
        memory.show(id, turns.length === 0);
        if (state.draft) memory.bringDraft(state.draft);
        // At once: what comes next may be a text for the composer.
        composer.bringDraft(id);
        store.replace(state);
      },
      chatEvents: (events) => store.applyEvents(events),
      attachments: (attachments) => store.setAttachments(attachments),
      offer: (offer) => store.setOffer(offer),
      setup: (setup) => store.setSetup(setup),
      opened: (opened) => store.setOpened(opened),
      elsewhere: (chats) => store.setElsewhere(chats),
      focusComposer: ({ text }) => compose(text),
    },
    onInvalid: (reason) => reportError(new Error(reason)),
    onError: reportError,
  });
  const panel: Panel = {
    t,
    host,
    memory,
    drafts: new DraftTeller((draft) => host.draft(draft)),
    highlighter: once(async () => (await import("./markdown/highlight.ts")).createHighlighter()),
    typesetter: once(async () => (await import("./markdown/typeset.ts")).createTypesetter()),
    announce: createAnnouncer(document.body),
    compose,
    quote: (text) => composer.quote(text),
    awaitedFocus: new AwaitedFocus(),
  };
  offerQuotes(panel);
  new PanelView({ panel, store, composer, transcript: inPage(document, "ask-transcript", Transcript) }).start(
    loadTurnElements(),
  );
  host.ready(undefined);
  addEventListener("focus", () => host.focused(undefined));
  if (document.hasFocus()) host.focused(undefined);
}

async function loadTurnElements(): Promise<void> {
  const { defineTurnElements } = await import("./components/turnElements.ts");
  defineTurnElements();
}

/** Loads what is larger than most answers when it is first needed, and then has it. */
function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | undefined;
  return () => (loading ??= load());
}

/** English starts at once; another language waits for its strings, of which the page already has the first. */
async function start(language: string): Promise<void> {
  mount(languages.includes(language) ? await loadTranslation(() => import(addressOf(language))) : untranslated);
}

/** Of the module that the build made of a language. */
function addressOf(language: string): string {
  return new URL(`l10n/${language}.js`, import.meta.url).href;
}

void start(document.documentElement.lang);

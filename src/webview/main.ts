import { untranslated } from "../shared/l10n.ts";
import { toHost, toPanel } from "../shared/protocol/panel.ts";
import { connect } from "../shared/protocol/rpc.ts";
import { createAnnouncer } from "./a11y/announcer.ts";
import { App } from "./components/app.ts";
import { defineElements } from "./components/elements.ts";
import type { Highlight } from "./markdown/highlight.ts";
import { PanelStore } from "./store.ts";
import { ViewMemory } from "./viewMemory.ts";

/** Builds the panel into the page and asks the host for what to show. */
function mount(): void {
  defineElements();
  const api = acquireVsCodeApi();
  const store = new PanelStore((draw) => void requestAnimationFrame(draw));
  const app = new App();
  const host = connect({
    pipe: {
      send: (message) => api.postMessage(message),
      receive: (listener) => addEventListener("message", (event) => listener(event.data)),
    },
    outgoing: toHost,
    incoming: toPanel,
    handlers: {
      snapshot: (state) => store.replace(state),
      chatEvents: (events) => store.applyEvents(events),
      attachments: (attachments) => store.setAttachments(attachments),
      setup: (setup) => store.setSetup(setup),
      focusComposer: ({ text }) => app.compose(text),
    },
    onInvalid: (reason) => reportError(new Error(reason)),
    onError: reportError,
  });
  app.store = store;
  app.panel = {
    t: untranslated,
    host,
    memory: new ViewMemory(api),
    highlighter: createLoader(),
    announce: createAnnouncer(document.body),
    compose: (text) => app.compose(text),
  };
  document.body.prepend(app);
  host.ready(undefined);
}

/** The highlighter is larger than most answers, so it comes with the first finished code block. */
function createLoader(): () => Promise<Highlight> {
  let loading: Promise<Highlight> | undefined;
  return () => (loading ??= import("./markdown/highlight.ts").then(({ createHighlighter }) => createHighlighter()));
}

mount();

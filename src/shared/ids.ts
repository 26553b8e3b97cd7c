/**
 * Every id that package.json declares, once. `scripts/checkManifest.ts` fails when the two differ.
 */
export const commandIds = {
  ask: "askChatGPT.ask",
  explain: "askChatGPT.explain",
  findBugs: "askChatGPT.findBugs",
  refactor: "askChatGPT.refactor",
  edit: "askChatGPT.edit",
  fix: "askChatGPT.fix",
  optimize: "askChatGPT.optimize",
  addComments: "askChatGPT.addComments",
  addTests: "askChatGPT.addTests",
  complete: "askChatGPT.complete",
  insert: "askChatGPT.insert",
  customPrompt: "askChatGPT.customPrompt",
  addToChat: "askChatGPT.addToChat",
  newChat: "askChatGPT.newChat",
  history: "askChatGPT.history",
  exportChat: "askChatGPT.exportChat",
  openInEditor: "askChatGPT.openInEditor",
  importChat: "askChatGPT.importChat",
  stop: "askChatGPT.stop",
  reviewAccept: "askChatGPT.review.accept",
  reviewReject: "askChatGPT.review.reject",
  reviewAcceptAll: "askChatGPT.review.acceptAll",
  reviewRejectAll: "askChatGPT.review.rejectAll",
  reviewEdit: "askChatGPT.review.edit",
  reviewSaveEdit: "askChatGPT.review.saveEdit",
  reviewCancelEdit: "askChatGPT.review.cancelEdit",
  reviewNextAlternative: "askChatGPT.review.nextAlternative",
  reviewPreviousAlternative: "askChatGPT.review.previousAlternative",
  reviewNext: "askChatGPT.review.next",
  reviewPrevious: "askChatGPT.review.previous",
  reviewCompare: "askChatGPT.review.compare",
  reviewRepair: "askChatGPT.review.repair",
  reviewCompareAll: "askChatGPT.review.compareAll",
  setUp: "askChatGPT.setUp",
  setApiKey: "askChatGPT.setApiKey",
  deleteApiKey: "askChatGPT.deleteApiKey",
  testConnection: "askChatGPT.testConnection",
  forgetRefusals: "askChatGPT.forgetRefusals",
  selectModel: "askChatGPT.selectModel",
  showApiCall: "askChatGPT.showApiCall",
  showLog: "askChatGPT.showLog",
} as const;

export type CommandId = (typeof commandIds)[keyof typeof commandIds];

/** Setting keys below `askChatGPT.`. */
export const settingKeys = {
  baseUrl: "baseUrl",
  api: "api",
  model: "model",
  temperature: "temperature",
  topP: "topP",
  maxOutputTokens: "maxOutputTokens",
  stop: "stop",
  reasoningEffort: "reasoningEffort",
  verbosity: "verbosity",
  serviceTier: "serviceTier",
  organization: "organization",
  project: "project",
  headers: "headers",
  instructions: "instructions",
  prompts: "prompts",
  customPrompts: "customPrompts",
  alternatives: "alternatives",
  firstByteTimeout: "timeouts.firstByte",
  idleTimeout: "timeouts.idle",
  maxRetries: "maxRetries",
  codeLensEnabled: "codeLens.enabled",
  codeActionsEnabled: "codeActions.enabled",
} as const;

export type SettingKey = (typeof settingKeys)[keyof typeof settingKeys];

/** Keys for `when` clauses. */
export const contextKeys = {
  /** A review is open in the active editor. */
  reviewing: "askChatGPT.reviewing",
  /** Something waits for a decision, in whatever file. */
  proposing: "askChatGPT.proposing",
  /** An answer is on its way, in whatever conversation. */
  running: "askChatGPT.running",
  /** An answer is on its way in the conversation that the sidebar shows. */
  runningInSidebar: "askChatGPT.runningInSidebar",
  /** An answer is on its way in the chat whose editor tab is the active editor. */
  runningInTab: "askChatGPT.runningInTab",
} as const;

export const configurationSection = "askChatGPT";
export const viewContainerId = "askChatGPT";
export const chatViewId = "askChatGPT.chat";
/** Of the webview panels that are chats in editor tabs. */
export const chatEditorType = "askChatGPT.chatEditor";

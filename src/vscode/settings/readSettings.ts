import * as vscode from "vscode";
import { parseEndpoint } from "../../core/settings/endpoint.ts";
import type { CustomPrompt, Settings } from "../../core/settings/settings.ts";
import { AskError } from "../../shared/failures.ts";
import { configurationSection, settingKeys, type SettingKey } from "../../shared/ids.ts";
import { isRecord } from "../../shared/protocol/validate.ts";

const OPENAI_BASE_URL = "https://api.openai.com/v1";
const DEFAULT_IDLE_SECONDS = 120;
const DEFAULT_MAX_RETRIES = 2;

/**
 * The settings as they are now.
 *
 * Whatever decides where a request goes, or what is always sent, is read from the person's own settings alone:
 * a workspace, a folder or another extension's defaults cannot set it.
 *
 * @throws AskError `bad-endpoint` or `bad-setting` for a value that cannot be used
 */
export function readSettings(): Settings {
  const model = optional(windowValue(settingKeys.model), isText, settingKeys.model);
  const organization = optional(ownValue(settingKeys.organization), isText, settingKeys.organization);
  const project = optional(ownValue(settingKeys.project), isText, settingKeys.project);
  const firstByte = optional(windowValue(settingKeys.firstByteTimeout), isSeconds, settingKeys.firstByteTimeout);
  const idle = optional(windowValue(settingKeys.idleTimeout), isSeconds, settingKeys.idleTimeout);
  return {
    endpoint: parseEndpoint(readAddress(), vscode.l10n.t),
    api: readApi(),
    parameters: readParameters(),
    alternatives: optional(windowValue(settingKeys.alternatives), isChoice, settingKeys.alternatives) ?? 1,
    headers: optional(ownValue(settingKeys.headers), isTextRecord, settingKeys.headers) ?? {},
    instructions: optional(ownValue(settingKeys.instructions), isText, settingKeys.instructions) ?? "",
    prompts: optional(ownValue(settingKeys.prompts), isTextRecord, settingKeys.prompts) ?? {},
    customPrompts: (
      optional(ownValue(settingKeys.customPrompts), isCustomPrompts, settingKeys.customPrompts) ?? []
    ).map((prompt) => ({ ...prompt, action: prompt.action ?? "answer" })),
    idleTimeout: (idle ?? DEFAULT_IDLE_SECONDS) * 1000,
    maxRetries: optional(windowValue(settingKeys.maxRetries), isCount, settingKeys.maxRetries) ?? DEFAULT_MAX_RETRIES,
    ...(model === undefined ? {} : { model }),
    ...(organization === undefined ? {} : { organization }),
    ...(project === undefined ? {} : { project }),
    ...(firstByte === undefined ? {} : { firstByteTimeout: firstByte * 1000 }),
  };
}

/**
 * The endpoint's address as the person typed it.
 *
 * @throws AskError `bad-setting` when it is no text
 */
export function readAddress(): string {
  return optional(ownValue(settingKeys.baseUrl), isText, settingKeys.baseUrl) ?? OPENAI_BASE_URL;
}

function readApi(): Settings["api"] {
  const api = ownValue(settingKeys.api) ?? "auto";
  if (api === "auto" || api === "responses" || api === "chat" || api === "completions") return api;
  throw unusable(settingKeys.api, vscode.l10n.t("It must be auto, responses, chat or completions."));
}

function readParameters(): Settings["parameters"] {
  const values = {
    temperature: optional(windowValue(settingKeys.temperature), isNumber, settingKeys.temperature),
    topP: optional(windowValue(settingKeys.topP), isNumber, settingKeys.topP),
    maxOutputTokens: optional(windowValue(settingKeys.maxOutputTokens), isCount, settingKeys.maxOutputTokens),
    stop: optional(windowValue(settingKeys.stop), isTexts, settingKeys.stop),
    reasoningEffort: optional(windowValue(settingKeys.reasoningEffort), isText, settingKeys.reasoningEffort),
    verbosity: optional(windowValue(settingKeys.verbosity), isText, settingKeys.verbosity),
    serviceTier: optional(windowValue(settingKeys.serviceTier), isText, settingKeys.serviceTier),
  };
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

function ownValue(key: SettingKey): unknown {
  return vscode.workspace.getConfiguration(configurationSection).inspect<unknown>(key)?.globalValue;
}

function windowValue(key: SettingKey): unknown {
  return vscode.workspace.getConfiguration(configurationSection).get<unknown>(key);
}

type Check<T> = { readonly is: (value: unknown) => value is T; readonly expected: () => string };

/** Empty, null and blank mean that the setting is not set. */
function optional<T>(value: unknown, check: Check<T>, key: SettingKey): T | undefined {
  if (value === undefined || value === null || value === "") return undefined;
  if (check.is(value)) return value;
  throw unusable(key, check.expected());
}

function unusable(key: SettingKey, reason: string): AskError {
  return new AskError({ code: "bad-setting", setting: `${configurationSection}.${key}`, reason });
}

const isText: Check<string> = {
  is: (value) => typeof value === "string",
  expected: () => vscode.l10n.t("It must be a text."),
};
const isNumber: Check<number> = {
  is: (value): value is number => typeof value === "number" && Number.isFinite(value),
  expected: () => vscode.l10n.t("It must be a number."),
};
const isSeconds: Check<number> = {
  is: (value): value is number => typeof value === "number" && value > 0 && value <= 86_400,
  expected: () => vscode.l10n.t("It must be a number of seconds above 0."),
};
const isCount: Check<number> = {
  is: (value): value is number => Number.isSafeInteger(value) && Number(value) >= 0,
  expected: () => vscode.l10n.t("It must be a whole number, 0 or more."),
};
const isChoice: Check<number> = {
  is: (value): value is number => Number.isSafeInteger(value) && Number(value) >= 1 && Number(value) <= 5,
  expected: () => vscode.l10n.t("It must be a whole number from 1 to 5."),
};
const isTexts: Check<readonly string[]> = {
  is: (value): value is readonly string[] => Array.isArray(value) && value.every((item) => typeof item === "string"),
  expected: () => vscode.l10n.t("It must be a list of texts."),
};
const isTextRecord: Check<Readonly<Record<string, string>>> = {
  is: (value): value is Record<string, string> =>
    isRecord(value) && Object.values(value).every((item) => typeof item === "string"),
  expected: () => vscode.l10n.t("It must be a list of names with a text for each."),
};

type WrittenPrompt = Omit<CustomPrompt, "action"> & { readonly action?: CustomPrompt["action"] };

const isCustomPrompts: Check<readonly WrittenPrompt[]> = {
  is: (value): value is readonly WrittenPrompt[] => Array.isArray(value) && value.every(isCustomPrompt),
  expected: () => vscode.l10n.t("Each prompt needs a name and a prompt, and an action of answer, edit or insert."),
};

function isCustomPrompt(value: unknown): value is WrittenPrompt {
  if (!isRecord(value) || typeof value["name"] !== "string" || typeof value["prompt"] !== "string") return false;
  const action = value["action"];
  return action === undefined || action === "answer" || action === "edit" || action === "insert";
}

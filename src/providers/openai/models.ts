import type { ModelInfo } from "../../core/ports/model.ts";

/**
 * The models of a `GET /models` answer, newest first, those without a date last in the server's order.
 *
 * Known shapes: `{data: […]}` of OpenAI, `{models: […]}`, a bare list; an item is `{id, created, owned_by}`, has a
 * `name` or `model` instead of an id, or is the id itself. Whatever names no model is left out.
 */
export function toModels(body: unknown): readonly ModelInfo[] {
  const models = new Map(
    listOf(body)
      .flatMap(toModel)
      .map((model) => [model.id, model]),
  );
  return [...models.values()].toSorted((one, other) => (other.created ?? 0) - (one.created ?? 0));
}

function listOf(body: unknown): readonly unknown[] {
  if (Array.isArray(body)) return body;
  const { data, models } = toRecord(body);
  return [data, models].find((list) => Array.isArray(list)) ?? [];
}

function toModel(item: unknown): readonly ModelInfo[] {
  const entry = toRecord(item);
  const { id, name, model, created, owned_by: ownedBy } = entry;
  const known = [item, id, name, model].find((each) => typeof each === "string" && each !== "");
  if (typeof known !== "string") return [];
  const shutdownDate = toDay(entry["shutdown_date"]);
  const contextTokens = contextTokensOf(entry);
  return [
    {
      id: known,
      ...(typeof created === "number" && Number.isFinite(created) && { created }),
      ...(typeof ownedBy === "string" && { ownedBy }),
      ...(shutdownDate !== undefined && { shutdownDate }),
      ...(contextTokens !== undefined && { contextTokens }),
    },
  ];
}

/** `2026-12-11` of a day, of a time in ISO 8601, or of seconds since the epoch. */
function toDay(value: unknown): string | undefined {
  if (typeof value === "string") return /^\d{4}-\d{2}-\d{2}(?!\d)/.exec(value)?.[0];
  const date = typeof value === "number" && value > 0 ? new Date(value * 1000) : undefined;
  return date && Number.isFinite(date.getTime()) ? date.toISOString().slice(0, 10) : undefined;
}

/** Every server has a name of its own for it; the size that is in use comes before the one that would be possible. */
function contextTokensOf(entry: Readonly<Record<string, unknown>>): number | undefined {
  const meta = toRecord(entry["meta"]);
  const sizes = [
    // vLLM
    entry["max_model_len"],
    // LM Studio
    entry["loaded_context_length"],
    entry["max_context_length"],
    // OpenRouter
    entry["context_length"],
    // Groq
    entry["context_window"],
    // llama.cpp
    meta["n_ctx"],
    meta["n_ctx_train"],
  ];
  return sizes.filter((size) => typeof size === "number").find((size) => Number.isSafeInteger(size) && size > 0);
}

function toRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

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
  const { id, name, model, created, owned_by: ownedBy } = toRecord(item);
  const known = [item, id, name, model].find((each) => typeof each === "string" && each !== "");
  if (typeof known !== "string") return [];
  return [
    {
      id: known,
      ...(typeof created === "number" && Number.isFinite(created) && { created }),
      ...(typeof ownedBy === "string" && { ownedBy }),
    },
  ];
}

function toRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

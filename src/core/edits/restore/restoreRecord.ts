import { isRecord } from "../../../shared/protocol/validate.ts";
import type { RestorePoint } from "./restorePoint.ts";
import { fromChain, isChain, toChain } from "./textChain.ts";

const SCHEMA = 1;

/** The points of one proposal as the text of their file. */
export function formatRestoreRecord(points: readonly RestorePoint[]): string {
  const texts = toChain(points.flatMap(({ before, after }) => [before, after]));
  return JSON.stringify({ schema: SCHEMA, points: points.map(({ at, undone }) => ({ at, undone })), texts });
}

/** What {@link formatRestoreRecord} wrote; undefined when it is damaged or of another version. */
export function parseRestoreRecord(text: string): readonly RestorePoint[] | undefined {
  const { schema, points, texts } = parseObject(text);
  if (schema !== SCHEMA || !Array.isArray(points) || !points.every(isPoint) || !isChain(texts)) return undefined;
  if (texts.length !== points.length * 2) return undefined;
  const whole = fromChain(texts);
  return points.map(({ at, undone }, index) => ({
    at,
    undone,
    before: whole[2 * index],
    after: whole[2 * index + 1],
  }));
}

function isPoint(value: unknown): value is { readonly at: number; readonly undone: boolean } {
  return isRecord(value) && typeof value["at"] === "number" && typeof value["undone"] === "boolean";
}

function parseObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : {};
  } catch (error) {
    if (error instanceof SyntaxError) return {};
    throw error;
  }
}

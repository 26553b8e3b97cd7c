import { isRecord } from "../../../shared/protocol/validate.ts";
import type { RestorePoint } from "./restorePoint.ts";
import { fromChain, isChain, toChain } from "./textChain.ts";

const SCHEMA = 1;

/** The points of one proposal as the text of their file. */
export function formatRestoreRecord(points: readonly RestorePoint[]): string {
  const texts = toChain(points.flatMap(({ before, after }) => [before, after]));
  const withoutTexts = points.map(({ before: _before, after: _after, ...point }) => point);
  return JSON.stringify({ schema: SCHEMA, points: withoutTexts, texts });
}

/** What {@link formatRestoreRecord} wrote; undefined when it is damaged or of another version. */
export function parseRestoreRecord(text: string): readonly RestorePoint[] | undefined {
  const { schema, points, texts } = parseObject(text);
  if (schema !== SCHEMA || !Array.isArray(points) || !points.every(isPoint) || !isChain(texts)) return undefined;
  if (texts.length !== points.length * 2) return undefined;
  const whole = fromChain(texts);
  return points.map((point, index) => ({ ...point, before: whole[2 * index], after: whole[2 * index + 1] }));
}

function isPoint(value: unknown): value is Omit<RestorePoint, "before" | "after"> {
  if (!isRecord(value)) return false;
  const { at, undone, encoding, moved } = value;
  return (
    typeof at === "number" &&
    typeof undone === "boolean" &&
    (encoding === undefined || typeof encoding === "string") &&
    (moved === undefined || (isRecord(moved) && typeof moved["from"] === "string" && typeof moved["to"] === "string"))
  );
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

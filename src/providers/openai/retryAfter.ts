const UNIT_MS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/**
 * How long the server wants to be left alone, in whole milliseconds: `retry-after-ms`, else `Retry-After` in
 * seconds or as a date, else when the used-up limit of `x-ratelimit-*` is reset. Undefined when it does not say.
 *
 * @param now milliseconds since the epoch
 */
export function retryAfterMs(headers: Headers, now: number): number | undefined {
  const ms = milliseconds(headers.get("retry-after-ms")) ?? seconds(headers.get("retry-after"), now);
  return ms ?? resetMs(headers);
}

function milliseconds(value: string | null): number | undefined {
  const ms = Number.parseFloat(value ?? "");
  return ms >= 0 ? Math.ceil(ms) : undefined;
}

function seconds(value: string | null, now: number): number | undefined {
  if (value === null) return undefined;
  const ms = /^\s*[\d.]+\s*$/.test(value) ? Number.parseFloat(value) * 1000 : Date.parse(value) - now;
  return ms >= 0 ? Math.ceil(ms) : undefined;
}

/** The longest wait of the limits that are used up; of all, when the server does not say what remains. */
function resetMs(headers: Headers): number | undefined {
  const waits = ["requests", "tokens"].flatMap((limit) => {
    const remaining = headers.get(`x-ratelimit-remaining-${limit}`);
    if (remaining !== null && Number(remaining) > 0) return [];
    return duration(headers.get(`x-ratelimit-reset-${limit}`)) ?? [];
  });
  return waits.length > 0 ? Math.max(...waits) : undefined;
}

/** OpenAI writes durations as Go does: `12ms`, `1.5s`, `6m0s`; others a bare number of seconds. */
function duration(value: string | null): number | undefined {
  if (value === null || !/^(?:[\d.]+(?:ms|s|m|h|d))+$|^[\d.]+$/.test(value)) return undefined;
  const parts = [...value.matchAll(/([\d.]+)(ms|s|m|h|d)?/g)];
  return Math.ceil(parts.reduce((sum, [, count, unit]) => sum + Number(count) * (UNIT_MS[unit ?? "s"] ?? 0), 0));
}

/** A moment as it is said on the day of `now`: the time alone today, the day with it at other times. Milliseconds. */
export function toTime(at: number, now: number, locale: string): string {
  const [day, today] = [new Date(at), new Date(now)];
  const isToday = day.toDateString() === today.toDateString();
  if (isToday) return format(at, locale, { timeStyle: "short" });
  if (day.getFullYear() !== today.getFullYear()) return format(at, locale, { dateStyle: "medium" });
  return format(at, locale, { month: "short", day: "numeric", hour: "numeric", minute: "2-digit" });
}

/** A moment to the second. */
export function toWholeTime(at: number, locale: string): string {
  return format(at, locale, { dateStyle: "full", timeStyle: "medium" });
}

/** A duration in seconds, with tenths below ten, or in minutes and seconds. */
export function toDuration(ms: number, locale: string): string {
  const seconds = ms / 1000;
  const say = (value: number, unit: "minute" | "second", digits = 0): string =>
    new Intl.NumberFormat(locale, { style: "unit", unit, unitDisplay: "short", maximumFractionDigits: digits }).format(
      value,
    );
  if (seconds < 9.95) return say(seconds, "second", 1);
  const whole = Math.round(seconds);
  if (whole < 60) return say(whole, "second");
  const parts = [say(Math.floor(whole / 60), "minute"), say(whole % 60, "second")];
  return new Intl.ListFormat(locale, { type: "unit", style: "narrow" }).format(parts);
}

function format(at: number, locale: string, options: Intl.DateTimeFormatOptions): string {
  return new Intl.DateTimeFormat(locale, options).format(at);
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** How long something waits, in the largest unit that says enough: minutes, hours up to two days, then days. */
export function ageOf(waitedMs: number): { readonly value: number; readonly unit: 'minute' | 'hour' | 'day' } {
  const waited = Math.max(0, waitedMs);
  if (waited < HOUR_MS) return { value: Math.floor(waited / MINUTE_MS), unit: 'minute' };
  if (waited < 2 * DAY_MS) return { value: Math.floor(waited / HOUR_MS), unit: 'hour' };
  return { value: Math.floor(waited / DAY_MS), unit: 'day' };
}

/** `3天`, `3 days`. */
export function showAge(waitedMs: number, language: string): string {
  const { value, unit } = ageOf(waitedMs);
  return new Intl.NumberFormat(language === 'en' ? 'en-GB' : 'zh-CN', {
    style: 'unit',
    unit,
    unitDisplay: 'long',
  }).format(value);
}

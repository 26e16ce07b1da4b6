/** How often the page asks while it is looked at. */
export const ASK_EVERY_MS = 5_000;
/** After how many missed answers what is shown is called old. */
const MISSED = 3;

/** Whether what is shown is older than a reader would think; `readMs` is when this browser got it. */
export const isOld = (readMs: number | undefined, nowMs: number): boolean =>
  readMs !== undefined && nowMs - readMs > MISSED * ASK_EVERY_MS;

/** Changes that no search will find, since what would have written them was given up. */
export const givenUpOf = (queues: readonly { readonly job: string; readonly failed: number }[]): number =>
  queues.reduce((sum, { job, failed }) => (job.startsWith('index-') ? sum + failed : sum), 0);

/** Bytes as people read them. */
export const showBytes = (bytes: number): string =>
  bytes < 1_048_576 ? `${Math.round(bytes / 1_024)} KiB` : `${Math.round(bytes / 1_048_576)} MiB`;

/** Milliseconds as people read them: `120 ms`, `3.4 s`, `2 min`. */
export function showMs(ms: number, language: string): string {
  const [value, unit] =
    ms < 1_000 ? [Math.round(ms), 'millisecond'] : ms < 120_000 ? [ms / 1_000, 'second'] : [ms / 60_000, 'minute'];
  return new Intl.NumberFormat(language === 'en' ? 'en-GB' : 'zh-CN', {
    style: 'unit',
    unit: unit as string,
    unitDisplay: 'short',
    maximumFractionDigits: 1,
  }).format(value as number);
}

/** Legal minimum periods as instants. Which periods there are, and their sources, is reference data. */

export const TRACKS = ['GOVERNMENT_PROCUREMENT', 'TENDERING_LAW', 'PRIVATE'] as const;
/** The two legal tracks differ in their clocks; a private demand is under neither and takes them as advice. */
export type Track = (typeof TRACKS)[number];

export const PROCUREMENT_METHODS = ['OPEN', 'CONSULTATION', 'NEGOTIATION', 'INQUIRY', 'SINGLE_SOURCE'] as const;
export type ProcurementMethod = (typeof PROCUREMENT_METHODS)[number];

export interface Period {
  /** The legal clock it comes from, so that a refusal can name its article. */
  readonly clockId: string;
  readonly amount: number;
  readonly unit: 'DAYS' | 'WORKING_DAYS';
}

/** The minimum periods in force for one track and method. Those not re-read in a source never get here. */
export interface MinimumPeriods {
  /** From the issue of the documents to the bid deadline. */
  readonly toDeadline: Period | null;
  /** How long the documents must be on offer. */
  readonly documentsOnOffer: Period | null;
  /** From a change that affects bids to the deadline, else the deadline moves. */
  readonly changeToDeadline: Period | null;
}

const DAY_MS = 24 * 60 * 60_000;
/** Asia/Shanghai has been UTC+8 without daylight saving since 1991. */
const SHANGHAI_MS = 8 * 60 * 60_000;

/**
 * The first instant at which the period has surely run. Days are counted as whole 24 hours from the instant, which
 * is never shorter than the count of calendar days in Asia/Shanghai. Working days are Monday to Friday there; public
 * holidays are not subtracted, because the calendar of each year is decreed anew.
 */
export function earliestEnd(from: Date, period: Period): Date {
  if (period.unit === 'DAYS') return new Date(from.getTime() + period.amount * DAY_MS);
  let end = from.getTime();
  for (let left = period.amount; left > 0;) {
    end += DAY_MS;
    const weekday = new Date(end + SHANGHAI_MS).getUTCDay();
    if (weekday !== 0 && weekday !== 6) left -= 1;
  }
  return new Date(end);
}

/** The calendar day in Asia/Shanghai, `YYYY-MM-DD`. */
export function shanghaiDay(instant: Date): string {
  return new Date(instant.getTime() + SHANGHAI_MS).toISOString().slice(0, 10);
}

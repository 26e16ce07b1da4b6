/** Legal minimum periods as instants. Which periods there are, and their sources, is reference data. */

export const TRACKS = ['GOVERNMENT_PROCUREMENT', 'TENDERING_LAW', 'PRIVATE'] as const;
/** The two legal tracks differ in their clocks; a private demand is under neither, and no period is checked for it. */
export type Track = (typeof TRACKS)[number];

export const PROCUREMENT_METHODS = ['OPEN', 'CONSULTATION', 'NEGOTIATION', 'INQUIRY', 'SINGLE_SOURCE'] as const;
export type ProcurementMethod = (typeof PROCUREMENT_METHODS)[number];

/**
 * The methods of each law that lead to a published call. 政府采购法 art. 26 names open tender, negotiation, single source
 * and inquiry, 财库〔2014〕214号 adds the consultation; 招标投标法 art. 10 knows tenders alone, of which those by invitation
 * are not called publicly. No law binds a private demand.
 */
export const METHODS_OF: Readonly<Record<Track, readonly ProcurementMethod[]>> = {
  GOVERNMENT_PROCUREMENT: PROCUREMENT_METHODS,
  TENDERING_LAW: ['OPEN'],
  PRIVATE: PROCUREMENT_METHODS,
};

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
  /** On which days working-day periods run. */
  readonly calendar: WorkingCalendar;
}

const DAY_MS = 24 * 60 * 60_000;
/** Asia/Shanghai has been UTC+8 without daylight saving since 1991. */
const SHANGHAI_MS = 8 * 60 * 60_000;

/** Days on which working-day periods do not run, in Asia/Shanghai. */
export interface WorkingCalendar {
  /** Days of the week as `Date.getUTCDay` counts them. */
  readonly weekend: readonly number[];
  /** `YYYY-MM-DD`. */
  readonly holidays: readonly string[];
}

/**
 * The first instant at which the period has surely run. The day it begins on does not count (民法典 art. 201). Days run
 * as whole 24 hours from the instant; working days run to the end of the last of them in Asia/Shanghai.
 */
export function earliestEnd(from: Date, period: Period, calendar: WorkingCalendar): Date {
  if (period.unit === 'DAYS') return new Date(from.getTime() + period.amount * DAY_MS);
  // The midnight in Asia/Shanghai with which the day after `from` begins.
  let midnight = Math.floor((from.getTime() + SHANGHAI_MS) / DAY_MS + 1) * DAY_MS - SHANGHAI_MS;
  for (let left = period.amount; left > 0; midnight += DAY_MS) {
    const day = new Date(midnight + SHANGHAI_MS);
    const off =
      calendar.weekend.includes(day.getUTCDay()) || calendar.holidays.includes(day.toISOString().slice(0, 10));
    if (!off) left -= 1;
  }
  return new Date(midnight);
}

/** The minute in Asia/Shanghai, `YYYY-MM-DD HH:MM`. */
export function shanghaiMinute(instant: Date): string {
  return new Date(instant.getTime() + SHANGHAI_MS).toISOString().slice(0, 16).replace('T', ' ');
}

/** The calendar day in Asia/Shanghai, `YYYY-MM-DD`. */
export function shanghaiDay(instant: Date): string {
  return new Date(instant.getTime() + SHANGHAI_MS).toISOString().slice(0, 10);
}

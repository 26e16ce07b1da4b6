import { useMemo } from 'react';
import { useQuery } from 'urql';
import { PeriodsOfDocument, type PeriodsOfQuery } from '../../generated/tender-editor';
import type { Draft } from './draft';
import type { EarliestDates } from './faults';

export type LegalClock = PeriodsOfQuery['legalClocks'][number];

export interface Earliest {
  readonly at: string;
  readonly citation: string;
}
export interface Periods {
  readonly clocks: readonly LegalClock[];
  /** The first lawful deadline, as far as a period decides. */
  readonly deadline: Earliest | undefined;
  readonly documentsUntil: Earliest | undefined;
  /** Whether it is a change that moves the deadline, and not the time since publication. */
  readonly change: Earliest | undefined;
}

const ofStep = (clocks: readonly LegalClock[], step: string): LegalClock | undefined =>
  clocks.find((clock) => clock.step === step && clock.direction === 'MINIMUM' && clock.decides);

/** When the law lets things end that begin at `issued` (a publication) and `now` (a change); the server counts the days. */
export function periodsOf(clocks: readonly LegalClock[], amending: boolean): Periods {
  const at = (instant: string | null | undefined, clock: LegalClock | undefined): Earliest | undefined =>
    clock && instant ? { at: instant, citation: clock.citation } : undefined;
  const [toDeadline, documents, change] = ['TO_DEADLINE', 'DOCUMENTS_ON_OFFER', 'CHANGE_TO_DEADLINE'].map((step) =>
    ofStep(clocks, step),
  );
  return {
    clocks,
    deadline: at(toDeadline?.endsAt, toDeadline),
    documentsUntil: at(documents?.endsAt, documents),
    change: amending ? at(change?.changeEndsAt, change) : undefined,
  };
}

export const NO_PERIODS: Periods = { clocks: [], deadline: undefined, documentsUntil: undefined, change: undefined };

/** The first instants that the law allows for a draft. A change counts only where it affects bids, which the server decides. */
export const earliestOf = ({ deadline, documentsUntil }: Periods): EarliestDates => ({
  deadline: deadline?.at,
  documentsUntil: documentsUntil?.at,
});

/** @param issued when the tender was published; now, for a draft */
export function usePeriods({ track, method }: Pick<Draft, 'track' | 'method'>, issued: string | undefined): Periods {
  const [{ data }] = useQuery({
    query: PeriodsOfDocument,
    variables: { track, method, from: issued ?? null, now: null },
    requestPolicy: 'cache-and-network',
  });
  return useMemo(() => (data ? periodsOf(data.legalClocks, issued !== undefined) : NO_PERIODS), [data, issued]);
}

const [HOUR_MS, SLACK_MS] = [3_600_000, 600_000];

/** The next full hour that is still lawful when one has read on for ten minutes, as the server suggests it. */
export const suggested = (earliest: string): string =>
  new Date(Math.ceil((Date.parse(earliest) + SLACK_MS) / HOUR_MS) * HOUR_MS).toISOString();

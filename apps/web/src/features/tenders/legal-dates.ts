import type { LegalClocksQuery } from '../../generated/tenders';

export type Clock = LegalClocksQuery['legalClocks'][number];

/** What can happen on the way of a tender, in the order in which the law has it. */
export type EventName =
  'PUBLISHED' | 'LAST_OBJECTION' | 'LAST_CHANGE' | 'DOCUMENTS_END' | 'DEADLINE' | 'OPENING' | 'LATER';

/** `NEXT` is the first that has not come; `VOID` will not come any more, since the tender was cancelled or failed. */
export type EventStanding = 'PAST' | 'NEXT' | 'COMING' | 'VOID';

export interface LegalEvent {
  readonly key: string;
  readonly name: EventName;
  /** None for what runs from something that has no date yet. */
  readonly at: number | null;
  /** The period it rests on, with its article. */
  readonly clock: Clock | null;
  readonly standing: EventStanding;
}

export interface DatedTender {
  readonly state: string;
  readonly publishedAt?: string | null;
  readonly documentsUntil?: string | null;
  readonly deadline?: string | null;
}

const DAY_MS = 86_400_000;
/** Periods after the deadline, in the order of the law; they run from events that the tender brings later. */
const LATER = [
  'EVALUATION_REPORT',
  'CANDIDATES_SHOWN_WITHIN',
  'CANDIDATES_SHOWN_FOR',
  'CONFIRM_WINNER',
  'RESULT_NOTICE',
  'RESULT_NOTICE_RUNS',
  'CONTRACT',
  'CONTRACT_FILED',
  'CONTRACT_PUBLISHED',
];
const ENDED = ['AWARDED', 'CONTRACTED', 'ACCEPTED'];

const ms = (iso: string | null | undefined): number | null => (iso ? Date.parse(iso) : null);

/**
 * The dates of a tender with the periods of the law between them: first what has a date, in order, then what will run from
 * events to come. Dates counted back from the deadline exist where the law counts days; working days depend on a calendar
 * that only the server has, so such a period is said and not computed.
 */
export function legalEvents(tender: DatedTender, clocks: readonly Clock[], now: number): readonly LegalEvent[] {
  const clockOf = (step: string) => clocks.find((clock) => clock.step === step) ?? null;
  const deadline = ms(tender.deadline);
  const daysBefore = (clock: Clock | null): number | null =>
    deadline === null || clock === null || clock.unit !== 'DAYS' ? null : deadline - clock.amount * DAY_MS;
  const [objection, change, opening] = [
    clockOf('OBJECTION_TO_DOCUMENT'),
    clockOf('CHANGE_TO_DEADLINE'),
    clockOf('OPENING'),
  ];
  const dated: readonly Omit<LegalEvent, 'standing'>[] = [
    { key: 'published', name: 'PUBLISHED', at: ms(tender.publishedAt), clock: null },
    { key: 'objection', name: 'LAST_OBJECTION', at: daysBefore(objection), clock: objection },
    { key: 'change', name: 'LAST_CHANGE', at: daysBefore(change), clock: change },
    { key: 'documents', name: 'DOCUMENTS_END', at: ms(tender.documentsUntil), clock: clockOf('DOCUMENTS_ON_OFFER') },
    { key: 'deadline', name: 'DEADLINE', at: deadline, clock: clockOf('TO_DEADLINE') },
    { key: 'opening', name: 'OPENING', at: opening ? deadline : null, clock: opening },
  ];
  const later = LATER.flatMap((step) => clockOf(step) ?? []).map((clock) => ({
    key: clock.id,
    name: 'LATER' as const,
    at: null,
    clock,
  }));
  const events = [
    // A sort that keeps the order above for what falls on the same moment.
    ...dated.filter(({ at }) => at !== null).sort((a, b) => (a.at ?? 0) - (b.at ?? 0)),
    ...later,
  ];
  const over = tender.state === 'CANCELLED' || tender.state === 'FAILED';
  // What is published is past, also in the minute in which it was, to which `now` is rounded down.
  const past = ({ at, name }: Pick<LegalEvent, 'at' | 'name'>) => at !== null && (at <= now || name === 'PUBLISHED');
  const next = over || ENDED.includes(tender.state) ? -1 : events.findIndex((event) => !past(event));
  return events.map((event, index) => ({
    ...event,
    standing: past(event) ? 'PAST' : over ? 'VOID' : index === next ? 'NEXT' : 'COMING',
  }));
}

/** How far it is from one instant to another, in whole days. */
export const daysBetween = (from: number, to: number): number => Math.floor((to - from) / DAY_MS);

/** Where an instant lies between two others, as a percentage of the way for an SVG; within 0 and 100. */
export function placeOf(at: number, from: number, to: number): string {
  const share = to > from ? (at - from) / (to - from) : 1;
  return `${(Math.min(1, Math.max(0, share)) * 100).toFixed(1)}%`;
}

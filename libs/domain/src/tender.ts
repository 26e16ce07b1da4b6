import type { Name, Need } from '@huanpei/matching';
import { canonicalJson } from './audit';
import {
  earliestEnd,
  METHODS_OF,
  type MinimumPeriods,
  type Period,
  type ProcurementMethod,
  type Track,
  type WorkingCalendar,
} from './legal-periods';
import type { MinorMoney } from './money';
import { accepted, refused, type Outcome, type Refusal } from './outcome';

export const TENDER_STATES = [
  'DRAFT',
  'PUBLISHED',
  'CLOSED',
  'OPENED',
  'EVALUATED',
  'AWARDED',
  'CONTRACTED',
  'ACCEPTED',
  'FAILED',
  'CANCELLED',
] as const;
export type TenderState = (typeof TENDER_STATES)[number];

/** `ILLUSTRATION` is marked on every screen. */
export const TENDER_ORIGINS = ['BUYER', 'ILLUSTRATION'] as const;
export type TenderOrigin = (typeof TENDER_ORIGINS)[number];

/** What one lot demands; the engine's need without its name and id, which come from the tender. */
export type LotNeed = Omit<Need, 'id' | 'name' | 'asOf'>;

export interface Lot {
  /** Short and stable within the tender: `1`, `2` … */
  readonly id: string;
  readonly title: Name;
  readonly need: LotNeed;
}

export interface TenderContent {
  readonly title: Name;
  readonly summary?: Name;
  readonly track: Track;
  readonly method: ProcurementMethod;
  readonly region: string | null;
  readonly budget: MinorMoney | null;
  /** Until when the tender documents are on offer, UTC ISO 8601. */
  readonly documentsUntil: string | null;
  /** Bid deadline, UTC ISO 8601. */
  readonly deadline: string | null;
  readonly lots: readonly Lot[];
}

export interface Tender {
  readonly id: string;
  readonly buyerId: string;
  readonly state: TenderState;
  /** Rises when content that matching depends on changes; 0 before publication. */
  readonly revision: number;
  readonly content: TenderContent;
  /** The same instant as `content.deadline`, kept apart so that due tenders can be found. */
  readonly deadline: Date | null;
  readonly origin: TenderOrigin;
  /** The archived demand it was opened from. */
  readonly fromDemandId: string | null;
  readonly createdAt: Date;
  readonly publishedAt: Date | null;
  /** Why it was last amended or cancelled. */
  readonly reason: string | null;
  /** What an editor keeps of a draft beside its content, such as lines without a figure; only its buyer reads it. */
  readonly workingCopy: string | null;
  readonly version: number;
}

/** A new draft, seen by its buyer alone. */
export function draftTender(
  id: string,
  buyerId: string,
  content: TenderContent,
  now: Date,
  { fromDemandId = null, workingCopy = null }: Partial<Pick<Tender, 'fromDemandId' | 'workingCopy'>> = {},
): Tender {
  return {
    id,
    buyerId,
    state: 'DRAFT',
    revision: 0,
    content,
    deadline: instantOf(content.deadline),
    origin: 'BUYER',
    fromDemandId,
    createdAt: now,
    publishedAt: null,
    reason: null,
    workingCopy,
    version: 1,
  };
}

/** @param workingCopy belongs to this content: what was kept beside another one says nothing of it */
export function editTender(tender: Tender, content: TenderContent, workingCopy: string | null = null): Outcome<Tender> {
  if (tender.state !== 'DRAFT') return refused({ code: 'WRONG_STATE', facts: { state: tender.state } });
  const version = tender.version + 1;
  return accepted({ ...tender, content, deadline: instantOf(content.deadline), workingCopy, version });
}

/**
 * Opens the tender to bids. The documents are issued at this moment, so the legal minimum periods run from now
 * (政府采购法 art. 35, 招标投标法 art. 24 and the regulations beneath them; each period names its clock).
 */
export function publishTender(tender: Tender, periods: MinimumPeriods, now: Date): Outcome<Tender> {
  if (tender.state !== 'DRAFT') return refused({ code: 'WRONG_STATE', facts: { state: tender.state } });
  const { track, method } = tender.content;
  const faults = [...contentFaults(tender.content), ...periodFaults(tender.content, periods, now, now)];
  if (!METHODS_OF[track].includes(method))
    faults.push({ code: 'METHOD_NOT_OF_LAW', field: 'content.method', facts: { track, method } });
  if (faults.length > 0) return refused(...faults);
  const published = { state: 'PUBLISHED', revision: 1, publishedAt: now, workingCopy: null } as const;
  return accepted({ ...tender, ...published, version: tender.version + 1 });
}

/**
 * Changes a published tender. A change that can affect bids and comes late moves the deadline, or is refused with the
 * earliest lawful one. The track is fixed at publication.
 */
export function amendTender(
  tender: Tender,
  content: TenderContent,
  reason: string | null,
  periods: MinimumPeriods,
  now: Date,
): Outcome<Tender> {
  const open = openFor(tender, now);
  if (!open.ok) return open;
  const faults = contentFaults(content);
  if (!reason?.trim()) faults.push({ code: 'REASON_REQUIRED', field: 'reason' });
  if (content.track !== tender.content.track || content.method !== tender.content.method) {
    faults.push({
      code: 'INVALID',
      field: 'content.track',
      facts: { expected: `${tender.content.track}/${tender.content.method}` },
    });
  }
  faults.push(...periodFaults(content, periods, tender.publishedAt ?? now, now));
  const deadline = instantOf(content.deadline);
  if (deadline !== null && periods.changeToDeadline && affectsBids(tender.content, content)) {
    const late = tooSoon('content.deadline', deadline, now, periods.changeToDeadline, periods.calendar);
    // Where both clocks are broken, only the later time helps.
    const sameField = faults.findIndex(({ code }) => code === 'DEADLINE_TOO_SOON');
    const known = faults[sameField];
    if (late && (!known || String(known.facts?.['earliest']) < String(late.facts?.['earliest']))) {
      if (sameField >= 0) faults.splice(sameField, 1);
      faults.push(late);
    }
  }
  if (faults.length > 0) return refused(...faults);
  return accepted({
    ...tender,
    content,
    deadline,
    revision: tender.revision + 1,
    reason: reason?.trim() ?? null,
    version: tender.version + 1,
  });
}

/** What bids depend on: what is demanded, the budget, the place, or less time. More time and other words do not count. */
function affectsBids(before: TenderContent, after: TenderContent): boolean {
  const asked = ({ region, budget, lots }: TenderContent) => ({
    region,
    budget,
    lots: lots.map(({ id, need }) => ({ id, need })),
  });
  const sooner = (from: string | null, to: string | null) =>
    from !== null && to !== null && Date.parse(to) < Date.parse(from);
  return (
    canonicalJson(asked(before)) !== canonicalJson(asked(after)) ||
    sooner(before.deadline, after.deadline) ||
    sooner(before.documentsUntil, after.documentsUntil)
  );
}

/** Ends a tender before award; everybody who was told of it is told why. */
export function cancelTender(tender: Tender, reason: string | null): Outcome<Tender> {
  const cancellable: readonly TenderState[] = ['DRAFT', 'PUBLISHED', 'CLOSED', 'OPENED', 'EVALUATED'];
  if (!cancellable.includes(tender.state)) return refused({ code: 'WRONG_STATE', facts: { state: tender.state } });
  if (!reason?.trim()) return refused({ code: 'REASON_REQUIRED', field: 'reason' });
  return accepted({ ...tender, state: 'CANCELLED', reason: reason.trim(), version: tender.version + 1 });
}

/** The state the clock makes: a published tender closes at its deadline. Applying it twice changes nothing more. */
export function elapse(tender: Tender, now: Date): Tender {
  const over = tender.state === 'PUBLISHED' && tender.deadline !== null && tender.deadline <= now;
  return over ? { ...tender, state: 'CLOSED', version: tender.version + 1 } : tender;
}

/** Whether anyone may see it. */
export function isPublic(tender: Tender): boolean {
  return tender.state !== 'DRAFT' && tender.publishedAt !== null;
}

/** Names a lot among those of all tenders; its need has it as id. */
export const lotKeyOf = ({ tenderId, lotId }: { readonly tenderId: string; readonly lotId: string }): string =>
  `${tenderId}/${lotId}`;

/** The engine's needs, one per lot. `asOf` is the day on which certificates must hold. */
export function needsOf(tender: Pick<Tender, 'id' | 'content'>, asOf: string): readonly Need[] {
  return tender.content.lots.map((lot) => ({
    ...lot.need,
    id: lotKeyOf({ tenderId: tender.id, lotId: lot.id }),
    name: lot.title,
    asOf,
  }));
}

function openFor(tender: Tender, now: Date): Outcome<Tender> {
  if (tender.state !== 'PUBLISHED') return refused({ code: 'WRONG_STATE', facts: { state: tender.state } });
  if (elapse(tender, now).state !== 'PUBLISHED') {
    return refused({ code: 'DEADLINE_PASSED', facts: { deadline: tender.deadline?.toISOString() ?? '' } });
  }
  return accepted(tender);
}

function contentFaults(content: TenderContent): Refusal[] {
  const faults: Refusal[] = [];
  if (!content.title.zh?.trim() && !content.title.en?.trim()) faults.push({ code: 'REQUIRED', field: 'content.title' });
  if (content.lots.length === 0) faults.push({ code: 'REQUIRED', field: 'content.lots' });
  if (content.deadline === null) faults.push({ code: 'DEADLINE_MISSING', field: 'content.deadline' });
  const ids = new Set<string>();
  content.lots.forEach((lot, index) => {
    if (ids.has(lot.id)) faults.push({ code: 'DUPLICATE', field: `content.lots[${index}].id`, facts: { id: lot.id } });
    ids.add(lot.id);
    if ((lot.need.requirements?.length ?? 0) + (lot.need.standards?.length ?? 0) === 0) {
      faults.push({ code: 'NOTHING_DEMANDED', field: `content.lots[${index}].need` });
    }
  });
  return faults;
}

function periodFaults(content: TenderContent, periods: MinimumPeriods, issued: Date, now: Date): Refusal[] {
  const faults: Refusal[] = [];
  const deadline = instantOf(content.deadline);
  if (deadline !== null && deadline <= now) {
    faults.push({ code: 'DEADLINE_PASSED', field: 'content.deadline', facts: { deadline: deadline.toISOString() } });
  } else if (deadline !== null && periods.toDeadline) {
    push(faults, tooSoon('content.deadline', deadline, issued, periods.toDeadline, periods.calendar));
  }
  // Documents on offer until the deadline when no earlier end is given.
  const documentsUntil = instantOf(content.documentsUntil) ?? deadline;
  if (
    documentsUntil !== null &&
    periods.documentsOnOffer &&
    documentsUntil < earliestEnd(issued, periods.documentsOnOffer, periods.calendar)
  ) {
    faults.push({
      code: 'DOCUMENTS_PERIOD_TOO_SHORT',
      field: 'content.documentsUntil',
      facts: {
        ...lateEnough(earliestEnd(issued, periods.documentsOnOffer, periods.calendar)),
        clockId: periods.documentsOnOffer.clockId,
      },
    });
  }
  return faults;
}

function tooSoon(
  field: string,
  deadline: Date,
  from: Date,
  period: Period,
  calendar: WorkingCalendar,
): Refusal | undefined {
  const earliest = earliestEnd(from, period, calendar);
  if (deadline >= earliest) return undefined;
  return {
    code: 'DEADLINE_TOO_SOON',
    field,
    facts: { ...lateEnough(earliest), clockId: period.clockId },
  };
}

/**
 * `earliest` is the first full minute that is lawful as of now; a period that runs from publication moves it on while one
 * reads. `suggested` is still lawful when it is sent back: the next full hour that leaves ten minutes to do so. The check
 * itself is exact. Both UTC ISO 8601.
 */
function lateEnough(end: Date): { readonly earliest: string; readonly suggested: string } {
  const [minute, hour, slack] = [60_000, 60 * 60_000, 10 * 60_000];
  const full = (ms: number, of: number): string => new Date(Math.ceil(ms / of) * of).toISOString();
  return { earliest: full(end.getTime(), minute), suggested: full(end.getTime() + slack, hour) };
}

function push(faults: Refusal[], fault: Refusal | undefined): void {
  if (fault) faults.push(fault);
}

function instantOf(text: string | null): Date | null {
  return text === null ? null : new Date(text);
}

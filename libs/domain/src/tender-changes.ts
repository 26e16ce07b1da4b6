import type { Basis, Citation, Domain, DutyFact, Name, Requirement } from '@huanpei/matching';
import { canonicalJson } from './audit';
import type { ChangeKind } from './listing-changes';
import type { MinorMoney } from './money';
import { partnersOf } from './pairing';
import type { Lot, LotNeed, TenderContent } from './tender';

/** What each part of a tender is, where it may be amended. Track and method are fixed at publication. */
export interface TenderParts {
  readonly TITLE: Name;
  readonly SUMMARY: Name;
  readonly REGION: string;
  readonly BUDGET: MinorMoney;
  /** UTC ISO 8601, like the deadline. */
  readonly DOCUMENTS_UNTIL: string;
  readonly DEADLINE: string;
  /** A whole lot. */
  readonly LOT: Lot;
  readonly LOT_TITLE: Name;
  readonly DOMAIN: Domain;
  readonly TECHNOLOGY: string;
  readonly SCENARIO: string;
  readonly LOT_REGION: string;
  readonly DUTY: DutyFact;
  readonly STANDARD: Citation;
  readonly REQUIREMENT: Requirement;
  readonly MINIMUM_BASIS: Basis;
  readonly WEIGHTS: NonNullable<LotNeed['weights']>;
}

/** In the order in which a tender is read. */
export const TENDER_PARTS = [
  'TITLE',
  'SUMMARY',
  'REGION',
  'BUDGET',
  'DOCUMENTS_UNTIL',
  'DEADLINE',
  'LOT',
  'LOT_TITLE',
  'DOMAIN',
  'TECHNOLOGY',
  'SCENARIO',
  'LOT_REGION',
  'DUTY',
  'STANDARD',
  'REQUIREMENT',
  'MINIMUM_BASIS',
  'WEIGHTS',
] as const satisfies readonly (keyof TenderParts)[];
export type TenderPart = (typeof TENDER_PARTS)[number];

/** One difference between two revisions. `lotId` is null for what the tender says of itself. */
export type TenderChange = {
  readonly [P in TenderPart]: {
    readonly part: P;
    readonly lotId: string | null;
    readonly kind: ChangeKind;
    /** Null where it was added. */
    readonly before: TenderParts[P] | null;
    /** Null where it was removed. */
    readonly after: TenderParts[P] | null;
  };
}[TenderPart];

/**
 * What one revision of a tender changes in the one before. Things of lists are paired by what they are: lots and
 * requirements by their ids, duties by what they speak of, standards by their codes; another order is no change.
 */
export function tenderChanges(before: TenderContent, after: TenderContent): readonly TenderChange[] {
  const lots = paired(before.lots, after.lots, ({ id }) => id);
  return [
    ...one('TITLE', null, before.title, after.title),
    ...one('SUMMARY', null, before.summary, after.summary),
    ...one('REGION', null, before.region, after.region),
    ...one('BUDGET', null, before.budget, after.budget),
    ...one('DOCUMENTS_UNTIL', null, before.documentsUntil, after.documentsUntil),
    ...one('DEADLINE', null, before.deadline, after.deadline),
    ...lots.flatMap(([was, is]) => (was && is ? ofLot(was, is) : one('LOT', (was ?? is)?.id ?? null, was, is))),
  ];
}

function ofLot(before: Lot, after: Lot): readonly TenderChange[] {
  const [was, is, id] = [before.need, after.need, after.id];
  return [
    ...one('LOT_TITLE', id, before.title, after.title),
    ...one('DOMAIN', id, was.domain, is.domain),
    ...list('TECHNOLOGY', id, was.technologies, is.technologies, (code) => code),
    ...one('SCENARIO', id, was.scenario, is.scenario),
    ...one('LOT_REGION', id, was.region, is.region),
    ...list('DUTY', id, was.duty, is.duty, ({ metric, parameter }) => `${metric} ${parameter ?? ''}`),
    ...list('STANDARD', id, was.standards, is.standards, ({ code }) => code),
    ...list('REQUIREMENT', id, was.requirements, is.requirements, (requirement) => requirement.id),
    ...one('MINIMUM_BASIS', id, was.minimumBasis, is.minimumBasis),
    ...one('WEIGHTS', id, was.weights, is.weights),
  ];
}

type Part<P extends TenderPart> = TenderParts[P] | null | undefined;

function one<P extends TenderPart>(part: P, lotId: string | null, was: Part<P>, is: Part<P>): readonly TenderChange[] {
  const [before, after] = [was ?? null, is ?? null];
  if (canonicalJson(before) === canonicalJson(after)) return [];
  const kind: ChangeKind = before === null ? 'ADDED' : after === null ? 'REMOVED' : 'CHANGED';
  return [{ part, lotId, kind, before, after } as TenderChange];
}

function list<P extends TenderPart>(
  part: P,
  lotId: string,
  was: readonly TenderParts[P][] | undefined,
  is: readonly TenderParts[P][] | undefined,
  keyOf: (item: TenderParts[P]) => string,
): readonly TenderChange[] {
  return paired(was ?? [], is ?? [], keyOf).flatMap(([before, after]) => one(part, lotId, before, after));
}

type Pair<T> = readonly [was: T | undefined, is: T | undefined];

/** Equal things belong together, then those of one key in their order; what was comes first, then what was added. */
function paired<T>(was: readonly T[], is: readonly T[], keyOf: (item: T) => string): readonly Pair<T>[] {
  const partners = partnersOf(was, is, [canonicalJson, keyOf]);
  const found = new Set(partners.values());
  return [
    ...was.map((item, at): Pair<T> => {
      const partner = partners.get(at);
      return [item, partner === undefined ? undefined : is[partner]];
    }),
    ...is.flatMap((item, at): readonly Pair<T>[] => (found.has(at) ? [] : [[undefined, item]])),
  ];
}

/** Demand that the market does not meet, and what stands in its way. */

import { counts, type Asked, type Domain, type Finding, type Match, type Name } from '@huanpei/matching';
import type { MinorMoney } from './money';
import { sumOf } from './worklist';

export const GAP_SOURCES = ['OPEN_TENDERS', 'ARCHIVED_DEMANDS'] as const;
export type GapSource = (typeof GAP_SOURCES)[number];

/** Why nothing fits: nothing of the kind is listed, everything is ruled out, or for some the data do not say. */
export const GAP_KINDS = ['NOTHING_LISTED', 'ALL_RULED_OUT', 'UNDECIDED'] as const;
export type GapKind = (typeof GAP_KINDS)[number];

export interface GapCounts {
  readonly compared: number;
  readonly fits: number;
  readonly needsData: number;
  readonly ruledOut: number;
}

/** Why nothing fits; undefined when something does. */
export function gapKindOf({ compared, fits, needsData }: GapCounts): GapKind | undefined {
  if (fits > 0) return undefined;
  if (compared === 0) return 'NOTHING_LISTED';
  return needsData === 0 ? 'ALL_RULED_OUT' : 'UNDECIDED';
}

/** One need that nothing listed meets: a lot of an open tender, or a real demand of the past put to today's market. */
export interface MarketGap {
  readonly key: string;
  readonly source: GapSource;
  readonly kind: GapKind;
  readonly tenderId: string | null;
  readonly lotId: string | null;
  readonly demandId: string | null;
  readonly title: Name;
  readonly domain: Domain;
  /** Taxonomy code; null when neither the need nor its technologies name one. */
  readonly scenario: string | null;
  readonly region: string | null;
  readonly budget: MinorMoney | null;
  readonly counts: GapCounts;
}

/** Gaps of one scenario in one province (or country). */
export interface GapGroup {
  readonly key: string;
  readonly scenario: string | null;
  readonly region: string | null;
  readonly gaps: readonly MarketGap[];
  /** Stated budgets, each tender's once, one sum for each currency. */
  readonly worth: readonly MinorMoney[];
  /** Tenders or demands without a stated budget. */
  readonly withoutBudget: number;
}

/** A region as far as the province or the country, so that what one authority buys comes together. */
export function provinceOf(region: string | null): string | null {
  return region === null ? null : region.split('-').slice(0, 2).join('-');
}

/** Gaps by scenario and province, the largest groups first. */
export function groupGaps(gaps: readonly MarketGap[]): readonly GapGroup[] {
  const groups = new Map<string, MarketGap[]>();
  for (const gap of gaps) {
    const key = `${gap.scenario ?? ''}|${provinceOf(gap.region) ?? ''}`;
    groups.set(key, [...(groups.get(key) ?? []), gap]);
  }
  return [...groups]
    .map(([key, of]) => {
      const budgets = new Map(of.map(({ tenderId, demandId, budget }) => [tenderId ?? demandId, budget]));
      return {
        key,
        scenario: of[0]?.scenario ?? null,
        region: provinceOf(of[0]?.region ?? null),
        gaps: of,
        worth: sumOf([...budgets.values()].flatMap((budget) => budget ?? [])),
        withoutBudget: [...budgets.values()].filter((budget) => !budget).length,
      };
    })
    .sort((a, b) => b.gaps.length - a.gaps.length || (a.key < b.key ? -1 : 1));
}

/** One requirement and the listings it keeps out. */
export interface Exclusion {
  /** What one lot asks; where lots are taken together, the first of them. */
  readonly asked: Asked;
  /** Listings for which it is the only one that fails: they would be let in, or would need data, without it. */
  readonly alone: number;
  /** All listings that fail it. */
  readonly total: number;
}

/**
 * Which requirements keep listings out, the one that keeps out most first. Listings are counted once, however many of
 * the needs they fail it in.
 *
 * @param sameAs what makes two findings one requirement: their id within one need, what they are about across needs
 */
export function exclusionsOf(
  matches: readonly Match[],
  sameAs: (finding: Finding) => string = ({ id }) => id,
): readonly Exclusion[] {
  const found = new Map<string, { asked: Asked; alone: Set<string>; total: Set<string> }>();
  for (const { findings, offerId } of matches) {
    const failing = findings.filter((finding) => counts(finding) && finding.verdict === 'FAIL');
    for (const finding of failing) {
      const key = sameAs(finding);
      const entry = found.get(key) ?? { asked: finding.asked, alone: new Set(), total: new Set() };
      entry.total.add(offerId);
      if (failing.length === 1) entry.alone.add(offerId);
      found.set(key, entry);
    }
  }
  return [...found]
    .map(([key, { asked, alone, total }]) => ({ key, asked, alone: alone.size, total: total.size }))
    .sort((a, b) => b.total - a.total || b.alone - a.alone || (a.key < b.key ? -1 : 1))
    .map(({ asked, alone, total }) => ({ asked, alone, total }));
}

/** What a requirement is about, so that the same one can be recognised in another need. */
export function aboutWhat({ asked }: Pick<Finding, 'asked'>): string {
  switch (asked.kind) {
    case 'NUMERIC':
      return [asked.kind, asked.demand.metric, asked.demand.parameter ?? ''].join('|');
    case 'CERTIFICATE':
    case 'HONOUR':
    case 'SERVICE':
    case 'REGION':
      return [asked.kind, asked.code].join('|');
    case 'STANDARD':
      return [asked.kind, asked.code, asked.level, asked.parameter ?? ''].join('|');
    case 'LEAD_DAYS':
    case 'PRICE':
      return asked.kind;
    case 'GROUP':
      return [asked.kind, asked.group].join('|');
  }
}

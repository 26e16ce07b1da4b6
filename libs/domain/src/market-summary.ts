import type { Domain } from '@huanpei/matching';
import { gapKindOf, type GapCounts } from './market-gap';

/** A lot of an open tender with what its latest check counted; null while the present revision has none. */
export interface OpenLot {
  readonly tenderId: string;
  readonly lotId: string;
  readonly domain: Domain;
  readonly check: (GapCounts & { readonly at: Date }) | null;
}

/** Demand of one medium and how far the market meets it. */
export interface DomainSummary {
  readonly domain: Domain;
  /** Open tenders with a lot of the medium; one with lots of two media counts in both. */
  readonly openTenders: number;
  readonly openLots: number;
  /** Lots that nothing listed meets, of those that were checked. */
  readonly gaps: number;
  readonly checkedLots: number;
  /** The oldest and the latest of the checks; null where there are none. */
  readonly oldestCheckAt: Date | null;
  readonly latestCheckAt: Date | null;
}

export function summariseLots(domain: Domain, lots: readonly OpenLot[]): DomainSummary {
  const checks = lots.flatMap(({ check }) => check ?? []);
  const times = checks.map(({ at }) => at.getTime());
  return {
    domain,
    openTenders: new Set(lots.map(({ tenderId }) => tenderId)).size,
    openLots: lots.length,
    gaps: checks.filter((check) => gapKindOf(check) !== undefined).length,
    checkedLots: checks.length,
    oldestCheckAt: times.length === 0 ? null : new Date(times.reduce((a, b) => Math.min(a, b))),
    latestCheckAt: times.length === 0 ? null : new Date(times.reduce((a, b) => Math.max(a, b))),
  };
}

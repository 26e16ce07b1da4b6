import { GAP_KINDS, GAP_SOURCES, provinceOf } from '@huanpei/domain';
import type { Domain, GapFilter, GapKind, GapSource } from '../../generated/schema';
import { NONE } from './matrix';

export const DOMAINS: readonly Domain[] = ['water', 'air', 'waste', 'soil', 'monitoring', 'x'];
const oneOf = <T extends string>(list: readonly T[], given: string | null): T | null =>
  list.find((one) => one === given) ?? null;

/** Which needs are asked for. */
export interface Asked {
  readonly source: GapSource;
  readonly kind: GapKind | null;
  readonly domain: Domain | null;
  /** A code, `-` for needs that name none, null for all. */
  readonly scenario: string | null;
  readonly region: string | null;
}

/** What the address says; without a source, what is shown depends on where there is a gap ({@link sourceOf}). */
export type AskedAddress = Omit<Asked, 'source'> & { readonly source: GapSource | null };

/** Open tenders come first; where each of them is met, what the past asked for shows where the market has gaps. */
export const sourceOf = (named: GapSource | null, gaps: Readonly<Record<GapSource, number>>): GapSource =>
  named ?? (gaps.OPEN_TENDERS === 0 && gaps.ARCHIVED_DEMANDS > 0 ? 'ARCHIVED_DEMANDS' : 'OPEN_TENDERS');

export const askedOf = (params: URLSearchParams): AskedAddress => ({
  source: oneOf(GAP_SOURCES, params.get('source')),
  kind: oneOf(GAP_KINDS, params.get('kind')),
  domain: oneOf(DOMAINS, params.get('domain')),
  scenario: params.get('scenario'),
  region: params.get('region'),
});

/** The filter of the server; what names no scenario or region is picked out of its answer by `isOf`. */
export function filterOf({ kind, domain, scenario, region }: Omit<Asked, 'source'>): GapFilter {
  return {
    ...(kind === null ? {} : { kind }),
    ...(domain === null ? {} : { domain }),
    ...(scenario === null || scenario === NONE ? {} : { scenario }),
    ...(region === null || region === NONE ? {} : { region }),
  };
}

interface Placed {
  readonly scenario?: { readonly code: string } | null;
  readonly region?: { readonly code: string } | null;
}

/**
 * Whether a need is of the group that was pressed. The server's filters take everything beneath a scenario or inside a
 * region; a group is of one scenario and one province.
 */
export const isOf = (need: Placed, { scenario, region }: Pick<Asked, 'scenario' | 'region'>): boolean =>
  (scenario === null || (need.scenario?.code ?? NONE) === scenario) &&
  (region === null || (provinceOf(need.region?.code ?? null) ?? NONE) === region);

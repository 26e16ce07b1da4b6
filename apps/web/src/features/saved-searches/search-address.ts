import type { SavedSearchQuery } from '../../generated/saved-searches';
import { FACETS, KINDS, NOTHING, searchAddress, type Limit, type SearchState } from '../search/search-state';

export type Words = NonNullable<NonNullable<SavedSearchQuery['savedSearch']>['search']>;
type Figure = Words['figures'][number];

/** A unit that figures are kept in (the end of their key), the one the search page shows it in, and how many it makes. */
type Units = Readonly<Record<string, readonly [unit: string, factor: number]>>;
const FLOWS: Units = {
  m3_per_s: ['m3/d', 86_400],
  Nm3_per_s: ['Nm3/h', 3_600],
  kg_per_h: ['kg/h', 1],
  W: ['kW', 0.001],
};
const OUTLETS: Units = {
  mg_per_L: ['mg/L', 1],
  mg_per_m3: ['mg/m3', 1],
  CFU_per_L: ['CFU/L', 1],
  ng_20_TEQ_per_m3: ['ng TEQ/m3', 1],
  _25_: ['%', 1],
};
/** Prices for a flow: the smaller the flow they are for, the smaller they are. */
const PRICES: Units = { m3_per_s: ['m3/d', 1 / 86_400], kg_per_h: ['t/d', 1 / 0.024] };
const MEGAJOULES_OF_A_KILOWATT_HOUR = 3.6;
/** More of one facet an address does not hold. */
const MOST_OF_A_FACET = 10;

/** A figure as one would type it; none where it would need an exponent. */
function typed(figure: number | null | undefined, factor: number): string | undefined {
  if (figure === null || figure === undefined) return undefined;
  const text = String(Number((figure * factor).toPrecision(10)));
  return text.includes('e') ? undefined : text;
}

function amount(
  figure: number | null | undefined,
  units: Units,
  kept: string,
): { readonly value: string; readonly unit: string } | undefined {
  const [unit, factor] = units[kept] ?? [];
  const value = factor === undefined ? undefined : typed(figure, factor);
  return unit === undefined || value === undefined ? undefined : { value, unit };
}

/** The state with one figure more; undefined when the search page cannot ask for it. */
function withFigure(state: SearchState, { key, atMost, atLeast, covers }: Figure): SearchState | undefined {
  const [figure, ...rest] = key.split('-');
  const [first = '', second = '', third = ''] = rest;
  // A sign that was spelt out in a key: such a code cannot be read back.
  const parameter = /_[0-9a-f]{2}_/u.test(first) ? '' : first;
  const limit = (found: Limit | undefined, all: readonly Limit[]): readonly Limit[] | undefined =>
    found && found.parameter !== '' ? [...all, found] : undefined;
  switch (figure) {
    case 'capacity': {
      const flow = amount(covers, FLOWS, first);
      return flow && { ...state, flow };
    }
    case 'outlet': {
      const asked = amount(atMost, OUTLETS, second);
      const outlets = limit(asked && { parameter, ...asked }, state.outlets);
      return outlets && { ...state, outlets };
    }
    case 'removal_pct': {
      const value = typed(atLeast, 1);
      const removals = limit(value === undefined ? undefined : { parameter, value, unit: '%' }, state.removals);
      return removals && { ...state, removals };
    }
    case 'energy': {
      const value = typed(atMost, 1 / MEGAJOULES_OF_A_KILOWATT_HOUR);
      const isWater = first === 'spec_energy_water' && second === 'MJ_per_m3';
      return isWater && value !== undefined ? { ...state, energy: { value, unit: 'kWh/m3' } } : undefined;
    }
    case 'price': {
      if (first !== 'CNY') return undefined;
      const price = second === 'unit' ? amount(atMost, { unit: ['unit', 1] }, 'unit') : amount(atMost, PRICES, third);
      return price && { ...state, price };
    }
    case 'lead_days': {
      const days = typed(atMost, 1);
      return days === undefined ? undefined : { ...state, days };
    }
    default:
      return undefined;
  }
}

/** Where the search page asks the same; undefined when it cannot ask exactly that. */
export function searchPageOf({ text, kinds, facets, figures }: Words): string | undefined {
  if (kinds.length > 1) return undefined;
  const kind = kinds.length === 0 ? null : KINDS.find((one) => one === kinds[0]);
  if (kind === undefined) return undefined;
  const chosen: Record<string, readonly string[]> = {};
  for (const { facet, anyOf } of facets) {
    const code = FACETS.find((one) => one === facet.toUpperCase());
    if (code === undefined || anyOf.length > MOST_OF_A_FACET) return undefined;
    chosen[code] = anyOf;
  }
  const [first] = figures;
  const orNotStated = first?.orNotStated ?? false;
  // The page has one answer to this for all figures.
  if (figures.some((figure) => figure.orNotStated !== orNotStated)) return undefined;
  let state: SearchState | undefined = { ...NOTHING, text, kind, facets: chosen, orNotStated };
  for (const figure of figures) state = state && withFigure(state, figure);
  if (state === undefined) return undefined;
  return searchAddress(state);
}

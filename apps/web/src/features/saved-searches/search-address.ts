import { readFigureKey } from '@huanpei/domain';
import { factorBetween } from '@huanpei/matching';
import type { SavedSearchQuery } from '../../generated/saved-searches';
import { FACETS, KINDS, NOTHING, OUTLET_UNITS, searchAddress, type SearchState } from '../search/search-state';

export type Words = NonNullable<NonNullable<SavedSearchQuery['savedSearch']>['search']>;
type Figure = Words['figures'][number];

/** The unit in which the search page asks for a figure that is kept in another. */
const FLOWS: Readonly<Record<string, string>> = { 'm3/s': 'm3/d', 'Nm3/s': 'Nm3/h', 'kg/h': 'kg/h', W: 'kW' };
const PRICED: Readonly<Record<string, string>> = { 'm3/s': 'm3/d', 'kg/h': 't/d' };
const ENERGY = 'kWh/m3';
/** More of one facet an address does not hold. */
const MOST_OF_A_FACET = 10;

/** A figure as one would type it; none where it would need an exponent. */
function typed(figure: number | null | undefined, factor: number): string | undefined {
  if (figure === null || figure === undefined) return undefined;
  const text = String(Number((figure * factor).toPrecision(10)));
  return text.includes('e') ? undefined : text;
}

/** A figure that is kept in one unit, as an amount in another; undefined where the units do not convert. */
function amountIn(
  figure: number | null | undefined,
  kept: string,
  unit: string | undefined,
  // Prices are for a flow: the smaller the flow, the smaller the price.
  turned = false,
): { readonly value: string; readonly unit: string } | undefined {
  if (unit === undefined) return undefined;
  const factor = turned ? factorBetween(unit, kept) : factorBetween(kept, unit);
  const value = factor === undefined ? undefined : typed(figure, factor);
  return value === undefined ? undefined : { value, unit };
}

/** The state with one figure more; undefined when the search page cannot ask for it. */
function withFigure(state: SearchState, { key, atMost, atLeast, covers }: Figure): SearchState | undefined {
  const { figure, codes = [], unit = '' } = readFigureKey(key) ?? {};
  const [code = ''] = codes;
  switch (figure) {
    case 'capacity': {
      const flow = amountIn(covers, unit, FLOWS[unit]);
      return flow && { ...state, flow };
    }
    case 'outlet': {
      const asked = OUTLET_UNITS.includes(unit) ? amountIn(atMost, unit, unit) : undefined;
      return asked && { ...state, outlets: [...state.outlets, { parameter: code, ...asked }] };
    }
    case 'removal_pct': {
      const value = typed(atLeast, 1);
      return value === undefined
        ? undefined
        : { ...state, removals: [...state.removals, { parameter: code, value, unit: '%' }] };
    }
    case 'energy': {
      const energy = code === 'spec_energy_water' ? amountIn(atMost, unit, ENERGY) : undefined;
      return energy && { ...state, energy };
    }
    case 'price': {
      if (code !== 'CNY') return undefined;
      const value = typed(atMost, 1);
      const price = unit === '' ? value && { value, unit: 'unit' } : amountIn(atMost, unit, PRICED[unit], true);
      return price ? { ...state, price } : undefined;
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

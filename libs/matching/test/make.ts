import {
  evaluate,
  type Basis,
  type Citation,
  type Fact,
  type Finding,
  type LimitRow,
  type Match,
  type MatchingReference,
  type Money,
  type Need,
  type NumericRequirement,
  type NumericStatement,
  type Offer,
} from '../src';

/** Short ways to write a statement, such as `outlet('<= 50 mg/L')`, and a small made-up reference to check them with. */

const NUMBER = String.raw`-?\d+(?:\.\d+)?(?:e[-+]?\d+)?`;
const SPELLED = new RegExp(String.raw`^(<=|>=|<|>|=)?\s*(${NUMBER})(?:\.\.(${NUMBER}))?\s*(.*)$`);

/** Reads `<= 50 mg/L`, `6..9 1`, `not_detectable mg/L` and `not_detectable 2 mg/L`. */
export function read(text: string): Pick<NumericStatement, 'op' | 'value' | 'valueMax' | 'unit'> {
  if (text.startsWith('not_detectable')) {
    const [, value, unit = ''] = /^not_detectable(?:\s+([\d.]+))?\s+(\S+)$/.exec(text) ?? [];
    return { op: 'not_detectable', ...(value === undefined ? {} : { value: Number(value) }), unit };
  }
  const [, op, value, valueMax, unit = '1'] = SPELLED.exec(text) ?? [];
  if (value === undefined) throw new Error(`not a statement: ${text}`);
  if (valueMax !== undefined) return { op: 'range', value: Number(value), valueMax: Number(valueMax), unit };
  return { op: (op ?? '=') as NumericStatement['op'], value: Number(value), unit: unit === '' ? '1' : unit };
}

/** A fact: `fact('outlet:cod', '<= 50 mg/L', { basis: 'TESTED' })`. */
export function fact(thing: string, text: string, more: { condition?: string | null; basis?: Basis } = {}): Fact {
  const [metric = '', parameter] = thing.split(':');
  return { metric, ...(parameter === undefined ? {} : { parameter }), ...read(text), ...more };
}

type Extra = { [K in 'group' | 'weight' | 'minimumBasis' | 'mandatory' | 'condition']?: NumericRequirement[K] };

/** A mandatory numeric requirement with id `r`. */
export function asks(thing: string, text: string, more: Extra & { id?: string } = {}): NumericRequirement {
  return { id: 'r', mandatory: true, ...fact(thing, text), ...more };
}

export function need(parts: Partial<Need> = {}): Need {
  return { id: 'n', name: { en: 'Need' }, domain: 'water', ...parts };
}

export function offer(facts: readonly Fact[] = [], parts: Partial<Offer> = {}): Offer {
  return { id: 'o', name: { en: 'Offer' }, domain: 'water', facts, ...parts };
}

export const price = (amount: number, currency = 'CNY', per?: string): Money => ({
  amount,
  currency,
  ...(per === undefined ? {} : { per }),
});

const KINDS: Readonly<Record<string, string>> = {
  cod: 'pollutant',
  bod5: 'pollutant',
  tn: 'pollutant',
  nh3n: 'pollutant',
  so2: 'pollutant',
  ph: 'physical',
  water_temp: 'physical',
  furnace_temp: 'physical',
  spec_energy: 'performance-metric',
  spec_energy_water: 'performance-metric',
  service_life: 'performance-metric',
  range_max: 'instrument-metric',
  moisture: 'property',
  burn_loss: 'indicator',
};

export const TAXONOMY: Readonly<Record<string, string | undefined>> = {
  water: undefined,
  'water.mun': 'water',
  'odd-name': 'water.mun',
  'water.mun.mbr': 'odd-name',
  'water.ind': 'water',
};

/** A limit row of standard `S`, level `A`. */
export function row(parameter: string, text: string, more: Partial<LimitRow> = {}): LimitRow {
  const { op, value, valueMax, unit } = read(text);
  if (op === '=') throw new Error('a limit row has no =');
  return {
    id: `${parameter} ${text}`,
    parameter,
    op,
    limit: value ?? null,
    limitMax: valueMax ?? null,
    unit,
    condition: null,
    scope: null,
    confidence: 'verified',
    ...more,
  };
}

/** A reference with the rows given for standard `S`, level `A`. */
export function reference(rows: readonly LimitRow[] = []): MatchingReference {
  return {
    edition: 'made up',
    parameterKind: (code) => KINDS[code],
    limits: (code, level) => (code === 'S' && level === 'A' ? rows : []),
    taxonomyParent: (code) => TAXONOMY[code],
  };
}

export const cites = (more: Partial<Citation> = {}): Citation => ({ code: 'S', level: 'A', ...more });

export const TODAY = '2026-06-30';

export function match(of: Need, against: Offer, rows: readonly LimitRow[] = [], market = false): Match {
  const found = evaluate(of, against, reference(rows), { today: TODAY, market });
  if (!found) throw new Error('not compared');
  return found;
}

/** What the worked examples write: `PASS OK` or `[FAIL ABOVE_LIMIT, 60]`, by finding id. */
export function brief(found: Match): Record<string, string | [string, number]> {
  return Object.fromEntries(
    found.findings.map(({ id, verdict, code, predicted }) => [
      id,
      predicted === undefined ? `${verdict} ${code}` : [`${verdict} ${code}`, Number(predicted.toPrecision(9))],
    ]),
  );
}

/** One finding in the same words, with its margin and evidence where it has them. */
export function finding(of: Need, against: Offer, rows: readonly LimitRow[] = [], id = 'r'): Finding {
  const found = match(of, against, rows).findings.find((one) => one.id === id);
  if (!found) throw new Error(`no finding ${id}`);
  return found;
}

export const verdict = ({ verdict: says, code, predicted }: Finding): string =>
  [says, code, ...(predicted === undefined ? [] : [Number(predicted.toPrecision(9))])].join(' ');

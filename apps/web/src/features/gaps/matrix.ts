/** What a group of needs that nothing meets says, as far as the matrix shows it. */
export interface Group {
  readonly id: string;
  readonly gaps: number;
  readonly scenario?: { readonly code: string; readonly label: string } | null;
  readonly region?: { readonly code: string; readonly label: string } | null;
  readonly worth: readonly { readonly amountMinor: number; readonly currency: string }[];
}

/** Stands for what names no scenario or no region. */
export const NONE = '-';

export interface Axis {
  readonly code: string;
  readonly label: string | null;
  readonly gaps: number;
}
export interface Matrix<G extends Group> {
  /** Scenarios and regions with the most needs first. */
  readonly scenarios: readonly Axis[];
  readonly regions: readonly Axis[];
  readonly at: (scenario: string, region: string) => G | undefined;
  readonly most: number;
  readonly gaps: number;
}

const codeOf = (thing: { readonly code: string } | null | undefined): string => thing?.code ?? NONE;

function axisOf<G extends Group>(groups: readonly G[], of: (group: G) => Group['scenario']): readonly Axis[] {
  const sums = new Map<string, Axis>();
  for (const group of groups) {
    const code = codeOf(of(group));
    const before = sums.get(code);
    sums.set(code, { code, label: of(group)?.label ?? null, gaps: (before?.gaps ?? 0) + group.gaps });
  }
  return [...sums.values()].sort((a, b) => b.gaps - a.gaps || (a.code < b.code ? -1 : 1));
}

/** Scenarios as rows and regions as columns. */
export function matrixOf<G extends Group>(groups: readonly G[]): Matrix<G> {
  const key = (scenario: string, region: string): string => `${scenario} ${region}`;
  const cells = new Map(groups.map((group) => [key(codeOf(group.scenario), codeOf(group.region)), group]));
  return {
    scenarios: axisOf(groups, ({ scenario }) => scenario),
    regions: axisOf(groups, ({ region }) => region),
    at: (scenario, region) => cells.get(key(scenario, region)),
    most: Math.max(0, ...groups.map(({ gaps }) => gaps)),
    gaps: groups.reduce((sum, { gaps }) => sum + gaps, 0),
  };
}

export type Shade = 0 | 1 | 2 | 3 | 4;

/**
 * How dark a cell is, 0 to 4; the number in it says the same. One step for each need while all are few; beyond that the
 * steps grow with the square root, so that few stay visible beside many.
 */
export function shadeOf(gaps: number, most: number): Shade {
  if (gaps <= 0 || most <= 0) return 0;
  const step = most <= 4 ? gaps : Math.ceil(4 * Math.sqrt(gaps / most));
  return Math.min(4, Math.max(1, step)) as Shade;
}

/** One sum for each currency, the greatest first within minor units. */
export function worthOf(groups: readonly Group[]): Group['worth'] {
  const sums = new Map<string, number>();
  for (const { worth } of groups)
    for (const { currency, amountMinor } of worth) sums.set(currency, (sums.get(currency) ?? 0) + amountMinor);
  return [...sums]
    .map(([currency, amountMinor]) => ({ currency, amountMinor }))
    .sort((a, b) => b.amountMinor - a.amountMinor);
}

/** A sum in few signs: `¥1.2亿`, `¥120M`, with the sign that prices elsewhere have. */
export function showWorth({ amountMinor, currency }: Group['worth'][number], language: string): string {
  const format = new Intl.NumberFormat(language === 'en' ? 'en-GB' : 'zh-CN', {
    style: 'currency',
    currency,
    // Yuan have the plain sign everywhere; other money that shares it keeps its country.
    currencyDisplay: currency === 'CNY' ? 'narrowSymbol' : 'symbol',
    notation: 'compact',
    maximumFractionDigits: 1,
  });
  const digits =
    new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(amountMinor / 10 ** digits);
}

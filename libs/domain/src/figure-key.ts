/** How figures are named that things can be searched by: `outlet-cod-mg_per_L`, `price-CNY-per-m3_per_s`, `lead_days`. */

/** What a figure is of and in which unit it is kept, as its key says it. */
export interface FigureKey {
  readonly figure: string;
  /** Codes of what it is of: a parameter, a metric, a currency. */
  readonly codes: readonly string[];
  readonly unit?: string;
}

/** How many codes stand in the keys of a figure, and whether its unit comes after them. */
const SHAPES: Readonly<Record<string, { readonly codes: number; readonly unit: boolean }>> = {
  capacity: { codes: 0, unit: true },
  outlet: { codes: 1, unit: true },
  removal_pct: { codes: 1, unit: false },
  energy: { codes: 1, unit: true },
  lead_days: { codes: 0, unit: false },
};
/** A price is for a unit, or for so much of a flow. */
const PRICE = { unit: { codes: 2, unit: false }, per: { codes: 2, unit: true } };

/** The key: codes as they are and a unit, joined by `-`; in the unit every sign but letters and digits is spelt out. */
export const figureKeyOf = ({ figure, codes, unit }: FigureKey): string =>
  [
    figure,
    ...codes.map((code) => spelt(code, /[^A-Za-z0-9_]/gu)),
    ...(unit === undefined ? [] : [spelt(unit, /[^A-Za-z0-9]/gu)]),
  ].join('-');

/** What a key says; undefined of a key of another make. */
export function readFigureKey(key: string): FigureKey | undefined {
  const [figure = '', ...parts] = key.split('-');
  const shape = figure === 'price' ? PRICE[parts[1] === 'per' ? 'per' : 'unit'] : SHAPES[figure];
  if (shape === undefined || parts.length !== shape.codes + Number(shape.unit)) return undefined;
  const codes = parts.slice(0, shape.codes);
  return shape.unit ? { figure, codes, unit: read(parts[shape.codes] ?? '') } : { figure, codes };
}

const spelt = (text: string, signs: RegExp): string =>
  text.replace(signs, (sign) => (sign === '/' ? '_per_' : `_${sign.codePointAt(0)?.toString(16)}_`));

/** `m3_per_s` as `m3/s`, `_2103_` as the sign of that number. */
const read = (unit: string): string =>
  unit.replace(/_(per|[0-9a-f]{1,5})_/gu, (_, spoken: string) =>
    spoken === 'per' ? '/' : String.fromCodePoint(Number.parseInt(spoken, 16)),
  );

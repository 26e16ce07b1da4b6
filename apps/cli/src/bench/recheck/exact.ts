/**
 * Exact fractions. The recheck computes with them so that it shares no arithmetic with the engine: figures are read from
 * their decimal digits, unit factors are kept as fractions (a year is 365 days exactly), and nothing is rounded.
 */
export interface Fraction {
  readonly top: bigint;
  /** Always above 0. */
  readonly bottom: bigint;
}

/** A figure as written: `0.015`, `1e-9`, `-3`. Throws on anything else. */
export function fraction(figure: number | string): Fraction {
  const found = /^(-?)(\d+)(?:\.(\d+))?(?:e([-+]?\d+))?$/i.exec(String(figure));
  if (!found) throw new Error(`not a decimal figure: ${figure}`);
  const [, sign, whole = '', decimals = '', exponent = '0'] = found;
  const digits = BigInt(whole + decimals) * (sign === '-' ? -1n : 1n);
  const shift = Number(exponent) - decimals.length;
  return shift >= 0
    ? { top: digits * 10n ** BigInt(shift), bottom: 1n }
    : { top: digits, bottom: 10n ** BigInt(-shift) };
}

export const times = (a: Fraction, b: Fraction): Fraction => ({ top: a.top * b.top, bottom: a.bottom * b.bottom });

export function over(a: Fraction, b: Fraction): Fraction {
  if (b.top === 0n) throw new RangeError('division by zero');
  const sign = b.top < 0n ? -1n : 1n;
  return { top: a.top * b.bottom * sign, bottom: a.bottom * b.top * sign };
}

export const minus = (a: Fraction, b: Fraction): Fraction => ({
  top: a.top * b.bottom - b.top * a.bottom,
  bottom: a.bottom * b.bottom,
});

const size = ({ top, bottom }: Fraction): Fraction => ({ top: top < 0n ? -top : top, bottom });

const less = (a: Fraction, b: Fraction): boolean => a.top * b.bottom < b.top * a.bottom;

/**
 * −1, 0 or 1. The contract reads two numbers closer than 1e-9 of the larger as equal, so that a limit met exactly in another
 * unit is met.
 */
export function compare(a: Fraction, b: Fraction): -1 | 0 | 1 {
  const [x, y] = [size(a), size(b)];
  const larger = less(x, y) ? y : x;
  const apart = size(minus(a, b));
  if (apart.top === 0n || less(apart, times(larger, { top: 1n, bottom: 1_000_000_000n }))) return 0;
  return less(a, b) ? -1 : 1;
}

/** The nearest ordinary number, to compare with a figure the engine reports. */
export function approximately({ top, bottom }: Fraction): number {
  const scale = 10n ** 30n;
  return Number((top * scale) / bottom) / 1e30;
}

/** The table of docs/exchange.md, as `quantity: unit = factor, …`; a factor may be a fraction of two figures. */
const TABLE = `
concentration: mg/L = 1, g/m3 = 1, g/L = 1000, ug/L = 1e-3, ng/L = 1e-6, mg/m3 = 1e-3, mg/Nm3 = 1e-3, ug/m3 = 1e-6, ug/Nm3 = 1e-6, ng/m3 = 1e-9
share: % = 1, 1 = 100, g/kg = 0.1, mg/kg = 1e-4, ug/kg = 1e-7, ng/kg = 1e-10
mixing ratio: umol/mol = 1, ppm = 1, nmol/mol = 1e-3, ppb = 1e-3
volume flow: m3/d = 1, m3/h = 24, m3/min = 1440, m3/s = 86400, L/s = 86.4, m3/a = 1 : 365, 万m3/d = 1e4, 万m3/h = 240000, MLD = 1000, MGD (US) = 3785.412, gpm (US) = 5.45099
gas flow: Nm3/h = 1, Nm3/s = 3600, 万Nm3/h = 1e4
mass flow: t/d = 1, t/h = 24, kg/h = 0.024, kg/d = 1e-3, t/a = 1 : 365, 万t/a = 1e4 : 365, 万吨/日 = 1e4
power: kW = 1, MW = 1000, W = 1e-3
energy per volume: kWh/m3 = 1, MJ/m3 = 1 : 3.6
energy per mass: kWh/t = 1, kWh/kg = 1000, MJ/t = 1 : 3.6, kJ/kg = 1 : 3.6, GJ/t = 1000 : 3.6, MJ/kg = 1000 : 3.6, kcal/kg = 4.1868 : 3.6
time: d = 1, 日历天 = 1, h = 1 : 24, min = 1 : 1440, s = 1 : 86400, month = 30.4375, a = 365.25
pressure: Pa = 1, kPa = 1000, MPa = 1e6
length: m = 1, mm = 1e-3, um = 1e-6
area: m2 = 1, 亩 = 666.667, ha = 1e4, km2 = 1e6
`;

const UNITS: ReadonlyMap<string, { readonly quantity: string; readonly factor: Fraction }> = new Map(
  TABLE.trim()
    .split('\n')
    .flatMap((line) => {
      const colon = line.indexOf(': ');
      const quantity = line.slice(0, colon);
      return line
        .slice(colon + 2)
        .split(', ')
        .map((entry) => {
          const [unit = '', factor = ''] = entry.split(' = ');
          const [numerator = '', denominator = '1'] = factor.split(' : ');
          return [unit, { quantity, factor: over(fraction(numerator), fraction(denominator)) }] as const;
        });
    }),
);

/** A figure in another unit; undefined when the two do not convert. With `tonneIsCubicMetre`, 1 t of water is 1 m3. */
export function inUnit(figure: Fraction, from: string, to: string, tonneIsCubicMetre = false): Fraction | undefined {
  if (from === to) return figure;
  const [source, target] = [UNITS.get(from), UNITS.get(to)];
  if (!source || !target) return undefined;
  const quantity = (of: string) => (tonneIsCubicMetre && of === 'mass flow' ? 'volume flow' : of);
  return quantity(source.quantity) === quantity(target.quantity)
    ? over(times(figure, source.factor), target.factor)
    : undefined;
}

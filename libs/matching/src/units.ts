/**
 * The unit table of the exchange format. Units of one row convert by the factors given; any other unit equals only itself.
 * What needs physics (ppm to mg/m3, actual to standard state, wet to dry, another reference O2) is not here on purpose.
 */
const ROWS: Readonly<Record<string, Readonly<Record<string, number>>>> = {
  concentration: {
    'mg/L': 1,
    'g/m3': 1,
    'g/L': 1000,
    'ug/L': 1e-3,
    'ng/L': 1e-6,
    'mg/m3': 1e-3,
    'mg/Nm3': 1e-3,
    'ug/m3': 1e-6,
    'ug/Nm3': 1e-6,
    'ng/m3': 1e-9,
  },
  share: { '%': 1, '1': 100, 'g/kg': 0.1, 'mg/kg': 1e-4, 'ug/kg': 1e-7, 'ng/kg': 1e-10 },
  'mixing ratio': { 'umol/mol': 1, ppm: 1, 'nmol/mol': 1e-3, ppb: 1e-3 },
  'volume flow': {
    'm3/d': 1,
    'm3/h': 24,
    'm3/min': 1440,
    'm3/s': 86400,
    'L/s': 86.4,
    'm3/a': 1 / 365,
    '万m3/d': 1e4,
    '万m3/h': 240000,
    MLD: 1000,
    'MGD (US)': 3785.412,
    'gpm (US)': 5.45099,
  },
  'gas flow at standard state': { 'Nm3/h': 1, 'Nm3/s': 3600, '万Nm3/h': 1e4 },
  'mass flow': {
    't/d': 1,
    't/h': 24,
    'kg/h': 0.024,
    'kg/d': 1e-3,
    't/a': 1 / 365,
    '万t/a': 1e4 / 365,
    '万吨/日': 1e4,
  },
  power: { kW: 1, MW: 1000, W: 1e-3 },
  'energy per volume': { 'kWh/m3': 1, 'MJ/m3': 1 / 3.6 },
  'energy per mass': {
    'kWh/t': 1,
    'kWh/kg': 1000,
    'MJ/t': 1 / 3.6,
    'kJ/kg': 1 / 3.6,
    'GJ/t': 1000 / 3.6,
    'MJ/kg': 1000 / 3.6,
    'kcal/kg': 4.1868 / 3.6,
  },
  time: { d: 1, 日历天: 1, h: 1 / 24, min: 1 / 1440, s: 1 / 86400, month: 30.4375, a: 365.25 },
  pressure: { Pa: 1, kPa: 1000, MPa: 1e6 },
  length: { m: 1, mm: 1e-3, um: 1e-6 },
  area: { m2: 1, 亩: 666.667, ha: 1e4, km2: 1e6 },
};

interface KnownUnit {
  readonly quantity: string;
  /** How many of the row's first unit one of this is. */
  readonly factor: number;
}

const UNITS: ReadonlyMap<string, KnownUnit> = new Map(
  Object.entries(ROWS).flatMap(([quantity, units]) =>
    Object.entries(units).map(([unit, factor]) => [unit, { quantity, factor }] as const),
  ),
);

/** Every unit that converts, with the quantity it measures. */
export const KNOWN_UNITS: readonly { readonly unit: string; readonly quantity: string; readonly factor: number }[] = [
  ...UNITS,
].map(([unit, known]) => ({ unit, ...known }));

/** The quantity a unit measures, or undefined for a unit that equals only itself. */
export function quantityOf(unit: string): string | undefined {
  return UNITS.get(unit)?.quantity;
}

/**
 * What a figure in `from` must be multiplied by to be in `to`; undefined when the two do not convert.
 *
 * @param waterIsOneTonne volume and mass flow form one row (1 t of water is 1 m3): for `capacity` in domain `water`
 */
export function factorBetween(from: string, to: string, waterIsOneTonne = false): number | undefined {
  if (from === to) return 1;
  const source = UNITS.get(from);
  const target = UNITS.get(to);
  if (!source || !target) return undefined;
  const row = (unit: KnownUnit) => (waterIsOneTonne && unit.quantity === 'mass flow' ? 'volume flow' : unit.quantity);
  return row(source) === row(target) ? source.factor / target.factor : undefined;
}

/** A figure in another unit; undefined when the two do not convert. */
export function convert(value: number, from: string, to: string): number | undefined {
  const factor = factorBetween(from, to);
  return factor === undefined ? undefined : value * factor;
}

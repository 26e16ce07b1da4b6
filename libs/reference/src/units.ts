import { dataFile, once } from './data-file';
import type { Bilingual, DataSource } from './source';

/** A unit that occurs in the data. One with a quantity is in the contract's table and converts; any other equals only itself. */
export interface Unit extends Bilingual {
  readonly unit: string;
  readonly quantity: string | null;
}

export interface UnitsFile {
  readonly source: string;
  readonly confidence: string;
  readonly sources: Readonly<Record<string, DataSource>>;
  readonly quantities: Readonly<Record<string, Bilingual>>;
  readonly units: readonly Unit[];
}

export interface Units {
  readonly list: readonly Unit[];
  readonly quantities: Readonly<Record<string, Bilingual>>;
  byCode(unit: string): Unit | undefined;
  /** Whether the unit equals only itself; also true for a unit that nobody registered. */
  opaque(unit: string): boolean;
  /** A unit as people write it (`毫克/升`, `m³/h`, `℃`), in the spelling of the exchange format; undefined when it is none. */
  resolve(text: string): string | undefined;
}

export const unitsFile = dataFile<UnitsFile>('units.json');

/** Every unit of the data with its names. The factors are those of the matching engine. */
export const units: () => Units = once(() => {
  const { units: list, quantities } = unitsFile();
  const byCode = new Map(list.map((unit) => [unit.unit, unit]));
  return {
    list,
    quantities,
    byCode: (unit) => byCode.get(unit),
    opaque: (unit) => (byCode.get(unit)?.quantity ?? null) === null,
    resolve: (text) => resolveUnit(text, list, byCode),
  };
});

/** Words and signs that people write for parts of units, the longest first. */
const PARTS: readonly (readonly [RegExp, string])[] = [
  [/标准?立方米?|标方|nm\^?3/giu, 'Nm3'],
  [/立方米|立方|m\^3/giu, 'm3'],
  [/平方米|m\^2/giu, 'm2'],
  [/毫克/gu, 'mg'],
  [/微克|μg|µg/gu, 'ug'],
  [/千瓦时|度|kw[·.]?h/giu, 'kWh'],
  [/千瓦/gu, 'kW'],
  [/公斤|千克/gu, 'kg'],
  [/吨/gu, 't'],
  [/升/gu, 'L'],
  [/\/(日|天|day)/giu, '/d'],
  [/\/(小时|时|hr|hour)/giu, '/h'],
  [/\/(分钟|分)/gu, '/min'],
  [/\/秒/gu, '/s'],
  [/\/年/gu, '/a'],
  [/^(℃|°C|摄氏度|度C)$/iu, 'degC'],
  [/^(分贝|db\(a\))$/iu, 'dB(A)'],
  [/^(百分比|％)$/u, '%'],
];

function resolveUnit(text: string, list: readonly Unit[], byCode: ReadonlyMap<string, Unit>): string | undefined {
  const written = text.trim();
  if (byCode.has(written)) return written;
  if (written === '' || written.length > 40) return undefined;
  // `m³` becomes `m3`, `㎎/L` becomes `mg/L`; `℃` would become two signs, so it is looked at before.
  const temperature = /^(℃|°\s*C|摄氏度)$/iu.test(written);
  const plain = temperature ? 'degC' : written.normalize('NFKC').replace(/\s+/gu, '').replace(/μ/gu, 'µ');
  const spelled = PARTS.reduce((unit, [sign, code]) => unit.replace(sign, code), plain);
  for (const one of [plain, spelled]) if (byCode.has(one)) return one;
  const named = list.filter(({ zh, en }) =>
    [zh, en].some((name) => name.normalize('NFKC').replace(/\s+/gu, '') === plain),
  );
  if (named.length === 1) return named[0]?.unit;
  // Case tells mW from MW and m from M, so it is folded only where one unit is left.
  const folded = list.filter(({ unit }) => unit.toLowerCase() === spelled.toLowerCase());
  return folded.length === 1 ? folded[0]?.unit : undefined;
}

import type { Bilingual } from './source';

/** A unit with its names. */
export interface NamedUnit extends Bilingual {
  readonly unit: string;
}

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

/**
 * A unit as people write it (`毫克/升`, `m³/h`, `℃`), in the spelling of the exchange format; undefined when it is none of the
 * list. Reads no file, so that pages read units as the server does.
 */
export function resolveUnit(text: string, list: readonly NamedUnit[]): string | undefined {
  const known = (one: string) => list.some(({ unit }) => unit === one);
  const written = text.trim();
  if (known(written)) return written;
  if (written === '' || written.length > 40) return undefined;
  // `m³` becomes `m3`, `㎎/L` becomes `mg/L`; `℃` would become two signs, so it is looked at before.
  const temperature = /^(℃|°\s*C|摄氏度)$/iu.test(written);
  const plain = temperature ? 'degC' : written.normalize('NFKC').replace(/\s+/gu, '').replace(/μ/gu, 'µ');
  const spelled = PARTS.reduce((unit, [sign, code]) => unit.replace(sign, code), plain);
  for (const one of [plain, spelled]) if (known(one)) return one;
  const named = list.filter(({ zh, en }) =>
    [zh, en].some((name) => name.normalize('NFKC').replace(/\s+/gu, '') === plain),
  );
  if (named.length === 1) return named[0]?.unit;
  // Case tells mW from MW and m from M, so it is folded only where one unit is left.
  const folded = list.filter(({ unit }) => unit.toLowerCase() === spelled.toLowerCase());
  return folded.length === 1 ? folded[0]?.unit : undefined;
}

import { quantityOf, type Domain } from '@huanpei/matching';

/** A unit as people write it, in the spelling of the exchange format. */
export interface WrittenUnit {
  readonly unit: string;
  /** What the figure is multiplied by: the `万` of `5万吨/日`. */
  readonly times: number;
  /** How many characters it takes. */
  readonly length: number;
}

const PER_DAY = String.raw`\s*(?:\/|每|per\s+)\s*(?:d(?:ay)?|日|天|昼夜)(?![a-z])`;
const PER_HOUR = String.raw`\s*(?:\/|每|per\s+)\s*(?:h(?:our|r)?|小时|时)(?![a-z])`;
const PER_MINUTE = String.raw`\s*(?:\/|每|per\s+)\s*(?:min(?:ute)?|分钟|分)(?![a-z])`;
const PER_SECOND = String.raw`\s*(?:\/|每|per\s+)\s*(?:s(?:econd)?|秒)(?![a-z])`;
const PER_YEAR = String.raw`\s*(?:\/|每|per\s+)\s*(?:a|y(?:ea)?r?|年)(?![a-z])`;
const CUBIC = String.raw`(?:m\^?3|立方米|立方|方|cubic\s+met(?:re|er)s?|cu\.?\s?m)`;
const STANDARD_CUBIC = String.raw`(?:nm\^?3|标准?立方米|标准?立方|标方|标况m3|normal\s+cubic\s+met(?:re|er)s?)`;
const TONNE = String.raw`(?:t(?:onnes?|ons?)?(?![a-z])|吨)`;
const LITRE = String.raw`(?:l(?:it(?:re|er)s?)?|升)(?![a-z])`;
const END = String.raw`(?![a-z0-9])`;

/** Longest forms first where one begins another. All are matched on lower case. */
const FORMS: readonly (readonly [form: string, unit: string, times?: number])[] = [
  [`${STANDARD_CUBIC}${PER_HOUR}`, 'Nm3/h'],
  [`${STANDARD_CUBIC}${PER_SECOND}`, 'Nm3/s'],
  [`${CUBIC}${PER_DAY}`, 'm3/d'],
  [`${CUBIC}${PER_HOUR}`, 'm3/h'],
  [`${CUBIC}${PER_MINUTE}`, 'm3/min'],
  [`${CUBIC}${PER_SECOND}`, 'm3/s'],
  [`${CUBIC}${PER_YEAR}`, 'm3/a'],
  [`${LITRE}${PER_SECOND}`, 'L/s'],
  [`${TONNE}${PER_DAY}`, 't/d'],
  [`${TONNE}${PER_HOUR}`, 't/h'],
  [`${TONNE}${PER_YEAR}`, 't/a'],
  [`(?:kg|公斤|千克)${PER_HOUR}`, 'kg/h'],
  [`(?:kg|公斤|千克)${PER_DAY}`, 'kg/d'],
  [`mld${END}`, 'MLD'],
  [`acfm${END}`, 'acfm'],
  [`scfm${END}`, 'scfm'],
  [String.raw`tds\s*\/\s*d${END}`, 'tDS/d'],
  [`mgd${END}`, 'MGD (US)'],
  [`gpm${END}`, 'gpm (US)'],
  [String.raw`p\.?e\.?(?![a-z])|人口当量|population\s+equivalents?`, 'p.e.'],
  [String.raw`(?:mg|毫克)\s*\/\s*(?:nm\^?3|标准?立方米|标方)${END}`, 'mg/Nm3'],
  [String.raw`(?:mg|毫克)\s*\/\s*(?:m\^?3|立方米)${END}`, 'mg/m3'],
  [String.raw`(?:[uμµ]g|微克)\s*\/\s*nm\^?3${END}`, 'ug/Nm3'],
  [String.raw`(?:[uμµ]g|微克)\s*\/\s*(?:m\^?3|立方米)${END}`, 'ug/m3'],
  [String.raw`ng\s*i?-?teq\s*\/\s*n?m\^?3${END}`, 'ng TEQ/m3'],
  [String.raw`(?:ng|纳克)\s*\/\s*(?:m\^?3|立方米)${END}`, 'ng/m3'],
  [String.raw`(?:g|克)\s*\/\s*(?:m\^?3|立方米)${END}`, 'g/m3'],
  [String.raw`(?:mg|毫克)\s*\/\s*${LITRE}`, 'mg/L'],
  [String.raw`(?:[uμµ]g|微克)\s*\/\s*${LITRE}`, 'ug/L'],
  [String.raw`(?:ng|纳克)\s*\/\s*${LITRE}`, 'ng/L'],
  [String.raw`(?:g|克)\s*\/\s*${LITRE}`, 'g/L'],
  [String.raw`(?:mg|毫克)\s*\/\s*(?:kg|公斤|千克)${END}`, 'mg/kg'],
  [String.raw`(?:[uμµ]g|微克)\s*\/\s*(?:kg|公斤|千克)${END}`, 'ug/kg'],
  [String.raw`(?:cfu|mpn|个)\s*\/\s*100\s*ml${END}`, 'CFU/L', 10],
  [String.raw`(?:cfu|mpn)\s*\/\s*${LITRE}`, 'CFU/L'],
  [String.raw`(?:个)\s*\/\s*${LITRE}`, '个/L'],
  [String.raw`[uμµ]mol\s*\/\s*mol${END}`, 'umol/mol'],
  [String.raw`nmol\s*\/\s*mol${END}`, 'nmol/mol'],
  [`ppmv?d?${END}`, 'ppm'],
  [`ppbv?d?${END}`, 'ppb'],
  [String.raw`(?:k\s?w\s?[·.*]?\s?h|千瓦时|度电?|kwh)\s*\/\s*(?:m\^?3|立方米|吨水|t水)${END}`, 'kWh/m3'],
  [String.raw`(?:k\s?w\s?[·.*]?\s?h|千瓦时|度电?|kwh)\s*\/\s*(?:t|吨)${END}`, 'kWh/t'],
  [String.raw`(?:k\s?w\s?[·.*]?\s?h|kwh)\s*\/\s*(?:kg|公斤|千克)${END}`, 'kWh/kg'],
  [String.raw`kwh\s+per\s+tonne`, 'kWh/t'],
  [String.raw`kj\s*\/\s*kg${END}`, 'kJ/kg'],
  [String.raw`mj\s*\/\s*kg${END}`, 'MJ/kg'],
  [String.raw`kcal\s*\/\s*kg${END}`, 'kcal/kg'],
  [String.raw`l\s*\/\s*\(?\s*(?:m2\s*[·.*]?\s*h|h\s*[·.*]?\s*m2)\s*\)?${END}|lmh${END}`, 'L/(m2*h)'],
  [String.raw`m\s*\/\s*min${END}|米\/分钟?`, 'm/min'],
  [String.raw`m\s*\/\s*s${END}|米\/秒`, 'm/s'],
  [String.raw`mol\s*\/\s*mol${END}`, 'mol/mol'],
  [`fwhm${END}`, 'FWHM'],
  [`mw${END}|兆瓦`, 'MW'],
  [`kw${END}|千瓦(?!时)`, 'kW'],
  [String.raw`db\s*\(?\s*a?\s*\)?${END}|分贝`, 'dB(A)'],
  [String.raw`(?:°\s*c|℃|摄氏度|deg\s?c|degrees?\s+c(?:elsius)?)${END}`, 'degC'],
  [`ntu${END}`, 'NTU'],
  [String.raw`[uμµ]s\s*\/\s*cm${END}`, 'uS/cm'],
  [`mpa${END}`, 'MPa'],
  [`kpa${END}`, 'kPa'],
  [`pa${END}`, 'Pa'],
  [String.raw`%\s*f\.?s\.?`, '% F.S.'],
  [`(?:%|percent${END}|per\\s+cent${END})`, '%'],
  [`倍|times${END}`, 'times'],
  [`[uμµ]m${END}|微米`, 'um'],
  [`mm${END}|毫米`, 'mm'],
  [`nm${END}|纳米`, 'nm'],
  [String.raw`(?:日历天|calendar\s+days?)`, '日历天'],
  [`weeks?${END}|周(?!边)`, 'week'],
  [`天|日(?!本)|days?${END}|d${END}`, 'd'],
  [`个?月|months?${END}`, 'month'],
  [`小时|hours?${END}|h${END}`, 'h'],
  [`分钟|min(?:utes?)?${END}`, 'min'],
  [`秒|s(?:econds?)?${END}`, 's'],
  [`年|years?${END}|a${END}`, 'a'],
  [`km2${END}|平方公里`, 'km2'],
  [`m2${END}|平方米|㎡`, 'm2'],
  [`ha${END}|公顷`, 'ha'],
  ['亩', '亩'],
  // A quantity without its time, as in 日处理5万吨.
  [`${CUBIC}${END}`, 'm3'],
  [TONNE, 't'],
];

const READERS = FORMS.map(([form, unit, times = 1]) => ({ form: new RegExp(`\\s*(?:${form})`, 'uy'), unit, times }));
const MULTIPLIER = /\s*(万|千|亿)/uy;
const TIMES: Readonly<Record<string, number>> = { 万: 1e4, 千: 1e3, 亿: 1e8 };

/**
 * The unit that begins at a place of a text in lower case, with a multiplier before it. Undefined when none does.
 * `m³` and `㎡` are expected in their plain forms (`m3`), as NFKC makes them.
 */
export function unitAt(lower: string, at: number): WrittenUnit | undefined {
  MULTIPLIER.lastIndex = at;
  // `千` of 千瓦 and 千克 belongs to the unit, so the unit is tried first.
  const plain = bareUnitAt(lower, at);
  if (plain) return plain;
  const multiplier = MULTIPLIER.exec(lower);
  const times = TIMES[multiplier?.[1] ?? ''];
  if (!multiplier || times === undefined) return undefined;
  const taken = multiplier[0].length;
  const unit = bareUnitAt(lower, at + taken);
  return unit && { unit: unit.unit, times: times * unit.times, length: taken + unit.length };
}

function bareUnitAt(lower: string, at: number): WrittenUnit | undefined {
  for (const { form, unit, times } of READERS) {
    form.lastIndex = at;
    const found = form.exec(lower);
    if (found) return { unit, times, length: found[0].length };
  }
  return undefined;
}

/** A bare multiplier after a figure, such as the `万` of `5万`. */
export function multiplierAt(
  lower: string,
  at: number,
): { readonly times: number; readonly length: number } | undefined {
  MULTIPLIER.lastIndex = at;
  const found = MULTIPLIER.exec(lower);
  const times = TIMES[found?.[1] ?? ''];
  return found && times !== undefined ? { times, length: found[0].length } : undefined;
}

export const isFlow = (unit: string): boolean =>
  unit === 'p.e.' || ['volume flow', 'mass flow', 'gas flow at standard state'].includes(quantityOf(unit) ?? '');

export const isGasFlow = (unit: string): boolean => quantityOf(unit) === 'gas flow at standard state';

/** Whether a figure in the unit is a content of something: of a pollutant in water, gas or soil. */
export const isContent = (unit: string): boolean =>
  ['concentration', 'mixing ratio'].includes(quantityOf(unit) ?? '') ||
  ['mg/kg', 'ug/kg', 'g/kg', 'ng TEQ/m3', '个/L', 'CFU/L', 'NTU', 'times', 'uS/cm'].includes(unit);

/** A figure times a multiplier, in the digits a person would write: 1.1 × 10,000 is not 11,000.000000000002. */
export const plainProduct = (figure: number, times: number): number => Number((figure * times).toPrecision(12));

/** In water works a tonne is a cubic metre, as for the capacity in the exchange format; people write either. */
export const flowUnit = (unit: string, domain: Domain): string =>
  domain === 'water' ? unit.replace(/^t\//u, 'm3/') : unit;

import { factorBetween, number } from '@huanpei/matching';
import { parameters, type Labels } from '@huanpei/reference';

/** Units that people read more readily than those in which figures are kept. */
const READ_IN: Readonly<Record<string, string>> = {
  'm3/s': 'm3/d',
  'Nm3/s': 'Nm3/h',
  'MJ/m3': 'kWh/m3',
  'MJ/kg': 'kWh/kg',
};

interface Bounds {
  readonly key: string;
  readonly atMost?: number;
  readonly atLeast?: number;
  readonly covers?: number;
  readonly orNotStated?: boolean;
}

/**
 * A figure filter as people read it. What it is about is taken from the key as `figureKey` makes it; a key of another
 * make is said as it is.
 */
export function figureSays({ key, atMost, atLeast, covers, orNotStated }: Bounds, labels: Labels): string {
  const zh = labels.language === 'zh';
  const { name, unit } = subjectOf(key, labels);
  const shown = READ_IN[unit] ?? unit;
  const factor = factorBetween(unit, shown);
  const figure = (value: number): string => {
    const [read, as] = factor === undefined ? [value, unit] : [Number((value * factor).toPrecision(9)), shown];
    return `${number(read)}${as === '' ? '' : as === '%' ? '%' : ` ${labels.unit(as)}`}`;
  };
  const bounds = [
    ...(atMost === undefined ? [] : [`≤ ${figure(atMost)}`]),
    ...(atLeast === undefined ? [] : [`≥ ${figure(atLeast)}`]),
    ...(covers === undefined ? [] : [zh ? `覆盖 ${figure(covers)}` : `covering ${figure(covers)}`]),
  ];
  const open = orNotStated === true ? (zh ? '（或未标明）' : ' (or not stated)') : '';
  return `${name} ${bounds.join(zh ? '、' : ' and ')}${open}`;
}

function subjectOf(key: string, labels: Labels): { readonly name: string; readonly unit: string } {
  const zh = labels.language === 'zh';
  const [figure = '', ...rest] = key.split('-');
  const [first = '', second = ''] = rest;
  switch (`${figure} ${rest.length}`) {
    case 'capacity 1':
      return { name: labels.metric('capacity'), unit: spelt(first) };
    case 'outlet 2':
      return { name: `${codeName(first, labels)}${zh ? '出口' : ' at the outlet'}`, unit: spelt(second) };
    case 'removal_pct 1':
      return { name: zh ? `${codeName(first, labels)}去除率` : `removal of ${codeName(first, labels)}`, unit: '%' };
    case 'energy 2':
      return { name: codeName(first, labels), unit: spelt(second) };
    case 'price 2':
      return { name: zh ? `每台价格（${first}）` : `price of a unit (${first})`, unit: '' };
    case 'price 3': {
      const flow = spelt(rest[2] ?? '');
      return { name: zh ? `单位规模价格（${first}，每 ${flow}）` : `price (${first} per ${flow})`, unit: '' };
    }
    case 'lead_days 0':
      return { name: zh ? '交货期（天）' : 'days to delivery', unit: '' };
    default:
      return { name: key, unit: '' };
  }
}

/** The name of a code, whether or not signs of it were spelt out in the key. */
function codeName(code: string, labels: Labels): string {
  const known = parameters().byCode(code) ? code : spelt(code);
  return labels.parameter(known);
}

/** `m3_per_s` as `m3/s`, `_2103_` as the sign of that number. */
const spelt = (text: string): string =>
  text
    .replace(/_per_/gu, '/')
    .replace(/_([0-9a-f]{1,5})_/gu, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)));

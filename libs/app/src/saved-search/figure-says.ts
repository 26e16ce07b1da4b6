import { readFigureKey } from '@huanpei/domain';
import { factorBetween, number } from '@huanpei/matching';
import type { Labels } from '@huanpei/reference';

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
  const { figure, codes = [], unit = '' } = readFigureKey(key) ?? {};
  const [code = ''] = codes;
  switch (figure) {
    case 'capacity':
      return { name: labels.metric('capacity'), unit };
    case 'outlet':
      return { name: `${labels.parameter(code)}${zh ? '出口' : ' at the outlet'}`, unit };
    case 'removal_pct':
      return { name: zh ? `${labels.parameter(code)}去除率` : `removal of ${labels.parameter(code)}`, unit: '%' };
    case 'energy':
      return { name: labels.metric(code), unit };
    case 'price':
      return unit === ''
        ? { name: zh ? `每台价格（${code}）` : `price of a unit (${code})`, unit }
        : { name: zh ? `单位规模价格（${code}，每 ${unit}）` : `price (${code} per ${unit})`, unit: '' };
    case 'lead_days':
      return { name: zh ? '交货期（天）' : 'days to delivery', unit };
    default:
      return { name: key, unit };
  }
}

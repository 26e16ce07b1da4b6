import type { Citation, NumericStatement } from '@huanpei/matching';
import { isBlank, type Decision } from './readings';

/** A limit row as the reference data hold it. */
export interface Row {
  readonly parameter: string;
  readonly op: string;
  readonly limit: number | null;
  readonly limitMax: number | null;
  readonly unit: string;
  readonly condition: string | null;
  readonly scope: string | null;
  readonly confidence: string;
}

/** What a citation demands of one parameter: all of these limits, and nothing can be shown when there is none. */
export interface CitedDemand {
  readonly id: string;
  /** The parameter, when it is limited at the outlet. */
  readonly outlet?: string;
  readonly demands: readonly NumericStatement[];
}

type Kind = (parameter: string) => string | undefined;

const DIRECT = ['performance-metric', 'instrument-metric', 'property', 'indicator'];
const REMOVAL = '% removal';

/**
 * The findings a citation leads to, each with the confirmed limits that apply for certain.
 *
 * @param of the rows of exactly the standard and level cited
 */
export function citedDemands(
  { code, level, parameters, where = [], whereNot = [] }: Citation,
  of: readonly Row[],
  kind: Kind,
  decide: (text: string) => Decision,
): readonly CitedDemand[] {
  const prefix = `${code}/${level}`;
  if (of.length === 0) return [{ id: prefix, demands: [] }];
  return [...new Set(parameters ?? of.map((row) => row.parameter))].flatMap((parameter) => {
    const mine = of.filter((row) => row.parameter === parameter);
    if (mine.length === 0) return [{ id: `${prefix}/${parameter}`, demands: [] }];
    const outlet = metricOf(parameter, kind) === 'outlet' ? { outlet: parameter } : {};
    return [
      ...finding(
        `${prefix}/${parameter}`,
        mine.filter((row) => row.unit !== REMOVAL),
        outlet,
      ),
      ...finding(
        `${prefix}/${parameter}/removal_pct`,
        mine.filter((row) => row.unit === REMOVAL),
        {},
      ),
    ];
  });

  function finding(id: string, some: readonly Row[], outlet: { readonly outlet?: string }): readonly CitedDemand[] {
    const open = some.map((row) => ({ row, applies: applies(row) })).filter((one) => one.applies !== 'FALSE');
    if (open.length === 0) return [];
    const certain = open.filter((one) => one.applies === 'TRUE' && !/^(known|recalled)/.test(one.row.confidence));
    return [{ id, ...outlet, demands: certain.map(({ row }) => demandOf(row, kind)) }];
  }

  function applies(row: Row): 'TRUE' | 'FALSE' | 'UNDECIDED' {
    const parts = (['condition', 'scope'] as const).map((part) => {
      const text = row[part];
      if (text === null || isBlank(text) || text === 'all' || text.startsWith('reference O2')) return 'TRUE';
      if (of.every((one) => one[part] === text) || where.includes(text)) return 'TRUE';
      if (whereNot.includes(text)) return 'FALSE';
      const decided = part === 'scope' ? 'UNDECIDED' : decide(text);
      return decided === 'NOTE' ? 'UNDECIDED' : decided;
    });
    return parts.includes('FALSE') ? 'FALSE' : parts.includes('UNDECIDED') ? 'UNDECIDED' : 'TRUE';
  }
}

function metricOf(parameter: string, kind: Kind): string {
  return parameter === 'furnace_temp' || DIRECT.includes(kind(parameter) ?? '') ? parameter : 'outlet';
}

function demandOf(row: Row, kind: Kind): NumericStatement {
  const removal = row.unit === REMOVAL;
  const metric = removal ? 'removal_pct' : metricOf(row.parameter, kind);
  const spread = row.op === 'bat_ael_range';
  const value = spread ? (row.limitMax ?? row.limit) : row.limit;
  return {
    metric,
    ...(metric === row.parameter ? {} : { parameter: row.parameter }),
    op: spread ? '<=' : (row.op as NumericStatement['op']),
    ...(value === null || row.op === 'not_detectable' ? {} : { value }),
    ...(row.op === 'range' && row.limitMax !== null ? { valueMax: row.limitMax } : {}),
    unit: removal ? '%' : row.unit,
  };
}

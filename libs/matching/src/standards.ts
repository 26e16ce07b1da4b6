import { decide, isEmpty } from './conditions';
import type { Demand, FigureDemand } from './demand';
import type { Duty } from './duty';
import { closed, keepsLower, keepsUpper, open, type Interval } from './interval';
import { factorBetween } from './units';
import type { Citation, LimitRow, MatchingReference, NumericStatement } from './model';

/** Kinds of a row's parameter that are demanded as a figure of their own; every other row is a limit at the outlet. */
const DIRECT_KINDS = ['performance-metric', 'instrument-metric', 'property', 'indicator'];

/** Whether a row applies; `UNDECIDED` names what it depends on. */
type Applies = { readonly decided: 'YES' | 'NO' } | { readonly decided: 'UNDECIDED'; readonly on: string };

/**
 * The demands of one citation: one per parameter (and one per parameter for its `% removal` rows), decided by the
 * strictest row that applies and is confirmed.
 */
export function expandCitation(
  citation: Citation,
  reference: MatchingReference,
  duty: Duty,
  isParameter: (code: string) => boolean,
): readonly Demand[] {
  const level = reference.limits(citation.code, citation.level);
  const prefix = `${citation.code}/${citation.level}`;
  if (level.length === 0 || citation.parameters?.length === 0) return [unknown(prefix, citation)];
  const { byParameter, everywhere } = sortedRows(level);
  const wanted = citation.parameters ? new Set(citation.parameters) : byParameter.keys();
  return [...wanted].flatMap((parameter): readonly Demand[] => {
    const rows = byParameter.get(parameter);
    if (!rows) return [unknown(`${prefix}/${parameter}`, citation, parameter)];
    return [
      ...decideRows(`${prefix}/${parameter}`, rows.limits),
      ...decideRows(`${prefix}/${parameter}/removal_pct`, rows.removals),
    ];
  });

  function decideRows(id: string, rows: readonly LimitRow[]): readonly Demand[] {
    const [first] = rows;
    if (!first) return [];
    const judged = rows.map((row) => ({ row, applies: applies(row) }));
    const applying = judged.filter(({ applies: { decided } }) => decided === 'YES').map(({ row }) => row);
    const confirmed = applying.filter(({ confidence }) => !/^(known|recalled)/.test(confidence));
    const [strictest] = [...confirmed].sort(byStrictness);
    if (strictest) return [figure(id, strictest)];
    const [unconfirmed] = [...applying].sort(byStrictness);
    if (unconfirmed) return [figure(id, unconfirmed, { code: 'LIMIT_UNCONFIRMED' })];
    const undecided = judged.find(({ applies: { decided } }) => decided === 'UNDECIDED');
    if (undecided?.applies.decided !== 'UNDECIDED') return [];
    return [figure(id, undecided.row, { code: 'CONDITION_UNDECIDED', condition: undecided.applies.on })];
  }

  function applies(row: LimitRow): Applies {
    const parts: readonly Applies[] = [textApplies(row.condition, 'condition'), textApplies(row.scope, 'scope')];
    return (
      parts.find(({ decided }) => decided === 'NO') ??
      parts.find(({ decided }) => decided === 'UNDECIDED') ?? { decided: 'YES' }
    );
  }

  function textApplies(text: string | null, kind: 'condition' | 'scope'): Applies {
    if (isEmpty(text) || text === null) return { decided: 'YES' };
    // How the figure is expressed, or what every row of the class shares, decides nothing between rows.
    if (text === 'all' || text.startsWith('reference O2') || everywhere[kind] === text) return { decided: 'YES' };
    if (citation.where?.includes(text)) return { decided: 'YES' };
    if (citation.whereNot?.includes(text)) return { decided: 'NO' };
    if (kind === 'scope') return { decided: 'UNDECIDED', on: text };
    const decided = decide(text, duty, isParameter);
    if (decided === 'TRUE') return { decided: 'YES' };
    return decided === 'FALSE' ? { decided: 'NO' } : { decided: 'UNDECIDED', on: text };
  }

  function figure(id: string, row: LimitRow, undecided?: FigureDemand['open']): FigureDemand {
    const demand = demandOfRow(row);
    return {
      kind: 'FIGURE',
      id,
      mandatory: true,
      weight: 1,
      asked: { kind: 'NUMERIC', demand, citation: { code: citation.code, level: citation.level } },
      demand,
      bound: limitOf(row),
      ...(undecided ? { open: undecided } : {}),
    };
  }

  /** The citation's row as a statement that can be read. */
  function demandOfRow(row: LimitRow): NumericStatement {
    const kind = reference.parameterKind(row.parameter);
    const direct = row.parameter === 'furnace_temp' || (kind !== undefined && DIRECT_KINDS.includes(kind));
    const thing = isRemoval(row)
      ? { metric: 'removal_pct', parameter: row.parameter }
      : direct
        ? { metric: row.parameter }
        : { metric: 'outlet', parameter: row.parameter };
    const unit = isRemoval(row) ? '%' : row.unit;
    const { op, limit, limitMax } = row;
    if (op === 'not_detectable') return { ...thing, op, unit };
    if (op === 'bat_ael_range') return { ...thing, op: '<=', ...valued(limitMax ?? limit), unit };
    if (op === 'range')
      return { ...thing, op, ...valued(limit), ...(limitMax === null ? {} : { valueMax: limitMax }), unit };
    return { ...thing, op, ...valued(limit), unit };
  }
}

/** The rows of a level taken apart; a level is cited by many needs, and its rows stay as they are. */
interface SortedRows {
  readonly byParameter: ReadonlyMap<
    string,
    { readonly limits: readonly LimitRow[]; readonly removals: readonly LimitRow[] }
  >;
  readonly everywhere: ReturnType<typeof sharedTexts>;
}

const sorted = new WeakMap<readonly LimitRow[], SortedRows>();

function sortedRows(level: readonly LimitRow[]): SortedRows {
  const known = sorted.get(level);
  if (known) return known;
  const byParameter = new Map<string, { limits: LimitRow[]; removals: LimitRow[] }>();
  for (const row of level) {
    const rows = byParameter.get(row.parameter) ?? { limits: [], removals: [] };
    (isRemoval(row) ? rows.removals : rows.limits).push(row);
    byParameter.set(row.parameter, rows);
  }
  const made = { byParameter, everywhere: sharedTexts(level) };
  sorted.set(level, made);
  return made;
}

const valued = (value: number | null): { readonly value?: number } => (value === null ? {} : { value });

const isRemoval = (row: LimitRow): boolean => row.unit === '% removal';

function unknown(id: string, { code, level }: Citation, parameter?: string): Demand {
  return {
    kind: 'STANDARD_UNKNOWN',
    id,
    mandatory: true,
    weight: 1,
    asked: { kind: 'STANDARD', code, level, ...(parameter === undefined ? {} : { parameter }) },
  };
}

/** The condition and the scope that stand on every row of a level, if there are such. */
function sharedTexts(rows: readonly LimitRow[]): { readonly condition?: string; readonly scope?: string } {
  const shared = (text: (row: LimitRow) => string | null) => {
    const first = rows[0] && text(rows[0]);
    return first !== null && first !== undefined && rows.every((row) => text(row) === first) ? first : undefined;
  };
  const condition = shared((row) => row.condition);
  const scope = shared((row) => row.scope);
  return { ...(condition === undefined ? {} : { condition }), ...(scope === undefined ? {} : { scope }) };
}

function limitOf({ op, ...row }: LimitRow, factor = 1): Interval | undefined {
  const limit = row.limit === null ? null : row.limit * factor;
  const limitMax = row.limitMax === null ? null : row.limitMax * factor;
  if (op === 'bat_ael_range') {
    const upper = limitMax ?? limit;
    return upper === null ? undefined : { upper: closed(upper) };
  }
  if (op === 'not_detectable' || limit === null) return undefined;
  switch (op) {
    case '<=':
      return { upper: closed(limit) };
    case '<':
      return { upper: open(limit) };
    case '>=':
      return { lower: closed(limit) };
    case '>':
      return { lower: open(limit) };
    case 'range':
      return { lower: closed(limit), upper: closed(limitMax ?? limit) };
  }
}

/** "Not detectable" first, then the lowest upper end, then the highest lower end. */
function byStrictness(a: LimitRow, b: LimitRow): number {
  const factor = factorBetween(b.unit, a.unit);
  const [x, y] = [limitOf(a), limitOf(b, factor)];
  if (!x || !y) return Number(y === undefined) - Number(x === undefined);
  // Limits in units that do not convert cannot be ranked: they stay in the order of the standard.
  if (factor === undefined) return 0;
  if (x.upper && y.upper && x.upper.value !== y.upper.value) return keepsUpper(x.upper, y.upper) ? -1 : 1;
  if (x.upper && y.upper && x.upper.open !== y.upper.open) return x.upper.open ? -1 : 1;
  if (x.lower && y.lower && x.lower.value !== y.lower.value) return keepsLower(x.lower, y.lower) ? -1 : 1;
  if (x.lower && y.lower && x.lower.open !== y.lower.open) return x.lower.open ? -1 : 1;
  return 0;
}

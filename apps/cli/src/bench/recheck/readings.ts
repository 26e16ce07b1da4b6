import type { Domain, NumericStatement } from '@huanpei/matching';
import { compare, fraction, inUnit, type Fraction } from './exact';

/** One end of an interval; an open one is approached but not reached. */
export interface End {
  readonly at: Fraction;
  readonly open: boolean;
}

export interface Ends {
  readonly lower?: End;
  readonly upper?: End;
}

/** From the lowest to the highest design figure. */
export interface Span {
  readonly low: Fraction;
  readonly high: Fraction;
  readonly unit: string;
}

/** The design value of a thing, nothing when the duty does not name it, `MIXED` when its units do not convert. */
export type Design = Span | 'MIXED' | undefined;

export type Decision = 'TRUE' | 'FALSE' | 'UNDECIDED' | 'NOTE';

export const isBlank = (text: string | null | undefined): boolean => !text || text.trim() === '';

export const staysUnder = (end: End, bound: End): boolean => {
  const order = compare(end.at, bound.at);
  return order < 0 || (order === 0 && (end.open || !bound.open));
};

export const staysOver = (end: End, bound: End): boolean => {
  const order = compare(end.at, bound.at);
  return order > 0 || (order === 0 && (end.open || !bound.open));
};

/** The ends that a statement gives, in `unit`; undefined when its own does not convert. */
export function endsIn(
  { op, value, valueMax, unit: own }: NumericStatement,
  unit: string,
  tonneIsCubicMetre = false,
): Ends | undefined {
  if (value === undefined) return inUnit(fraction(1), own, unit, tonneIsCubicMetre) ? {} : undefined;
  const first = inUnit(fraction(value), own, unit, tonneIsCubicMetre);
  const last = inUnit(fraction(valueMax ?? value), own, unit, tonneIsCubicMetre);
  if (!first || !last) return undefined;
  const open = op === '<' || op === '>' || op === 'not_detectable';
  const upward = op === '>=' || op === '>';
  const downward = op === '<=' || op === '<' || op === 'not_detectable';
  return {
    ...(downward ? {} : { lower: { at: first, open } }),
    ...(upward ? {} : { upper: { at: op === 'range' ? last : first, open } }),
  };
}

/** Every end of a list that exists. */
export function present(ends: readonly (End | undefined)[]): readonly End[] {
  return ends.filter((end) => end !== undefined);
}

/** The end that the others, as bounds, all allow: the lowest upper or the highest lower one. */
export function tightest(ends: readonly End[], allows: (end: End, bound: End) => boolean): End | undefined {
  return ends.find((end) => ends.every((bound) => allows(end, bound)));
}

/** The end that, as a bound, allows all the others: the highest upper or the lowest lower one. */
export function loosest(ends: readonly End[], allows: (end: End, bound: End) => boolean): End | undefined {
  return ends.find((bound) => ends.every((end) => allows(end, bound)));
}

/** Whatever its operator, a duty's figure (both ends of a range) is a design value. */
export function designOf(facts: readonly NumericStatement[], domain: Domain): Design {
  const stated = facts.filter(({ value }) => value !== undefined);
  const [first] = stated;
  if (!first) return undefined;
  const figures: Fraction[] = [];
  for (const { metric, op, value, valueMax, unit } of stated) {
    for (const figure of op === 'range' ? [value, valueMax] : [value]) {
      if (figure === undefined) continue;
      const here = inUnit(fraction(figure), unit, first.unit, domain === 'water' && metric === 'capacity');
      if (!here) return 'MIXED';
      figures.push(here);
    }
  }
  const sorted = figures.sort(compare);
  const [low, high] = [sorted[0], sorted.at(-1)];
  return low && high ? { low, high, unit: first.unit } : undefined;
}

const NUMBER = /^([-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?)\s*(.*)$/i;

/** What a condition of the form `NAME op number unit?` or `number < NAME < number unit?` comes to under the duty. */
export function decideBy(
  text: string,
  design: (metric: string, parameter?: string) => Design,
  isParameter: (code: string) => boolean,
  domain: Domain,
): Decision {
  const parts = text
    .trim()
    .split(/(<=|>=|<|>|=)/)
    .map((part) => part.trim());
  const twoSided = parts.length === 5;
  if (parts.length !== 3 && !twoSided) return 'NOTE';
  const [before = '', firstOp = '', middle = '', lastOp = '', after = ''] = twoSided
    ? parts
    : ['', '', parts[0], parts[1], parts[2]];
  const floor = twoSided ? NUMBER.exec(before) : undefined;
  const last = NUMBER.exec(after);
  if (!last || (twoSided && (!floor || floor[2] !== '' || !/^<=?$/.test(firstOp) || !/^<=?$/.test(lastOp))))
    return 'NOTE';
  const unit = last[2] ?? '';
  if (unit !== '' && /[\s;,，；]/.test(unit) && !inUnit(fraction(1), unit, unit)) return 'NOTE';
  const thing = thingNamed(middle, isParameter);
  if (!thing) return 'NOTE';
  const value = design(...thing);
  if (value === undefined || value === 'MIXED') return 'UNDECIDED';
  const wide = domain === 'water' && thing[0] === 'capacity';
  const bounds: { readonly op: string; readonly at: Fraction }[] = [];
  for (const [op, figure] of [...(floor ? [[firstOp === '<' ? '>' : '>=', floor[1]]] : []), [lastOp, last[1]]]) {
    const at = inUnit(fraction(tidy(figure ?? '')), unit === '' ? value.unit : unit, value.unit, wide);
    if (!at) return 'UNDECIDED';
    bounds.push({ op: op ?? '', at });
  }
  const holds = (figure: Fraction) => bounds.every(({ op, at }) => satisfies(compare(figure, at), op));
  if (holds(value.low) && holds(value.high)) return 'TRUE';
  return somewhere(value, bounds) ? 'UNDECIDED' : 'FALSE';
}

/** `+5`, `5.` and `.5` as the decimal reader takes them. */
const tidy = (figure: string): string =>
  figure
    .replace(/^\+/, '')
    .replace(/^(-?)\./, '$10.')
    .replace(/\.(?=e|$)/i, '');

function satisfies(order: -1 | 0 | 1, op: string): boolean {
  if (order === 0) return op.endsWith('=');
  return order < 0 ? op.startsWith('<') : op.startsWith('>');
}

/** Whether some figure of the span satisfies all bounds: the ends tell, and so does a bound that lies within. */
function somewhere({ low, high }: Span, bounds: readonly { readonly op: string; readonly at: Fraction }[]): boolean {
  const lowers = [{ at: low, open: false }, ...ofBounds(bounds, '>')];
  const uppers = [{ at: high, open: false }, ...ofBounds(bounds, '<')];
  return lowers.every((lower) =>
    uppers.every((upper) => {
      const order = compare(lower.at, upper.at);
      return order < 0 || (order === 0 && !lower.open && !upper.open);
    }),
  );
}

const ofBounds = (bounds: readonly { readonly op: string; readonly at: Fraction }[], side: '<' | '>'): readonly End[] =>
  bounds.filter(({ op }) => op.startsWith(side) || op === '=').map(({ op, at }) => ({ at, open: !op.endsWith('=') }));

function thingNamed(
  name: string,
  isParameter: (code: string) => boolean,
): readonly [metric: string, parameter?: string] | undefined {
  const code = name.toLowerCase().split(/\s+/).join(' ');
  if (code === 'capacity' || code === 'operating_temp') return [code];
  if (code === 'water' || code === 'water temperature') return ['inlet', 'water_temp'];
  return isParameter(code) ? ['inlet', code] : undefined;
}

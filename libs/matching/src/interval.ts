import type { NumericStatement } from './model';

/** One end of an interval. An open end is approached but not reached, as in `< 5`. */
export interface End {
  readonly value: number;
  readonly open: boolean;
}

/** What is known of a quantity; an end that is not stated is absent. */
export interface Interval {
  readonly lower?: End;
  readonly upper?: End;
}

/** Two numbers closer than this, relative to the larger, are the same number. */
const SAME = 1e-9;

export function same(a: number, b: number): boolean {
  return a === b || Math.abs(a - b) < SAME * Math.max(Math.abs(a), Math.abs(b));
}

export const above = (a: number, b: number): boolean => a > b && !same(a, b);
export const below = (a: number, b: number): boolean => a < b && !same(a, b);

/** Whether an upper end stays at or under an upper bound. */
export const keepsUpper = (end: End, bound: End): boolean => keepsUp(end.value, end.open, bound.value, bound.open);

/** Whether a lower end stays at or over a lower bound. */
export const keepsLower = (end: End, bound: End): boolean => keepsDown(end.value, end.open, bound.value, bound.open);

/** `keepsUpper` where no ends are to be made. */
export function keepsUp(end: number, endOpen: boolean, bound: number, boundOpen: boolean): boolean {
  return same(end, bound) ? endOpen || !boundOpen : end < bound;
}

/** `keepsLower` where no ends are to be made. */
export function keepsDown(end: number, endOpen: boolean, bound: number, boundOpen: boolean): boolean {
  return same(end, bound) ? endOpen || !boundOpen : end > bound;
}

/** The ends a statement gives, times a factor. `not_detectable` gives an open upper end, or none without a figure. */
export function endsOf({ op, value, valueMax }: NumericStatement, factor = 1): Interval {
  if (value === undefined) return {};
  const figure = value * factor;
  switch (op) {
    case '=':
      return { lower: closed(figure), upper: closed(figure) };
    case 'range':
      return { lower: closed(figure), upper: closed((valueMax ?? value) * factor) };
    case '<=':
      return { upper: closed(figure) };
    case '<':
    case 'not_detectable':
      return { upper: open(figure) };
    case '>=':
      return { lower: closed(figure) };
    case '>':
      return { lower: open(figure) };
  }
}

export const closed = (value: number): End => ({ value, open: false });
export const open = (value: number): End => ({ value, open: true });

/** The higher of two upper ends; of equal ones the closed. */
export function higherUpper(a: End | undefined, b: End | undefined): End | undefined {
  if (!a || !b) return a ?? b;
  if (alike(a, b)) return a.value > b.value ? a : b;
  return keepsUpper(a, b) ? b : a;
}

/** The lower of two upper ends; of equal ones the open. */
export function lowerUpper(a: End | undefined, b: End | undefined): End | undefined {
  if (!a || !b) return a ?? b;
  if (alike(a, b)) return a.value < b.value ? a : b;
  return keepsUpper(a, b) ? a : b;
}

/** The lower of two lower ends; of equal ones the closed. */
export function lowerLower(a: End | undefined, b: End | undefined): End | undefined {
  if (!a || !b) return a ?? b;
  if (alike(a, b)) return a.value < b.value ? a : b;
  return keepsLower(a, b) ? b : a;
}

/** The higher of two lower ends; of equal ones the open. */
export function higherLower(a: End | undefined, b: End | undefined): End | undefined {
  if (!a || !b) return a ?? b;
  if (alike(a, b)) return a.value > b.value ? a : b;
  return keepsLower(a, b) ? a : b;
}

/** Equal but for rounding. Then the number itself decides, so that the order of the facts does not. */
const alike = (a: End, b: End): boolean => a.open === b.open && same(a.value, b.value);

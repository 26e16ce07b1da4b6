import { DIFFER, FAILS, isAlike, NOTHING, PASSES, STRADDLES, type Comparison } from './classifier';
import {
  LOWER,
  LOWER_END,
  MODULAR,
  OPEN,
  PLAIN,
  REACH,
  SPREAD,
  UPPER,
  UPPER_END,
  type FactColumn,
} from './fact-column';
import { firstAbove, firstNotUnder } from './mark-class';
import type { Scratch } from './scratch';

/** Rows by their class; absent where no row is of that class. */
export type RowsByClass = (Int32Array | undefined)[];

/** Where the figures of a column lie to a bound. */
interface Cut {
  /** Places before this one lie under it for certain; places from `above` on above it; those between are about it. */
  readonly about: number;
  readonly above: number;
  /** Nothing lies about it but a single figure that is the same. */
  readonly isSharp: boolean;
}

function cutAt({ marks: { figures } }: FactColumn, bound: number): Cut {
  const about = firstNotUnder(figures, bound);
  const above = firstAbove(figures, bound);
  const isSharp = above === about || (above === about + 1 && isAlike(figures[about] as number, bound));
  return { about, above, isSharp };
}

/**
 * What the plain rows of a column come to, by comparing the bits of the places of their ends: the same as reading each of
 * them, but that rows about a bound are left to be looked at where a comparison cannot tell.
 */
export class PlainRows {
  private column!: FactColumn;
  private rows!: RowsByClass;
  private words = 0;

  constructor(private readonly scratch: Scratch) {}

  /**
   * Adds the plain rows of a column to the rows of each class.
   *
   * @param words of a bitmap
   */
  classify(column: FactColumn, comparison: Comparison, rows: RowsByClass, words: number): void {
    this.column = column;
    this.rows = rows;
    this.words = words;
    switch (comparison.by) {
      case 'NOTHING':
        this.addAll(NOTHING);
        return;
      case 'EACH':
        this.addAll(DIFFER);
        return;
      case 'AT_MOST':
        return this.limit(comparison, false);
      case 'AT_LEAST':
        return this.limit(comparison, true);
      case 'WITHIN':
        return this.within(comparison);
      case 'AROUND':
        return this.around(comparison);
    }
  }

  private addAll(of: number): void {
    const plain = this.column.bitmap(PLAIN);
    const into = this.of(of);
    for (let w = 0; w < this.words; w += 1) into[w] = (into[w] as number) | (plain[w] as number);
  }

  private of(one: number): Int32Array {
    return (this.rows[one] ??= this.scratch.take(this.words).fill(0, 0, this.words));
  }

  /** Of some rows those whose end lies before a place. */
  private before(end: number, place: number, among: Int32Array): Int32Array {
    const into = this.scratch.take(this.words);
    this.column.before(end, place, among, this.words, into);
    return into;
  }

  private bitmap(number: number): Int32Array {
    return this.column.bitmap(number);
  }

  /**
   * A limit on the worse end: the upper one, which must not lie above it, or the lower one, which must not lie below it.
   * What states the other end alone may fail, and never passes.
   */
  private limit(comparison: Comparison & { readonly by: 'AT_MOST' | 'AT_LEAST' }, isLeast: boolean): void {
    const { column, words } = this;
    const { bound, open } = comparison;
    const plain = this.bitmap(PLAIN);
    const worse = this.bitmap(isLeast ? LOWER : UPPER);
    const better = this.bitmap(isLeast ? UPPER : LOWER);
    const opened = this.bitmap(OPEN);
    const spread = this.bitmap(SPREAD);
    const end = isLeast ? LOWER_END : UPPER_END;
    const { about, above, isSharp } = cutAt(column, bound);
    const under = this.before(end, about, worse);
    const notAbove = above === about ? under : this.before(end, above, worse);
    let others = 0;
    for (let w = 0; w < words; w += 1) others |= (plain[w] as number) & ((spread[w] as number) | ~(worse[w] as number));
    const otherEnd = isLeast ? UPPER_END : LOWER_END;
    const otherUnder = others === 0 ? under : this.before(otherEnd, about, better);
    const otherNotAbove = others === 0 ? under : above === about ? otherUnder : this.before(otherEnd, above, better);
    const aside = this.setAside(comparison);
    const pass = this.of(PASSES);
    const fail = this.of(FAILS);
    const nothing = this.of(NOTHING);
    const straddle = this.of(STRADDLES);
    const differ = this.of(DIFFER);
    const onlyBetterFails = comparison.by === 'AT_MOST' || comparison.upperFails;
    const eachModular = comparison.by === 'AT_MOST' && comparison.eachModular ? this.bitmap(MODULAR) : undefined;
    for (let w = 0; w < words; w += 1) {
      const all = plain[w] as number;
      if (all === 0) continue;
      const stated = worse[w] as number;
      const less = under[w] as number;
      const most = notAbove[w] as number;
      const touching = most & ~less;
      // What lies beyond the limit for certain on its right side, and on its wrong side.
      let keeps = isLeast ? stated & ~most : less;
      let misses = isLeast ? less : stated & ~most;
      if (isSharp) {
        if (open) {
          keeps |= touching & (opened[w] as number);
          misses |= touching & ~(opened[w] as number);
        } else keeps |= touching;
      }
      const spreads = spread[w] as number;
      const otherMisses = isLeast ? (otherUnder[w] as number) : (better[w] as number) & ~(otherNotAbove[w] as number);
      const otherKeeps = isLeast ? (better[w] as number) & ~(otherNotAbove[w] as number) : (otherUnder[w] as number);
      const alone = (better[w] as number) & ~stated;
      const p = keeps;
      let f = (misses & ~spreads) | (misses & spreads & otherMisses);
      const s = misses & spreads & otherKeeps;
      let n = 0;
      if (onlyBetterFails) {
        f |= alone & otherMisses;
        n = alone & otherKeeps;
      } else n = alone;
      let d = all & ~(p | f | s | n);
      const each = (aside ? (aside[w] as number) : 0) | (eachModular ? (eachModular[w] as number) : 0);
      d |= all & each;
      const rest = ~d;
      pass[w] = (pass[w] as number) | (p & rest);
      fail[w] = (fail[w] as number) | (f & rest);
      nothing[w] = (nothing[w] as number) | (n & rest);
      straddle[w] = (straddle[w] as number) | (s & rest);
      differ[w] = (differ[w] as number) | d;
    }
  }

  /** Rows with a removal that is not below 100 % for certain; undefined where there is none. */
  private setAside(comparison: Comparison): Int32Array | undefined {
    if (comparison.by !== 'AT_LEAST' || !comparison.percent) return undefined;
    const { column, words } = this;
    const { figures } = column.marks;
    const place = firstNotUnder(figures, 100);
    if (place >= figures.length) return undefined;
    const lower = this.bitmap(LOWER);
    const upper = this.bitmap(UPPER);
    const lowerBelow = this.before(LOWER_END, place, lower);
    const upperBelow = this.before(UPPER_END, place, upper);
    for (let w = 0; w < words; w += 1)
      upperBelow[w] =
        ((lower[w] as number) & ~(lowerBelow[w] as number)) | ((upper[w] as number) & ~(upperBelow[w] as number));
    return upperBelow;
  }

  /** Two limits that both ends must keep. */
  private within({ low, high, open }: Comparison & { readonly by: 'WITHIN' }): void {
    const { column, words } = this;
    const plain = this.bitmap(PLAIN);
    const lower = this.bitmap(LOWER);
    const upper = this.bitmap(UPPER);
    const least = cutAt(column, low);
    const most = cutAt(column, high);
    const sharp = least.isSharp && most.isSharp && !open;
    const lowerUnderLeast = this.before(LOWER_END, least.about, lower);
    const lowerUpToLeast = this.before(LOWER_END, least.above, lower);
    const lowerUnderMost = this.before(LOWER_END, most.about, lower);
    const lowerUpToMost = this.before(LOWER_END, most.above, lower);
    const upperUnderLeast = this.before(UPPER_END, least.about, upper);
    const upperUpToLeast = this.before(UPPER_END, least.above, upper);
    const upperUnderMost = this.before(UPPER_END, most.about, upper);
    const upperUpToMost = this.before(UPPER_END, most.above, upper);
    const pass = this.of(PASSES);
    const fail = this.of(FAILS);
    const nothing = this.of(NOTHING);
    const differ = this.of(DIFFER);
    for (let w = 0; w < words; w += 1) {
      const all = plain[w] as number;
      if (all === 0) continue;
      const l = lower[w] as number;
      const u = upper[w] as number;
      const both = l & u;
      const p =
        both &
        ~((sharp ? lowerUnderLeast[w] : lowerUpToLeast[w]) as number) &
        ((sharp ? upperUpToMost[w] : upperUnderMost[w]) as number);
      const f =
        (l & (lowerUnderLeast[w] as number)) |
        (u & ~(upperUpToMost[w] as number)) |
        (l & ~u & ~(lowerUpToMost[w] as number)) |
        (u & ~l & (upperUnderLeast[w] as number));
      const n =
        (l & ~u & ~(lowerUpToLeast[w] as number) & (lowerUnderMost[w] as number)) |
        (u & ~l & ~(upperUpToLeast[w] as number) & (upperUnderMost[w] as number));
      pass[w] = (pass[w] as number) | p;
      fail[w] = (fail[w] as number) | f;
      nothing[w] = (nothing[w] as number) | n;
      differ[w] = (differ[w] as number) | (all & ~(p | f | n));
    }
  }

  /** Two ends that must reach around two figures; of a capacity the upper one with the help of several units. */
  private around({ low, high, capacity }: Comparison & { readonly by: 'AROUND' }): void {
    const { column, words } = this;
    const plain = this.bitmap(PLAIN);
    const upper = this.bitmap(UPPER);
    const opened = this.bitmap(OPEN);
    const least = cutAt(column, low);
    const most = cutAt(column, high);
    const lowerUnder = this.before(LOWER_END, least.about, plain);
    const lowerUpTo = this.before(LOWER_END, least.above, plain);
    const upperUnder = this.before(UPPER_END, most.about, upper);
    const upperUpTo = this.before(UPPER_END, most.above, upper);
    const several = capacity ? this.severalUnits(upperUpTo, most) : undefined;
    const pass = this.of(PASSES);
    const fail = this.of(FAILS);
    const nothing = this.of(NOTHING);
    const differ = this.of(DIFFER);
    for (let w = 0; w < words; w += 1) {
      const all = plain[w] as number;
      if (all === 0) continue;
      const closed = ~(opened[w] as number);
      const u = upper[w] as number;
      let lowKeeps = all & (lowerUnder[w] as number);
      let lowMisses = all & ~(lowerUpTo[w] as number);
      const lowTouches = (lowerUpTo[w] as number) & ~(lowerUnder[w] as number);
      if (least.isSharp) {
        lowKeeps |= lowTouches & closed;
        lowMisses |= lowTouches & ~closed;
      }
      let highKeeps = u & ~(upperUpTo[w] as number);
      let highMisses = u & (upperUnder[w] as number);
      const highTouches = (upperUpTo[w] as number) & ~(upperUnder[w] as number);
      if (most.isSharp) {
        highKeeps |= highTouches & closed;
        highMisses |= highTouches & ~closed;
      }
      const beyond = all & ~(lowerUpTo[w] as number);
      let p = highKeeps & lowKeeps;
      let f = beyond | (highKeeps & lowMisses);
      let n = 0;
      if (several) {
        // Only of one unit is it known that a lower end about the figure is missed; several have less to do each.
        p |= highMisses & (several.enough[w] as number);
        f |= highMisses & (several.tooFew[w] as number);
        f |= highMisses & ~(several.rows[w] as number);
        // An upper end that is not stated: only the lower one can be missed.
        n = all & ~u & (lowerUnder[w] as number);
      } else f |= highMisses | lowMisses;
      n &= ~f;
      p &= ~f;
      pass[w] = (pass[w] as number) | p;
      fail[w] = (fail[w] as number) | f;
      nothing[w] = (nothing[w] as number) | n;
      differ[w] = (differ[w] as number) | (all & ~(p | f | n));
    }
  }

  /** Rows that may be split; of those, whose units are too few whatever they need, and which carry any flow however split. */
  private severalUnits(
    among: Int32Array,
    most: Cut,
  ): { readonly rows: Int32Array; readonly tooFew: Int32Array; readonly enough: Int32Array } {
    const { column, words } = this;
    const { figures } = column.marks;
    const rows = this.bitmap(MODULAR);
    const tooFew = this.scratch.take(words);
    const enough = this.scratch.take(words);
    const modular = this.scratch.take(words);
    for (let w = 0; w < words; w += 1) modular[w] = (rows[w] as number) & (among[w] as number);
    const reachUnder = this.before(REACH, most.about, modular);
    const reachUpTo = this.before(REACH, most.above, modular);
    // The least figure of all is no lower end.
    const unbounded = this.before(LOWER_END, figures[1] === -Infinity ? 2 : 1, modular);
    for (let w = 0; w < words; w += 1) {
      tooFew[w] = reachUnder[w] as number;
      enough[w] = (modular[w] as number) & ~(reachUpTo[w] as number) & (unbounded[w] as number);
    }
    return { rows, tooFew, enough };
  }
}

import { DIFFER, FAILS, NOTHING, PASSES, STRADDLES, type Classifier, type Comparison } from './classifier';
import type { Decisions } from './compile';
import { cutAt, firstNotUnder, type Cut } from './cut';
import {
  FOREIGN,
  LOWER,
  LOWER_END,
  MODULAR,
  OPEN,
  PLAIN,
  REACH,
  SEVERAL,
  SPREAD,
  UNCOUNTED_ROWS,
  UNPLACED,
  UPPER,
  UPPER_END,
  WAVERING,
  wordAt,
  type FactColumn,
} from './fact-column';
import type { Scratch } from './scratch';

/** Rows by their class; absent where no row is of that class. */
export type RowsByClass = (Int32Array | undefined)[];

/** How an end of all rows lies to a bound: under it for certain, about it; all others above. */
interface Sides {
  readonly under: Int32Array;
  readonly about: Int32Array;
  /** What lies about it is the same as the bound. */
  readonly isSharp: boolean;
}

/**
 * What the rows of a column come to, by comparing the bits of the places of their ends: the same as reading each of them.
 * What a comparison cannot tell, and what is not placed, is left to be looked at.
 */
export class PlacedRows {
  private column!: FactColumn;
  private rows!: RowsByClass;
  private words = 0;
  private wanted = 0;
  private all!: Int32Array;

  constructor(
    private readonly scratch: Scratch,
    private readonly decisions: Pick<Decisions, 'of'>,
  ) {}

  /**
   * Finds the rows of each class.
   *
   * @param everyRank whether facts count whatever their evidence
   * @param wanted the classes that are asked for, one bit each: the others may be left out
   * @param rows are written here
   * @param words of a bitmap
   */
  classify(
    column: FactColumn,
    classifier: Classifier,
    everyRank: boolean,
    wanted: number,
    rows: RowsByClass,
    words: number,
  ): void {
    this.column = column;
    this.rows = rows;
    this.words = words;
    this.wanted = wanted;
    const comparison = classifier.comparison(column.family);
    this.place(classifier, comparison, everyRank);
    switch (comparison.by) {
      case 'NOTHING':
        return this.addAll(NOTHING);
      case 'EACH':
        return this.addAll(DIFFER);
      case 'AT_MOST':
      case 'AT_LEAST':
        return this.limit(comparison);
      case 'WITHIN':
        return this.within(comparison);
      case 'AROUND':
        return this.around(comparison);
    }
  }

  /** Finds the rows whose places count, and puts the others into their classes. */
  private place(classifier: Classifier, comparison: Comparison, everyRank: boolean): void {
    const { column, decisions, words } = this;
    const { bits, stride } = column;
    const all = this.scratch.take(words);
    const differ = this.of(DIFFER);
    const plainAt = column.at(PLAIN);
    const unplacedAt = column.at(UNPLACED);
    for (let w = 0; w < words; w += 1) {
      const at = wordAt(w, stride);
      all[w] = bits[plainAt + at] as number;
      differ[w] = bits[unplacedAt + at] as number;
    }
    const uncounted = this.take(UNCOUNTED_ROWS, classifier.uncounted);
    this.take(FOREIGN, comparison.by === 'NOTHING' || comparison.by === 'EACH' ? DIFFER : classifier.foreign);
    // Of several facts those that are too weak may be what makes them pass.
    if (!everyRank) this.lookAt(SEVERAL, all, all, differ);
    if (column.someCondition((condition) => decisions.of(condition) === 1)) {
      this.lookAt(WAVERING, all, uncounted, differ);
      for (const condition of column.conditionsWithBitmaps) {
        if (decisions.of(condition) !== 1) continue;
        const first = column.atCondition(condition);
        for (let w = 0; w < words; w += 1) {
          const counting = bits[first + wordAt(w, stride)] as number;
          all[w] = (all[w] as number) | counting;
          uncounted[w] = (uncounted[w] as number) & ~counting;
        }
      }
    }
    this.all = all;
  }

  /** Adds the rows of a bitmap to a class, if it is asked for. */
  private take(bitmap: number, of: number): Int32Array {
    const into = this.of(of);
    if (((this.wanted >> of) & 1) === 0) return into;
    const { bits, stride } = this.column;
    const first = this.column.at(bitmap);
    for (let w = 0; w < this.words; w += 1) into[w] = (into[w] as number) | (bits[first + wordAt(w, stride)] as number);
    return into;
  }

  /** Leaves the rows of a bitmap to be looked at, in place of what they were taken for. */
  private lookAt(bitmap: number, one: Int32Array, other: Int32Array, differ: Int32Array): void {
    const { bits, stride } = this.column;
    const first = this.column.at(bitmap);
    for (let w = 0; w < this.words; w += 1) {
      const rows = bits[first + wordAt(w, stride)] as number;
      one[w] = (one[w] as number) & ~rows;
      other[w] = (other[w] as number) & ~rows;
      differ[w] = (differ[w] as number) | rows;
    }
  }

  private addAll(of: number): void {
    if (((this.wanted >> of) & 1) === 0) return;
    const into = this.of(of);
    for (let w = 0; w < this.words; w += 1) into[w] = (into[w] as number) | (this.all[w] as number);
  }

  private of(one: number): Int32Array {
    return (this.rows[one] ??= this.scratch.take(this.words).fill(0, 0, this.words));
  }

  /** How an end of the rows lies to a bound; of rows that do not state it nothing is told. */
  private sides(end: number, { about, above, isSharp }: Cut): Sides {
    const { column, words } = this;
    const under = this.scratch.take(words);
    const at = this.scratch.take(words);
    if (above === about + 1) column.compare(end, about, words, under, at);
    else {
      column.compare(end, about, words, under);
      if (above === about) at.fill(0, 0, words);
      else {
        column.compare(end, above, words, at);
        for (let w = 0; w < words; w += 1) at[w] = (at[w] as number) & ~(under[w] as number);
      }
    }
    return { under, about: at, isSharp };
  }

  /**
   * A limit on the worse end: the upper one, which must not lie above it, or the lower one, which must not lie below it.
   * What states the other end alone may fail, and never passes.
   */
  private limit(comparison: Comparison & { readonly by: 'AT_MOST' | 'AT_LEAST' }): void {
    const { all, column, words } = this;
    const { bits, stride } = column;
    const isLeast = comparison.by === 'AT_LEAST';
    const { open } = comparison;
    const worseAt = column.at(isLeast ? LOWER : UPPER);
    const betterAt = column.at(isLeast ? UPPER : LOWER);
    const openAt = column.at(OPEN);
    const spreadAt = column.at(SPREAD);
    const cut = cutAt(column.marks.figures, comparison.bound);
    const worse = this.sides(isLeast ? LOWER_END : UPPER_END, cut);
    let others = 0;
    for (let w = 0; w < words; w += 1) {
      const at = wordAt(w, stride);
      others |= (all[w] as number) & ((bits[spreadAt + at] as number) | ~(bits[worseAt + at] as number));
    }
    const better = others === 0 ? worse : this.sides(isLeast ? UPPER_END : LOWER_END, cut);
    const aside = this.setAside(comparison);
    const pass = this.of(PASSES);
    const fail = this.of(FAILS);
    const nothing = this.of(NOTHING);
    const straddle = this.of(STRADDLES);
    const differ = this.of(DIFFER);
    const betterFails = comparison.by === 'AT_MOST' || comparison.upperFails;
    for (let w = 0; w < words; w += 1) {
      const at = wordAt(w, stride);
      const rows = (all[w] as number) & (aside ? ~(aside[w] as number) : -1);
      if (aside) differ[w] = (differ[w] as number) | ((all[w] as number) & (aside[w] as number));
      const stated = rows & (bits[worseAt + at] as number);
      const less = stated & (worse.under[w] as number);
      const touching = stated & (worse.about[w] as number);
      const more = stated & ~(less | touching);
      let keeps = isLeast ? more : less;
      let misses = isLeast ? less : more;
      if (worse.isSharp) {
        // Where the limit itself is not reached, only an end that is not reached either keeps it.
        const keeping = open ? touching & (bits[openAt + at] as number) : touching;
        keeps |= keeping;
        misses |= touching & ~keeping;
      }
      let f = misses;
      let n = 0;
      let s = 0;
      if (others !== 0) {
        const other = rows & (bits[betterAt + at] as number);
        const otherLess = other & (better.under[w] as number);
        const otherMore = other & ~((better.under[w] as number) | (better.about[w] as number));
        const otherKeeps = isLeast ? otherMore : otherLess;
        const otherMisses = isLeast ? otherLess : otherMore;
        const spread = misses & (bits[spreadAt + at] as number);
        s = spread & otherKeeps;
        f &= ~spread | otherMisses;
        const alone = other & ~stated;
        if (betterFails) {
          f |= alone & otherMisses;
          n = alone & otherKeeps;
        } else n = alone;
        nothing[w] = (nothing[w] as number) | n;
        straddle[w] = (straddle[w] as number) | s;
      }
      pass[w] = (pass[w] as number) | keeps;
      fail[w] = (fail[w] as number) | f;
      differ[w] = (differ[w] as number) | (rows & ~(keeps | f | n | s));
    }
  }

  /** Rows that a comparison does not tell: removals not below 100 % for certain, prices of each of several units. */
  private setAside(comparison: Comparison & { readonly by: 'AT_MOST' | 'AT_LEAST' }): Int32Array | undefined {
    const { column, words } = this;
    const { bits, stride } = column;
    if (comparison.by === 'AT_MOST') {
      if (!comparison.eachModular) return undefined;
      const modularAt = column.at(MODULAR);
      const modular = this.scratch.take(words);
      for (let w = 0; w < words; w += 1) modular[w] = bits[modularAt + wordAt(w, stride)] as number;
      return modular;
    }
    if (!comparison.percent) return undefined;
    const { figures } = column.marks;
    const place = firstNotUnder(figures, 100);
    if (place >= figures.length) return undefined;
    const lowerAt = column.at(LOWER);
    const upperAt = column.at(UPPER);
    const aside = this.scratch.take(words);
    const upperBelow = this.scratch.take(words);
    column.compare(LOWER_END, place, words, aside);
    column.compare(UPPER_END, place, words, upperBelow);
    for (let w = 0; w < words; w += 1) {
      const at = wordAt(w, stride);
      aside[w] =
        ((bits[lowerAt + at] as number) & ~(aside[w] as number)) |
        ((bits[upperAt + at] as number) & ~(upperBelow[w] as number));
    }
    return aside;
  }

  /** Two limits that both ends must keep. */
  private within({ low, high, open }: Comparison & { readonly by: 'WITHIN' }): void {
    const { all, column, words } = this;
    const { bits, stride } = column;
    const { figures } = column.marks;
    const lowerAt = column.at(LOWER);
    const upperAt = column.at(UPPER);
    const least = cutAt(figures, low);
    const most = cutAt(figures, high);
    const lowerToLeast = this.sides(LOWER_END, least);
    const lowerToMost = this.sides(LOWER_END, most);
    const upperToLeast = this.sides(UPPER_END, least);
    const upperToMost = this.sides(UPPER_END, most);
    const touchingKeeps = least.isSharp && most.isSharp && !open ? -1 : 0;
    const pass = this.of(PASSES);
    const fail = this.of(FAILS);
    const nothing = this.of(NOTHING);
    const differ = this.of(DIFFER);
    const above = ({ under, about }: Sides, w: number) => ~((under[w] as number) | (about[w] as number));
    for (let w = 0; w < words; w += 1) {
      const rows = all[w] as number;
      if (rows === 0) continue;
      const at = wordAt(w, stride);
      const l = rows & (bits[lowerAt + at] as number);
      const u = rows & (bits[upperAt + at] as number);
      const lowerKeeps = above(lowerToLeast, w) | (touchingKeeps & (lowerToLeast.about[w] as number));
      const upperKeeps = (upperToMost.under[w] as number) | (touchingKeeps & (upperToMost.about[w] as number));
      const p = l & u & lowerKeeps & upperKeeps;
      const f =
        (l & (lowerToLeast.under[w] as number)) |
        (u & above(upperToMost, w)) |
        (l & ~u & above(lowerToMost, w)) |
        (u & ~l & (upperToLeast.under[w] as number));
      const n =
        (l & ~u & above(lowerToLeast, w) & (lowerToMost.under[w] as number)) |
        (u & ~l & above(upperToLeast, w) & (upperToMost.under[w] as number));
      pass[w] = (pass[w] as number) | p;
      fail[w] = (fail[w] as number) | f;
      nothing[w] = (nothing[w] as number) | n;
      differ[w] = (differ[w] as number) | (rows & ~(p | f | n));
    }
  }

  /** Two ends that must reach around two figures; of a capacity the upper one with the help of several units. */
  private around({ low, high, capacity }: Comparison & { readonly by: 'AROUND' }): void {
    const { all, column, words } = this;
    const { bits, stride } = column;
    const { figures } = column.marks;
    const upperAt = column.at(UPPER);
    const openAt = column.at(OPEN);
    const modularAt = column.at(MODULAR);
    const most = cutAt(figures, high);
    const lower = this.sides(LOWER_END, cutAt(figures, low));
    const upper = this.sides(UPPER_END, most);
    const reach = capacity ? this.sides(REACH, most) : upper;
    const unbounded = this.scratch.take(words);
    // Where the least figure of all is no lower end.
    if (capacity) column.compare(LOWER_END, figures[1] === -Infinity ? 2 : 1, words, unbounded);
    const pass = this.of(PASSES);
    const fail = this.of(FAILS);
    const nothing = this.of(NOTHING);
    const differ = this.of(DIFFER);
    for (let w = 0; w < words; w += 1) {
      const rows = all[w] as number;
      if (rows === 0) continue;
      const at = wordAt(w, stride);
      const closed = ~(bits[openAt + at] as number);
      const u = rows & (bits[upperAt + at] as number);
      const lowUnder = lower.under[w] as number;
      const lowAbout = lower.about[w] as number;
      const highUnder = upper.under[w] as number;
      const highAbout = upper.about[w] as number;
      const beyond = rows & ~(lowUnder | lowAbout);
      const lowKeeps = lowUnder | (lower.isSharp ? lowAbout & closed : 0);
      const lowMisses = beyond | (lower.isSharp ? rows & lowAbout & ~closed : 0);
      const highKeeps = u & (~(highUnder | highAbout) | (upper.isSharp ? highAbout & closed : 0));
      const highMisses = u & (highUnder | (upper.isSharp ? highAbout & ~closed : 0));
      let p = highKeeps & lowKeeps & ~beyond;
      let f = beyond;
      let n = 0;
      if (capacity) {
        const modular = highMisses & (bits[modularAt + at] as number);
        const reaches = modular & ~((reach.under[w] as number) | (reach.about[w] as number));
        // Each of several units has less to do than one, and those without a lower end are never too large.
        p |= reaches & (unbounded[w] as number) & ~beyond;
        f |= (highKeeps & lowMisses) | (highMisses & ~modular) | (modular & (reach.under[w] as number));
        // Without an upper end only the lower one can be missed.
        n = rows & ~u & lowUnder;
      } else f |= highMisses | lowMisses;
      pass[w] = (pass[w] as number) | p;
      fail[w] = (fail[w] as number) | f;
      nothing[w] = (nothing[w] as number) | n;
      differ[w] = (differ[w] as number) | (rows & ~(p | f | n));
    }
  }
}

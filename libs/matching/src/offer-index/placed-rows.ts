import { DIFFER, FAILS, NOTHING, PASSES, STRADDLES, UNCOUNTED, type Classifier, type Comparison } from './classifier';
import type { Decisions } from './compile';
import { cutAt, firstNotUnder } from './cut';
import { BLOCK, blocksFor, LOWER_END, REACH, SEVERAL, UPPER_END, WAVERING, type FactColumn } from './fact-column';
import { MOST_BLOCKS, startedKernel, type Kernel } from './kernel';
import type { Scratch } from './scratch';

/** Rows by their class; absent where no row is of that class. */
export type RowsByClass = (Int32Array | undefined)[];

const BYTES = Int32Array.BYTES_PER_ELEMENT;

/** The rows of one family of units, and what they are compared with. */
interface Step {
  readonly comparison: Comparison;
  /** Where the bitmap of the rows begins in a block; 0 for those that are plain, or count since a condition is true. */
  readonly family: number;
}

/**
 * What the rows of a column come to, by comparing the bits of the places of their ends: the same as reading each of them.
 * What a comparison cannot tell, and what is not placed, is left to be looked at.
 */
export class PlacedRows {
  private readonly started = startedKernel();
  private readonly steps: Step[] = [];

  constructor(
    private readonly scratch: Scratch,
    private readonly decisions: Pick<Decisions, 'of'>,
  ) {}

  /**
   * Finds the rows of each class.
   *
   * @param everyRank whether facts count whatever their evidence
   * @param wanted the classes that are asked for, one bit each: the others are left out
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
    const { steps } = this;
    const { asideAt, input, kernel } = this.started;
    const { bits, stride } = column;
    const { figures } = column.marks;
    const all = blocksFor(words);
    for (let of = 0; of <= DIFFER; of += 1) if ((wanted >> of) & 1) rows[of] = this.scratch.take();
    this.findSteps(column, classifier);
    const conditions = this.findConditions(column);
    // Of several facts those that are too weak may be what makes them pass.
    const severalDiffer = !everyRank && column.holds(SEVERAL);
    // Which rows waver under a condition is known only where it has a bitmap.
    const allWaver = column.holds(WAVERING) && column.someRareCondition((condition) => this.isTrue(condition));
    // Only one family is compared with a figure: what is said in any other decides nothing.
    const foreignOf = steps.some(({ comparison }) => comparison.by !== 'NOTHING') ? classifier.foreign : DIFFER;
    for (let block = 0; block < all; block += MOST_BLOCKS) {
      const blocks = Math.min(MOST_BLOCKS, all - block);
      input.set(bits.subarray(block * stride, (block + blocks) * stride));
      kernel.into(
        rows[PASSES]?.byteOffset ?? asideAt,
        rows[FAILS]?.byteOffset ?? asideAt,
        rows[NOTHING]?.byteOffset ?? asideAt,
        rows[STRADDLES]?.byteOffset ?? asideAt,
        rows[UNCOUNTED]?.byteOffset ?? asideAt,
        rows[DIFFER]?.byteOffset ?? asideAt,
        block * BLOCK * BYTES,
      );
      kernel.turn(
        blocks,
        stride * BYTES,
        column.atPlaces(UPPER_END) * BYTES,
        column.atPlaces(LOWER_END) * BYTES,
        column.atPlaces(REACH) * BYTES,
        column.bitsOfPlaces,
      );
      kernel.begin(conditions, severalDiffer, allWaver, classifier.uncounted, foreignOf);
      for (const step of steps) compare(kernel, figures, step);
    }
  }

  private findSteps(column: FactColumn, classifier: Classifier): void {
    const { steps } = this;
    steps.length = 0;
    for (let place = 0; place < column.families.length; place += 1) {
      const comparison = classifier.comparison(column.families[place] as number);
      steps.push({ comparison, family: place === 0 ? 0 : column.atFamily(place) * BYTES });
    }
  }

  private isTrue(condition: number): boolean {
    return this.decisions.of(condition) === 1;
  }

  /** Writes down which conditions with bitmaps are true, and gives how many. */
  private findConditions(column: FactColumn): number {
    const { conditions } = this.started;
    const { conditionsWithBitmaps } = column;
    let count = 0;
    for (let place = 0; place < conditionsWithBitmaps.length; place += 1)
      if (this.isTrue(conditionsWithBitmaps[place] as number)) conditions[count++] = column.atCondition(place) * BYTES;
    return count;
  }
}

/** Compares the rows of one family of units. @param figures of the column, from the least to the greatest */
function compare(kernel: Kernel, figures: Float64Array, { comparison, family }: Step): void {
  switch (comparison.by) {
    case 'NOTHING':
      return kernel.all(family, NOTHING);
    case 'EACH':
      return kernel.all(family, DIFFER);
    case 'AT_MOST': {
      const { bound, open, eachModular } = comparison;
      const { about, above, isSharp } = cutAt(figures, bound);
      return kernel.limit(family, false, about, above, isSharp, open, eachModular, 0, true);
    }
    case 'AT_LEAST': {
      const { bound, open, percent, upperFails } = comparison;
      const { about, above, isSharp } = cutAt(figures, bound);
      const hundred = percent ? firstNotUnder(figures, 100) : 0;
      const beyond = hundred < figures.length ? hundred : 0;
      return kernel.limit(family, true, about, above, isSharp, open, false, beyond, upperFails);
    }
    case 'WITHIN': {
      const least = cutAt(figures, comparison.low);
      const most = cutAt(figures, comparison.high);
      const touchingKeeps = least.isSharp && most.isSharp && !comparison.open;
      return kernel.within(family, least.about, least.above, most.about, most.above, touchingKeeps);
    }
    case 'AROUND': {
      const low = cutAt(figures, comparison.low);
      const high = cutAt(figures, comparison.high);
      // Where the least figure of all is no lower end.
      const unbounded = figures[1] === -Infinity ? 2 : 1;
      const { about, above, isSharp } = high;
      const { capacity } = comparison;
      const ample = capacity ? firstNotUnder(figures, comparison.ample) : 0;
      return kernel.around(
        family,
        low.about,
        low.above,
        low.isSharp,
        about,
        above,
        isSharp,
        capacity,
        unbounded,
        ample,
      );
    }
  }
}

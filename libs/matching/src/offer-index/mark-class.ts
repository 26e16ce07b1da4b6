import { DIFFER, type Classifier } from './classifier';
import { firstAbove, firstNotUnder } from './cut';
import type { Decisions } from './compile';
import { ENDS, type FactColumn } from './fact-column';
import {
  IS_MODULAR,
  IS_OPEN,
  IS_SEVERAL,
  IS_SPREAD,
  IS_WAVERING,
  lowerPlace,
  Marks,
  NEVER,
  reachOf,
  UNMARKED,
  upperPlace,
} from './marks';

/** Five zones for each end: below, about and above each of the two bounds that a demand sets. */
const ZONES = 5;
/** Four edges between them. */
const EDGES = ZONES - 1;
/** Zones about a bound; those at and beyond the upper of the two. */
const ABOUT_ONE = 1;
const ABOUT_OTHER = 3;
const PAIRS = ZONES * ZONES;
const KINDS = UNMARKED + 1;

/** In place of the class of a pair of zones: nobody has asked yet; each statement in it is asked by itself. */
const UNASKED = 100;
const EACH = 101;

/** 1 from a place on, else 0. Both are small and whole. */
const from = (edge: number, place: number): number => (edge - 1 - place) >>> 31;

/**
 * What marks come to under one demand. An end lies below, about or above each of the two bounds of the demand, and a demand
 * compares ends with nothing but its bounds: so statements of one kind whose ends lie in the same zones come to the same,
 * and the first of them is asked for all. About a bound that holds only where a single figure lies there, mostly the very
 * bound; and of a capacity of several units their number decides as much as the zones.
 */
export class MarkClasses {
  private readonly edges = new Int32Array(KINDS * EDGES);
  private readonly classes = new Uint8Array(KINDS * PAIRS);
  /** Kinds of the column that were made ready. */
  private readonly ready = new Uint8Array(KINDS);
  /** The family whose edges were worked out last, and those edges. */
  private family = NaN;
  private readonly last = new Int32Array(EDGES);
  private marks = Marks.NONE;
  private classifier!: Classifier;
  private decisions!: Pick<Decisions, 'of'>;
  private everyRank = true;
  /** Some condition of the column is true. */
  private someTrue = false;

  /**
   * Turns to the marks of a column, and what a demand makes of them.
   *
   * @param everyRank whether facts count whatever their evidence
   */
  turn(column: FactColumn, classifier: Classifier, decisions: Pick<Decisions, 'of'>, everyRank: boolean): void {
    this.marks = column.marks;
    this.someTrue = column.someCondition((condition) => decisions.of(condition) === 1);
    this.classifier = classifier;
    this.decisions = decisions;
    this.everyRank = everyRank;
    this.ready.fill(0);
    this.family = NaN;
  }

  /** The class of a statement; DIFFER where it must be read. */
  of(code: number): number {
    const { edges, marks } = this;
    const kind = marks.kindOf[code] as number;
    if (this.ready[kind] === 0) this.make(kind);
    const at = kind * EDGES;
    const one = edges[at] as number;
    const two = edges[at + 1] as number;
    const three = edges[at + 2] as number;
    const four = edges[at + 3] as number;
    const ends = marks.ends[code] as number;
    const lower = lowerPlace(ends);
    const upper = upperPlace(ends);
    const low = from(one, lower) + from(two, lower) + from(three, lower) + from(four, lower);
    const high = from(one, upper) + from(two, upper) + from(three, upper) + from(four, upper);
    const found = this.classes[kind * PAIRS + low * ZONES + high] as number;
    return found < UNASKED ? found : this.ask(code, kind, low, high);
  }

  /** Most columns have many kinds of which a query meets few. */
  private make(kind: number): void {
    const { marks, classes, edges, last } = this;
    this.ready[kind] = 1;
    const all = this.classOfAll(kind);
    const end = (kind + 1) * PAIRS;
    for (let at = kind * PAIRS; at < end; at += 1) classes[at] = all;
    if (all !== UNASKED) return;
    const family = marks.familyOf(kind);
    if (this.family !== family) {
      this.family = family;
      zoneEdges(marks.figures, this.classifier.bounds(family), last);
    }
    const at = kind * EDGES;
    edges[at] = last[0] as number;
    edges[at + 1] = last[1] as number;
    edges[at + 2] = last[2] as number;
    edges[at + 3] = last[3] as number;
  }

  /** What all of a kind come to, whatever their figures, or that they are to be asked. */
  private classOfAll(kind: number): number {
    const { classifier, marks } = this;
    if (kind === UNMARKED) return DIFFER;
    const flags = marks.flagsOf(kind);
    // What wavers is read where it may waver.
    if (this.someTrue && flags & IS_WAVERING) return DIFFER;
    const condition = marks.conditionOf(kind);
    if (condition === NEVER || (condition !== 0 && this.decisions.of(condition) !== 1)) return classifier.uncounted;
    // Of several facts those that are too weak may be what makes them pass; of several removals one may be above 100 %.
    const hides = !this.everyRank || classifier.percent === true;
    return hides && flags & IS_SEVERAL ? DIFFER : UNASKED;
  }

  private ask(code: number, kind: number, low: number, high: number): number {
    const found = this.ofStatement(code, kind);
    const place = kind * PAIRS + low * ZONES + high;
    if (this.classes[place] === UNASKED)
      this.classes[place] = found !== DIFFER && this.isUniform(kind, low, high) ? found : EACH;
    return found;
  }

  private isUniform(kind: number, low: number, high: number): boolean {
    if (high < ABOUT_OTHER && this.marks.mostOf(kind) > 1) return false;
    return this.hasOneFigure(kind, low) && this.hasOneFigure(kind, high);
  }

  private hasOneFigure(kind: number, zone: number): boolean {
    if (zone !== ABOUT_ONE && zone !== ABOUT_OTHER) return true;
    const at = kind * EDGES + zone;
    return (this.edges[at] as number) - (this.edges[at - 1] as number) <= 1;
  }

  private ofStatement(code: number, kind: number): number {
    const { classifier, marks } = this;
    const family = marks.familyOf(kind);
    const flags = marks.flagsOf(kind);
    const upper = marks.upperAt(code);
    ENDS.family = family;
    ENDS.lower = marks.lowerAt(code);
    ENDS.upper = upper;
    ENDS.reach = reachOf(upper, marks.mostOf(kind));
    ENDS.open = (flags & IS_OPEN) !== 0;
    ENDS.modular = (flags & IS_MODULAR) !== 0;
    ENDS.spread = (flags & IS_SPREAD) !== 0;
    ENDS.several = (flags & IS_SEVERAL) !== 0;
    return classifier.ofEnds(ENDS);
  }
}

/** The first places of the zones but the lowest, for two bounds. */
function zoneEdges(figures: Float64Array, [one, other]: readonly [number, number], edges: Int32Array): void {
  const least = Math.min(one, other);
  const most = Math.max(one, other);
  edges[0] = firstNotUnder(figures, least);
  edges[1] = firstAbove(figures, least);
  edges[2] = Math.max(edges[1], firstNotUnder(figures, most));
  edges[3] = Math.max(edges[2], firstAbove(figures, most));
}

import { DIFFER, NOTHING, type Classifier } from './bin-class';
import type { FactColumn } from './fact-column';
import {
  extremesWithin,
  kindOfMark,
  lowerOfMark,
  MOST_KINDS,
  upperOfMark,
  ZONE_EDGES,
  zoneEdges,
  zoneEnd,
  zoneFrom,
  ZONES,
  type Kind,
} from './marks';

const PAIRS = ZONES * ZONES;

/** For statements of one kind: the zones of their ends, and what each pair of zones comes to. */
interface KindClasses {
  readonly edges: Int32Array;
  readonly classes: Uint8Array;
}

/** 1 from a figure on, else 0. Both are small and whole. */
const from = (edge: number, figure: number): number => (edge - 1 - figure) >>> 31;

/**
 * What marks come to under one demand. An end lies below, about or above each of the two bounds of the demand; what a pair
 * of such zones comes to is asked once for a kind of statements, as of a bin with these extremes.
 */
export class MarkClasses {
  private readonly known = new Map<number, KindClasses>();
  private readonly edges = new Int32Array(MOST_KINDS * ZONE_EDGES);
  private readonly classes = new Uint8Array(MOST_KINDS * PAIRS);
  /** Kinds of the column that were made ready. */
  private readonly ready = new Uint8Array(MOST_KINDS);
  private kinds: readonly Kind[] = [];
  private reading!: FactColumn['reading'];
  private everyRank = true;

  constructor(private readonly classifier: Classifier) {}

  /**
   * Turns to the marks of a column.
   *
   * @param everyRank whether facts count whatever their evidence
   */
  turn({ kinds, reading }: FactColumn, everyRank: boolean): void {
    this.kinds = kinds;
    this.reading = reading;
    this.everyRank = everyRank;
    this.ready.fill(0);
  }

  /** The class of a mark whose kind is one of the column's; DIFFER where the statement must be read. */
  of(mark: number): number {
    const { edges } = this;
    const kind = kindOfMark(mark);
    if (this.ready[kind] === 0) this.make(kind);
    const at = kind * ZONE_EDGES;
    const one = edges[at] as number;
    const two = edges[at + 1] as number;
    const three = edges[at + 2] as number;
    const four = edges[at + 3] as number;
    const lower = lowerOfMark(mark);
    const upper = upperOfMark(mark);
    const low = from(one, lower) + from(two, lower) + from(three, lower) + from(four, lower);
    const high = from(one, upper) + from(two, upper) + from(three, upper) + from(four, upper);
    const found = this.classes[kind * PAIRS + low * ZONES + high] as number;
    return found === DIFFER ? this.closely(this.kinds[kind] as Kind, lower, upper) : found;
  }

  /** Most columns have many kinds of which a query meets few. */
  private make(place: number): void {
    this.ready[place] = 1;
    const kind = this.kinds[place] as Kind;
    if (!this.tells(kind)) {
      this.classes.fill(DIFFER, place * PAIRS, (place + 1) * PAIRS);
      return;
    }
    const { edges, classes } = this.ofKind(kind);
    this.edges.set(edges, place * ZONE_EDGES);
    this.classes.set(classes, place * PAIRS);
  }

  /** Of several facts those that are too weak may be what makes them pass. */
  private tells({ several }: Kind): boolean {
    return this.everyRank || !several;
  }

  /** Of a capacity of several units, whose number decides as much as the zones. */
  private closely(kind: Kind, lower: number, upper: number): number {
    if (kind.most <= 1 || !this.tells(kind)) return DIFFER;
    return this.ofBuckets(kind, lower, lower + 1, upper, upper + 1);
  }

  private ofBuckets(kind: Kind, lowerFrom: number, lowerEnd: number, upperFrom: number, upperEnd: number): number {
    const { classifier, reading } = this;
    const found = classifier.of(extremesWithin(kind, reading, lowerFrom, lowerEnd, upperFrom, upperEnd));
    // Of several removals one may be above 100 % and hide that the other is not.
    return found === NOTHING && kind.several && classifier.percent ? DIFFER : found;
  }

  private ofKind(kind: Kind): KindClasses {
    const key = (kind.flags + 32 * kind.family + 2 ** 26 * Math.min(kind.most, NO_LIMIT)) * (kind.several ? -1 : 1);
    const known = this.known.get(key);
    if (known) return known;
    const edges = zoneEdges(...this.classifier.bounds(kind.family));
    const classes = new Uint8Array(PAIRS);
    for (let low = 0; low < ZONES; low += 1)
      for (let high = 0; high < ZONES; high += 1)
        classes[low * ZONES + high] = this.ofBuckets(
          kind,
          zoneFrom(edges, low),
          zoneEnd(edges, low),
          zoneFrom(edges, high),
          zoneEnd(edges, high),
        );
    const found = { edges, classes };
    this.known.set(key, found);
    return found;
  }
}

/** More units than any kind says that has a limit. */
const NO_LIMIT = 2 ** 21;

import { prepareNeed, type PreparedNeed } from '../demand';
import { byScore, comparable, detailOf, type Detail, type MatchOptions } from '../match';
import { relaxationsOf } from '../relax';
import type { Match, MatchingReference, Need, NeedResult, Offer } from '../model';
import { compileNeed } from './compile';
import { Evaluator } from './evaluate';
import { Segment, Words } from './segment';
import { Top } from './top';

export interface QueryOptions extends MatchOptions {
  /** Relaxations look at every offer that one finding keeps out; left out, the result has none. */
  readonly relaxations?: boolean;
  /** The offer as it was listed, for what a finding quotes; the index itself keeps what a match depends on. */
  readonly offer?: (id: string) => Offer | undefined;
}

/** A place in the index, packed into one number: 2^22 rows in each of 2^20 segments. */
const ROWS = 2 ** 22;

/** How far the score in the columns may be from the engine's own: rounding alone. */
const SLACK = 1e-7;

/**
 * Offers in columns, so that a need is answered without looking at each of them as an object. The answer is that of
 * `matchNeed` on the same offers: outcomes, counts, order, findings, near misses and relaxations.
 */
export class OfferIndex {
  private readonly words = new Words();
  private readonly segments: Segment[] = [];
  private readonly numbers = new Map<string, number>();
  private readonly places = new Map<string, number>();

  constructor(private readonly reference: MatchingReference) {}

  get size(): number {
    return this.places.size;
  }

  /** Adds an offer, or puts it in the place of the one with its id. */
  put(offer: Offer): void {
    const number = this.segmentOf(offer);
    const segment = this.segments[number] as Segment;
    const before = this.places.get(offer.id);
    // The new row is whole before the old one goes.
    const row = segment.add(offer);
    this.places.set(offer.id, number * ROWS + row);
    if (before !== undefined) this.clear(before);
  }

  /** Whether there was one. */
  remove(id: string): boolean {
    const place = this.places.get(id);
    if (place === undefined) return false;
    this.places.delete(id);
    this.clear(place);
    return true;
  }

  /** The offer as the index holds it; undefined when there is none. */
  get(id: string): Offer | undefined {
    const place = this.places.get(id);
    return place === undefined ? undefined : this.segments[Math.floor(place / ROWS)]?.offer(place % ROWS);
  }

  /** As `matchNeed` on all offers of the index. */
  query(need: Need, options: QueryOptions): NeedResult {
    const { top, today, market } = options;
    if (!Number.isInteger(top) || top < 1) throw new RangeError('top must be a whole number of at least 1');
    const prepared = prepareNeed(need, this.reference, today, market);
    const compiled = compileNeed(prepared, this.words);
    const [fitting, waiting, near] = [new Top(top, SLACK), new Top(top, SLACK), new Top(top, SLACK)];
    let [compared, fits, needsData, ruledOut] = [0, 0, 0, 0];
    const blocked: number[] = [];
    for (let number = 0; number < this.segments.length; number += 1) {
      const segment = this.segments[number] as Segment;
      if (segment.live === 0 || !comparable(need, segment, this.reference)) continue;
      const evaluator = new Evaluator(compiled, segment);
      compared += segment.live;
      const base = number * ROWS;
      for (let row = 0; row < segment.rows; row += 1) {
        if (!segment.isLive(row)) continue;
        evaluator.row(row, 1);
        if (evaluator.failures === 0) {
          if (evaluator.open === 0) {
            fits += 1;
            fitting.offer(evaluator.score, base + row);
            if (options.relaxations) blocked.push(base + row);
          } else {
            needsData += 1;
            waiting.offer(evaluator.score, base + row);
            if (options.relaxations && evaluator.open === 1) blocked.push(base + row);
          }
        } else {
          ruledOut += 1;
          if (evaluator.failures > 1) continue;
          near.offer(evaluator.score, base + row);
          if (options.relaxations && evaluator.open === 1) blocked.push(base + row);
        }
      }
    }
    const best = this.matches(prepared, fitting.candidates(), options).slice(0, top);
    const rest =
      best.length < top ? this.matches(prepared, waiting.candidates(), options).slice(0, top - best.length) : [];
    return {
      id: need.id,
      compared,
      fits,
      needsData,
      ruledOut,
      matches: [...best, ...rest],
      nearMisses: this.matches(prepared, near.candidates(), options).slice(0, top),
      relaxations: options.relaxations
        ? relaxationsOf(
            prepared,
            blocked.map((place) => this.detail(prepared, place, options)),
          )
        : [],
    };
  }

  /** Candidates with the engine's own score, in the engine's own order. */
  private matches(prepared: PreparedNeed, places: readonly number[], options: QueryOptions): readonly Match[] {
    return places.map((place) => this.detail(prepared, place, options).match).sort(byScore);
  }

  private detail(prepared: PreparedNeed, place: number, { offer }: QueryOptions): Detail {
    const segment = this.segments[Math.floor(place / ROWS)] as Segment;
    const row = place % ROWS;
    return detailOf(prepared, offer?.(segment.ids[row] ?? '') ?? segment.offer(row));
  }

  private clear(place: number): void {
    this.segments[Math.floor(place / ROWS)]?.remove(place % ROWS);
  }

  private segmentOf({ domain, technologies }: Offer): number {
    const key = `${domain} ${technologies === undefined ? '' : JSON.stringify(technologies)}`;
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    const number = this.segments.length;
    this.segments.push(new Segment(domain, technologies, this.words));
    this.numbers.set(key, number);
    return number;
  }
}

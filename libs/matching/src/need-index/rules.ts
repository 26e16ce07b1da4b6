import { above } from '../interval';
import type { Readings } from './conditions-by-row';
import { FAIL, PASS, UNKNOWN, type EnvelopeJudge } from './judge';
import type { Lane } from './lanes';
import { over, under } from './near';
import type { Segment, Vocabulary } from './segment';
import { count, countRun, rowOf, type Tally } from './tally';

/** What an offer comes to for all demands of one lane. */
export interface Rule {
  /** Counts what the demands of a segment come to that are in the lane, from what they come to where nothing is said. */
  apply(lane: Lane, tally: Tally, segment: Segment): void;
}

/** All of a lane come to the same. */
export class SameRule implements Rule {
  constructor(private readonly verdict: number) {}

  apply(lane: Lane, tally: Tally): void {
    countRun(tally, lane, 0, lane.length, this.verdict);
  }
}

/** The verdict on a demand of a class with such a figure, by the engine's rules. */
export type Exactly = (of: number, figure: number) => number;

/** Demands that hang on one figure, along which the verdict changes at a few points: what is in order is told by runs. */
export class OrderedRule implements Rule {
  private readonly points: number[] = [];
  /** Before each point, and after the last. */
  private readonly verdicts: number[] = [];
  /** The last demand that was asked for: in the segments that follow each other there are many alike. */
  private word = -1;
  private of = -1;
  private verdict = PASS;

  /**
   * @param lane the number of the class that stands for it
   * @param ends all that figures are compared with, in the unit of the lane; what is not finite changes nothing
   */
  constructor(
    lane: number,
    ends: readonly number[],
    private readonly exactly: Exactly,
    private readonly vocabulary: Vocabulary,
  ) {
    const { points, verdicts } = this;
    for (const end of ends) if (Number.isFinite(end) && !points.includes(end)) points.push(end);
    if (points.length > 1) points.sort((a, b) => a - b);
    for (let at = 0; at <= points.length; at += 1)
      verdicts.push(exactly(lane, between(points[at - 1] ?? NaN, points[at] ?? NaN)));
  }

  apply(lane: Lane, tally: Tally): void {
    const { points, verdicts } = this;
    let at = 0;
    for (let number = 0; number < points.length; number += 1) {
      const point = points[number] as number;
      const near = lane.before(at, under(point));
      countRun(tally, lane, at, near, verdicts[number] as number);
      at = this.ask(lane, tally, near, over(point));
    }
    const { words, from, sorted, length, classesFrom, figuresFrom, room, ordered } = lane;
    countRun(tally, lane, at, sorted, verdicts[points.length] as number);
    const start = figuresFrom + room * ordered;
    const { figures } = this.vocabulary;
    for (at = sorted; at < length; at += 1) {
      const figure = figures.unpack(words[start + at] as number);
      count(tally, words[from + at] as number, this.exactly(words[classesFrom + at] as number, figure));
    }
  }

  /** Asks for those in order from one on that are not above a figure; answers where they end. */
  private ask(lane: Lane, tally: Tally, first: number, highest: number): number {
    const { words, near, from, sorted, classesFrom, figuresFrom, nearFrom, room, ordered } = lane;
    const start = figuresFrom + room * ordered;
    const nearStart = nearFrom + room * ordered;
    for (let at = first; at < sorted; at += 1) {
      if ((near[nearStart + at] as number) > highest) return at;
      const word = words[start + at] as number;
      const of = words[classesFrom + at] as number;
      if (word !== this.word || of !== this.of) {
        this.verdict = this.exactly(of, this.vocabulary.figures.unpack(word));
        this.word = word;
        this.of = of;
      }
      count(tally, words[from + at] as number, this.verdict);
    }
    return sorted;
  }
}

/** A figure between two points, or well beyond one where the other is NaN. */
function between(low: number, high: number): number {
  if (low !== low) return high === high ? high - Math.abs(high) - 1 : 0;
  return high === high ? low / 2 + high / 2 : low + Math.abs(low) + 1;
}

/** The price of the whole duty: per unit times the units, or per flow times the flow's upper end. */
export class PriceRule implements Rule {
  /**
   * @param perFlow from the duty's unit into that for which the amount is
   * @param units how many units carry the duty, where these are what is paid for
   */
  constructor(
    private readonly amount: number,
    private readonly perFlow: number,
    private readonly units: Readings<EnvelopeJudge> | undefined,
    private readonly vocabulary: Vocabulary,
  ) {}

  apply({ words, from, length, figuresFrom: budget, room }: Lane, tally: Tally, segment: Segment): void {
    const { amount, perFlow, units } = this;
    const { figures } = this.vocabulary;
    units?.turnTo(segment);
    const only = units?.only;
    const low = budget + room;
    const high = low + room;
    for (let at = 0; at < length; at += 1) {
      const entry = words[from + at] as number;
      const flow = figures.unpack(words[high + at] as number);
      let whole = amount * flow * perFlow;
      if (units) {
        const judge = only ?? units.at(rowOf(entry));
        judge.verdict(figures.unpack(words[low + at] as number), flow);
        whole = amount * judge.units;
      }
      const most = figures.unpack(words[budget + at] as number);
      // Without a number of units there is no whole price.
      count(tally, entry, whole !== whole ? UNKNOWN : above(whole, most) ? FAIL : PASS);
    }
  }
}

/** What is held in lists. */
export class HeldRule implements Rule {
  /** @param verdicts by number of the held thing */
  constructor(private readonly verdicts: Uint8Array) {}

  apply({ words, from, length, figuresFrom: numbers }: Lane, tally: Tally): void {
    const { verdicts } = this;
    for (let at = 0; at < length; at += 1)
      count(tally, words[from + at] as number, verdicts[words[numbers + at] as number] as number);
  }
}

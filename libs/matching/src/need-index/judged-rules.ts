import type { Bucket } from './bucket';
import type { Readings } from './conditions-by-row';
import type { DemandClass, EnvelopeClass, FigureClass } from './demand-class';
import { UNKNOWN, type EnvelopeJudge, type FigureJudge } from './judge';
import { ASK, QuickEnvelope, QuickFigures } from './quick';
import type { Rule } from './rules';
import type { Segment, Vocabulary } from './segment';
import { count, rowOf, type Tally } from './tally';

/** What the facts come to for a class, by the engine's rules. */
export type JudgesOf<C extends DemandClass, J> = (of: C) => Readings<J>;

/** Figures that hang on more than one figure of the demand, so that each is judged. */
export class FigureRule implements Rule {
  private readonly quick: Readings<QuickFigures>;

  /** @param of the class that stands for the lane */
  constructor(
    of: FigureClass,
    private readonly judgesOf: JudgesOf<FigureClass, FigureJudge>,
    private readonly vocabulary: Vocabulary,
  ) {
    this.quick = judgesOf(of).map((judge) => new QuickFigures(of, judge));
  }

  apply(bucket: Bucket, tally: Tally, segment: Segment): void {
    const { words, near, length } = bucket;
    const { width, duty } = bucket.of;
    const { quick } = this;
    quick.turnTo(segment);
    const { only } = quick;
    if (only?.alone) return only.alone.countAll(bucket, tally, (at) => this.judge(bucket, at, segment));
    const [own, second] = [bucket.nearOf(0), bucket.nearOf(width - 1)];
    const [low, high] = duty ? [bucket.nearOf(width), bucket.nearOf(width + 1)] : [own, own];
    for (let at = 0; at < length; at += 1) {
      const entry = words[at] as number;
      const reading = only ?? quick.at(rowOf(entry));
      const verdict = reading.verdict(near, own + at, low + at, high + at, second + at);
      count(tally, entry, verdict === ASK ? this.judge(bucket, at, segment) : verdict);
    }
  }

  /** By the engine's rules, in the units of the demand. */
  private judge(bucket: Bucket, at: number, segment: Segment): number {
    const { figures, classes } = this.vocabulary;
    const { words, classesFrom } = bucket;
    const of = classes.at(words[classesFrom + at] as number) as FigureClass;
    const readings = this.judgesOf(of);
    readings.turnTo(segment);
    const { width, duty } = of;
    const least = width === 0 ? NaN : figures.unpack(words[bucket.startOf(0) + at] as number);
    const most = width === 2 ? figures.unpack(words[bucket.startOf(1) + at] as number) : least;
    const low = duty ? figures.unpack(words[bucket.startOf(width) + at] as number) : NaN;
    const high = duty ? figures.unpack(words[bucket.startOf(width + 1) + at] as number) : NaN;
    return readings.at(rowOf(words[at] as number)).verdict(of, least, most, low, high);
  }
}

/** Design values of which both ends matter, so that each is judged. */
export class EnvelopeRule implements Rule {
  private readonly quick: Readings<QuickEnvelope>;

  /** @param of the class that stands for the lane */
  constructor(
    of: EnvelopeClass,
    private readonly judgesOf: JudgesOf<EnvelopeClass, EnvelopeJudge>,
    private readonly vocabulary: Vocabulary,
  ) {
    this.quick = judgesOf(of).map((judge) => new QuickEnvelope(judge));
  }

  apply(bucket: Bucket, tally: Tally, segment: Segment): void {
    const { quick } = this;
    const { words, near, length } = bucket;
    quick.turnTo(segment);
    const { only } = quick;
    const [low, high] = [bucket.nearOf(0), bucket.nearOf(1)];
    for (let at = 0; at < length; at += 1) {
      const entry = words[at] as number;
      const reading = only ?? quick.at(rowOf(entry));
      const verdict = reading.verdict(near, low + at, high + at);
      count(tally, entry, verdict === ASK ? this.judge(bucket, at, segment) : verdict);
    }
  }

  /** By the engine's rules, in the unit of the demand. */
  private judge(bucket: Bucket, at: number, segment: Segment): number {
    const { figures, classes } = this.vocabulary;
    const { words, classesFrom } = bucket;
    const of = classes.at(words[classesFrom + at] as number) as EnvelopeClass;
    if (of.blind) return UNKNOWN;
    const readings = this.judgesOf(of);
    readings.turnTo(segment);
    const low = figures.unpack(words[bucket.startOf(0) + at] as number);
    const high = figures.unpack(words[bucket.startOf(1) + at] as number);
    return readings.at(rowOf(words[at] as number)).verdict(low, high);
  }
}

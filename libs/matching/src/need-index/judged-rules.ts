import type { Readings } from './conditions-by-row';
import type { EnvelopeClass, FigureClass } from './demand-class';
import { UNKNOWN, type EnvelopeJudge, type FigureJudge } from './judge';
import type { Lane } from './lanes';
import { NO_ROOM, quickEnvelope, quickFigures, type Quick } from './quick';
import type { Rule } from './rules';
import type { Segment, Vocabulary } from './segment';
import { count, rowOf, type Tally } from './tally';

/** What an offer's facts come to for a class, by the engine's rules. */
export interface Judges {
  figuresFor(of: FigureClass): Readings<FigureJudge>;
  envelopesFor(of: EnvelopeClass): Readings<EnvelopeJudge>;
}

/** With more conditions than these, each demand is judged by the engine's rules: of each set there is a reading, and a key has 8 bits. */
const MOST_CONDITIONS = 3;
/** Whole groups of four, which the kernel judges at once. */
const GROUP = 4;
/** Of each entry and each near figure. */
const BYTES = 4;
const NONE: readonly never[] = [];

/** Demands that hang on more than one figure of their own or of the duty, so that each is judged. */
abstract class JudgedRule implements Rule {
  protected abstract readonly quick: Readings<Quick | typeof NO_ROOM>;
  private readings: readonly Quick[] | undefined;

  /**
   * @param width how many figures of its own each demand has, before those of the duty
   * @param figures how many all are: none where it is not known what is demanded
   */
  constructor(
    private readonly width: number,
    private readonly figures: number,
    protected readonly vocabulary: Vocabulary,
  ) {}

  /** The verdict by the engine's rules, in the units of the demand. */
  protected abstract judge(lane: Lane, at: number, segment: Segment): number;

  apply(lane: Lane, tally: Tally, segment: Segment): void {
    const { quick, figures } = this;
    const { workspace } = this.vocabulary;
    const { length, words, from, room } = lane;
    quick.turnTo(segment);
    const readings = (this.readings ??= this.readingsByKey());
    if (readings.length === 0) return this.judgeAll(lane, tally, segment);
    if (readings.length > 1) quick.writeKeys(workspace.keys, segment.rows);
    const input = workspace.lane;
    const columns = 1 + figures;
    if (room * columns <= input.length) {
      input.set(words.subarray(from, from + room * columns));
      return this.countSome(readings, lane, tally, segment, 0, length, room);
    }
    const most = Math.floor(input.length / columns / GROUP) * GROUP;
    for (let first = 0; first < length; first += most) {
      const some = Math.min(most, length - first);
      for (let column = 0; column < columns; column += 1) {
        const start = from + room * column + first;
        input.set(words.subarray(start, start + some), column * most);
      }
      this.countSome(readings, lane, tally, segment, first, some, most);
    }
  }

  /**
   * Counts the demands that lie in the workspace.
   *
   * @param readings by key of the row
   * @param first of them in the lane
   * @param room of each column
   */
  private countSome(
    readings: readonly Quick[],
    lane: Lane,
    tally: Tally,
    segment: Segment,
    first: number,
    length: number,
    room: number,
  ): void {
    const { figures, width } = this;
    const { kernel, laneAt, keysAt, tallyAt, asks } = this.vocabulary.workspace;
    const column = room * BYTES;
    // Where a demand has no figure of its own, or there is no duty, any will do.
    const own = laneAt + (figures > 0 ? column : 0);
    const second = width > 1 ? own + column : own;
    const low = figures > width ? own + column * width : own;
    const high = figures > width ? low + column : own;
    const keys = readings.length > 1 ? keysAt : 0;
    let verdict = UNKNOWN;
    for (let key = 0; key < readings.length; key += 1) {
      const { plain, strong, better, isRange } = readings[key] as Quick;
      const asked = kernel.countLane(
        length,
        own,
        second,
        low,
        high,
        plain,
        strong,
        better,
        isRange,
        keys,
        key,
        tallyAt,
      );
      for (let at = 0; at < asked; at += 1) {
        const place = first + (asks[at] as number);
        // Many demands are alike, and their rows have the same conditions.
        if (at === 0 || !lane.isAlike(place, first + (asks[at - 1] as number), figures))
          verdict = this.judge(lane, place, segment);
        count(tally, lane.words[lane.from + place] as number, verdict);
      }
    }
  }

  /** What the kernel reads by key; none where it cannot. */
  private readingsByKey(): readonly Quick[] {
    const { quick } = this;
    if (quick.conditions > MOST_CONDITIONS) return NONE;
    const found = Array.from({ length: 1 << quick.conditions }, (_, key) => quick.where(key));
    return found.includes(NO_ROOM) ? NONE : (found as readonly Quick[]);
  }

  private judgeAll(lane: Lane, tally: Tally, segment: Segment): void {
    for (let at = 0; at < lane.length; at += 1)
      count(tally, lane.words[lane.from + at] as number, this.judge(lane, at, segment));
  }
}

/** Limits and other figures. */
export class FigureRule extends JudgedRule {
  protected readonly quick: Readings<Quick | typeof NO_ROOM>;

  /** @param of the class that stands for the lane */
  constructor(
    of: FigureClass,
    private readonly judges: Judges,
    vocabulary: Vocabulary,
  ) {
    super(of.width, of.width + (of.duty ? 2 : 0), vocabulary);
    this.quick = judges.figuresFor(of).map((judge) => quickFigures(vocabulary.workspace, of, judge));
  }

  protected judge({ words, from, classesFrom, figuresFrom, room }: Lane, at: number, segment: Segment): number {
    const { figures, classes } = this.vocabulary;
    const of = classes.at(words[classesFrom + at] as number) as FigureClass;
    const readings = this.judges.figuresFor(of);
    readings.turnTo(segment);
    const { width, duty } = of;
    const own = figuresFrom + at;
    const least = width === 0 ? NaN : figures.unpack(words[own] as number);
    const most = width === 2 ? figures.unpack(words[own + room] as number) : least;
    const low = duty ? figures.unpack(words[own + room * width] as number) : NaN;
    const high = duty ? figures.unpack(words[own + room * (width + 1)] as number) : NaN;
    const judge = readings.only ?? readings.at(rowOf(words[from + at] as number));
    return judge.verdict(of, least, most, low, high);
  }
}

/** Design values, low and high, of which both matter. */
export class EnvelopeRule extends JudgedRule {
  protected readonly quick: Readings<Quick | typeof NO_ROOM>;

  /** @param of the class that stands for the lane */
  constructor(
    of: EnvelopeClass,
    private readonly judges: Judges,
    vocabulary: Vocabulary,
  ) {
    super(0, of.blind ? 0 : 2, vocabulary);
    this.quick = judges.envelopesFor(of).map((judge) => quickEnvelope(vocabulary.workspace, judge));
  }

  protected judge({ words, from, classesFrom, figuresFrom, room }: Lane, at: number, segment: Segment): number {
    const { figures, classes } = this.vocabulary;
    const readings = this.judges.envelopesFor(classes.at(words[classesFrom + at] as number) as EnvelopeClass);
    readings.turnTo(segment);
    const judge = readings.only ?? readings.at(rowOf(words[from + at] as number));
    // Nobody may know the design values then.
    if (judge.fixed !== undefined) return judge.fixed;
    const low = figures.unpack(words[figuresFrom + at] as number);
    const high = figures.unpack(words[figuresFrom + room + at] as number);
    return judge.verdict(low, high);
  }
}

import { comparisonOf, isEmpty, type Comparison } from '../conditions';
import { thingKey, tonneIsCubicMetre } from '../duty';
import { above, below, same } from '../interval';
import { factorBetween } from '../units';
import type { Domain, Fact } from '../model';
import type { DutyClass } from './demand-class';
import type { Holds } from './judge';
import { over, under } from './near';
import { nearly } from './packed-figures';
import { DUTY_WORDS, type Segment, type Vocabulary } from './segment';

/** A condition among an offer's facts that some duty may make true. */
export class Condition {
  /** By row of the segment it was last told for, 1 where the duty makes it true; what the duty does not settle comes to nothing. */
  rows = new Uint8Array(0);
  private toldFor: Segment | undefined;

  constructor(
    readonly text: string,
    private readonly comparison: Comparison,
    private readonly domain: Domain,
    private readonly vocabulary: Vocabulary,
  ) {}

  /** Tells for all rows of a segment at once. */
  tell(segment: Segment): void {
    if (this.toldFor === segment) return;
    this.toldFor = segment;
    this.rows = new Uint8Array(segment.rows);
    const { metric, parameter } = this.comparison;
    for (const duty of this.vocabulary.classes.dutiesOn(thingKey(metric, parameter))) this.tellOf(segment, duty);
  }

  private tellOf(segment: Segment, duty: DutyClass): void {
    const words = segment.dutyOn(duty.number);
    if (!words) return;
    const { metric, low, high, unit } = this.comparison;
    const tonne = tonneIsCubicMetre(this.domain, metric);
    const factor = unit === undefined ? 1 : factorBetween(unit, duty.unit, tonne);
    if (factor === undefined) return;
    const floor = low ? low.value * factor : -Infinity;
    const ceiling = high ? high.value * factor : Infinity;
    const [floorOpen, ceilingOpen] = [low?.strict === true, high?.strict === true];
    const isFrom = (from: number) => !low || above(from, floor) || (!floorOpen && same(from, floor));
    const isTo = (to: number) => !high || below(to, ceiling) || (!ceilingOpen && same(to, ceiling));
    const [floorUnder, floorOver] = [under(floor), over(floor)];
    const [ceilingUnder, ceilingOver] = [under(ceiling), over(ceiling)];
    const { rows } = this;
    const { figures } = this.vocabulary;
    const { array, length } = words;
    for (let at = 0; at < length; at += DUTY_WORDS) {
      const from = nearly(array[at + 1] as number);
      const to = nearly(array[at + 2] as number);
      if (from < floorUnder || to > ceilingOver) continue;
      // What is next to an end, or kept beside, is told by the engine's rules.
      if (!(from > floorOver) && !isFrom(figures.unpack(array[at + 1] as number))) continue;
      if (!(to < ceilingUnder) && !isTo(figures.unpack(array[at + 2] as number))) continue;
      rows[array[at] as number] = 1;
    }
  }
}

/** The conditions of one offer by their texts. */
export class Conditions {
  private readonly known = new Map<string, Condition | undefined>();

  constructor(
    private readonly domain: Domain,
    private readonly vocabulary: Vocabulary,
    private readonly isParameter: (code: string) => boolean,
  ) {}

  /** Those of some facts, without notes, which no duty makes true. */
  of(...things: readonly (readonly Fact[])[]): readonly Condition[] {
    const found: Condition[] = [];
    for (const facts of things)
      for (const { condition } of facts) {
        const told = isEmpty(condition) ? undefined : this.condition(condition as string);
        if (told && !found.includes(told)) found.push(told);
      }
    return found;
  }

  private condition(text: string): Condition | undefined {
    if (this.known.has(text)) return this.known.get(text);
    const comparison = comparisonOf(text, this.isParameter);
    const condition = comparison && new Condition(text, comparison, this.domain, this.vocabulary);
    this.known.set(text, condition);
    return condition;
  }
}

/** What facts come to by which of their conditions hold: a tree, a branch per condition. */
export class Readings<J> {
  private readonly root: Branch<J> = {};

  constructor(
    private readonly conditions: readonly Condition[],
    private readonly make: (holds: Holds, row: number) => J,
  ) {}

  /** The only reading; undefined where conditions decide. */
  get only(): J | undefined {
    if (this.conditions.length > 0) return undefined;
    return (this.root.reading ??= { is: this.make(NEVER, 0) }).is;
  }

  /** What each of these comes to in turn. */
  map<K>(to: (one: J) => K): Readings<K> {
    return new Readings(this.conditions, (_, row) => to(this.at(row)));
  }

  /** Before rows of a segment are asked for. */
  turnTo(segment: Segment): void {
    for (const condition of this.conditions) condition.tell(segment);
  }

  at(row: number): J {
    const { conditions } = this;
    let branch = this.root;
    // By number, since an iterator would be an object for each row.
    for (let number = 0; number < conditions.length; number += 1)
      branch =
        (conditions[number] as Condition).rows[row] === 1
          ? (branch.yes ??= {} as Branch<J>)
          : (branch.no ??= {} as Branch<J>);
    if (branch.reading) return branch.reading.is;
    const holds = (text: string) =>
      conditions.some((condition) => condition.text === text && condition.rows[row] === 1);
    branch.reading = { is: this.make(holds, row) };
    return branch.reading.is;
  }
}

const NEVER: Holds = () => false;

interface Branch<J> {
  yes?: Branch<J>;
  no?: Branch<J>;
  reading?: { readonly is: J };
}

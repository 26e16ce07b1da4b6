import { comparisonOf, isEmpty, type Comparison } from '../conditions';
import { thingKey, tonneIsCubicMetre } from '../duty';
import { above, below, same } from '../interval';
import { factorBetween } from '../units';
import type { Domain, Fact } from '../model';
import type { DutyClass } from './demand-class';
import type { Holds } from './judge';
import { over, under } from './near';
import { DUTY_WORDS, HIGH, LOW, NEAR_HIGH, NEAR_LOW, type Segment, type Vocabulary } from './segment';

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
    const near = new Float32Array(array.buffer);
    for (let at = 0; at < length; at += DUTY_WORDS) {
      const from = near[at + NEAR_LOW] as number;
      const to = near[at + NEAR_HIGH] as number;
      if (from < floorUnder || to > ceilingOver) continue;
      // What is next to an end, or out of range, is told by the engine's rules.
      if (!(from > floorOver) && !isFrom(figures.unpack(array[at + LOW] as number))) continue;
      if (!(to < ceilingUnder) && !isTo(figures.unpack(array[at + HIGH] as number))) continue;
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

/** Which of some conditions are true: a bit for each, the first the lowest; of very many a text with a sign for each. */
type Key = number | string;
const MOST_BITS = 30;

const isTrueIn = (key: Key, number: number): boolean =>
  typeof key === 'string' ? key[number] === '1' : ((key >>> number) & 1) === 1;

/** What facts come to by which of their conditions are true. */
export class Readings<J> {
  /** By bits; by text in the map, which is made when it is needed. */
  private readonly known: J[] = [];
  private knownByText: Map<string, J> | undefined;

  constructor(
    private readonly told: readonly Condition[],
    private readonly make: (holds: Holds, key: Key) => J,
  ) {}

  get conditions(): number {
    return this.told.length;
  }

  /** The only reading; undefined where conditions decide. */
  get only(): J | undefined {
    return this.told.length > 0 ? undefined : this.where(0);
  }

  /** That of a key of bits. */
  where(key: Key): J {
    const known = typeof key === 'string' ? this.knownByText?.get(key) : this.known[key];
    return known ?? this.makeOf(key);
  }

  private makeOf(key: Key): J {
    const holds = (text: string) =>
      this.told.some((condition, number) => condition.text === text && isTrueIn(key, number));
    const made = this.make(holds, key);
    if (typeof key === 'string') (this.knownByText ??= new Map<string, J>()).set(key, made);
    else this.known[key] = made;
    return made;
  }

  /** What each of these comes to in turn. */
  map<K>(to: (one: J) => K): Readings<K> {
    return new Readings(this.told, (_, key) => to(this.where(key)));
  }

  /** Before rows of a segment are asked for. */
  turnTo(segment: Segment): void {
    for (const condition of this.told) condition.tell(segment);
  }

  at(row: number): J {
    const { told } = this;
    const count = told.length;
    if (count > MOST_BITS) return this.where(told.map(({ rows }) => `${rows[row]}`).join(''));
    let key = 0;
    for (let number = 0; number < count; number += 1)
      key |= ((told[number] as Condition).rows[row] as number) << number;
    return this.where(key);
  }

  /** Writes down for each row its key of bits. */
  writeKeys(keys: Uint8Array, rows: number): void {
    this.told.forEach(({ rows: isTrue }, number) => {
      if (number === 0) return keys.set(isTrue);
      for (let row = 0; row < rows; row += 1) keys[row] = (keys[row] as number) | ((isTrue[row] as number) << number);
    });
  }
}

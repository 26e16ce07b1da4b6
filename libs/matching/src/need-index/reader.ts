import { checkHeld } from '../check';
import { comparisonOf, isEmpty, type Comparison } from '../conditions';
import { prepareNeed, type HeldDemand, type PreparedNeed } from '../demand';
import { thingKey } from '../duty';
import { above } from '../interval';
import { factorBetween } from '../units';
import { tonneIsCubicMetre } from '../duty';
import type { Fact, MatchingReference, Money, Offer } from '../model';
import {
  SUBJECT_OF_KIND,
  type DemandClasses,
  type EnvelopeClass,
  type FigureClass,
  type PriceClass,
} from './demand-class';
import { EnvelopeJudge, FAIL, FigureJudge, FigureReading, PASS, thingOf, UNKNOWN, type Holds } from './judge';
import type { ListBits } from './list-bits';
import { enter, scanEnvelopes, scanFigures } from './scan';
import { addDefaults, enterInSets, planOfEnvelopes, planOfFigures, scanSets, type SetPlan } from './scan-sets';
import { FAILED, type DemandList, type Segment, type Tally } from './segment';

/** A held thing as demanded, with the day on which it must hold where the need names one. */
export interface HeldThing {
  readonly asked: HeldDemand['asked'];
  readonly asOf: string | undefined;
}

/** A condition among an offer's facts. */
interface Condition {
  readonly text: string;
  /** Undefined: a note, which no duty makes true. */
  readonly comparison: Comparison | undefined;
}

/** The readings of one class by which of the offer's conditions hold: a tree, a branch per condition. */
class Readings<J> {
  private readonly root: Branch<J> = {};

  constructor(
    /** Of the conditions of the offer, those of the facts that this class looks at. */
    readonly conditions: readonly number[],
    private readonly make: (holds: (condition: number) => boolean) => J,
  ) {}

  /** The reading for a row, by the marks of the offer's conditions. */
  at(row: number, tally: Tally): J {
    let branch = this.root;
    for (const condition of this.conditions) {
      branch = tally.room(condition)[row] === 1 ? (branch.yes ??= {} as Branch<J>) : (branch.no ??= {} as Branch<J>);
    }
    return (branch.reading ??= { is: this.make((condition) => tally.room(condition)[row] === 1) }).is;
  }
}

interface Branch<J> {
  yes?: Branch<J>;
  no?: Branch<J>;
  reading?: { readonly is: J };
}

/** One offer made ready for all needs of an index: its facts are read once per class of demands. */
export class OfferReader {
  private readonly facts = new Map<string, Fact[]>();
  private readonly conditions: Condition[] = [];
  private readonly subjects = new Set<string>();
  private readonly figures = new Map<number, Readings<FigureJudge>>();
  private readonly plain = new Map<string, FigureReading>();
  private readonly envelopes = new Map<number, Readings<EnvelopeJudge>>();
  private readonly heldVerdicts: Uint8Array;
  private readonly preparedOn = new Map<string, PreparedNeed>();
  /** Lists with rows that must be looked at one by one, in the segment at hand. */
  private readonly unsureLists: DemandList[] = [];
  /** Conditions whose rows are marked for the segment at hand. */
  private readonly decided = new Set<number>();

  constructor(
    private readonly offer: Offer,
    classes: DemandClasses,
    private readonly held: readonly HeldThing[],
    private readonly reference: MatchingReference,
    private readonly today: string,
  ) {
    for (const fact of offer.facts) {
      const key = thingKey(fact.metric, fact.parameter);
      const known = this.facts.get(key);
      if (known) known.push(fact);
      else this.facts.set(key, [fact]);
    }
    for (const thing of this.facts.keys()) for (const subject of classes.touchedBy(thing)) this.subjects.add(subject);
    if (offer.certificates) this.subjects.add(SUBJECT_OF_KIND.CERTIFICATE);
    if (offer.honours) this.subjects.add(SUBJECT_OF_KIND.HONOUR);
    if (offer.services) this.subjects.add(SUBJECT_OF_KIND.SERVICE);
    if (offer.regions) this.subjects.add(SUBJECT_OF_KIND.REGION);
    if (offer.leadDays !== undefined) this.subjects.add(SUBJECT_OF_KIND.LEAD_DAYS);
    if (offer.price) this.subjects.add(SUBJECT_OF_KIND.PRICE);
    this.heldVerdicts = new Uint8Array(held.length).fill(NOT_YET);
  }

  /** Adds up the verdicts on what the offer states; what it says nothing of stands as it was put. */
  read(segment: Segment, tally: Tally): void {
    segment.makeSets();
    tally.begin(segment);
    this.decided.clear();
    this.unsureLists.length = 0;
    for (const list of segment.setLists)
      if (list.bits && !this.subjects.has(list.of.subject)) addDefaults(list.bits, tally);
    for (const subject of this.subjects)
      for (const list of segment.listsOf(subject)) this.readList(list, segment, tally);
    this.lookAtUnsure(segment, tally);
    for (let slot = 0; slot < segment.slots; slot += 1) {
      if ((tally.passes[slot] ?? 0) > 0) continue;
      const row = segment.slotRow[slot] ?? 0;
      const failed = tally.fails[slot] === segment.slotSize[slot];
      tally.state[row] = ((tally.state[row] ?? 0) + 1) | (failed ? FAILED : 0);
      tally.ids[row] = (tally.ids[row] ?? 0) ^ (segment.slotId[slot] ?? 0);
    }
  }

  /** The number of the finding id of the one demand kept in sets that is open for a row. */
  openInSets(segment: Segment, row: number, tally: Tally): number {
    for (const list of segment.setLists) {
      const { bits } = list;
      if (!bits || (((bits.has[row >>> 5] ?? 0) >>> (row & 31)) & 1) === 0) continue;
      const at = bits.placeOf(row);
      const word = at * list.step;
      const isOpen = this.subjects.has(list.of.subject)
        ? this.verdictAt(list, at, segment, tally) !== PASS
        : ((list.words.array[word] ?? 0) & 1) === 1;
      if (isOpen) return list.words.array[word + 1] ?? 0;
    }
    throw new Error(`no demand of row ${row} is open`);
  }

  private readList(list: DemandList, segment: Segment, tally: Tally): void {
    const { of } = list;
    switch (of.kind) {
      case 'FIGURE':
        return this.readFigures(list, of, segment, tally);
      case 'ENVELOPE':
        return this.readEnvelopes(list, of, segment, tally);
      case 'LIST':
        return this.readHeld(list, tally);
      case 'DAYS':
        return this.readDays(list, tally);
      case 'PRICE':
        return this.readPrices(list, of, segment, tally);
      case 'UNKNOWN':
        return;
    }
  }

  private readFigures(list: DemandList, of: FigureClass, segment: Segment, tally: Tally): void {
    if (list.length === 0) return;
    const readings = this.readingsOfFigures(of);
    this.mark(readings.conditions, segment, tally);
    const single = readings.conditions.length === 0 ? readings.at(0, tally) : undefined;
    const { bits } = list;
    const plan = single && bits && planOfFigures(single, bits);
    if (bits && plan) this.readSets(list, bits, plan, tally);
    const from = plan && bits ? bits.length : 0;
    // In sets, what stands by default must still be added.
    if (!bits && single?.changesNothing) return;
    if (from === list.length || (single && !bits && scanFigures(list, single, tally))) return;
    const { step, length, isMember, duty } = list;
    const words = list.words.array;
    const figures = list.figures.array;
    const duties = duty?.figures.array;
    const both = of.width === 2;
    const inSets = bits?.length ?? 0;
    for (let at = from; at < length; at += 1) {
      const word = at * step;
      const head = words[word] ?? 0;
      const judge = single ?? readings.at(rowOf(head, isMember, segment), tally);
      const place = 2 * (duties ? (words[word + 2] ?? 0) : 0);
      const verdict = judge.verdict(
        (both ? figures[2 * at] : figures[at]) ?? NaN,
        (both ? figures[2 * at + 1] : figures[at]) ?? NaN,
        duties ? (duties[place] ?? NaN) : NaN,
        duties ? (duties[place + 1] ?? NaN) : NaN,
      );
      if (at < inSets) enterInSets(head >>> 1, verdict, tally);
      else if (isMember) enterInGroup(head, verdict, tally);
      else enter(tally.state, tally.ids, head, words[word + 1] ?? 0, verdict);
    }
  }

  private readEnvelopes(list: DemandList, of: EnvelopeClass, segment: Segment, tally: Tally): void {
    if (list.length === 0) return;
    const readings = this.readingsOfEnvelope(of.number, of);
    this.mark(readings.conditions, segment, tally);
    const single = readings.conditions.length === 0 ? readings.at(0, tally) : undefined;
    // Where nothing that counts is stated, there is nothing to check, as it stands by default.
    if (single?.fixed === PASS) return;
    const { bits } = list;
    const plan = single && bits && planOfEnvelopes(single, bits);
    if (bits && plan) this.readSets(list, bits, plan, tally);
    const from = plan && bits ? bits.length : 0;
    if (from === list.length || (single && !bits && scanEnvelopes(list, single, tally))) return;
    const { step, length, isMember, duty } = list;
    const words = list.words.array;
    const figures = (duty?.figures ?? list.figures).array;
    const inSets = bits?.length ?? 0;
    for (let at = from; at < length; at += 1) {
      const word = at * step;
      const head = words[word] ?? 0;
      const judge = single ?? readings.at(rowOf(head, isMember, segment), tally);
      const place = 2 * (duty ? (words[word + 2] ?? 0) : at);
      const verdict = judge.verdict(figures[place] ?? NaN, figures[place + 1] ?? NaN);
      if (at < inSets) enterInSets(head >>> 1, verdict, tally);
      else if (isMember) enterInGroup(head, verdict, tally);
      else enter(tally.state, tally.ids, head, words[word + 1] ?? 0, verdict);
    }
  }

  private readSets(list: DemandList, bits: ListBits, plan: SetPlan, tally: Tally): void {
    const unsure = tally.unsureOf(this.unsureLists.length);
    if (scanSets(bits, plan, tally, unsure)) this.unsureLists.push(list);
  }

  /** Rows in whose bins both answers occur; those that have failed and have two open findings are settled. */
  private lookAtUnsure(segment: Segment, tally: Tally): void {
    const { open2, failed } = tally;
    this.unsureLists.forEach((list, number) => {
      const unsure = tally.unsureOf(number);
      const { bits } = list;
      if (!bits) return;
      for (let word = 0; word < bits.has.length; word += 1) {
        let rows = (unsure[word] ?? 0) & ~((open2[word] ?? 0) & (failed[word] ?? 0));
        while (rows !== 0) {
          const row = (word << 5) + 31 - Math.clz32(rows & -rows);
          rows &= rows - 1;
          enterInSets(row, this.verdictAt(list, bits.placeOf(row), segment, tally), tally);
        }
      }
    });
  }

  /** The verdict on one demand of a list of figures or envelopes whose conditions are marked. */
  private verdictAt(list: DemandList, at: number, segment: Segment, tally: Tally): number {
    const { of, words, step, duty } = list;
    const head = words.array[at * step] ?? 0;
    const row = rowOf(head, list.isMember, segment);
    const place = 2 * (duty ? (words.array[at * step + 2] ?? 0) : at);
    if (of.kind === 'ENVELOPE') {
      const figures = (duty?.figures ?? list.figures).array;
      const judge = this.readingsOfEnvelope(of.number, of).at(row, tally);
      return judge.verdict(figures[place] ?? NaN, figures[place + 1] ?? NaN);
    }
    if (of.kind !== 'FIGURE') throw new Error(`not a list of figures: ${of.kind}`);
    const judge = this.readingsOfFigures(of).at(row, tally);
    const figures = list.figures.array;
    const [low, high] = duty ? [duty.figures.array[place] ?? NaN, duty.figures.array[place + 1] ?? NaN] : [NaN, NaN];
    if (of.width === 2) return judge.verdict(figures[2 * at] ?? NaN, figures[2 * at + 1] ?? NaN, low, high);
    const figure = figures[at] ?? NaN;
    return judge.verdict(figure, figure, low, high);
  }

  private readHeld(list: DemandList, tally: Tally): void {
    const words = list.words.array;
    const { member } = list.of;
    const { length } = list;
    for (let at = 0; at < length; at += 1) {
      const verdict = this.heldVerdict(words[3 * at + 2] ?? 0);
      enterAnywhere(words[3 * at] ?? 0, words[3 * at + 1] ?? 0, verdict, member, tally);
    }
  }

  private readDays(list: DemandList, tally: Tally): void {
    const [words, figures] = [list.words.array, list.figures.array];
    const { leadDays } = this.offer;
    const { length } = list;
    for (let at = 0; at < length; at += 1) {
      const verdict = leadDays === undefined ? UNKNOWN : above(leadDays, figures[at] ?? NaN) ? FAIL : PASS;
      enterAnywhere(words[2 * at] ?? 0, words[2 * at + 1] ?? 0, verdict, list.of.member, tally);
    }
  }

  /** The price of the whole duty: per unit times the units, or per flow times the flow's upper end. */
  private readPrices(list: DemandList, of: PriceClass, segment: Segment, tally: Tally): void {
    const { price } = this.offer;
    // In another currency, or per a flow that is not known: unknown, as it stands by default.
    if (!price || price.currency !== of.currency) return;
    const perUnit = (price.per ?? 'unit') === 'unit';
    const perFlow = perUnit || !of.duty ? undefined : perUnitOfFlow(price, of);
    if (!perUnit && perFlow === undefined) return;
    const counted = perUnit && this.offer.modular === true && of.flow !== 'NONE';
    if (counted && of.flow === 'MIXED_UNITS') return;
    const readings = counted ? this.readingsOfCapacity(of) : undefined;
    if (readings) this.mark(readings.conditions, segment, tally);
    const [words, figures, step] = [list.words.array, list.figures.array, list.step];
    const duty = list.duty?.figures.array;
    const { length } = list;
    for (let at = 0; at < length; at += 1) {
      const head = words[at * step] ?? 0;
      const dutyAt = 2 * (duty ? (words[at * step + 2] ?? 0) : 0);
      const [low, high] = duty ? [duty[dutyAt] ?? NaN, duty[dutyAt + 1] ?? NaN] : [NaN, NaN];
      let whole = price.amount;
      if (perFlow !== undefined) whole = price.amount * high * perFlow;
      else if (readings) {
        const judge = readings.at(rowOf(head, of.member, segment), tally);
        judge.verdict(low, high);
        whole = price.amount * judge.units;
      }
      // Without a number of units there is no whole price.
      const verdict = whole !== whole ? UNKNOWN : above(whole, figures[at] ?? NaN) ? FAIL : PASS;
      enterAnywhere(head, words[at * step + 1] ?? 0, verdict, of.member, tally);
    }
  }

  private heldVerdict(number: number): number {
    const known = this.heldVerdicts[number] ?? NOT_YET;
    if (known !== NOT_YET) return known;
    const thing = this.held[number];
    if (!thing) throw new Error(`no held thing has the number ${number}`);
    const day = thing.asOf ?? this.today;
    let prepared = this.preparedOn.get(day);
    if (!prepared) {
      prepared = prepareNeed({ id: '', name: {}, domain: this.offer.domain }, this.reference, day);
      this.preparedOn.set(day, prepared);
    }
    const demand: HeldDemand = { kind: 'HELD', id: '', mandatory: true, weight: 1, asked: thing.asked };
    const { verdict } = checkHeld(demand, prepared, this.offer, undefined);
    const found = verdict === 'PASS' ? PASS : verdict === 'FAIL' ? FAIL : UNKNOWN;
    this.heldVerdicts[number] = found;
    return found;
  }

  private readingsOfFigures(of: FigureClass): Readings<FigureJudge> {
    const known = this.figures.get(of.number);
    if (known) return known;
    const { metric, parameter } = of;
    const facts = this.factsOn(metric, parameter);
    const outlet = metric === 'outlet';
    const removals = outlet ? this.factsOn('removal_pct', parameter) : [];
    const inlets = outlet ? this.factsOn('inlet', parameter) : [];
    const all = [...facts, ...removals, ...inlets];
    const conditional = all.some(({ condition }) => !isEmpty(condition));
    const made = this.readings(all, (holds) => {
      const thing = (all: readonly Fact[]) => thingOf(all, holds);
      const things = { figure: thing(facts), removal: thing(removals), inlet: thing(inlets) };
      if (conditional) return new FigureJudge(of, things);
      const plain = this.plain.get(of.readingKey) ?? new FigureReading(of, things);
      this.plain.set(of.readingKey, plain);
      return new FigureJudge(of, things, plain);
    });
    this.figures.set(of.number, made);
    return made;
  }

  private readingsOfEnvelope(
    number: number,
    of: ConstructorParameters<typeof EnvelopeJudge>[0],
  ): Readings<EnvelopeJudge> {
    const known = this.envelopes.get(number);
    if (known) return known;
    const facts = this.factsOn(of.metric, of.parameter);
    const made = this.readings(facts, (holds) => new EnvelopeJudge(of, thingOf(facts, holds), this.offer));
    this.envelopes.set(number, made);
    return made;
  }

  /** How many units carry the capacity of the duty, by which a price is counted. */
  private readingsOfCapacity(of: PriceClass): Readings<EnvelopeJudge> {
    return this.readingsOfEnvelope(of.number, {
      metric: 'capacity',
      unit: of.duty?.unit,
      domain: of.domain,
      minimumRank: of.minimumRank,
      onlyIfStated: false,
      blind: false,
    });
  }

  private readings<J>(facts: readonly Fact[], make: (holds: Holds) => J): Readings<J> {
    const numbers = [
      ...new Set(facts.flatMap(({ condition }) => (isEmpty(condition) ? [] : [this.conditionOf(condition as string)]))),
    ];
    return new Readings(numbers, (holds) => make((text) => holds(this.conditionOf(text))));
  }

  private conditionOf(text: string): number {
    const known = this.conditions.findIndex((condition) => condition.text === text);
    if (known >= 0) return known;
    const isParameter = (code: string) => this.reference.parameterKind(code) !== undefined;
    this.conditions.push({ text, comparison: comparisonOf(text, isParameter) });
    return this.conditions.length - 1;
  }

  private mark(conditions: readonly number[], segment: Segment, tally: Tally): void {
    for (const number of conditions) {
      if (this.decided.has(number)) continue;
      this.decided.add(number);
      const comparison = this.conditions[number]?.comparison;
      const marks = tally.room(number);
      if (comparison) segment.decide(comparison, marks, thingKey(comparison.metric, comparison.parameter));
      else marks.fill(0, 0, segment.rows);
    }
  }

  private factsOn(metric: string, parameter: string | undefined): readonly Fact[] {
    return this.facts.get(thingKey(metric, parameter)) ?? [];
  }
}

const NOT_YET = 255;

const rowOf = (head: number, member: boolean, segment: Segment): number =>
  member ? (segment.slotRow[head >>> 1] ?? 0) : head >>> 1;

const perUnitOfFlow = ({ per }: Money, { domain, duty }: PriceClass): number | undefined =>
  duty && factorBetween(duty.unit, per ?? 'unit', tonneIsCubicMetre(domain, 'capacity'));

/** Puts one verdict in the place of the default of an alternative. */
function enterInGroup(head: number, verdict: number, { passes, fails }: Tally): void {
  const slot = head >>> 1;
  passes[slot] = (passes[slot] ?? 0) + (verdict === PASS ? 1 : 0) - (1 - (head & 1));
  if (verdict === FAIL) fails[slot] = (fails[slot] ?? 0) + 1;
}

/** Puts one verdict in the place of the demand's default. */
function enterAnywhere(head: number, id: number, verdict: number, isMember: boolean, tally: Tally): void {
  if (isMember) enterInGroup(head, verdict, tally);
  else enter(tally.state, tally.ids, head, id, verdict);
}

import { comparisonOf, isEmpty, type Comparison } from '../conditions';
import type { HeldDemand } from '../demand';
import { thingKey, tonneIsCubicMetre } from '../duty';
import { above, below, same } from '../interval';
import { factorBetween } from '../units';
import type { Fact, MatchingReference, Money, Offer } from '../model';
import {
  SUBJECT_OF_KIND,
  endOf,
  type DemandClass,
  type EnvelopeClass,
  type FigureClass,
  type PriceClass,
} from './demand-class';
import { EnvelopeJudge, FAIL, FigureJudge, PASS, thingOf, UNKNOWN, type Holds } from './judge';
import { canPass, isSaid, Planner, pricePlan, type LimitPlan, type SpanPlan, type Within, type Short } from './plan';
import { ASK, ENVELOPES, FIGURES, FIXED, HELD, NO_DUTY_NUMBER, QuickVerdicts, STANDS } from './quick';
import { MOST_DEMANDS, type Segment, type Vocabulary } from './segment';
import type { Sweep } from './sweep';

/** A held thing as demanded, with the day on which it must hold where the need names one. */
export interface HeldThing {
  readonly asked: HeldDemand['asked'];
  /** The number of the same thing whatever the day. */
  readonly what: number;
  readonly asOf: string | undefined;
}

/** A condition among an offer's facts that some duty may make true. */
interface Condition {
  readonly text: string;
  readonly thing: string;
  readonly comparison: Comparison;
}

/** The readings of one kind by which of the offer's conditions hold: a tree, a branch per condition. */
class Readings<J> {
  private readonly root: Branch<J> = {};

  constructor(
    /** Of the conditions of the offer, those of the facts that are read. */
    private readonly conditions: readonly Condition[],
    private readonly make: (holds: Holds) => J,
  ) {}

  /** The reading under the duty that `holds` decides conditions by. */
  under(holds: (condition: Condition) => boolean): J {
    let branch = this.root;
    for (const condition of this.conditions)
      branch = holds(condition) ? (branch.yes ??= {} as Branch<J>) : (branch.no ??= {} as Branch<J>);
    if (branch.reading) return branch.reading.is;
    const held = new Set(this.conditions.filter(holds).map(({ text }) => text));
    branch.reading = { is: this.make((text) => held.has(text)) };
    return branch.reading.is;
  }
}

interface Branch<J> {
  yes?: Branch<J>;
  no?: Branch<J>;
  reading?: { readonly is: J };
}

/** What keeps one need from an offer. */
export interface Open {
  /** Findings that count and are in the way; from two on they are not counted. */
  readonly findings: 0 | 1 | 2;
  /** Of the only one. */
  readonly findingId: string;
  readonly failed: boolean;
}

const NO_OPEN: Open = { findings: 0, findingId: '', failed: false };
const MANY_OPEN: Open = { findings: 2, findingId: '', failed: false };

/** One offer made ready for all needs of an index. */
export class OfferReader {
  /** By subject, 1 for what the offer says nothing of. */
  private readonly silent: Uint8Array;
  /**
   * By what is asked: {@link UNMET} where nothing is said that would do, so that what silence leaves open stays open; with
   * {@link UNSAID} where nothing is said at all, so that no count of failures has it.
   */
  private readonly unmet: Uint8Array;
  /** What is asked that something is said of. */
  private readonly spokenOf: number[] = [];
  private readonly facts = new Map<string, Fact[]>();
  private readonly conditions = new Map<string, Condition | undefined>();
  private readonly limitPlans: readonly LimitPlan[];
  private readonly spanPlans: readonly SpanPlan[];
  /** Those outside of which demands fail of which nothing is said themselves: limits of a parameter of which only the inlet is. */
  private readonly strangeSpans: readonly SpanPlan[];
  private readonly pricePlans: readonly PricePlan[];
  private readonly limitsByLane: ReadonlyMap<number, LimitPlan>;
  private readonly spansByLane: ReadonlyMap<number, SpanPlan>;
  private readonly listLanes: readonly number[];
  private readonly figures: Readings<FigureJudge>[] = [];
  private readonly envelopes: Readings<EnvelopeJudge>[] = [];
  private readonly capacities: Readings<EnvelopeJudge>[] = [];
  private readonly heldVerdicts: Uint8Array;
  /** What is known of a thing without looking at the day. */
  private readonly whatVerdicts: Uint8Array;
  // The duty of the need at hand.
  private words: Uint32Array = new Uint32Array(0);
  private dutyFrom = 0;
  private dutyCount = 0;
  private low = NaN;
  private high = NaN;

  constructor(
    private readonly offer: Offer,
    private readonly vocabulary: Vocabulary,
    private readonly held: readonly HeldThing[],
    heldWhats: number,
    private readonly reference: MatchingReference,
    private readonly today: string,
    private readonly quick: QuickVerdicts,
  ) {
    const { classes } = vocabulary;
    for (const fact of offer.facts) {
      const key = thingKey(fact.metric, fact.parameter);
      const known = this.facts.get(key);
      if (known) known.push(fact);
      else this.facts.set(key, [fact]);
    }
    quick.begin(classes.size);
    this.silent = new Uint8Array(classes.subjectCount).fill(1);
    for (const thing of this.facts.keys()) for (const subject of classes.touchedBy(thing)) this.silent[subject] = 0;
    const { certificates, honours, services, regions, leadDays, price, domain } = offer;
    const lists = [
      certificates && SUBJECT_OF_KIND.CERTIFICATE,
      honours && SUBJECT_OF_KIND.HONOUR,
      services && SUBJECT_OF_KIND.SERVICE,
      regions && SUBJECT_OF_KIND.REGION,
    ].filter((subject) => subject !== undefined);
    const alone = [
      ...lists,
      ...(leadDays === undefined ? [] : [SUBJECT_OF_KIND.LEAD_DAYS]),
      ...(price ? [SUBJECT_OF_KIND.PRICE] : []),
    ];
    for (const subject of alone) this.silent[classes.subject(subject)] = 0;
    this.unmet = new Uint8Array(classes.askedCount).fill(UNMET | UNSAID);
    this.listLanes = lists.flatMap((subject) => classes.heldLane(domain, subject)?.number ?? []);
    this.heldVerdicts = new Uint8Array(this.held.length).fill(NOT_YET);
    this.whatVerdicts = new Uint8Array(heldWhats).fill(NOT_YET);

    const planner = new Planner(offer, this.facts, classes, (text) => this.conditionOf(text) !== undefined);
    const spans = planner.spans();
    const days = leadDays === undefined ? undefined : classes.heldLane(domain, SUBJECT_OF_KIND.LEAD_DAYS);
    this.limitPlans = [...planner.limits(), ...(days ? [daysPlan(days.number, leadDays ?? NaN)] : [])];
    this.pricePlans = (price ? classes.priceLanesIn(domain, price.currency) : []).flatMap(({ number, flow, unit }) => {
      const found = pricePlan(offer, flow, unit);
      if (!found) return [];
      const capacity = found.perUnits ? planner.capacityOfOne(unit) : undefined;
      // Without a number of units there is no whole price.
      return found.perUnits && capacity !== undefined && Number.isNaN(capacity)
        ? []
        : [{ ...found, lane: number, capacity }];
    });
    this.limitsByLane = new Map(this.limitPlans.map((plan) => [plan.lane, plan]));
    this.spansByLane = new Map(spans.map((plan) => [plan.lane, plan]));
    for (const { lane, said } of [...spans, ...this.limitPlans])
      for (const asked of classes.askedIn(lane))
        if (isSaid(said)) this.speakOf(asked.number, canPass(said, asked) ? 0 : UNMET);
    for (const lane of [...this.listLanes, ...this.pricePlans.map((plan) => plan.lane)])
      for (const { number } of classes.askedIn(lane)) this.speakOf(number, 0);
    const isSpokenOf = (asked: number) => ((this.unmet[asked] as number) & UNSAID) === 0;
    const isStrange = ({ lane }: SpanPlan) => !classes.askedWhereInside(lane).every(isSpokenOf);
    this.spanPlans = spans.filter((plan) => !isStrange(plan));
    this.strangeSpans = spans.filter(isStrange);
  }

  /** Marks the rows of a segment of which a finding that counts fails. */
  sweep(segment: Segment, sweep: Sweep): void {
    sweep.begin(segment);
    this.sweepSpans(segment, this.spanPlans, sweep);
    for (const plan of this.limitPlans) {
      const lanes = segment.limits.get(plan.lane);
      if (lanes) sweep.limits(lanes, plan);
    }
    for (const { lane, plan, perUnits, capacity } of this.pricePlans) {
      const lanes = segment.limits.get(lane);
      if (!lanes?.most) continue;
      if (perUnits) sweep.perUnits(lanes.most, this.offer.price?.amount ?? NaN, capacity, lane);
      else sweep.short(lanes, lanes.most, plan, lane);
    }
    for (const lane of this.listLanes) this.sweepList(segment, lane, sweep);
    sweep.tell(segment);
    this.sweepSpans(segment, this.strangeSpans, sweep);
    this.lookAtUnsure(segment, sweep);
    const { silent } = this;
    const groups = segment.groups.array;
    for (let at = 0; at < segment.groups.length; at += 4) {
      // What nothing is said of does not fail.
      if (silent[groups[at + 2] as number] === 1 || silent[groups[at + 3] as number] === 1) continue;
      const row = groups[at] ?? 0;
      if (!sweep.hasFailed(row) && this.groupFails(segment, row, groups[at + 1] ?? 0)) sweep.count(row);
    }
  }

  private sweepSpans(segment: Segment, plans: readonly SpanPlan[], sweep: Sweep): void {
    for (const plan of plans) {
      const lanes = segment.spans.get(plan.lane);
      if (lanes) sweep.spans(lanes, plan);
    }
  }

  private speakOf(asked: number, unmet: number): void {
    if (this.unmet[asked] === (UNMET | UNSAID)) this.spokenOf.push(asked);
    this.unmet[asked] = unmet;
  }

  /**
   * Counts by row how many demands that silence leaves open stay open, because nothing is said that would do, and of how
   * many of these something is said all the same, so that they may have failed.
   */
  countUnmet(segment: Segment, sweep: Sweep): void {
    const { unmet } = this;
    sweep.unmet.set(segment.open.array.subarray(0, segment.rows));
    sweep.said.fill(0, 0, segment.rows);
    for (const asked of this.spokenOf) {
      const rows = segment.asking.get(asked);
      if (!rows) continue;
      const { array, length } = rows;
      const isMet = unmet[asked] === 0;
      const counted = isMet ? sweep.unmet : sweep.said;
      const change = isMet ? -1 : 1;
      for (let at = 0; at < length; at += 1) {
        const row = array[at] as number;
        counted[row] = (counted[row] as number) + change;
      }
    }
  }

  /**
   * What keeps one need from the offer.
   *
   * @param hasFailed whether any of its demands fails: if none does, most are told without their figures
   * @param settled the verdict from which on a finding is no obstacle: a pass, or also what is not known
   */
  open(segment: Segment, row: number, hasFailed: boolean, settled = PASS): Open {
    let at = this.begin(segment, row);
    const end = segment.starts.array[row + 1] as number;
    const { words, quick } = this;
    const { heads } = this.vocabulary;
    const { codes } = heads;
    let only: Open | undefined;
    for (let left = (words[segment.starts.array[row] as number] as number) & MOST_DEMANDS; left > 0; left -= 1) {
      const head = words[at] as number;
      const code = codes[head >>> 1] as number;
      const of = code >>> 2;
      const verdict = quick.isSilent(of)
        ? head & 1
        : hasFailed
          ? this.verdict(of, head, at)
          : this.unfailedVerdict(of, head, at);
      at += 1 + (code & 3);
      if (verdict <= settled) continue;
      if (only) return MANY_OPEN;
      only = { findings: 1, findingId: heads.findingId(head >>> 1), failed: verdict === FAIL };
    }
    while (at < end) {
      const name = words[at] ?? 0;
      const members = words[at + 1] ?? 0;
      let [passes, fails] = [false, 0];
      at += 2;
      for (let left = members; left > 0; left -= 1) {
        const head = words[at] ?? 0;
        const code = codes[head >>> 1] ?? 0;
        const verdict = this.verdict(code >>> 2, head, at);
        at += 1 + (code & 3);
        if (verdict === PASS) passes = true;
        else if (verdict === FAIL) fails += 1;
      }
      const verdict = passes ? PASS : fails === members ? FAIL : UNKNOWN;
      if (verdict <= settled) continue;
      if (only) return MANY_OPEN;
      only = { findings: 1, findingId: heads.text(name), failed: verdict === FAIL };
    }
    return only ?? NO_OPEN;
  }

  /** Whether all alternatives of a group fail. */
  private groupFails(segment: Segment, row: number, group: number): boolean {
    const words = segment.words.array;
    const { heads } = this.vocabulary;
    let begun = false;
    let at = group + 2;
    for (let left = words[group + 1] ?? 0; left > 0; left -= 1) {
      const head = words[at] ?? 0;
      const of = heads.classOf(head >>> 1);
      // What nothing is said of does not fail.
      if (this.silent[of.subject] === 1) return false;
      if (!begun) this.begin(segment, row);
      begun = true;
      if (this.verdict(of.number, head, at) !== FAIL) return false;
      at += 1 + of.width;
    }
    return true;
  }

  private lookAtUnsure(segment: Segment, sweep: Sweep): void {
    const unsure = sweep.unsure.array;
    for (let at = 0; at < sweep.unsure.length; at += 2) {
      const row = unsure[at] as number;
      const lane = unsure[at + 1] as number;
      if (sweep.hasFailed(row) || !segment.isLive(row) || !this.failsIn(segment, row, lane)) continue;
      if (this.isCounted(lane)) sweep.count(row);
      else sweep.fail(row);
    }
  }

  /** Whether what fails in a lane is surely a demand that something is said of. */
  private isCounted(lane: number): boolean {
    const limits = this.limitsByLane.get(lane);
    if (limits) return isSaid(limits.said);
    return this.strangeSpans.every((plan) => plan.lane !== lane);
  }

  /** Whether a demand fails whose figures are in a lane. */
  private failsIn(segment: Segment, row: number, lane: number): boolean {
    let at = this.begin(segment, row);
    const { words } = this;
    const { heads, classes } = this.vocabulary;
    const { codes } = heads;
    const { limitLanes, insideLanes } = classes;
    for (let left = (words[segment.starts.array[row] as number] as number) & MOST_DEMANDS; left > 0; left -= 1) {
      const head = words[at] as number;
      const code = codes[head >>> 1] as number;
      const of = code >>> 2;
      if ((limitLanes[of] === lane || insideLanes[of] === lane) && this.verdict(of, head, at) === FAIL) return true;
      at += 1 + (code & 3);
    }
    return false;
  }

  private sweepList(segment: Segment, lane: number, sweep: Sweep): void {
    const list = segment.lists.get(lane);
    if (!list) return;
    const { array, length } = list;
    const { heldVerdicts } = this;
    for (let at = 1; at < length; at += 2) {
      const number = array[at] as number;
      const known = heldVerdicts[number] as number;
      if ((known === NOT_YET ? this.heldVerdict(number) : known) === FAIL) sweep.count(array[at - 1] as number);
    }
  }

  /** Turns to a need; answers where its demands begin. */
  private begin(segment: Segment, row: number): number {
    const words = segment.words.array;
    const from = segment.starts.array[row] ?? 0;
    this.words = words;
    this.dutyFrom = from + 1;
    this.dutyCount = (words[from] ?? 0) >>> 16;
    let at = from + 1;
    for (let left = this.dutyCount; left > 0; left -= 1) at += 2 + ((words[at] ?? 0) & 1);
    return at;
  }

  /** Reads what the duty says of a thing in a unit into `low` and `high`. */
  private readDuty(number: number): void {
    const { words } = this;
    const { figures } = this.vocabulary;
    let at = this.dutyFrom;
    for (let left = this.dutyCount; left > 0; left -= 1) {
      const head = words[at] ?? 0;
      if (head >>> 1 === number) {
        this.low = figures.unpack(words[at + 1] ?? 0);
        this.high = (head & 1) === 1 ? figures.unpack(words[at + 2] ?? 0) : this.low;
        return;
      }
      at += 2 + (head & 1);
    }
    throw new Error(`the duty has no number ${number}`);
  }

  /** The verdict on the demand whose words begin at `at`, by its class. */
  private verdict(of: number, head: number, at: number): number {
    const { quick, words } = this;
    if (!quick.knows(of)) this.read(this.vocabulary.classes.at(of));
    const how = quick.how(of);
    if (how === STANDS) return (head & 1) === 1 ? UNKNOWN : PASS;
    const { figures } = this.vocabulary;
    let verdict = ASK;
    if (how === FIGURES) {
      const code = this.vocabulary.heads.codes[head >>> 1] ?? 0;
      const width = code & 3;
      const first = width === 0 ? NaN : figures.unpack(words[at + 1] ?? 0);
      const second = width === 2 ? figures.unpack(words[at + 2] ?? 0) : first;
      const duty = quick.duty(of);
      if (duty !== NO_DUTY_NUMBER) this.readDuty(duty);
      verdict = quick.figureVerdict(of, first, second, this.low, this.high, (head & 1) === 1);
    } else if (how === ENVELOPES) {
      const duty = quick.duty(of);
      if (duty === NO_DUTY_NUMBER)
        verdict = quick.envelopeVerdict(of, figures.unpack(words[at + 1] ?? 0), figures.unpack(words[at + 2] ?? 0));
      else {
        this.readDuty(duty);
        verdict = quick.envelopeVerdict(of, this.low, this.high);
      }
    } else if (how === HELD) return this.heldVerdict(words[at + 1] ?? 0);
    else if (how === FIXED) return quick.passes(of);
    return verdict === ASK ? this.verdictByRules(this.vocabulary.classes.at(of), at) : verdict;
  }

  /** The same for a demand that is known not to fail. */
  private unfailedVerdict(of: number, head: number, at: number): number {
    const { quick } = this;
    if (!quick.knows(of)) this.read(this.vocabulary.classes.at(of));
    const verdict = quick.unfailed(of, (head & 1) === 1);
    return verdict === ASK ? this.verdict(of, head, at) : verdict;
  }

  /** Reads what the offer comes to for a class. */
  private read(of: DemandClass): void {
    const { quick } = this;
    if (this.silent[of.subject] === 1) return quick.stands(of);
    switch (of.kind) {
      case 'FIGURE': {
        const limits = of.limit && this.limitsByLane.get(of.limit.lane);
        const inlets = of.inside && this.spansByLane.get(of.inside.lane);
        const isConditional = (limits && !limits.plain) || (inlets && !inlets.plain);
        // Without a duty, an inlet that is stated cannot be compared.
        const isUnclear = of.metric === 'outlet' && !of.inside && this.facts.has(thingKey('inlet', of.parameter));
        if (isConditional || isUnclear) return quick.byRules(of);
        const proven = limits !== undefined && canPass(limits.said, { end: endOf(of), minimumRank: of.minimumRank });
        return quick.figures(of, limits?.plain, inlets?.plain, proven);
      }
      case 'ENVELOPE': {
        const spans = of.inside && this.spansByLane.get(of.inside.lane);
        if (!spans?.plain) return quick.byRules(of);
        const proven = canPass(spans.said, { end: 'ANY', minimumRank: of.minimumRank });
        return quick.envelopes(of, spans.plain, spans.mostUnits, proven);
      }
      case 'LIST':
        return quick.held(of);
      case 'DAYS':
        return quick.upTo(of, this.offer.leadDays ?? NaN, NaN);
      case 'PRICE': {
        const { price, modular } = this.offer;
        if (!price || price.currency !== of.currency) return quick.byRules(of);
        if ((price.per ?? 'unit') === 'unit')
          return modular === true && of.flow !== 'NONE' ? quick.byRules(of) : quick.upTo(of, price.amount, NaN);
        const perFlow = of.duty && perUnitOfFlow(price, of);
        return perFlow === undefined ? quick.byRules(of) : quick.upTo(of, Infinity, price.amount * perFlow);
      }
      case 'UNKNOWN':
        return quick.byRules(of);
    }
  }

  private verdictByRules(of: DemandClass, at: number): number {
    const { words } = this;
    const { figures } = this.vocabulary;
    switch (of.kind) {
      case 'FIGURE': {
        const judge = this.figuresFor(of);
        const first = of.width === 0 ? NaN : figures.unpack(words[at + 1] ?? 0);
        const second = of.width === 2 ? figures.unpack(words[at + 2] ?? 0) : first;
        if (!of.duty) return judge.verdict(of, first, second, NaN, NaN);
        this.readDuty(of.duty.number);
        return judge.verdict(of, first, second, this.low, this.high);
      }
      case 'ENVELOPE': {
        const judge = this.envelopeFor(of);
        if (of.width === 2)
          return judge.verdict(figures.unpack(words[at + 1] ?? 0), figures.unpack(words[at + 2] ?? 0));
        if (!of.duty) return judge.verdict(NaN, NaN);
        this.readDuty(of.duty.number);
        return judge.verdict(this.low, this.high);
      }
      case 'LIST':
        return this.heldVerdict(words[at + 1] ?? 0);
      case 'DAYS': {
        const { leadDays } = this.offer;
        if (leadDays === undefined) return UNKNOWN;
        return above(leadDays, figures.unpack(words[at + 1] ?? 0)) ? FAIL : PASS;
      }
      case 'PRICE':
        return this.priceVerdict(of, figures.unpack(words[at + 1] ?? 0));
      case 'UNKNOWN':
        return UNKNOWN;
    }
  }

  /** The price of the whole duty: per unit times the units, or per flow times the flow's upper end. */
  private priceVerdict(of: PriceClass, budget: number): number {
    const { price, modular } = this.offer;
    if (!price || price.currency !== of.currency) return UNKNOWN;
    let whole = price.amount;
    if ((price.per ?? 'unit') !== 'unit') {
      const perFlow = of.duty && perUnitOfFlow(price, of);
      if (!of.duty || perFlow === undefined) return UNKNOWN;
      this.readDuty(of.duty.number);
      whole = price.amount * this.high * perFlow;
    } else if (modular === true && of.flow !== 'NONE') {
      if (!of.duty) return UNKNOWN;
      const judge = this.capacityFor(of, of.duty);
      this.readDuty(of.duty.number);
      judge.verdict(this.low, this.high);
      whole = price.amount * judge.units;
    }
    // Without a number of units there is no whole price.
    return whole !== whole ? UNKNOWN : above(whole, budget) ? FAIL : PASS;
  }

  private heldVerdict(number: number): number {
    const known = this.heldVerdicts[number] ?? NOT_YET;
    if (known !== NOT_YET) return known;
    const thing = this.held[number];
    if (!thing) throw new Error(`no held thing has the number ${number}`);
    let found = this.whatVerdicts[thing.what] as number;
    if (found === NOT_YET) this.whatVerdicts[thing.what] = found = this.holds(thing.asked);
    if (found === HANGS_ON_DAY) found = this.holdsOn(thing.asked, thing.asOf ?? this.today);
    this.heldVerdicts[number] = found;
    return found;
  }

  /** As the engine's `checkRegion` does, of which there are many regions to ask. */
  private covers(region: string): number {
    const { regions } = this.offer;
    if (!regions) return UNKNOWN;
    for (const code of regions)
      if (code === '*' || (region.startsWith(code) && (region.length === code.length || region[code.length] === '-')))
        return PASS;
    return FAIL;
  }

  /** Rule 4, as the engine's `checkHeld` has it. */
  private holds(asked: HeldDemand['asked']): number {
    const { honours, services, certificates } = this.offer;
    switch (asked.kind) {
      case 'REGION':
        return this.covers(asked.code);
      case 'HONOUR':
        return !honours ? UNKNOWN : honours.includes(asked.code) ? PASS : FAIL;
      case 'SERVICE':
        return !services ? UNKNOWN : services.includes(asked.code) ? PASS : FAIL;
      case 'CERTIFICATE': {
        if (!certificates) return UNKNOWN;
        const ends = certificates.some(({ scheme }) => scheme === asked.code);
        return ends ? HANGS_ON_DAY : FAIL;
      }
      default:
        throw new Error(`not held in a list: ${asked.kind}`);
    }
  }

  /** Whether a certificate holds on a day. */
  private holdsOn(asked: HeldDemand['asked'], day: string): number {
    for (const { scheme, validUntil } of this.offer.certificates ?? [])
      if ('code' in asked && scheme === asked.code && (validUntil === undefined || validUntil >= day)) return PASS;
    return FAIL;
  }

  private figuresFor(of: FigureClass): FigureJudge {
    let readings = this.figures[of.reading];
    if (!readings) {
      const { metric, parameter } = of;
      const facts = this.factsOn(metric, parameter);
      const outlet = metric === 'outlet';
      const removals = outlet ? this.factsOn('removal_pct', parameter) : [];
      const inlets = outlet ? this.factsOn('inlet', parameter) : [];
      readings = this.readings([...facts, ...removals, ...inlets], (holds) => {
        const thing = (all: readonly Fact[]) => thingOf(all, holds);
        return new FigureJudge(of, { figure: thing(facts), removal: thing(removals), inlet: thing(inlets) });
      });
      this.figures[of.reading] = readings;
    }
    return readings.under(this.isTrue);
  }

  private envelopeFor(of: EnvelopeClass): EnvelopeJudge {
    let readings = this.envelopes[of.number];
    if (!readings) {
      const facts = this.factsOn(of.metric, of.parameter);
      readings = this.readings(facts, (holds) => new EnvelopeJudge(of, thingOf(facts, holds), this.offer));
      this.envelopes[of.number] = readings;
    }
    return readings.under(this.isTrue);
  }

  /** How many units carry the capacity of the duty, by which a price is counted. */
  private capacityFor({ domain, minimumRank }: PriceClass, duty: { readonly number: number; readonly unit: string }) {
    let readings = this.capacities[duty.number];
    if (!readings) {
      const facts = this.factsOn('capacity', undefined);
      const of = { metric: 'capacity', unit: duty.unit, domain, minimumRank, onlyIfStated: false, blind: false };
      readings = this.readings(facts, (holds) => new EnvelopeJudge(of, thingOf(facts, holds), this.offer));
      this.capacities[duty.number] = readings;
    }
    return readings.under(this.isTrue);
  }

  private readings<J>(facts: readonly Fact[], make: (holds: Holds) => J): Readings<J> {
    const texts = new Set(facts.flatMap(({ condition }) => (isEmpty(condition) ? [] : [condition as string])));
    return new Readings(
      [...texts].flatMap((text) => this.conditionOf(text) ?? []),
      make,
    );
  }

  /** Undefined for a note, which no duty makes true. */
  private conditionOf(text: string): Condition | undefined {
    if (this.conditions.has(text)) return this.conditions.get(text);
    const comparison = comparisonOf(text, (code) => this.reference.parameterKind(code) !== undefined);
    const condition = comparison && {
      text,
      thing: thingKey(comparison.metric, comparison.parameter),
      comparison,
    };
    this.conditions.set(text, condition);
    return condition;
  }

  /** Whether the duty of the need at hand makes a condition true; what it does not settle comes to nothing. */
  private readonly isTrue = ({ thing, comparison }: Condition): boolean => {
    const { words } = this;
    const { classes, figures } = this.vocabulary;
    const { metric, low, high, unit } = comparison;
    let at = this.dutyFrom;
    for (let left = this.dutyCount; left > 0; left -= 1) {
      const head = words[at] ?? 0;
      const duty = classes.dutyAt(head >>> 1);
      if (duty.thing === thing) {
        const factor =
          unit === undefined ? 1 : factorBetween(unit, duty.unit, tonneIsCubicMetre(this.offer.domain, metric));
        if (factor === undefined) return false;
        const from = figures.unpack(words[at + 1] ?? 0);
        const to = (head & 1) === 1 ? figures.unpack(words[at + 2] ?? 0) : from;
        const floor = low && low.value * factor;
        const ceiling = high && high.value * factor;
        if (floor !== undefined && !(above(from, floor) || (!low?.strict && same(from, floor)))) return false;
        return ceiling === undefined || below(to, ceiling) || (!high?.strict && same(to, ceiling));
      }
      at += 2 + (head & 1);
    }
    return false;
  };

  private factsOn(metric: string, parameter: string | undefined): readonly Fact[] {
    return this.facts.get(thingKey(metric, parameter)) ?? [];
  }
}

interface PricePlan {
  readonly lane: number;
  readonly plan: Within<Short>;
  /** Counted by the units that carry the flow, of which one carries so much. */
  readonly perUnits: boolean;
  readonly capacity: number | undefined;
}

const NOT_YET = 255;
const HANGS_ON_DAY = 254;
const UNMET = 2;
const UNSAID = 1;

function daysPlan(lane: number, days: number): LimitPlan {
  const short = { limit: days, share: Infinity, bare: days };
  const none = { sure: Infinity, perhaps: Infinity };
  return {
    lane,
    most: { sure: short, perhaps: short },
    least: none,
    rangeMost: { sure: -Infinity, perhaps: -Infinity },
    rangeLeast: none,
    said: { upper: -1, lower: -1 },
  };
}

const perUnitOfFlow = ({ per }: Money, { domain, duty }: PriceClass): number | undefined =>
  duty && factorBetween(duty.unit, per ?? 'unit', tonneIsCubicMetre(domain, 'capacity'));

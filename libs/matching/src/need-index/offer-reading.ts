import { thingKey, tonneIsCubicMetre } from '../duty';
import { above } from '../interval';
import { factorBetween } from '../units';
import type { Fact, MatchingReference, Offer } from '../model';
import { Conditions, Readings } from './conditions-by-row';
import {
  ANY_RANK,
  SUBJECT_OF_KIND,
  type DemandClass,
  type DutyClass,
  type EnvelopeClass,
  type FigureClass,
  type PriceClass,
} from './demand-class';
import { heldVerdicts, type HeldThings } from './held-things';
import { EnvelopeJudge, FAIL, FigureJudge, PASS, thingOf, UNKNOWN } from './judge';
import { Lane, NO_LANE } from './lanes';
import { EnvelopeRule, FigureRule, type Judges } from './judged-rules';
import { HeldRule, OrderedRule, PriceRule, SameRule, type Rule } from './rules';
import type { Segment, Vocabulary } from './segment';
import type { Tally } from './tally';

/**
 * One offer made ready for all needs of an index. It has no functions as fields: V8 puts a function that is written to a
 * field among the old objects, and with it all that it reaches stays there until these are collected.
 */
export class OfferReading implements Judges {
  /** Subjects of demands that something is said of. */
  private readonly spokenOf: readonly number[];
  private readonly facts = new Map<string, Fact[]>();
  private readonly conditions: Conditions;
  private readonly lane = new Lane();
  private readonly held: HeldRule;
  private readonly rules = new Map<number, Rule>();
  private readonly figures = new Map<number, Readings<FigureJudge>>();
  private readonly envelopes = new Map<number, Readings<EnvelopeJudge>>();
  private readonly capacities = new Map<number, Readings<EnvelopeJudge>>();

  constructor(
    private readonly offer: Offer,
    private readonly vocabulary: Vocabulary,
    heldThings: HeldThings,
    reference: MatchingReference,
    today: string,
  ) {
    for (const one of offer.facts) {
      const fact = uniform(one);
      const key = thingKey(fact.metric, fact.parameter);
      const known = this.facts.get(key);
      if (known) known.push(fact);
      else this.facts.set(key, [fact]);
    }
    const { classes } = vocabulary;
    const spokenOf = new Set<number>();
    for (const thing of this.facts.keys()) for (const subject of classes.touchedBy(thing)) spokenOf.add(subject);
    const { certificates, honours, services, regions, leadDays, price, domain } = offer;
    const stated = { CERTIFICATE: certificates, HONOUR: honours, SERVICE: services, REGION: regions };
    for (const [kind, said] of Object.entries({ ...stated, LEAD_DAYS: leadDays, PRICE: price }))
      if (said !== undefined) spokenOf.add(classes.subject(SUBJECT_OF_KIND[kind as keyof typeof SUBJECT_OF_KIND]));
    this.spokenOf = [...spokenOf];
    this.held = new HeldRule(heldVerdicts(offer, heldThings, today));
    this.conditions = new Conditions(domain, vocabulary, (code) => reference.parameterKind(code) !== undefined);
  }

  /**
   * What keeps the needs of a segment from the offer.
   *
   * @param tally with room for the rows of the segment
   */
  count(segment: Segment, tally: Tally): void {
    const { array, length } = segment.silent;
    tally.set(array.subarray(0, length));
    const { lanes } = segment;
    const { lane } = this;
    for (const subject of this.spokenOf)
      for (let number = lanes.first(subject); number !== NO_LANE; number = lanes.next(number)) {
        lanes.order(number);
        lanes.find(number, lane);
        this.rule(lane.of).apply(lane, tally, segment);
      }
    segment.join(tally);
  }

  /** @param of the number of a class */
  private rule(of: number): Rule {
    let rule = this.rules.get(of);
    if (!rule) this.rules.set(of, (rule = this.makeRule(this.vocabulary.classes.at(of))));
    return rule;
  }

  private makeRule(of: DemandClass): Rule {
    switch (of.kind) {
      case 'FIGURE':
        return this.figureRule(of);
      case 'ENVELOPE':
        return this.envelopeRule(of);
      case 'LIST':
        return this.held;
      case 'DAYS':
        return this.upTo(of, this.offer.leadDays ?? NaN);
      case 'PRICE':
        return this.priceRule(of);
      case 'UNKNOWN':
        return new SameRule(UNKNOWN);
    }
  }

  /** Demands for at the most so much, days or money, of which so much is stated. */
  private upTo({ number }: DemandClass, stated: number): Rule {
    return new OrderedRule(number, [stated], (_, most) => (above(stated, most) ? FAIL : PASS), this.vocabulary);
  }

  private figureRule(of: FigureClass): Rule {
    const { only } = this.figuresFor(of);
    if (!only || of.width === 2 || only.hangsOnDuty(of)) return new FigureRule(of, this, this.vocabulary);
    if (of.blind) return new SameRule(UNKNOWN);
    const { classes } = this.vocabulary;
    const exactly = (number: number, figure: number) => {
      if (number === of.number) return only.verdict(of, figure, figure, NaN, NaN);
      const its = classes.at(number) as FigureClass;
      return (this.figuresFor(its).only as FigureJudge).verdict(its, figure, figure, NaN, NaN);
    };
    return new OrderedRule(of.number, only.endsFor(of), exactly, this.vocabulary);
  }

  private envelopeRule(of: EnvelopeClass): Rule {
    const { only } = this.envelopesFor(of);
    if (only?.fixed !== undefined) return new SameRule(only.fixed);
    const ends = only?.ends;
    if (!ends) return new EnvelopeRule(of, this, this.vocabulary);
    const { classes } = this.vocabulary;
    const exactly = (number: number, high: number) => {
      const its = number === of.number ? only : this.envelopesFor(classes.at(number) as EnvelopeClass).only;
      return (its as EnvelopeJudge).verdict(NaN, high);
    };
    return new OrderedRule(of.number, ends, exactly, this.vocabulary);
  }

  private priceRule(of: PriceClass): Rule {
    const { price, modular } = this.offer;
    const { flow, duty, domain } = of;
    if (!price || price.currency !== of.currency) return new SameRule(UNKNOWN);
    const per = price.per ?? 'unit';
    if (per === 'unit' && (modular !== true || flow === 'NONE')) return this.upTo(of, price.amount);
    if (!duty) return new SameRule(UNKNOWN);
    const { vocabulary } = this;
    if (per === 'unit') return new PriceRule(price.amount, 1, this.unitsOf(domain, duty), vocabulary);
    const perFlow = factorBetween(duty.unit, per, tonneIsCubicMetre(domain, 'capacity'));
    return perFlow === undefined ? new SameRule(UNKNOWN) : new PriceRule(price.amount, perFlow, undefined, vocabulary);
  }

  figuresFor(of: FigureClass): Readings<FigureJudge> {
    const known = this.figures.get(of.reading);
    if (known) return known;
    const { metric, parameter } = of;
    const facts = this.factsOn(metric, parameter);
    const outlet = metric === 'outlet';
    const removals = outlet ? this.factsOn('removal_pct', parameter) : NO_FACTS;
    const inlets = outlet ? this.factsOn('inlet', parameter) : NO_FACTS;
    const readings = new Readings(this.conditions.of(facts, removals, inlets), (holds) => {
      const thing = (all: readonly Fact[]) => thingOf(all, holds);
      return new FigureJudge(of, { figure: thing(facts), removal: thing(removals), inlet: thing(inlets) });
    });
    this.figures.set(of.reading, readings);
    return readings;
  }

  envelopesFor(of: EnvelopeClass): Readings<EnvelopeJudge> {
    let readings = this.envelopes.get(of.number);
    if (!readings) {
      readings = this.envelopesOf(of, this.factsOn(of.metric, of.parameter));
      this.envelopes.set(of.number, readings);
    }
    return readings;
  }

  /** How many units carry the capacity of the duty, by which a price is counted. */
  private unitsOf(domain: PriceClass['domain'], { number, unit }: DutyClass): Readings<EnvelopeJudge> {
    const known = this.capacities.get(number);
    if (known) return known;
    const asked = { onlyIfStated: false, blind: false, minimumRank: ANY_RANK };
    const of = { metric: 'capacity', parameter: undefined, unit, domain, ...asked };
    const readings = this.envelopesOf(of, this.factsOn('capacity', undefined));
    this.capacities.set(number, readings);
    return readings;
  }

  private envelopesOf(
    of: ConstructorParameters<typeof EnvelopeJudge>[0],
    facts: readonly Fact[],
  ): Readings<EnvelopeJudge> {
    return new Readings(this.conditions.of(facts), (holds) => new EnvelopeJudge(of, thingOf(facts, holds), this.offer));
  }

  private factsOn(metric: string, parameter: string | undefined): readonly Fact[] {
    return this.facts.get(thingKey(metric, parameter)) ?? NO_FACTS;
  }
}

const NO_FACTS: readonly Fact[] = [];

/** The same with every field in its place: what facts leave out gives them many shapes, in which each field is searched for. */
const uniform = ({ metric, parameter, op, value, valueMax, unit, condition, basis }: Fact): Fact =>
  ({ metric, parameter, op, value, valueMax, unit, condition, basis }) as Fact;

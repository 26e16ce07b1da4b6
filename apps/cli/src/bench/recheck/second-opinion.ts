import {
  BASES,
  type Basis,
  type Citation,
  type Fact,
  type Need,
  type NumericStatement,
  type Offer,
  type Requirement,
} from '@huanpei/matching';
import { citedDemands, type Row } from './cited-demands';
import { compare, fraction, inUnit, minus, over, times, type Fraction } from './exact';
import { heldBy, NO, type Holds } from './held-things';
import {
  decideBy,
  designOf,
  endsIn,
  isBlank,
  loosest,
  present,
  staysOver,
  staysUnder,
  tightest,
  type Design,
  type End,
  type Ends,
  type Span,
} from './readings';

export interface Reading {
  /** The rows of exactly this standard and level. */
  limits(code: string, level: string): readonly Row[];
  kind(parameter: string): string | undefined;
  readonly today: string;
}

/** Whether one thing demanded is shown to hold, and the figure it rests on, in `unit`. */
export interface Opinion {
  readonly proven: boolean;
  /** Whether it counts for the outcome: mandatory and not one alternative of a group. */
  readonly counts: boolean;
  readonly predicted?: Fraction;
  readonly unit?: string;
  readonly units?: number;
}

const RATINGS = (metric: string, parameter?: string) =>
  metric === 'capacity' || (metric === 'inlet' && parameter !== 'ph' && parameter !== 'water_temp');
const ENVELOPES = ['capacity', 'inlet', 'operating_temp'];

/**
 * Every finding that docs/exchange.md prescribes for a need and an offer, worked out again from the raw facts with exact
 * fractions: by id, whether it is proven. Written from the contract and not from the engine, and simpler: what is not
 * proven (a failure or an unknown) is not told apart.
 */
export function secondOpinion(
  need: Need,
  offer: Offer,
  { limits, kind, today }: Reading,
): ReadonlyMap<string, Opinion> {
  const { domain } = need;
  const duty = need.duty ?? [];
  const design = (metric: string, parameter?: string): Design =>
    designOf(
      duty.filter((fact) => fact.metric === metric && fact.parameter === parameter),
      domain,
    );
  const decide = (text: string) => decideBy(text, design, (code) => kind(code) !== undefined, domain);
  const facts = offer.facts.map((fact) => ({
    fact,
    counts: isBlank(fact.condition) || decide(fact.condition ?? '') === 'TRUE',
  }));
  const opinions = new Map<string, Opinion>();
  const outletsDemanded = new Set<string | undefined>();

  for (const citation of need.standards ?? []) cited(citation);
  for (const requirement of need.requirements ?? []) required(requirement);
  fromDuty();
  groups();
  return opinions;

  /** What the offer says of a thing at a basis or better. */
  function said(metric: string, parameter: string | undefined, minimum?: Basis) {
    const on = facts.filter(
      ({ fact }) =>
        fact.metric === metric &&
        fact.parameter === parameter &&
        (minimum === undefined || BASES.indexOf(fact.basis ?? 'GUARANTEED') <= BASES.indexOf(minimum)),
    );
    return { any: on.length > 0, counting: on.filter(({ counts }) => counts).map(({ fact }) => fact) };
  }

  /** A pass must still pass without the facts that are weaker than the minimum. */
  function backed(minimum: Basis | undefined, judge: (minimum?: Basis) => Holds): Holds {
    const all = judge();
    return minimum === undefined ? all : { ...all, proven: all.proven && judge(minimum).proven };
  }

  function figure(demand: NumericStatement, minimum?: Basis): Holds {
    const { metric, parameter, unit, op, value } = demand;
    const here = said(metric, parameter, minimum);
    const stated = worst(here.counting, unit, metric === 'removal_pct');
    const bound = value === undefined ? undefined : endsIn(demand, unit);
    if (!bound || op === undefined) return NO;
    if (metric !== 'outlet') return inside(stated, bound);

    const inflow = design('inlet', parameter);
    const envelope = said('inlet', parameter, minimum).counting;
    const box =
      inflow === undefined || inflow === 'MIXED' ? undefined : boxOf(envelope, 'inlet', parameter, inflow.unit);
    if (inflow !== undefined && inflow !== 'MIXED' && box && !withinBox(inflow, box)) return NO;
    // A guarantee holds only inside its envelope, so a stated envelope that cannot be compared leaves it open.
    const guaranteed = envelope.length === 0 || (box !== undefined && box.read > 0);
    const removal = said('removal_pct', parameter, minimum);
    const efficiency = worst(removal.counting, '%', true).lower;
    const arriving = inflow === undefined || inflow === 'MIXED' ? undefined : inUnit(inflow.high, inflow.unit, unit);
    const left: End | undefined =
      efficiency && arriving
        ? { at: times(arriving, over(minus(fraction(100), efficiency.at), fraction(100))), open: efficiency.open }
        : undefined;
    const upper = tightest(present([stated.upper, left]), staysUnder);
    let held = inside({ ...(stated.lower ? { lower: stated.lower } : {}), ...(upper ? { upper } : {}) }, bound);
    if (!here.any && !removal.any && !upper && inflow !== undefined && inflow !== 'MIXED') {
      const low = inUnit(inflow.low, inflow.unit, unit);
      if (low && arriving)
        held = inside({ lower: { at: low, open: false }, upper: { at: arriving, open: false } }, bound);
    }
    return { ...held, proven: held.proven && guaranteed };
  }

  /** The worse for the buyer of what several facts say; impossible removals and units that do not convert are set aside. */
  function worst(of: readonly Fact[], unit: string, removal: boolean): Ends {
    const read = of.flatMap((fact) => {
      const ends = endsIn(fact, unit);
      const highest = removal ? endsIn({ ...fact, op: '=', value: fact.valueMax ?? fact.value ?? 0 }, '%') : undefined;
      return !ends || (highest?.upper && compare(highest.upper.at, fraction(100)) > 0) ? [] : [ends];
    });
    const lower = loosest(present(read.map((ends) => ends.lower)), staysOver);
    const upper = loosest(present(read.map((ends) => ends.upper)), staysUnder);
    return { ...(lower ? { lower } : {}), ...(upper ? { upper } : {}) };
  }

  /** The envelope that several facts draw: the lowest upper and the highest lower end. */
  function boxOf(of: readonly Fact[], metric: string, parameter: string | undefined, unit: string) {
    const read = of.flatMap((fact) => {
      const rated = RATINGS(metric, parameter) && fact.op === '=' ? { ...fact, op: '<=' as const } : fact;
      const ends = endsIn(rated, unit, domain === 'water' && metric === 'capacity');
      return ends ? [ends] : [];
    });
    const lower = tightest(present(read.map((ends) => ends.lower)), staysOver);
    const upper = tightest(present(read.map((ends) => ends.upper)), staysUnder);
    return { read: read.length, ...(lower ? { lower } : {}), ...(upper ? { upper } : {}) };
  }

  function envelope(metric: string, parameter: string | undefined, of: Design, minimum?: Basis): Holds {
    if (of === undefined || of === 'MIXED') return NO;
    const box = boxOf(said(metric, parameter, minimum).counting, metric, parameter, of.unit);
    if (metric === 'capacity' && parameter === undefined) return capacity(of, box);
    return { proven: box.read > 0 && withinBox(of, box) };
  }

  function capacity(flow: Span, box: Ends): Holds {
    if (!box.upper) return NO;
    const most = offer.modular === true ? (offer.maxUnits ?? Infinity) : 1;
    const units = fewest(flow.high, box.upper, most);
    if (units === undefined) return NO;
    const each = over(flow.low, fraction(units));
    return { proven: !box.lower || staysOver({ at: each, open: false }, box.lower), units };
  }

  function required(requirement: Requirement): void {
    const { id, mandatory, group } = requirement;
    const counts = mandatory && group === undefined;
    const minimum = requirement.minimumBasis ?? need.minimumBasis;
    if (!('metric' in requirement)) {
      opinions.set(id, { counts, ...held(requirement) });
      return;
    }
    const { metric, parameter, condition, unit } = requirement;
    const decided = isBlank(condition) ? 'TRUE' : decide(condition ?? '');
    if (decided === 'FALSE') return;
    if (metric === 'outlet' && counts) outletsDemanded.add(parameter);
    const holds =
      decided === 'UNDECIDED'
        ? NO
        : backed(minimum, (basis) =>
            ENVELOPES.includes(metric)
              ? envelope(metric, parameter, designOf([requirement], domain), basis)
              : figure(requirement, basis),
          );
    opinions.set(id, { counts, ...holds, unit });
  }

  function cited(citation: Citation): void {
    for (const { id, outlet, demands } of citedDemands(citation, limits(citation.code, citation.level), kind, decide)) {
      if (outlet !== undefined) outletsDemanded.add(outlet);
      // The strictest row decides; it holds when all do.
      const holds = demands.map((demand) => backed(need.minimumBasis, (basis) => figure(demand, basis)));
      const [first] = demands;
      opinions.set(id, {
        counts: true,
        proven: holds.length > 0 && holds.every(({ proven }) => proven),
        ...(holds[0]?.predicted && first ? { predicted: holds[0].predicted, unit: first.unit } : {}),
      });
    }
  }

  function held(requirement: Exclude<Requirement, { readonly metric: string }>): Holds {
    if (!('price' in requirement)) return heldBy(requirement, offer, need.asOf ?? today);
    const whole = priceOfDuty(requirement.price.currency);
    return whole ? { proven: compare(whole, fraction(requirement.price.amount)) <= 0, predicted: whole } : NO;
  }

  function priceOfDuty(currency: string): Fraction | undefined {
    const { price } = offer;
    if (!price || price.currency !== currency) return undefined;
    const flow = design('capacity');
    if (price.per === undefined || price.per === 'unit') {
      if (offer.modular !== true || flow === undefined) return fraction(price.amount);
      const { units } = envelope('capacity', undefined, flow);
      return units === undefined ? undefined : times(fraction(price.amount), fraction(units));
    }
    if (flow === undefined || flow === 'MIXED') return undefined;
    const size = inUnit(flow.high, flow.unit, price.per, domain === 'water');
    return size && times(fraction(price.amount), size);
  }

  function fromDuty(): void {
    for (const { metric, parameter, value } of duty) {
      if (value === undefined) continue;
      const whole = metric === 'capacity' && parameter === undefined;
      if (!whole && said(metric, parameter).counting.length === 0) continue;
      if (metric === 'inlet' && outletsDemanded.has(parameter)) continue;
      const id = whole ? 'capacity' : ['envelope', metric, ...(parameter === undefined ? [] : [parameter])].join(':');
      const of = design(metric, parameter);
      opinions.set(id, {
        counts: true,
        ...backed(need.minimumBasis, (basis) => envelope(metric, parameter, of, basis)),
      });
    }
  }

  function groups(): void {
    const alternatives = (need.requirements ?? []).filter(({ group }) => group !== undefined);
    for (const name of new Set(alternatives.map(({ group }) => group))) {
      const members = alternatives.filter(({ group }) => group === name);
      const judged = members.flatMap(({ id }) => opinions.get(id) ?? []);
      if (judged.length === 0) continue;
      opinions.set(`group:${name}`, {
        counts: members.some(({ mandatory }) => mandatory),
        proven: judged.some(({ proven }) => proven),
      });
    }
  }
}

/** Whether what is predicted lies inside what is allowed; the end that is needed must be there. */
function inside(predicted: Ends, bound: Ends): Holds {
  const under = !bound.upper || (predicted.upper !== undefined && staysUnder(predicted.upper, bound.upper));
  const above = !bound.lower || (predicted.lower !== undefined && staysOver(predicted.lower, bound.lower));
  const oneSided = bound.upper && bound.lower ? undefined : bound.upper ? predicted.upper : predicted.lower;
  return { proven: under && above, ...(oneSided ? { predicted: oneSided.at } : {}) };
}

function withinBox({ low, high }: Span, { lower, upper }: Ends): boolean {
  return (
    (!upper || staysUnder({ at: high, open: false }, upper)) && (!lower || staysOver({ at: low, open: false }, lower))
  );
}

/** The least number of equal units that carries the flow; the quotient and its neighbours are tried. */
function fewest(flow: Fraction, each: End, most: number): number | undefined {
  const carries = (units: number) => staysUnder({ at: over(flow, fraction(units)), open: false }, each);
  if (carries(1)) return 1;
  if (each.at.top <= 0n) return undefined;
  const quotient = over(flow, each.at);
  const whole = Number(quotient.top / quotient.bottom);
  return [whole - 1, whole, whole + 1, whole + 2].find((units) => units >= 1 && units <= most && carries(units));
}

import type { Demand, EnvelopeDemand, FigureDemand, HeldDemand, PreparedNeed } from './demand';
import type { DesignValue, Duty, DutyValue } from './duty';
import { tonneIsCubicMetre } from './duty';
import { above, closed, keepsLower, keepsUpper, open, type End, type Interval } from './interval';
import {
  atBetterEnd,
  basisRank,
  envelopeIn,
  figureIn,
  missingCode,
  noWeakerThan,
  type Reading,
  type Statements,
  type Thing,
} from './stated';
import { factorBetween } from './units';
import { BASES, type Basis, type Domain, type FindingCode, type Offer, type Stated, type Verdict } from './model';

/** What a check came to, before it becomes a finding. */
export interface Checked {
  readonly verdict: Verdict;
  readonly code: FindingCode;
  readonly predicted?: number;
  readonly margin?: number;
  readonly evidence?: Basis;
  readonly stated?: Stated;
  /** The margin as the score reads it: the same in every unit, also where the limit is 0 and there is no share of it. */
  readonly room?: number;
  /** How many equal units carry the capacity, once found. */
  readonly units?: number;
  /** How well the stated capacity suits the duty, in [0, 1], when it passes. */
  readonly fit?: number;
  /** Limits at which the check may pass; tried, not trusted, when a relaxation is looked for. */
  readonly passesNear?: readonly number[];
}

type Written = { -readonly [key in keyof Checked]: Checked[key] };

const unknown = (code: FindingCode): Checked => ({ verdict: 'UNKNOWN', code });
const fail = (code: FindingCode): Checked => ({ verdict: 'FAIL', code });

/**
 * What one demand comes to for an offer; undefined where there is nothing to check.
 *
 * @param units how many equal units carry the duty, once found: a price may hang on them
 */
export function checkDemand(
  demand: Demand,
  prepared: PreparedNeed,
  offer: Offer,
  statements: Statements,
  units: number | undefined,
): Checked | undefined {
  switch (demand.kind) {
    case 'FIGURE':
      return checkFigure(demand, prepared, statements);
    case 'ENVELOPE':
      return checkEnvelope(demand, prepared, offer, statements);
    case 'HELD':
      return checkHeld(demand, prepared, offer, units);
    case 'STANDARD_UNKNOWN':
      return unknown('STANDARD_UNKNOWN');
  }
}

/** What the offer says of the thing demanded and, for an outlet limit, of its removal and inlet. */
interface Things {
  readonly figure: Thing;
  readonly removal?: Thing;
  readonly inlet?: Thing;
}

/** Rules 1 and 3: an outlet limit, or any other figure. */
export function checkFigure(demand: FigureDemand, prepared: PreparedNeed, statements: Statements): Checked {
  const { metric, parameter } = demand.demand;
  const outlet = metric === 'outlet';
  const figure = statements(metric, parameter);
  const things: Things = outlet
    ? { figure, removal: statements('removal_pct', parameter), inlet: statements('inlet', parameter) }
    : { figure };
  if (!saysNothing(things)) return judged(demand, prepared, things);
  // Most offers are silent on most figures, and all that are come to the same under one need.
  let known = silent.get(prepared);
  if (!known) silent.set(prepared, (known = new Map()));
  let checked = known.get(demand);
  if (!checked) known.set(demand, (checked = judged(demand, prepared, things)));
  return checked;
}

/** What a demand of a need comes to where nothing is said of it. */
const silent = new WeakMap<PreparedNeed, Map<FigureDemand, Checked>>();

const saysNothing = ({ figure, removal, inlet }: Things): boolean =>
  figure.all.length === 0 && !(removal && removal.all.length > 0) && !(inlet && inlet.all.length > 0);

function judged(demand: FigureDemand, prepared: PreparedNeed, things: Things): Checked {
  const { parameter } = demand.demand;
  const outlet = things.inlet !== undefined;
  const duty = outlet ? prepared.duty.value('inlet', parameter) : undefined;
  const judge = (of: Things) => judgeFigure(demand, of, duty, prepared);
  const first = judge(things);
  const checked = oneSided(demand) ? spreadAllowedFor(first, demand, things, judge) : first;
  const inletHere = inUnit(duty, demand.demand.unit);
  const judgeAt = (rank: number) => judge(mapThings(things, (thing) => noWeakerThan(thing, rank)));
  const withoutFacts = outlet && meetsByInlet(demand, inletHere);
  const used = [things.figure, things.removal, things.inlet];
  const backed = evidenceOf(checked, demand.minimumBasis, used, withoutFacts, judgeAt);
  const stated = statedOf(things, duty, demand);
  const strong = demand.minimumBasis === undefined ? undefined : judgeAt(basisRank(demand.minimumBasis)).predicted;
  // Where nothing is said of the parameter, a limit at the inlet is met by the inlet.
  const passesNear = [first.predicted, strong, inletHere?.low, inletHere?.high].filter(
    (figure) => figure !== undefined,
  );
  const told = copyOf(backed);
  if (stated) told.stated = stated;
  if (passesNear.length > 0) told.passesNear = passesNear;
  return told;
}

/** One that may yet be written to: copied by name, which is much quicker than to spread it over a new one. */
function copyOf(checked: Checked): Written {
  const { verdict, code, predicted, margin, evidence, stated, room, units, fit, passesNear } = checked;
  const copy: Written = { verdict, code };
  if (predicted !== undefined) copy.predicted = predicted;
  if (margin !== undefined) copy.margin = margin;
  if (evidence !== undefined) copy.evidence = evidence;
  if (stated !== undefined) copy.stated = stated;
  if (room !== undefined) copy.room = room;
  if (units !== undefined) copy.units = units;
  if (fit !== undefined) copy.fit = fit;
  if (passesNear !== undefined) copy.passesNear = passesNear;
  return copy;
}

/** Whether what comes in keeps the limit without anything being done. */
const meetsByInlet = ({ open: isOpen, bound }: FigureDemand, inlet: Figures | undefined): boolean =>
  !isOpen && bound !== undefined && inlet !== undefined && keptByInlet(inlet, bound) !== undefined;

function mapThings({ figure, removal, inlet }: Things, change: (thing: Thing) => Thing): Things {
  return {
    figure: change(figure),
    ...(removal ? { removal: change(removal) } : {}),
    ...(inlet ? { inlet: change(inlet) } : {}),
  };
}

const oneSided = ({ bound }: FigureDemand): boolean => (bound?.lower === undefined) !== (bound?.upper === undefined);

/** A range of typical or planning figures is a spread, not a promise: where its better end would do, nothing is decided. */
function spreadAllowedFor(
  first: Checked,
  { bound }: FigureDemand,
  things: Things,
  judge: (of: Things) => Checked,
): Checked {
  if (first.verdict !== 'FAIL' || (first.code !== 'ABOVE_LIMIT' && first.code !== 'BELOW_LIMIT')) return first;
  const lowIsBetter = bound?.upper !== undefined;
  const best = judge({
    ...things,
    figure: atBetterEnd(things.figure, lowIsBetter ? 'LOW' : 'HIGH'),
    ...(things.removal ? { removal: atBetterEnd(things.removal, 'HIGH') } : {}),
  });
  return best.verdict === 'FAIL' ? first : { ...first, verdict: 'UNKNOWN', code: 'TYPICAL_SPREAD' };
}

/**
 * The highest basis at which a pass still passes; a pass that needs weaker facts than the minimum is not known.
 * No evidence is given when it passes without any fact.
 *
 * @param judgeAt the check by the facts no weaker than a rank
 */
function evidenceOf(
  checked: Checked,
  minimum: Basis | undefined,
  used: readonly (Thing | undefined)[],
  passesWithoutFacts: boolean,
  judgeAt: (rank: number) => Checked,
): Checked {
  if (checked.verdict !== 'PASS') return checked;
  // Ranks that are there, one bit each, and the weakest of them.
  let present = 0;
  for (const thing of used) if (thing) for (const { basis } of thing.all) present |= 1 << basisRank(basis);
  const weakest = 31 - Math.clz32(present);
  // With every fact at least as strong, nothing is left out and it passes as before.
  const passesAt = (rank: number) => rank >= weakest || judgeAt(rank).verdict === 'PASS';
  if (minimum !== undefined && !passesAt(basisRank(minimum)))
    return { ...checked, verdict: 'UNKNOWN', code: 'WEAK_EVIDENCE' };
  if (present === 0 || passesWithoutFacts) return checked;
  for (let rank = 0; rank <= weakest; rank += 1) {
    const evidence = BASES[rank];
    if ((present >> rank) & 1 && evidence !== undefined && passesAt(rank)) {
      const backed = copyOf(checked);
      backed.evidence = evidence;
      return backed;
    }
  }
  return checked;
}

function judgeFigure(demand: FigureDemand, things: Things, duty: DutyValue, prepared: PreparedNeed): Checked {
  const { metric, unit } = demand.demand;
  const inlet = things.inlet && envelopeOfInlet(demand, things.inlet, duty, prepared);
  if (inlet?.breach) return fail(inlet.breach);
  if (demand.open) return unknown(demand.open.code);
  if (!demand.bound) return unknown('NOT_STATED');

  const stated = figureIn(things.figure, unit, metric === 'removal_pct');
  const removal = things.removal && figureIn(things.removal, '%', true);
  const inletHere = inUnit(duty, unit);
  const checked =
    fromFigures(stated.lower, smallerOf(stated.upper, treated(inletHere, removal)), demand.bound) ??
    fromInlet(things, inletHere, demand.bound) ??
    unknown(whyUnknown(things, stated, removal, duty, inletHere, demand));
  if (checked.verdict !== 'PASS' || !inlet?.stated) return checked;
  return inlet.compared ? checked : unknown(duty === undefined ? 'INLET_NOT_STATED' : 'UNIT');
}

/** A guarantee holds only inside its inlet envelope. The two compare in the duty's unit. */
function envelopeOfInlet(
  { demand: { parameter } }: FigureDemand,
  inlet: Thing,
  duty: DutyValue,
  prepared: PreparedNeed,
): {
  readonly stated: boolean;
  readonly compared: boolean;
  readonly breach?: 'INLET_ABOVE_ENVELOPE' | 'INLET_BELOW_ENVELOPE';
} {
  const isStated = inlet.counting.length > 0;
  if (duty === undefined || duty === 'MIXED_UNITS') return { stated: isStated, compared: false };
  const envelope = envelopeIn(inlet, 'inlet', parameter, duty.unit, prepared.duty);
  const compared = envelope.facts.length > 0;
  if (envelope.upper && !keepsUpper(closed(duty.high), envelope.upper)) {
    return { stated: isStated, compared, breach: 'INLET_ABOVE_ENVELOPE' };
  }
  if (envelope.lower && !keepsLower(closed(duty.low), envelope.lower)) {
    return { stated: isStated, compared, breach: 'INLET_BELOW_ENVELOPE' };
  }
  return { stated: isStated, compared };
}

interface Figures {
  readonly low: number;
  readonly high: number;
}

function inUnit(duty: DutyValue, unit: string): Figures | undefined {
  if (duty === undefined || duty === 'MIXED_UNITS') return undefined;
  const factor = factorBetween(duty.unit, unit);
  return factor === undefined ? undefined : { low: duty.low * factor, high: duty.high * factor };
}

/** What is left of the inlet's upper end at the lowest assured removal. */
function treated(inlet: Figures | undefined, removal: Reading | undefined): End | undefined {
  if (!inlet || !removal?.lower) return undefined;
  const left = inlet.high * (1 - removal.lower.value / 100);
  return removal.lower.open ? open(left) : closed(left);
}

function smallerOf(a: End | undefined, b: End | undefined): End | undefined {
  if (!a || !b) return a ?? b;
  return keepsUpper(a, b) ? a : b;
}

/** The verdict of known figures; nothing when the end that is needed is missing and the other decides nothing. */
function fromFigures(lower: End | undefined, upper: End | undefined, bound: Interval): Checked | undefined {
  if (bound.upper && bound.lower) return insideBoth(lower, upper, bound.lower, bound.upper);
  if (bound.upper) {
    if (upper)
      return verdictAt(
        keepsUpper(upper, bound.upper),
        'ABOVE_LIMIT',
        upper.value,
        bound.upper.value - upper.value,
        bound.upper.value,
      );
    if (lower && outOfReachBelow(lower, bound.upper)) {
      return verdictAt(false, 'ABOVE_LIMIT', lower.value, bound.upper.value - lower.value, bound.upper.value);
    }
    return undefined;
  }
  if (!bound.lower) return undefined;
  if (lower)
    return verdictAt(
      keepsLower(lower, bound.lower),
      'BELOW_LIMIT',
      lower.value,
      lower.value - bound.lower.value,
      bound.lower.value,
    );
  if (upper && outOfReachAbove(upper, bound.lower)) {
    return verdictAt(false, 'BELOW_LIMIT', upper.value, upper.value - bound.lower.value, bound.lower.value);
  }
  return undefined;
}

/** Even the lower end breaks the upper bound. */
const outOfReachBelow = (lower: End, bound: End): boolean => !keepsUpper(lower, bound);

/** Even the upper end breaks the lower bound. */
const outOfReachAbove = (upper: End, bound: End): boolean => !keepsLower(upper, bound);

function insideBoth(lower: End | undefined, upper: End | undefined, least: End, most: End): Checked | undefined {
  const width = most.value - least.value;
  // What must be exactly so leaves no room, but for rounding.
  const room = width === 0 ? { room: 0 } : {};
  const atUpper = (end: End, kept: boolean) => ({
    ...verdictAt(kept, 'ABOVE_LIMIT', end.value, most.value - end.value, width),
    ...room,
  });
  const atLower = (end: End, kept: boolean) => ({
    ...verdictAt(kept, 'BELOW_LIMIT', end.value, end.value - least.value, width),
    ...room,
  });
  if (lower && upper) {
    const high = atUpper(upper, keepsUpper(upper, most));
    const low = atLower(lower, keepsLower(lower, least));
    if (high.verdict !== low.verdict) return high.verdict === 'FAIL' ? high : low;
    return (low.margin ?? 0) < (high.margin ?? 0) && !nearly(low.margin, high.margin) ? low : high;
  }
  if (upper) {
    if (!keepsUpper(upper, most)) return atUpper(upper, false);
    return outOfReachAbove(upper, least) ? atLower(upper, false) : undefined;
  }
  if (!lower) return undefined;
  if (!keepsLower(lower, least)) return atLower(lower, false);
  return outOfReachBelow(lower, most) ? atUpper(lower, false) : undefined;
}

/** Margins of the two ends that differ only by rounding are equal. */
const nearly = (a: number | undefined, b: number | undefined): boolean => Math.abs((a ?? 0) - (b ?? 0)) < 1e-9;

function verdictAt(
  kept: boolean,
  code: 'ABOVE_LIMIT' | 'BELOW_LIMIT',
  predicted: number,
  left: number,
  divisor: number,
): Checked {
  const share = divisor === 0 ? left : left / Math.abs(divisor);
  // A limit next to nothing would make the share infinite, which is not a number that can be written down.
  const margin = Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, share));
  return {
    verdict: kept ? 'PASS' : 'FAIL',
    code: kept ? 'OK' : code,
    predicted,
    margin: kept ? Math.max(0, margin) : margin,
    ...(divisor === 0 ? { room: roomAtZero(left) } : {}),
  };
}

/** Beyond a limit of 0 any room is more than any share of it, in whatever unit. */
export const roomAtZero = (left: number): number => (left > 0 ? Number.MAX_VALUE : 0);

/** The offer says nothing of the parameter at all, and what comes in keeps the limit already. */
function fromInlet({ figure, removal }: Things, inlet: Figures | undefined, bound: Interval): Checked | undefined {
  if (!removal || !inlet || figure.all.length > 0 || removal.all.length > 0) return undefined;
  return keptByInlet(inlet, bound);
}

function keptByInlet(inlet: Figures, bound: Interval): Checked | undefined {
  const checked = fromFigures(closed(inlet.low), closed(inlet.high), bound);
  return checked?.verdict === 'PASS' ? { ...checked, code: 'INLET_ALREADY_MEETS' } : undefined;
}

function whyUnknown(
  { figure, removal }: Things,
  stated: Reading,
  removed: Reading | undefined,
  duty: DutyValue,
  inlet: Figures | undefined,
  { bound }: FigureDemand,
): FindingCode {
  const upperKnown = bound?.upper !== undefined && stated.upper !== undefined;
  if (removed?.lower && duty === undefined && !upperKnown) return 'INLET_NOT_STATED';
  const things = removal ? [figure, removal] : [figure];
  const inletElsewhere = removal !== undefined && duty !== undefined && inlet === undefined;
  return missingCode(things, stated.otherUnit || (removed?.otherUnit ?? false) || inletElsewhere);
}

function statedOf({ figure, removal, inlet }: Things, duty: DutyValue, demand: FigureDemand): Stated | undefined {
  const facts = [...figure.counting, ...(removal?.counting ?? []), ...(inlet?.counting ?? [])];
  const waiting = [...figure.undecided, ...(removal?.undecided ?? [])];
  const condition = demand.open?.condition ?? waiting[0]?.condition ?? undefined;
  const design = inlet && duty !== undefined && duty !== 'MIXED_UNITS' ? duty.facts : [];
  if (facts.length === 0 && design.length === 0 && condition === undefined) return undefined;
  const stated: { -readonly [key in keyof Stated]: Stated[key] } = {};
  if (facts.length > 0) stated.facts = facts;
  if (design.length > 0) stated.inlet = design;
  if (condition !== undefined) stated.condition = condition;
  return stated;
}

/** Rule 2: the duty, or the figures a requirement names, inside what the offer states. Undefined: nothing to check. */
export function checkEnvelope(
  demand: EnvelopeDemand,
  prepared: PreparedNeed,
  offer: Offer,
  statements: Statements,
): Checked | undefined {
  const thing = statements(demand.metric, demand.parameter);
  if (demand.onlyIfStated && thing.counting.length === 0) return undefined;
  const judge = (of: Thing) => judgeEnvelope(demand, of, offer, prepared);
  const judgeAt = (rank: number) => judge(noWeakerThan(thing, rank));
  const checked = evidenceOf(judge(thing), demand.minimumBasis, [thing], false, judgeAt);
  const condition = demand.open?.condition ?? thing.undecided[0]?.condition ?? undefined;
  if (thing.counting.length === 0 && condition === undefined) return checked;
  return {
    ...checked,
    stated: {
      ...(thing.counting.length > 0 ? { facts: thing.counting } : {}),
      ...(condition === undefined ? {} : { condition }),
      ...(checked.units === undefined || checked.units === 1 ? {} : { units: checked.units }),
    },
  };
}

function judgeEnvelope(demand: EnvelopeDemand, thing: Thing, offer: Offer, prepared: PreparedNeed): Checked {
  if (demand.open) return unknown(demand.open.code);
  const { design, metric, parameter } = demand;
  if (design === 'MIXED_UNITS') return unknown('UNIT');
  if (design === undefined) return unknown('NOT_STATED');
  const envelope = envelopeIn(thing, metric, parameter, design.unit, prepared.duty);
  const missing = () => unknown(missingCode([thing], envelope.otherUnit));
  if (metric === 'capacity' && parameter === undefined) return judgeCapacity(design, envelope, offer, missing);
  if (envelope.facts.length === 0) return missing();
  const near = [envelope.upper?.value, envelope.lower?.value].filter((figure) => figure !== undefined);
  if (envelope.upper && !keepsUpper(closed(design.high), envelope.upper))
    return { ...fail('ABOVE_ENVELOPE'), passesNear: near };
  if (envelope.lower && !keepsLower(closed(design.low), envelope.lower))
    return { ...fail('BELOW_ENVELOPE'), passesNear: near };
  return { verdict: 'PASS', code: 'OK' };
}

function judgeCapacity(design: DesignValue, { lower, upper }: Reading, offer: Offer, missing: () => Checked): Checked {
  if (!upper) {
    return lower && !keepsLower(closed(design.low), lower) ? fail('BELOW_ENVELOPE') : missing();
  }
  const most = offer.modular === true ? (offer.maxUnits ?? Infinity) : 1;
  const units = fewestUnits(design.high, upper, most);
  if (units === undefined) {
    const reach = upper.value * most;
    return { ...fail('ABOVE_ENVELOPE'), ...(Number.isFinite(reach) ? { passesNear: [reach] } : {}) };
  }
  if (lower && !keepsLower(closed(design.low / units), lower)) {
    return { ...fail('BELOW_ENVELOPE'), units, passesNear: [lower.value, lower.value * units] };
  }
  return { verdict: 'PASS', code: 'OK', units, fit: capacityFit(design, units, upper.value, lower?.value) };
}

/** Most of it for a capacity that is used, the rest for what can still be turned down below the least flow. */
const USE_SHARE = 0.7;

/**
 * How well equal units suit a flow they carry, in [0, 1]: 0.7 times the share used at the highest flow, and 0.3 times how
 * far the stated minimum lies below the lowest flow. No stated minimum has no such reserve, so stating one never costs.
 */
export function capacityFit(
  flow: Pick<DesignValue, 'low' | 'high'>,
  units: number,
  most: number,
  least: number | undefined,
): number {
  const full = units * most;
  const used = full > 0 ? share(flow.high / full) : 1;
  const reserve = least === undefined ? 0 : flow.low > 0 ? share(1 - (units * least) / flow.low) : 0;
  return USE_SHARE * used + (1 - USE_SHARE) * reserve;
}

const share = (figure: number): number => Math.min(1, Math.max(0, figure));

/** The least number of equal units that carries the flow. More units never carry less, so halving finds it. */
export function fewestUnits(flow: number, each: End, most: number): number | undefined {
  const carries = (units: number) => keepsUpper(closed(flow / units), each);
  if (carries(1)) return 1;
  if (each.value <= 0) return undefined;
  let tooFew = 1;
  // The quotient may be off by rounding, and an open end needs one more.
  let enough = Math.min(most, Math.ceil(flow / each.value) + 1);
  if (!carries(enough)) return undefined;
  while (enough - tooFew > 1) {
    const middle = Math.floor((tooFew + enough) / 2);
    if (middle <= tooFew || middle >= enough) break;
    if (carries(middle)) enough = middle;
    else tooFew = middle;
  }
  return enough;
}

/** Rules 4 and 5: what the offer or its firm holds, the days and the price. They carry no basis. */
export function checkHeld(
  { asked }: HeldDemand,
  prepared: PreparedNeed,
  offer: Offer,
  units: number | undefined,
): Checked {
  switch (asked.kind) {
    case 'CERTIFICATE':
      return checkCertificate(asked.code, offer, prepared.asOf);
    case 'HONOUR':
      return heldIn(offer.honours, asked.code);
    case 'SERVICE':
      return heldIn(offer.services, asked.code);
    case 'REGION':
      return checkRegion(asked.code, offer.regions);
    case 'LEAD_DAYS':
      return checkDays(asked.days, offer.leadDays);
    case 'PRICE':
      return checkPrice(asked.price, prepared, offer, units);
    default:
      throw new Error(`not a held thing: ${asked.kind}`);
  }
}

const PASS: Checked = { verdict: 'PASS', code: 'OK' };

function heldIn(held: readonly string[] | undefined, code: string): Checked {
  if (!held) return unknown('NOT_STATED');
  return held.includes(code) ? PASS : fail('NOT_HELD');
}

function checkCertificate(scheme: string, { certificates }: Offer, asOf: string): Checked {
  if (!certificates) return unknown('NOT_STATED');
  const ofScheme = certificates.filter((certificate) => certificate.scheme === scheme);
  if (ofScheme.length === 0) return fail('NOT_HELD');
  const valid = ofScheme.find(({ validUntil }) => validUntil === undefined || validUntil >= asOf);
  const latest = ofScheme
    .map(({ validUntil }) => validUntil ?? '')
    .sort()
    .at(-1);
  if (valid) return valid.validUntil === undefined ? PASS : { ...PASS, stated: { validUntil: valid.validUntil } };
  return { ...fail('EXPIRED'), ...(latest ? { stated: { validUntil: latest } } : {}) };
}

/** A region covers itself and the codes that continue it; `*` covers all. */
function checkRegion(region: string, regions: readonly string[] | undefined): Checked {
  if (!regions) return unknown('NOT_STATED');
  const covered = regions.some((code) => code === '*' || code === region || region.startsWith(`${code}-`));
  return { ...(covered ? PASS : fail('NOT_HELD')), stated: { regions } };
}

function checkDays(most: number, days: number | undefined): Checked {
  if (days === undefined) return unknown('NOT_STATED');
  return {
    ...verdictAt(!above(days, most), 'ABOVE_LIMIT', days, most - days, most),
    stated: { days },
    passesNear: [days],
  };
}

/** A price per flow times the flow's upper end; undefined without a flow, or when the two do not convert. */
export function flowPrice(amount: number, per: string, duty: Duty, domain: Domain): number | undefined {
  const flow = duty.value('capacity');
  if (flow === undefined || flow === 'MIXED_UNITS') return undefined;
  const factor = factorBetween(flow.unit, per, tonneIsCubicMetre(domain, 'capacity'));
  return factor === undefined ? undefined : amount * flow.high * factor;
}

/** The price of the whole duty: per unit times the units, or per flow times the flow's upper end. */
function checkPrice(
  most: { readonly amount: number; readonly currency: string },
  { duty, need }: PreparedNeed,
  offer: Offer,
  units: number | undefined,
): Checked {
  const { price } = offer;
  if (!price) return unknown('NOT_STATED');
  const stated = { price };
  if (price.currency !== most.currency) return { ...unknown('CURRENCY'), stated };
  const flow = duty.value('capacity');
  const per = price.per ?? 'unit';
  let whole: number;
  if (per === 'unit') {
    const needed = offer.modular === true && flow !== undefined ? units : 1;
    if (needed === undefined) return { ...unknown('NOT_STATED'), stated };
    whole = price.amount * needed;
  } else {
    const forFlow = flowPrice(price.amount, per, duty, need.domain);
    if (forFlow === undefined) return { ...unknown('UNIT'), stated };
    whole = forFlow;
  }
  return {
    ...verdictAt(!above(whole, most.amount), 'ABOVE_LIMIT', whole, most.amount - whole, most.amount),
    stated,
    passesNear: [whole],
  };
}

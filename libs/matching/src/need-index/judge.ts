import { fewestUnits } from '../check';
import { isEmpty } from '../conditions';
import type { Duty } from '../duty';
import { keepsDown, keepsUp, type End } from '../interval';
import {
  atBetterEnd,
  basisRank,
  envelopeIn,
  figureIn,
  isSpread,
  noWeakerThan,
  type Reading,
  type Thing,
} from '../stated';
import type { Domain, Fact, Offer } from '../model';
import { ANY_RANK, type EnvelopeClass, type FigureClass } from './demand-class';

export const PASS = 0;
export const UNKNOWN = 1;
export const FAIL = 2;
/** A failure at a limit, which a spread of typical figures may undo. Never leaves this file. */
const FAIL_AT_LIMIT = 3;

/** Nothing is stated. */
export const SILENCE: Thing = { all: [], counting: [], undecided: [] };

/** Whether a fact under a condition counts. Undecided and false come to the same verdict. */
export type Holds = (condition: string) => boolean;

const NO_FACTS: readonly Fact[] = [];

export function thingOf(all: readonly Fact[], holds: Holds): Thing {
  if (all.length === 0) return SILENCE;
  const counts = (fact: Fact) => isEmpty(fact.condition) || holds(fact.condition as string);
  return { all, counting: all.every(counts) ? all : all.filter(counts), undecided: NO_FACTS };
}

/** Envelopes are read under a duty, of which only the domain matters. */
export const dutyIn = (domain: Domain): Duty => ({ domain, value: () => undefined, things: [] });

const NO_END: End = { value: NaN, open: false };
const NOTHING: Reading = { otherUnit: false, facts: [] };

/** What an offer's facts come to for all demands of one class, as plain numbers: NaN for an end that is not there. */
export class FigureReading {
  readonly lower: number;
  readonly lowerOpen: boolean;
  readonly upper: number;
  readonly upperOpen: boolean;
  readonly removal: number;
  readonly removalOpen: boolean;
  readonly inletLower: number;
  readonly inletLowerOpen: boolean;
  readonly inletUpper: number;
  readonly inletUpperOpen: boolean;
  /** An inlet is stated that could not be compared with the duty: a pass is then unknown. */
  readonly inletUnclear: boolean;
  readonly nothingSaid: boolean;

  constructor(
    of: Pick<FigureClass, 'unit' | 'metric' | 'parameter' | 'domain' | 'duty'>,
    { figure, removal, inlet }: FigureThings,
  ) {
    const stated = figure.counting.length > 0 ? figureIn(figure, of.unit, of.metric === 'removal_pct') : NOTHING;
    const removed = removal.counting.length > 0 ? figureIn(removal, '%', true) : NOTHING;
    const envelope =
      inlet.counting.length > 0 && of.duty
        ? envelopeIn(inlet, 'inlet', of.parameter, of.duty.unit, dutyIn(of.domain))
        : NOTHING;
    const { lower = NO_END, upper = NO_END } = stated;
    this.lower = lower.value;
    this.lowerOpen = lower.open;
    this.upper = upper.value;
    this.upperOpen = upper.open;
    const { lower: least = NO_END } = removed;
    this.removal = least.value;
    this.removalOpen = least.open;
    const { lower: from = NO_END, upper: to = NO_END } = envelope;
    this.inletLower = from.value;
    this.inletLowerOpen = from.open;
    this.inletUpper = to.value;
    this.inletUpperOpen = to.open;
    this.inletUnclear = inlet.counting.length > 0 && envelope.facts.length === 0;
    this.nothingSaid = figure.all.length === 0 && removal.all.length === 0;
  }
}

/** What nothing comes to, for whatever class. */
const SILENT = new FigureReading(
  { unit: '', metric: '', parameter: undefined, domain: 'water', duty: undefined },
  { figure: SILENCE, removal: SILENCE, inlet: SILENCE },
);

/** The facts that an outlet limit is judged by; any other figure has only its own. */
export interface FigureThings {
  readonly figure: Thing;
  readonly removal: Thing;
  readonly inlet: Thing;
}

/** Judges demands for figures by rules 1 and 3 of the exchange format, exactly as `checkFigure` does: all classes of one reading. */
export class FigureJudge {
  readonly plain: FigureReading;
  /** Spreads of typical figures at their better end, if there are such: for an upper limit, for a lower one. */
  private forMost: FigureReading | undefined;
  private forLeast: FigureReading | undefined;
  /** Only facts as strong as a minimum, by the minimum's rank; none where no fact is weaker. */
  private readonly strong: (FigureReading | undefined)[] = [];
  private readonly isSpread: boolean;
  /** The weakest basis, by rank, and the strongest; -1 and none without facts. */
  private readonly weakest: number;
  private readonly strongest: number;

  /** @param of any class of the reading */
  constructor(
    private readonly of: FigureClass,
    private readonly things: FigureThings,
  ) {
    const { figure, removal, inlet } = things;
    this.plain = new FigureReading(of, things);
    this.isSpread = figure.counting.some(isSpread) || removal.counting.some(isSpread);
    this.weakest = Math.max(weakestOf(figure.all), weakestOf(removal.all), weakestOf(inlet.all));
    this.strongest = Math.min(strongestOf(figure.all), strongestOf(removal.all), strongestOf(inlet.all));
  }

  /**
   * @param least the demand's lower end, `most` its upper end; not looked at where the class has none
   * @param low the duty's figures in the unit of the duty, NaN without; likewise `high`
   */
  verdict(of: FigureClass, least: number, most: number, low: number, high: number): number {
    const verdict = judge(of, this.plain, least, most, low, high);
    if (verdict === FAIL_AT_LIMIT) {
      const better = this.betterFor(of);
      return better && judge(of, better, least, most, low, high) < FAIL ? UNKNOWN : FAIL;
    }
    if (verdict !== PASS || !this.isWeak(of)) return verdict;
    return judge(of, this.provenBy(of.minimumRank), least, most, low, high) === PASS ? PASS : UNKNOWN;
  }

  /** Whether verdicts on a class hang on the duty, too. */
  hangsOnDuty(of: FigureClass): boolean {
    const { inletUpper, inletLower, removal, nothingSaid } = this.plain;
    if (inletUpper === inletUpper || inletLower === inletLower) return true;
    if (of.factor !== of.factor) return false;
    return removal === removal || nothingSaid || this.strongFor(of)?.nothingSaid === true;
  }

  /** What a pass must keep, too, where some facts are too weakly proven. */
  strongFor(of: FigureClass): FigureReading | undefined {
    return this.isWeak(of) ? this.provenBy(of.minimumRank) : undefined;
  }

  /** What undoes a failure at a limit with one end, where there are spreads. */
  betterFor(of: FigureClass): FigureReading | undefined {
    const hasMost = of.most !== 'NONE';
    if (!this.isSpread || hasMost === (of.least !== 'NONE')) return undefined;
    return hasMost ? (this.forMost ??= this.atBetterEnd('LOW')) : (this.forLeast ??= this.atBetterEnd('HIGH'));
  }

  /** Every end that decides verdicts on a class which do not hang on the duty; NaN for those that are not there. */
  endsFor(of: FigureClass): readonly number[] {
    const { plain } = this;
    const ends = [plain.upper, plain.lower];
    for (const reading of [this.betterFor(of), this.strongFor(of)])
      if (reading) ends.push(reading.upper, reading.lower);
    return ends;
  }

  private isWeak({ minimumRank }: FigureClass): boolean {
    return minimumRank < this.weakest;
  }

  private atBetterEnd(better: 'LOW' | 'HIGH'): FigureReading {
    return new FigureReading(this.of, thingsAtBetterEnd(this.things, better));
  }

  private provenBy(rank: number): FigureReading {
    if (rank < this.strongest) return SILENT;
    return (this.strong[rank] ??= this.readProvenBy(rank));
  }

  private readProvenBy(rank: number): FigureReading {
    const keep = (thing: Thing) => noWeakerThan(thing, rank);
    const { figure, removal, inlet } = this.things;
    return new FigureReading(this.of, { figure: keep(figure), removal: keep(removal), inlet: keep(inlet) });
  }
}

/** Whether a demand is met where nothing is said of it: what comes in may keep it already. Parameters as of a judge's verdict. */
export const isMetBySilence = (of: FigureClass, least: number, most: number, low: number, high: number): boolean =>
  judge(of, SILENT, least, most, low, high) === PASS;

function judge(
  of: FigureClass,
  reading: FigureReading,
  least: number,
  most: number,
  low: number,
  high: number,
): number {
  const { inletUpper, inletLower } = reading;
  if (inletUpper === inletUpper && !keepsUp(high, false, inletUpper, reading.inletUpperOpen)) return FAIL;
  if (inletLower === inletLower && !keepsDown(low, false, inletLower, reading.inletLowerOpen)) return FAIL;
  const { factor } = of;
  if (of.blind) return UNKNOWN;
  let { upper, upperOpen } = reading;
  const { removal } = reading;
  if (removal === removal && factor === factor) {
    const left = high * factor * (1 - removal / 100);
    if (upper !== upper || !keepsUp(upper, upperOpen, left, reading.removalOpen)) {
      upper = left;
      upperOpen = reading.removalOpen;
    }
  }
  let verdict = compare(of, reading.lower, reading.lowerOpen, upper, upperOpen, least, most);
  if (verdict === UNKNOWN && reading.nothingSaid && factor === factor) {
    if (compare(of, low * factor, false, high * factor, false, least, most) === PASS) verdict = PASS;
  }
  return verdict === PASS && reading.inletUnclear ? UNKNOWN : verdict;
}

/** The verdict of known figures; unknown when the end that is needed is missing and the other decides nothing. */
function compare(
  of: FigureClass,
  lower: number,
  lowerOpen: boolean,
  upper: number,
  upperOpen: boolean,
  least: number,
  most: number,
): number {
  const [hasLeast, hasMost] = [of.least !== 'NONE', of.most !== 'NONE'];
  const [leastOpen, mostOpen] = [of.least === 'OPEN', of.most === 'OPEN'];
  const [hasLower, hasUpper] = [lower === lower, upper === upper];
  if (hasLeast && hasMost) {
    if (hasLower && hasUpper) {
      return keepsUp(upper, upperOpen, most, mostOpen) && keepsDown(lower, lowerOpen, least, leastOpen)
        ? PASS
        : FAIL_AT_LIMIT;
    }
    if (hasUpper) {
      return keepsUp(upper, upperOpen, most, mostOpen) && keepsDown(upper, upperOpen, least, leastOpen)
        ? UNKNOWN
        : FAIL_AT_LIMIT;
    }
    if (!hasLower) return UNKNOWN;
    return keepsDown(lower, lowerOpen, least, leastOpen) && keepsUp(lower, lowerOpen, most, mostOpen)
      ? UNKNOWN
      : FAIL_AT_LIMIT;
  }
  if (hasMost) {
    if (hasUpper) return keepsUp(upper, upperOpen, most, mostOpen) ? PASS : FAIL_AT_LIMIT;
    return hasLower && !keepsUp(lower, lowerOpen, most, mostOpen) ? FAIL_AT_LIMIT : UNKNOWN;
  }
  if (!hasLeast) return UNKNOWN;
  if (hasLower) return keepsDown(lower, lowerOpen, least, leastOpen) ? PASS : FAIL_AT_LIMIT;
  return hasUpper && !keepsDown(upper, upperOpen, least, leastOpen) ? FAIL_AT_LIMIT : UNKNOWN;
}

/** The weakest basis, by rank; -1 without facts. */
export function weakestOf(facts: readonly Fact[]): number {
  let weakest = -1;
  for (const { basis } of facts) weakest = Math.max(weakest, basisRank(basis));
  return weakest;
}

/** The strongest basis, by rank; infinite without facts. */
function strongestOf(facts: readonly Fact[]): number {
  let strongest = Infinity;
  for (const { basis } of facts) strongest = Math.min(strongest, basisRank(basis));
  return strongest;
}

const hasWeaker = ({ all }: Thing, rank: number): boolean => rank !== ANY_RANK && weakestOf(all) > rank;

/** Spreads at the end that is better for the buyer: the lower figure and the higher removal, or the higher figure. */
export const thingsAtBetterEnd = ({ figure, removal, inlet }: FigureThings, better: 'LOW' | 'HIGH'): FigureThings => ({
  figure: atBetterEnd(figure, better),
  removal: atBetterEnd(removal, 'HIGH'),
  inlet,
});

/** What an envelope comes to in the design values' unit. */
export class EnvelopeReading {
  readonly lower: number;
  readonly lowerOpen: boolean;
  readonly upper: number;
  readonly upperOpen: boolean;
  readonly stated: boolean;
  readonly upperEnd: End | undefined;

  constructor(metric: string, parameter: string | undefined, unit: string, domain: Domain, thing: Thing) {
    const envelope = envelopeIn(thing, metric, parameter, unit, dutyIn(domain));
    const { lower = NO_END, upper = NO_END } = envelope;
    this.lower = lower.value;
    this.lowerOpen = lower.open;
    this.upper = upper.value;
    this.upperOpen = upper.open;
    this.stated = envelope.facts.length > 0;
    this.upperEnd = envelope.upper;
  }
}

/** Judges all demands of one class by rule 2, exactly as `checkEnvelope` does. */
export class EnvelopeJudge {
  /** How many equal units the last verdict on a capacity came to; NaN when none was found. */
  units = NaN;
  readonly plain: EnvelopeReading | undefined;
  readonly strong: EnvelopeReading | undefined;
  readonly isCapacity: boolean;
  readonly most: number;
  /** The verdict where no figure is looked at. */
  readonly fixed: number | undefined;

  constructor(
    of: Pick<EnvelopeClass, 'metric' | 'parameter' | 'unit' | 'domain' | 'minimumRank' | 'onlyIfStated' | 'blind'>,
    thing: Thing,
    { modular, maxUnits }: Pick<Offer, 'modular' | 'maxUnits'>,
  ) {
    const { metric, parameter, unit, domain, minimumRank } = of;
    this.isCapacity = metric === 'capacity' && parameter === undefined;
    this.most = modular === true ? (maxUnits ?? Infinity) : 1;
    this.fixed =
      of.onlyIfStated && thing.counting.length === 0 ? PASS : of.blind || unit === undefined ? UNKNOWN : undefined;
    if (this.fixed !== undefined || unit === undefined) return;
    this.plain = new EnvelopeReading(metric, parameter, unit, domain, thing);
    if (hasWeaker(thing, minimumRank))
      this.strong = new EnvelopeReading(metric, parameter, unit, domain, noWeakerThan(thing, minimumRank));
  }

  /**
   * Every end that decides verdicts on the highest design value, NaN for those that are not there; undefined where verdicts
   * hang on the lowest, too.
   */
  get ends(): readonly number[] | undefined {
    const ends: number[] = [];
    for (const reading of [this.plain, this.strong]) {
      if (!reading) continue;
      if (reading.lower === reading.lower) return undefined;
      ends.push(reading.upper);
      // So much is carried by as many units as there may be.
      if (this.isCapacity) ends.push(reading.upper * this.most);
    }
    return ends;
  }

  /** Nothing to check comes to a pass: neither stands in the way. */
  verdict(low: number, high: number): number {
    this.units = NaN;
    if (this.fixed !== undefined || !this.plain) return this.fixed ?? UNKNOWN;
    const verdict = this.judge(this.plain, low, high);
    const { units } = this;
    if (verdict !== PASS || !this.strong) return verdict;
    const proven = this.judge(this.strong, low, high) === PASS;
    this.units = units;
    return proven ? PASS : UNKNOWN;
  }

  private judge(reading: EnvelopeReading, low: number, high: number): number {
    const { lower, lowerOpen, upper, upperOpen } = reading;
    const hasLower = lower === lower;
    if (!this.isCapacity) {
      if (!reading.stated) return UNKNOWN;
      if (upper === upper && !keepsUp(high, false, upper, upperOpen)) return FAIL;
      return hasLower && !keepsDown(low, false, lower, lowerOpen) ? FAIL : PASS;
    }
    if (!reading.upperEnd) return hasLower && !keepsDown(low, false, lower, lowerOpen) ? FAIL : UNKNOWN;
    const units = keepsUp(high, false, upper, upperOpen) ? 1 : fewestUnits(high, reading.upperEnd, this.most);
    if (units === undefined) return FAIL;
    this.units = units;
    return hasLower && !keepsDown(low / units, false, lower, lowerOpen) ? FAIL : PASS;
  }
}

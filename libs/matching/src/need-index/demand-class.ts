import type { Demand, EnvelopeDemand, FigureDemand, HeldDemand, PreparedNeed } from '../demand';
import { thingKey, tonneIsCubicMetre, type DutyValue } from '../duty';
import { basisRank } from '../stated';
import { factorBetween, KNOWN_UNITS, quantityOf } from '../units';
import type { Domain, Money } from '../model';

/** No demand names a minimum: every fact may count. */
export const ANY_RANK = 99;

export type Shape = 'NONE' | 'CLOSED' | 'OPEN';

/** A thing in one unit of each domain, in whose figure demands are put in order. */
export interface LaneThing {
  readonly number: number;
  readonly domain: Domain;
  readonly metric: string;
  readonly parameter?: string;
  readonly unit: string;
}

/** Which end of what is stated a demand needs, to pass: the upper, the lower, both; of an envelope any. */
export type NeededEnd = 'MOST' | 'LEAST' | 'BOTH' | 'ANY';

/** What must be said for demands to pass: a thing in a unit that converts, with an end, proven so well. */
export interface Asked {
  readonly number: number;
  readonly end: NeededEnd;
  readonly minimumRank: number;
}

/** Where the figures of demands of a class are put in order, and what they must be multiplied by. */
export interface LanePlace {
  readonly lane: number;
  readonly factor: number;
}

export interface PriceLane extends LaneThing {
  readonly flow: PriceClass['flow'];
}

/** A thing that duties speak of, in one unit. */
export interface DutyClass {
  readonly number: number;
  readonly thing: string;
  readonly unit: string;
}

/** What many demands share: everything but their figures, the duty's figures and the finding id. */
interface ClassBase {
  readonly number: number;
  /** Classes of one subject are touched by the same facts. */
  readonly subject: number;
  /** What must be said for it to pass where silence does not let it pass. */
  readonly asked: number;
  /** One alternative of a group, whose verdict is added up with those of the others. */
  readonly member: boolean;
  readonly domain: Domain;
  readonly minimumRank: number;
  /** How many numbers each demand keeps of its own. */
  readonly width: 0 | 1 | 2;
  /** The duty that the demand is judged by, in one unit. */
  readonly duty?: DutyClass;
}

/** An outlet limit or another figure. `least` and `most` say which ends are demanded; one alone is the demand's only number. */
export interface FigureClass extends ClassBase {
  readonly kind: 'FIGURE';
  readonly metric: string;
  readonly parameter?: string;
  readonly unit: string;
  readonly least: Shape;
  readonly most: Shape;
  /** It is not known what is demanded, so nothing passes. */
  readonly blind: boolean;
  /** From the duty's unit into that of the demand; NaN without a duty and where they do not convert. */
  readonly factor: number;
  /** Classes of one reading look at the same facts in the same units. */
  readonly reading: number;
  /** None where it is blind. */
  readonly limit?: LanePlace;
  /** For the inlet's figures, outside of which nothing is guaranteed. */
  readonly inside?: LanePlace;
}

export interface EnvelopeClass extends ClassBase {
  readonly kind: 'ENVELOPE';
  readonly metric: string;
  readonly parameter?: string;
  /** Undefined when there are no design values, or some in units that do not convert. */
  readonly unit: string | undefined;
  readonly onlyIfStated: boolean;
  readonly blind: boolean;
  /** None where it is blind. */
  readonly inside?: LanePlace;
}

/** Certificates, honours, services, regions: which one is the demand's only number. */
export interface ListClass extends ClassBase {
  readonly kind: 'LIST';
  readonly lane: number;
}

export interface DaysClass extends ClassBase {
  readonly kind: 'DAYS';
  readonly limit: LanePlace;
}

export interface PriceClass extends ClassBase {
  readonly kind: 'PRICE';
  readonly currency: string;
  readonly flow: 'NONE' | 'MIXED_UNITS' | 'FIGURES';
  readonly limit: LanePlace;
  /** From the duty's unit into that in which its lane holds flows; NaN without a flow. */
  readonly flowFactor: number;
}

/** Unknown whatever is offered. */
export interface UnknownClass extends ClassBase {
  readonly kind: 'UNKNOWN';
}

export type DemandClass = FigureClass | EnvelopeClass | ListClass | DaysClass | PriceClass | UnknownClass;

type Unnumbered<C> = C extends DemandClass ? Omit<C, 'number'> : never;

/** Subjects of what is not stated by a fact. */
export const SUBJECT_OF_KIND = {
  CERTIFICATE: 'held certificates',
  HONOUR: 'held honours',
  SERVICE: 'held services',
  REGION: 'held regions',
  LEAD_DAYS: 'held days',
  PRICE: 'held price',
} as const;

/** The number of what no offer can say. */
const NEVER_SAID = 1;

const rankOf = (demand: Demand): number =>
  demand.minimumBasis === undefined ? ANY_RANK : basisRank(demand.minimumBasis);

/** The first unit of each quantity: the one in which lanes hold its figures. */
const FIRST_UNITS = new Map([...KNOWN_UNITS].reverse().map(({ quantity, unit }) => [quantity, unit]));

/** Units that convert into each other have one in common; any other has only itself. */
function laneUnitOf(unit: string, waterIsOneTonne: boolean): string {
  const quantity = quantityOf(unit);
  if (quantity === undefined) return unit;
  return FIRST_UNITS.get(waterIsOneTonne && quantity === 'mass flow' ? 'volume flow' : quantity) ?? unit;
}

/** Numbers from 0 for keys as they come. */
class Numbers {
  private readonly numbers = new Map<string, number>();

  of(key: string): number {
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    this.numbers.set(key, this.numbers.size);
    return this.numbers.size - 1;
  }

  get size(): number {
    return this.numbers.size;
  }
}

const NONE: readonly never[] = [];

/** Gives demands their classes, and tells which subjects and lanes a stated thing touches. */
export class DemandClasses {
  private readonly numbers = new Map<string, DemandClass>();
  private readonly list: DemandClass[] = [];
  /** By class the lanes its figures are in, -1 for none: of its limits, and of what must lie inside. */
  readonly limitLanes: number[] = [];
  readonly insideLanes: number[] = [];
  /** By lane of what must lie inside, what the demands ask whose figures are in it. */
  private readonly askedInside: number[][] = [];
  private readonly subjects = new Numbers();
  private readonly readings = new Numbers();
  private readonly lanes = new Map<string, LaneThing>();
  private readonly figureLanes = new Map<Domain, Map<string, LaneThing[]>>();
  private readonly envelopeLanes = new Map<Domain, Map<string, LaneThing[]>>();
  private readonly priceLanes = new Map<string, PriceLane[]>();
  private readonly dutyNumbers = new Map<string, DutyClass>();
  private readonly dutyClasses: DutyClass[] = [];
  private readonly touched = new Map<string, Set<number>>();
  private readonly askedNumbers = new Numbers();
  private readonly askedByLane: Asked[][] = [];

  constructor() {
    // Number 0 is that of no thing, and 1 of what no offer can say.
    this.askedNumbers.of('');
    this.askedNumbers.of('unknown');
  }

  get size(): number {
    return this.numbers.size;
  }

  get subjectCount(): number {
    return this.subjects.size;
  }

  /** The class with a number. */
  at(number: number): DemandClass {
    const found = this.list[number];
    if (!found) throw new Error(`no class has the number ${number}`);
    return found;
  }

  subject(name: string): number {
    return this.subjects.of(name);
  }

  get askedCount(): number {
    return this.askedNumbers.size;
  }

  /** What demands ask whose figures are in a lane. */
  askedIn(lane: number): readonly Asked[] {
    return this.askedByLane[lane] ?? NONE;
  }

  /** What demands ask that fail where figures in a lane lie outside. */
  askedWhereInside(lane: number): readonly number[] {
    return this.askedInside[lane] ?? NONE;
  }

  /** Subjects that a fact on the thing has a bearing on. */
  touchedBy(thing: string): Iterable<number> {
    return this.touched.get(thing) ?? NONE;
  }

  /** Where demands for figures of a thing are in order; in each domain for its own units. */
  figureLanesOn(domain: Domain, thing: string): readonly LaneThing[] {
    return this.figureLanes.get(domain)?.get(thing) ?? NONE;
  }

  /** Where design values of a thing are in order. */
  envelopeLanesOn(domain: Domain, thing: string): readonly LaneThing[] {
    return this.envelopeLanes.get(domain)?.get(thing) ?? NONE;
  }

  /** The lane of what is not stated by a fact; none where nobody demands it. */
  heldLane(domain: Domain, subject: string): LaneThing | undefined {
    return this.lanes.get(heldLaneKey(domain, subject));
  }

  /** Where prices are in order that are asked in a currency, by what is known of the flow and the unit of its lane. */
  priceLanesIn(domain: Domain, currency: string): readonly PriceLane[] {
    return this.priceLanes.get(`${domain}\u0001${currency}`) ?? NONE;
  }

  duty(thing: string, unit: string): DutyClass {
    const key = `${thing}\u0001${unit}`;
    const known = this.dutyNumbers.get(key);
    if (known) return known;
    const made = { number: this.dutyClasses.length, thing, unit };
    this.dutyNumbers.set(key, made);
    this.dutyClasses.push(made);
    return made;
  }

  dutyAt(number: number): DutyClass {
    const found = this.dutyClasses[number];
    if (!found) throw new Error(`no duty has the number ${number}`);
    return found;
  }

  of(demand: Demand, prepared: PreparedNeed): DemandClass {
    switch (demand.kind) {
      case 'FIGURE':
        return this.figure(demand, prepared);
      case 'ENVELOPE':
        return this.envelope(demand, prepared);
      case 'HELD':
        return this.held(demand, prepared);
      case 'STANDARD_UNKNOWN':
        return this.unknown(demand, prepared);
    }
  }

  private figure(demand: FigureDemand, prepared: PreparedNeed): DemandClass {
    const { metric, parameter, unit } = demand.demand;
    const { domain } = prepared.need;
    const outlet = metric === 'outlet';
    const duty = outlet ? figuresOf(prepared.duty.value('inlet', parameter)) : undefined;
    const blind = demand.open !== undefined || demand.bound === undefined;
    if (blind && !duty) return this.unknown(demand, prepared);
    const shapeOf = (end: { readonly open: boolean } | undefined): Shape =>
      blind || !end ? 'NONE' : end.open ? 'OPEN' : 'CLOSED';
    const [least, most] = [shapeOf(demand.bound?.lower), shapeOf(demand.bound?.upper)];
    const thing = thingKey(metric, parameter);
    const subject = `figure ${thing}`;
    const readingKey = `${domain}\u0001${subject}\u0001${unit}\u0001${duty?.unit ?? ''}`;
    return this.numbered(`${readingKey}\u0001${least} ${most} ${rankOf(demand)} ${member(demand)}`, () => {
      const number = this.touch(thing, subject);
      if (outlet) {
        this.touch(thingKey('removal_pct', parameter), subject);
        this.touch(thingKey('inlet', parameter), subject);
      }
      const limit = blind ? undefined : this.lanePlace('FIGURE', domain, metric, parameter, unit);
      return {
        kind: 'FIGURE',
        subject: number,
        asked: limit ? this.ask(limit.lane, endOf({ least, most }), rankOf(demand)) : NEVER_SAID,
        domain,
        member: member(demand),
        minimumRank: rankOf(demand),
        metric,
        ...(parameter === undefined ? {} : { parameter }),
        unit,
        least,
        most,
        blind,
        width: least !== 'NONE' && most !== 'NONE' ? 2 : blind ? 0 : 1,
        ...(duty ? { duty: this.duty(thingKey('inlet', parameter), duty.unit) } : {}),
        factor: duty ? (factorBetween(duty.unit, unit) ?? NaN) : NaN,
        reading: this.readings.of(readingKey),
        ...(limit ? { limit } : {}),
        ...(duty ? { inside: this.lanePlace('ENVELOPE', domain, 'inlet', parameter, duty.unit) } : {}),
      };
    });
  }

  private envelope(demand: EnvelopeDemand, prepared: PreparedNeed): DemandClass {
    const { metric, parameter, onlyIfStated } = demand;
    const { domain } = prepared.need;
    const design = figuresOf(demand.design);
    const blind = demand.open !== undefined || !design;
    if (blind && !onlyIfStated) return this.unknown(demand, prepared);
    const thing = thingKey(metric, parameter);
    const fromDuty = isFromDuty(demand);
    const subject = `envelope ${thing}`;
    const key = `${domain}\u0001${subject}\u0001${design?.unit ?? ''}\u0001${onlyIfStated} ${blind} ${fromDuty} ${rankOf(demand)} ${member(demand)}`;
    return this.numbered(key, () => {
      const inside = blind ? undefined : this.lanePlace('ENVELOPE', domain, metric, parameter, design.unit);
      const isCapacity = metric === 'capacity' && parameter === undefined;
      return {
        kind: 'ENVELOPE',
        subject: this.touch(thing, subject),
        asked: inside ? this.ask(inside.lane, isCapacity ? 'MOST' : 'ANY', rankOf(demand)) : NEVER_SAID,
        domain,
        member: member(demand),
        minimumRank: rankOf(demand),
        metric,
        ...(parameter === undefined ? {} : { parameter }),
        unit: design?.unit,
        onlyIfStated,
        blind,
        width: fromDuty || blind ? 0 : 2,
        ...(fromDuty && design ? { duty: this.duty(thing, design.unit) } : {}),
        ...(inside ? { inside } : {}),
      };
    });
  }

  private held(demand: HeldDemand, prepared: PreparedNeed): DemandClass {
    const { asked } = demand;
    const { domain } = prepared.need;
    const base = { domain, member: member(demand), minimumRank: ANY_RANK };
    switch (asked.kind) {
      case 'CERTIFICATE':
      case 'HONOUR':
      case 'SERVICE':
      case 'REGION': {
        const subject = SUBJECT_OF_KIND[asked.kind];
        return this.numbered(`${domain}\u0001${subject}\u0001${base.member}`, () => {
          const lane = this.laneOf(heldLaneKey(domain, subject), { domain, metric: subject, unit: '' }).number;
          return {
            ...base,
            kind: 'LIST',
            subject: this.subjects.of(subject),
            asked: this.ask(lane, 'ANY', ANY_RANK),
            width: 1,
            lane,
          };
        });
      }
      case 'LEAD_DAYS': {
        const subject = SUBJECT_OF_KIND.LEAD_DAYS;
        return this.numbered(`${domain}\u0001${subject}\u0001${base.member}`, () => {
          const lane = this.laneOf(heldLaneKey(domain, subject), { domain, metric: subject, unit: 'd' }).number;
          return {
            ...base,
            kind: 'DAYS',
            subject: this.subjects.of(subject),
            asked: this.ask(lane, 'ANY', ANY_RANK),
            width: 1,
            limit: { lane, factor: 1 },
          };
        });
      }
      case 'PRICE':
        return this.price(asked.price, base, prepared);
      default:
        throw new Error(`not a held thing: ${asked.kind}`);
    }
  }

  private price(
    { currency }: Money,
    base: Pick<PriceClass, 'domain' | 'member' | 'minimumRank'>,
    prepared: PreparedNeed,
  ): DemandClass {
    const { domain } = base;
    const value = prepared.duty.value('capacity');
    const figures = figuresOf(value);
    const flow = figures ? 'FIGURES' : value === undefined ? 'NONE' : 'MIXED_UNITS';
    const subject = SUBJECT_OF_KIND.PRICE;
    const key = `${domain}\u0001${subject}\u0001${base.member} ${flow}\u0001${currency}\u0001${figures?.unit ?? ''}`;
    return this.numbered(key, () => {
      const tonne = tonneIsCubicMetre(domain, 'capacity');
      const unit = figures ? laneUnitOf(figures.unit, tonne) : '';
      const lane = this.laneOf(
        `${subject}\u0001${domain}\u0001${currency}\u0001${flow} ${unit}`,
        { domain, metric: subject, unit },
        (made) => {
          const lanes = this.priceLanes.get(`${domain}\u0001${currency}`) ?? [];
          this.priceLanes.set(`${domain}\u0001${currency}`, [...lanes, { ...made, flow }]);
        },
      );
      return {
        ...base,
        kind: 'PRICE',
        subject: this.subjects.of(subject),
        asked: this.ask(lane.number, 'ANY', ANY_RANK),
        currency,
        flow,
        width: 1,
        ...(figures ? { duty: this.duty('capacity', figures.unit) } : {}),
        limit: { lane: lane.number, factor: 1 },
        flowFactor: figures ? (factorBetween(figures.unit, unit, tonne) ?? NaN) : NaN,
      };
    });
  }

  private unknown(demand: Demand, { need: { domain } }: PreparedNeed): DemandClass {
    return this.numbered(`${domain}\u0001unknown ${member(demand)}`, () => ({
      kind: 'UNKNOWN',
      subject: this.subjects.of(UNKNOWN_SUBJECT),
      asked: NEVER_SAID,
      domain,
      member: member(demand),
      minimumRank: ANY_RANK,
      width: 0,
    }));
  }

  private lanePlace(
    kind: 'FIGURE' | 'ENVELOPE',
    domain: Domain,
    metric: string,
    parameter: string | undefined,
    unit: string,
  ): LanePlace {
    const tonne = kind === 'ENVELOPE' && tonneIsCubicMetre(domain, metric);
    const laneUnit = laneUnitOf(unit, tonne);
    const thing = thingKey(metric, parameter);
    const byDomain = kind === 'FIGURE' ? this.figureLanes : this.envelopeLanes;
    const of = { domain, metric, ...(parameter === undefined ? {} : { parameter }), unit: laneUnit };
    const lane = this.laneOf(`${kind} ${domain}\u0001${thing}\u0001${laneUnit}`, of, (made) => {
      const lanes = byDomain.get(domain) ?? new Map<string, LaneThing[]>();
      byDomain.set(domain, lanes);
      lanes.set(thing, [...(lanes.get(thing) ?? NONE), made]);
    });
    return { lane: lane.number, factor: factorBetween(unit, laneUnit, tonne) ?? NaN };
  }

  private laneOf(key: string, of: Omit<LaneThing, 'number'>, made?: (lane: LaneThing) => void): LaneThing {
    const known = this.lanes.get(key);
    if (known) return known;
    const lane = { ...of, number: this.lanes.size };
    this.lanes.set(key, lane);
    made?.(lane);
    return lane;
  }

  private ask(lane: number, end: NeededEnd, minimumRank: number): number {
    const number = this.askedNumbers.of(`${lane} ${end} ${minimumRank}`);
    const known = (this.askedByLane[lane] ??= []);
    if (known.every((one) => one.number !== number)) known.push({ number, end, minimumRank });
    return number;
  }

  private touch(thing: string, name: string): number {
    const subject = this.subjects.of(name);
    const known = this.touched.get(thing);
    if (known) known.add(subject);
    else this.touched.set(thing, new Set([subject]));
    return subject;
  }

  private numbered(key: string, make: () => Unnumbered<DemandClass>): DemandClass {
    const known = this.numbers.get(key);
    if (known) return known;
    const made = { ...make(), number: this.numbers.size } as DemandClass;
    this.numbers.set(key, made);
    this.list.push(made);
    this.limitLanes.push('limit' in made ? (made.limit?.lane ?? -1) : -1);
    this.insideLanes.push('inside' in made ? (made.inside?.lane ?? -1) : -1);
    const inside = this.insideLanes[made.number] as number;
    if (inside >= 0) {
      const asked = (this.askedInside[inside] ??= []);
      if (!asked.includes(made.asked)) asked.push(made.asked);
    }
    return made;
  }
}

/** What no offer can say anything of. */
const UNKNOWN_SUBJECT = 'unknown';

const heldLaneKey = (domain: Domain, subject: string): string => `${subject}\u0001${domain}`;

/** Which end of what is stated a limit is kept by. */
export const endOf = ({ least, most }: Pick<FigureClass, 'least' | 'most'>): NeededEnd =>
  least === 'NONE' ? 'MOST' : most === 'NONE' ? 'LEAST' : 'BOTH';

const member = (demand: Demand): boolean => demand.group !== undefined;

/** Whether the design values are the duty's own rather than those a requirement names. */
const isFromDuty = ({ id, metric, onlyIfStated }: EnvelopeDemand): boolean =>
  onlyIfStated || (id === 'capacity' && metric === 'capacity');

function figuresOf(value: DutyValue) {
  return value === undefined || value === 'MIXED_UNITS' ? undefined : value;
}

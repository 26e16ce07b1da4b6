import type { Demand, EnvelopeDemand, FigureDemand, HeldDemand, PreparedNeed } from '../demand';
import { thingKey, tonneIsCubicMetre, type DutyValue } from '../duty';
import { basisRank } from '../stated';
import { factorBetween, KNOWN_UNITS, quantityOf } from '../units';
import type { Domain, Money } from '../model';

/** No demand names a minimum: every fact may count. */
export const ANY_RANK = 99;

export type Shape = 'NONE' | 'CLOSED' | 'OPEN';

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
  readonly domain: Domain;
  readonly minimumRank: number;
  /**
   * The number of the class that stands for all that differ from it only in units and in whether a figure that equals
   * the limit keeps it: demands of all of these are in order together.
   */
  readonly lane: number;
  /** What figures are multiplied by to be in the units of the lane: those of the demand, and those of the duty. */
  readonly scale: number;
  readonly dutyScale: number;
  /** How many numbers each demand keeps of its own. */
  readonly width: 0 | 1 | 2;
  /** The duty that the demand is judged by, in one unit. */
  readonly duty: DutyClass | undefined;
}

/** An outlet limit or another figure. `least` and `most` say which ends are demanded; one alone is the demand's only number. */
export interface FigureClass extends ClassBase {
  readonly kind: 'FIGURE';
  readonly metric: string;
  readonly parameter: string | undefined;
  readonly unit: string;
  readonly least: Shape;
  readonly most: Shape;
  /** It is not known what is demanded, so nothing passes. */
  readonly blind: boolean;
  /** From the duty's unit into that of the demand; NaN without a duty and where they do not convert. */
  readonly factor: number;
  /** Classes of one reading look at the same facts in the same units. */
  readonly reading: number;
}

export interface EnvelopeClass extends ClassBase {
  readonly kind: 'ENVELOPE';
  readonly metric: string;
  readonly parameter: string | undefined;
  /** Undefined when there are no design values, or some in units that do not convert. */
  readonly unit: string | undefined;
  readonly onlyIfStated: boolean;
  readonly blind: boolean;
}

/** Certificates, honours, services, regions: which one is the demand's only number. */
export interface ListClass extends ClassBase {
  readonly kind: 'LIST';
}

export interface DaysClass extends ClassBase {
  readonly kind: 'DAYS';
}

export interface PriceClass extends ClassBase {
  readonly kind: 'PRICE';
  readonly currency: string;
  readonly flow: 'NONE' | 'MIXED_UNITS' | 'FIGURES';
}

/** Unknown whatever is offered. */
export interface UnknownClass extends ClassBase {
  readonly kind: 'UNKNOWN';
}

export type DemandClass = FigureClass | EnvelopeClass | ListClass | DaysClass | PriceClass | UnknownClass;

type Unnumbered<C> = C extends DemandClass ? Omit<C, 'number' | 'lane' | 'scale' | 'dutyScale'> : never;

/** The class that stands for others, and the scales of one of these. */
interface Placed {
  readonly lane: number;
  readonly scale: number;
  readonly dutyScale: number;
}

/** Subjects of what is not stated by a fact. */
export const SUBJECT_OF_KIND = {
  CERTIFICATE: 'held certificates',
  HONOUR: 'held honours',
  SERVICE: 'held services',
  REGION: 'held regions',
  LEAD_DAYS: 'held days',
  PRICE: 'held price',
} as const;

const rankOf = (demand: Demand): number =>
  demand.minimumBasis === undefined ? ANY_RANK : basisRank(demand.minimumBasis);

/** The first unit of each quantity: the one in which lanes hold its figures. */
const FIRST_UNITS = new Map([...KNOWN_UNITS].reverse().map(({ quantity, unit }) => [quantity, unit]));

/** Units that convert into each other have one in common; any other has only itself. */
function laneUnitOf(unit: string, waterIsOneTonne = false): string {
  const quantity = quantityOf(unit);
  if (quantity === undefined) return unit;
  return FIRST_UNITS.get(waterIsOneTonne && quantity === 'mass flow' ? 'volume flow' : quantity) ?? unit;
}

const laneShapeOf = (shape: Shape): Shape => (shape === 'NONE' ? 'NONE' : 'CLOSED');

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

/** Gives demands their classes, and tells which subjects a stated thing touches. */
export class DemandClasses {
  private readonly numbers = new Map<string, DemandClass>();
  private readonly list: DemandClass[] = [];
  /** By class. */
  readonly scales: number[] = [];
  readonly dutyScales: number[] = [];
  private readonly subjects = new Numbers();
  private readonly readings = new Numbers();
  private readonly dutyNumbers = new Map<string, DutyClass>();
  private readonly dutiesByThing = new Map<string, readonly DutyClass[]>();
  private readonly touched = new Map<string, Set<number>>();

  get size(): number {
    return this.numbers.size;
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

  /** Subjects that a fact on the thing has a bearing on. */
  touchedBy(thing: string): Iterable<number> {
    return this.touched.get(thing) ?? NONE;
  }

  duty(thing: string, unit: string): DutyClass {
    const key = `${thing}\u0001${unit}`;
    const known = this.dutyNumbers.get(key);
    if (known) return known;
    const made = { number: this.dutyNumbers.size, thing, unit };
    this.dutyNumbers.set(key, made);
    this.dutiesByThing.set(thing, [...this.dutiesOn(thing), made]);
    return made;
  }

  /** Duties on a thing, in the units they come in. */
  dutiesOn(thing: string): readonly DutyClass[] {
    return this.dutiesByThing.get(thing) ?? NONE;
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
        return this.unknown(prepared);
    }
  }

  private figure(demand: FigureDemand, prepared: PreparedNeed): DemandClass {
    const { metric, parameter, unit } = demand.demand;
    const duty = metric === 'outlet' ? figuresOf(prepared.duty.value('inlet', parameter)) : undefined;
    const blind = demand.open !== undefined || demand.bound === undefined;
    if (blind && !duty) return this.unknown(prepared);
    const shapeOf = (end: { readonly open: boolean } | undefined): Shape =>
      blind || !end ? 'NONE' : end.open ? 'OPEN' : 'CLOSED';
    return this.figureClass({
      domain: prepared.need.domain,
      metric,
      parameter,
      unit,
      dutyUnit: duty?.unit,
      least: shapeOf(demand.bound?.lower),
      most: shapeOf(demand.bound?.upper),
      minimumRank: rankOf(demand),
    });
  }

  private figureClass(traits: FigureTraits): DemandClass {
    const { domain, metric, parameter, unit, dutyUnit, least, most, minimumRank } = traits;
    const thing = thingKey(metric, parameter);
    const subject = `figure ${thing}`;
    const readingKey = `${domain}\u0001${subject}\u0001${unit}\u0001${dutyUnit ?? ''}`;
    const make = () => {
      const number = this.touch(thing, subject);
      if (metric === 'outlet') {
        this.touch(thingKey('removal_pct', parameter), subject);
        this.touch(thingKey('inlet', parameter), subject);
      }
      const blind = least === 'NONE' && most === 'NONE';
      return {
        kind: 'FIGURE',
        subject: number,
        domain,
        minimumRank,
        metric,
        parameter,
        unit,
        least,
        most,
        blind,
        width: blind ? 0 : least === 'NONE' || most === 'NONE' ? 1 : 2,
        duty: dutyUnit === undefined ? undefined : this.duty(thingKey('inlet', parameter), dutyUnit),
        factor: dutyUnit === undefined ? NaN : (factorBetween(dutyUnit, unit) ?? NaN),
        reading: this.readings.of(readingKey),
      } as const;
    };
    return this.numbered(`${readingKey}\u0001${least} ${most} ${minimumRank}`, make, () => {
      const laneUnit = laneUnitOf(unit);
      const dutyLaneUnit = dutyUnit === undefined ? undefined : laneUnitOf(dutyUnit);
      const shapes = { least: laneShapeOf(least), most: laneShapeOf(most) };
      if (laneUnit === unit && dutyLaneUnit === dutyUnit && shapes.least === least && shapes.most === most)
        return undefined;
      return {
        lane: this.figureClass({ ...traits, ...shapes, unit: laneUnit, dutyUnit: dutyLaneUnit }).number,
        scale: factorBetween(unit, laneUnit) ?? NaN,
        dutyScale: dutyUnit === undefined ? NaN : (factorBetween(dutyUnit, dutyLaneUnit ?? '') ?? NaN),
      };
    });
  }

  private envelope(demand: EnvelopeDemand, prepared: PreparedNeed): DemandClass {
    const { metric, parameter, onlyIfStated } = demand;
    const design = figuresOf(demand.design);
    const blind = demand.open !== undefined || !design;
    if (blind && !onlyIfStated) return this.unknown(prepared);
    return this.envelopeClass({
      domain: prepared.need.domain,
      metric,
      parameter,
      unit: design?.unit,
      onlyIfStated,
      blind,
      fromDuty: isFromDuty(demand),
      minimumRank: rankOf(demand),
    });
  }

  private envelopeClass(traits: EnvelopeTraits): DemandClass {
    const { domain, metric, parameter, unit, onlyIfStated, blind, fromDuty, minimumRank } = traits;
    const thing = thingKey(metric, parameter);
    const subject = `envelope ${thing}`;
    const key = `${domain}\u0001${subject}\u0001${unit ?? ''}\u0001${onlyIfStated} ${blind} ${fromDuty} ${minimumRank}`;
    const make = () =>
      ({
        kind: 'ENVELOPE',
        subject: this.touch(thing, subject),
        domain,
        minimumRank,
        metric,
        parameter,
        unit,
        onlyIfStated,
        blind,
        width: fromDuty || blind ? 0 : 2,
        duty: fromDuty && unit !== undefined && !blind ? this.duty(thing, unit) : undefined,
      }) as const;
    return this.numbered(key, make, () => {
      const tonne = tonneIsCubicMetre(domain, metric);
      const laneUnit = unit === undefined ? undefined : laneUnitOf(unit, tonne);
      if (unit === undefined || laneUnit === undefined || laneUnit === unit) return undefined;
      const scale = factorBetween(unit, laneUnit, tonne) ?? NaN;
      const lane = this.envelopeClass({ ...traits, unit: laneUnit }).number;
      return { lane, scale, dutyScale: scale };
    });
  }

  private held({ asked }: HeldDemand, prepared: PreparedNeed): DemandClass {
    const { domain } = prepared.need;
    const base = { domain, minimumRank: ANY_RANK, width: 1, duty: undefined } as const;
    switch (asked.kind) {
      case 'CERTIFICATE':
      case 'HONOUR':
      case 'SERVICE':
      case 'REGION': {
        const subject = SUBJECT_OF_KIND[asked.kind];
        const make = () => ({ ...base, kind: 'LIST', subject: this.subjects.of(subject) }) as const;
        return this.numbered(`${domain}\u0001${subject}`, make);
      }
      case 'LEAD_DAYS': {
        const subject = SUBJECT_OF_KIND.LEAD_DAYS;
        const make = () => ({ ...base, kind: 'DAYS', subject: this.subjects.of(subject) }) as const;
        return this.numbered(`${domain}\u0001${subject}`, make);
      }
      case 'PRICE':
        return this.price(asked.price, base, prepared);
      default:
        throw new Error(`not a held thing: ${asked.kind}`);
    }
  }

  private price(
    { currency }: Money,
    base: Pick<PriceClass, 'domain' | 'width' | 'minimumRank'>,
    prepared: PreparedNeed,
  ): DemandClass {
    const value = prepared.duty.value('capacity');
    const figures = figuresOf(value);
    const flow = figures ? 'FIGURES' : value === undefined ? 'NONE' : 'MIXED_UNITS';
    const subject = SUBJECT_OF_KIND.PRICE;
    const key = `${base.domain}\u0001${subject}\u0001${flow}\u0001${currency}\u0001${figures?.unit ?? ''}`;
    return this.numbered(key, () => ({
      ...base,
      kind: 'PRICE',
      subject: this.subjects.of(subject),
      currency,
      flow,
      duty: figures ? this.duty('capacity', figures.unit) : undefined,
    }));
  }

  private unknown({ need: { domain } }: PreparedNeed): DemandClass {
    return this.numbered(`${domain}\u0001unknown`, () => ({
      kind: 'UNKNOWN',
      subject: this.subjects.of(UNKNOWN_SUBJECT),
      domain,
      minimumRank: ANY_RANK,
      width: 0,
      duty: undefined,
    }));
  }

  private touch(thing: string, name: string): number {
    const subject = this.subjects.of(name);
    const known = this.touched.get(thing);
    if (known) known.add(subject);
    else this.touched.set(thing, new Set([subject]));
    return subject;
  }

  /** @param place the class that stands for it, if that is another */
  private numbered(
    key: string,
    make: () => Unnumbered<DemandClass>,
    place: () => Placed | undefined = () => undefined,
  ): DemandClass {
    const known = this.numbers.get(key);
    if (known) return known;
    const placed = place();
    const number = this.list.length;
    const made = { number, lane: number, scale: 1, dutyScale: 1, ...placed, ...make() } as DemandClass;
    this.numbers.set(key, made);
    this.list.push(made);
    this.scales.push(made.scale);
    this.dutyScales.push(made.dutyScale);
    return made;
  }
}

interface FigureTraits extends Pick<FigureClass, 'domain' | 'metric' | 'unit' | 'least' | 'most' | 'minimumRank'> {
  readonly parameter: string | undefined;
  readonly dutyUnit: string | undefined;
}

interface EnvelopeTraits extends Pick<
  EnvelopeClass,
  'domain' | 'metric' | 'unit' | 'onlyIfStated' | 'blind' | 'minimumRank'
> {
  readonly parameter: string | undefined;
  /** Whether the design values are the duty's own. */
  readonly fromDuty: boolean;
}

/** What no offer can say anything of. */
const UNKNOWN_SUBJECT = 'unknown';

/** Whether the design values are the duty's own rather than those a requirement names. */
const isFromDuty = ({ id, metric, onlyIfStated }: EnvelopeDemand): boolean =>
  onlyIfStated || (id === 'capacity' && metric === 'capacity');

function figuresOf(value: DutyValue) {
  return value === undefined || value === 'MIXED_UNITS' ? undefined : value;
}

import type { Demand, EnvelopeDemand, FigureDemand, HeldDemand, PreparedNeed } from '../demand';
import { thingKey, type DutyValue } from '../duty';
import { basisRank } from '../stated';
import { factorBetween } from '../units';
import type { Domain, Money } from '../model';

/** No demand names a minimum: every fact may count. */
export const ANY_RANK = 99;

export type Shape = 'NONE' | 'CLOSED' | 'OPEN';

/**
 * What many demands share, so that an offer is read once for all of them: everything of a demand but its figures, the
 * duty's figures and its finding id.
 */
interface ClassBase {
  readonly number: number;
  /** Classes of one subject are touched by the same facts. */
  readonly subject: string;
  /** One alternative of a group, whose verdict is added up with those of the others. */
  readonly member: boolean;
  readonly domain: Domain;
  readonly minimumRank: number;
  /** How many numbers each demand keeps of its own. */
  readonly width: 0 | 1 | 2;
  /** The duty that the demand is judged by, in one unit. */
  readonly duty?: { readonly thing: string; readonly unit: string };
  /** Whether a demand keeps the number of a held thing. */
  readonly held: boolean;
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
  /** Classes of one key read the same facts in the same units. */
  readonly readingKey: string;
}

export interface EnvelopeClass extends ClassBase {
  readonly kind: 'ENVELOPE';
  readonly metric: string;
  readonly parameter?: string;
  /** Undefined when there are no design values, or some in units that do not convert. */
  readonly unit: string | undefined;
  readonly onlyIfStated: boolean;
  readonly blind: boolean;
}

/** Certificates, honours, services, regions: which one is the demand's number of a held thing. */
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
export type HeldKind = keyof typeof SUBJECT_OF_KIND;

const NO_SUBJECT = '';

const rankOf = (demand: Demand): number =>
  demand.minimumBasis === undefined ? ANY_RANK : basisRank(demand.minimumBasis);

/** Gives demands their classes, and tells which subjects a stated thing touches. */
export class DemandClasses {
  private readonly numbers = new Map<string, DemandClass>();
  private readonly touched = new Map<string, Set<string>>();

  get size(): number {
    return this.numbers.size;
  }

  /** Subjects that a fact on the thing has a bearing on. */
  touchedBy(thing: string): Iterable<string> {
    return this.touched.get(thing) ?? [];
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

  /** The class for the second, third … demand of one class in one need, so that no list has a row twice. */
  again(of: DemandClass, time: number): DemandClass {
    return time === 0 ? of : this.numbered(`again\u0001${of.number} ${time}`, () => of);
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
    const key = `${domain}\u0001${subject}\u0001${unit}\u0001${least} ${most} ${rankOf(demand)} ${member(demand)}\u0001${duty?.unit ?? ''}`;
    return this.numbered(key, () => {
      this.touch(thing, subject);
      if (outlet) {
        this.touch(thingKey('removal_pct', parameter), subject);
        this.touch(thingKey('inlet', parameter), subject);
      }
      return {
        kind: 'FIGURE',
        subject,
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
        ...(duty ? { duty: { thing: thingKey('inlet', parameter), unit: duty.unit } } : {}),
        held: false,
        factor: duty ? (factorBetween(duty.unit, unit) ?? NaN) : NaN,
        readingKey: `${domain}\u0001${subject}\u0001${unit}\u0001${duty?.unit ?? ''}`,
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
      this.touch(thing, subject);
      return {
        kind: 'ENVELOPE',
        subject,
        domain,
        member: member(demand),
        minimumRank: rankOf(demand),
        metric,
        ...(parameter === undefined ? {} : { parameter }),
        unit: design?.unit,
        onlyIfStated,
        blind,
        width: fromDuty || blind ? 0 : 2,
        ...(fromDuty && design ? { duty: { thing, unit: design.unit } } : {}),
        held: false,
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
        return this.numbered(`${domain}\u0001${subject}\u0001${base.member}`, () => ({
          ...base,
          kind: 'LIST',
          subject,
          width: 0,
          held: true,
        }));
      }
      case 'LEAD_DAYS': {
        const subject = SUBJECT_OF_KIND.LEAD_DAYS;
        return this.numbered(`${domain}\u0001${subject}\u0001${base.member}`, () => ({
          ...base,
          kind: 'DAYS',
          subject,
          width: 1,
          held: false,
        }));
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
    const value = prepared.duty.value('capacity');
    const figures = figuresOf(value);
    const flow = figures ? 'FIGURES' : value === undefined ? 'NONE' : 'MIXED_UNITS';
    const subject = SUBJECT_OF_KIND.PRICE;
    const key = `${base.domain}\u0001${subject}\u0001${base.member} ${flow}\u0001${currency}\u0001${figures?.unit ?? ''}`;
    return this.numbered(key, () => ({
      ...base,
      kind: 'PRICE',
      subject,
      currency,
      flow,
      width: 1,
      ...(figures ? { duty: { thing: 'capacity', unit: figures.unit } } : {}),
      held: false,
    }));
  }

  private unknown(demand: Demand, { need: { domain } }: PreparedNeed): DemandClass {
    return this.numbered(`${domain}\u0001unknown ${member(demand)}`, () => ({
      kind: 'UNKNOWN',
      subject: NO_SUBJECT,
      domain,
      member: member(demand),
      minimumRank: ANY_RANK,
      width: 0,
      held: false,
    }));
  }

  private touch(thing: string, subject: string): void {
    const known = this.touched.get(thing);
    if (known) known.add(subject);
    else this.touched.set(thing, new Set([subject]));
  }

  private numbered(key: string, make: () => Unnumbered<DemandClass>): DemandClass {
    const known = this.numbers.get(key);
    if (known) return known;
    const made = { ...make(), number: this.numbers.size } as DemandClass;
    this.numbers.set(key, made);
    return made;
  }
}

const member = (demand: Demand): boolean => demand.group !== undefined;

/** Whether the design values are the duty's own rather than those a requirement names. */
const isFromDuty = ({ id, metric, onlyIfStated }: EnvelopeDemand): boolean =>
  onlyIfStated || (id === 'capacity' && metric === 'capacity');

function figuresOf(value: DutyValue) {
  return value === undefined || value === 'MIXED_UNITS' ? undefined : value;
}

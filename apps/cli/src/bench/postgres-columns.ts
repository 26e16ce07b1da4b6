import {
  basisRank,
  factorBetween,
  isEmpty,
  quantityOf,
  type Domain,
  type Fact,
  type NumericStatement,
  type Offer,
} from '@huanpei/matching';

/** Bits of a fact's flags in the database; the number of its condition begins above them. */
export const RANK = 7;
export const LOWER_OPEN = 8;
export const UPPER_OPEN = 16;
/** A range of typical or planning figures: a spread, not a promise. */
export const SPREAD = 32;
/**
 * Facts on one thing that do not come down to one pair of ends: the client looks at the offer itself. Higher than any
 * condition, so that such facts never count.
 */
export const IRREGULAR = 2 ** 30;
/** A number of a condition is times this. */
export const CONDITION = 256;

const TYPICAL = 3;

/** What a need's facts and an offer's are brought to, so that they lie in one column. */
export interface ColumnKey {
  readonly metric: string;
  readonly parameter?: string;
  /** The figures of the column are in this unit. */
  readonly unit: string;
}

/** Ends and flags of what an offer states of one thing. */
export interface Cell {
  readonly lower: number | null;
  readonly upper: number | null;
  readonly flags: number;
}

/** Whether tonnes count as cubic metres. */
const tonne = (domain: Domain, metric: string): boolean => domain === 'water' && metric === 'capacity';

/** Units of one quantity share a column; a unit that converts into nothing has its own. */
function quantityKey(domain: Domain, metric: string, unit: string): string {
  const quantity = quantityOf(unit) ?? `unit ${unit}`;
  return tonne(domain, metric) && quantity === 'mass flow' ? 'volume flow' : quantity;
}

/** The columns of one domain, the most used first, and the numbers of its conditions. */
export class Columns {
  readonly list: ColumnKey[] = [];
  private readonly byKey = new Map<string, number>();
  private readonly byThing = new Map<string, number[]>();

  constructor(
    readonly domain: Domain,
    offers: Iterable<Offer>,
    readonly conditions: Conditions,
  ) {
    const used = new Map<string, { count: number; readonly key: ColumnKey }>();
    for (const offer of offers) {
      for (const { metric, parameter, unit } of offer.facts) {
        const key = this.keyOf(metric, parameter, unit);
        const known = used.get(key);
        if (known) known.count += 1;
        else used.set(key, { count: 1, key: { metric, ...(parameter === undefined ? {} : { parameter }), unit } });
      }
    }
    for (const [key, { key: column }] of [...used].sort(([, a], [, b]) => b.count - a.count)) {
      const number = this.list.push(column) - 1;
      this.byKey.set(key, number);
      const thing = this.thingOf(column.metric, column.parameter);
      this.byThing.set(thing, [...(this.byThing.get(thing) ?? []), number]);
    }
  }

  /** The column of a thing in units that convert into this one; undefined when no offer states it so. */
  of(metric: string, parameter: string | undefined, unit: string): number | undefined {
    return this.byKey.get(this.keyOf(metric, parameter, unit));
  }

  /** Every column of a thing, whatever the unit. */
  allOf(metric: string, parameter: string | undefined): readonly number[] {
    return this.byThing.get(this.thingOf(metric, parameter)) ?? [];
  }

  /** What a figure of a column must be multiplied by to be in a unit. */
  factor(number: number, unit: string): number {
    const column = this.list[number];
    const factor = column && factorBetween(column.unit, unit, tonne(this.domain, column.metric));
    if (factor === undefined) throw new Error(`column ${number} has no factor into ${unit}`);
    return factor;
  }

  /** What an offer states, by column. */
  cellsOf({ facts }: Offer): ReadonlyMap<number, Cell> {
    const byThing = new Map<string, Fact[]>();
    for (const fact of facts) {
      const thing = this.thingOf(fact.metric, fact.parameter);
      const list = byThing.get(thing);
      if (list) list.push(fact);
      else byThing.set(thing, [fact]);
    }
    const cells = new Map<number, Cell>();
    for (const list of byThing.values()) {
      for (const fact of list) {
        const number = this.of(fact.metric, fact.parameter, fact.unit);
        if (number === undefined) throw new Error('an offer states what no column holds');
        const cell = this.cellOf(fact, number);
        const known = cells.get(number);
        const joined = list.length === 1 ? cell : known ? worse(known, cell, fact) : cell;
        cells.set(number, joined ?? { lower: null, upper: null, flags: IRREGULAR });
      }
      // Two units that do not convert cannot be told apart from one by a single column.
      const numbers = new Set(list.map(({ metric, parameter, unit }) => this.of(metric, parameter, unit)));
      if (numbers.size > 1)
        for (const number of numbers)
          if (number !== undefined) cells.set(number, { lower: null, upper: null, flags: IRREGULAR });
    }
    return cells;
  }

  private cellOf(fact: Fact, number: number): Cell {
    const factor = 1 / this.factor(number, fact.unit);
    const { lower, upper, lowerOpen, upperOpen } = endsOf(fact);
    // How many units carry a flow that an open end only approaches is not worth the SQL.
    if (fact.metric === 'capacity' && (lowerOpen || upperOpen)) return { lower: null, upper: null, flags: IRREGULAR };
    const rank = basisRank(fact.basis);
    const condition = isEmpty(fact.condition) ? 0 : this.conditions.number(fact.condition as string);
    return {
      lower: lower === undefined ? null : lower * factor,
      upper: upper === undefined ? null : upper * factor,
      flags:
        rank |
        (lowerOpen ? LOWER_OPEN : 0) |
        (upperOpen ? UPPER_OPEN : 0) |
        (fact.op === 'range' && rank >= TYPICAL ? SPREAD : 0) |
        (condition * CONDITION),
    };
  }

  private keyOf(metric: string, parameter: string | undefined, unit: string): string {
    return `${this.thingOf(metric, parameter)}\u0000${quantityKey(this.domain, metric, unit)}`;
  }

  private thingOf(metric: string, parameter: string | undefined): string {
    return `${metric}\u0000${parameter ?? ''}`;
  }
}

/** The texts of conditions by number, from 1. */
export class Conditions {
  readonly texts: string[] = [''];
  private readonly numbers = new Map<string, number>();

  number(text: string): number {
    const known = this.numbers.get(text);
    if (known !== undefined) return known;
    const number = this.texts.push(text) - 1;
    this.numbers.set(text, number);
    return number;
  }
}

/** A bare figure of a capacity or an inlet is a rating: up to. */
const isRating = ({ metric, parameter }: NumericStatement): boolean =>
  metric === 'capacity' || (metric === 'inlet' && parameter !== 'ph' && parameter !== 'water_temp');

/** Whether facts on a thing are an envelope, of which the inner ends count. */
const isEnvelope = ({ metric }: NumericStatement): boolean =>
  metric === 'capacity' || metric === 'inlet' || metric === 'operating_temp';

interface Ends {
  readonly lower?: number;
  readonly upper?: number;
  readonly lowerOpen?: boolean;
  readonly upperOpen?: boolean;
}

function endsOf(fact: Fact): Ends {
  const { op, value, valueMax, metric, unit } = fact;
  if (value === undefined) return {};
  const highest = op === 'range' ? (valueMax ?? value) : value;
  // A removal above 100 % is set aside.
  if (metric === 'removal_pct' && highest * (factorBetween(unit, '%') ?? 0) > 100 * (1 + 1e-9)) return {};
  switch (op) {
    case '=':
      return isRating(fact) ? { upper: value } : { lower: value, upper: value };
    case 'range':
      return { lower: value, upper: valueMax ?? value };
    case '<=':
      return { upper: value };
    case '<':
    case 'not_detectable':
      return { upper: value, upperOpen: true };
    case '>=':
      return { lower: value };
    case '>':
      return { lower: value, lowerOpen: true };
  }
}

/** Two facts as one, where they agree in all but their figures; undefined where they cannot be told as one. */
function worse(a: Cell, b: Cell, fact: Fact): Cell | undefined {
  const alike = RANK | SPREAD | IRREGULAR | LOWER_OPEN | UPPER_OPEN | ~(CONDITION - 1);
  if ((a.flags & alike) !== (b.flags & alike) || a.flags & (IRREGULAR | SPREAD)) return undefined;
  // What one leaves open the other may close, and a minimum or maximum of open and closed ends is not worth the bits.
  if (a.flags & (LOWER_OPEN | UPPER_OPEN)) return undefined;
  const least = (x: number | null, y: number | null) => (x === null ? y : y === null ? x : Math.min(x, y));
  const most = (x: number | null, y: number | null) => (x === null ? y : y === null ? x : Math.max(x, y));
  return isEnvelope(fact)
    ? { lower: most(a.lower, b.lower), upper: least(a.upper, b.upper), flags: a.flags }
    : { lower: least(a.lower, b.lower), upper: most(a.upper, b.upper), flags: a.flags };
}

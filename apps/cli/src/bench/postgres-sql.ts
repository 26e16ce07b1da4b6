import {
  basisRank,
  decide,
  factorBetween,
  type DesignValue,
  type Demand,
  type MatchingReference,
  type PreparedNeed,
} from '@huanpei/matching';
import { CONDITION, IRREGULAR, LOWER_OPEN, RANK, SPREAD, UPPER_OPEN, type Columns } from './postgres-columns';
import { alternativesOf, type Coefficients } from './postgres-terms';

type FigureDemand = Extract<Demand, { kind: 'FIGURE' }>;
type EnvelopeDemand = Extract<Demand, { kind: 'ENVELOPE' }>;
type HeldDemand = Extract<Demand, { kind: 'HELD' }>;
type Bound = NonNullable<FigureDemand['bound']>;

/** How a table spells the ends and flags of a column; undefined where it has none of it. */
export interface Spelling {
  cell(column: number): { readonly lower: string; readonly upper: string; readonly flags: string } | undefined;
}

/** How held things are kept: lists of codes as bits or days, prices by what they are for. */
export interface HeldColumns {
  /** The column with the last day of a certificate, as days since 1970. */
  certificate(scheme: string): string | undefined;
  honourBit(code: string): number | undefined;
  serviceBit(code: string): number | undefined;
  /** `per` of a price by number; 0 is "unit". */
  readonly pricePer: readonly string[];
}

/**
 * One demand in SQL. `fails` and `passes` hold only when they are true, and are null or false otherwise; no part of them is
 * ever turned round, except by `is not true`.
 */
interface Checked {
  readonly fails: string;
  readonly passes: string;
  readonly kept?: string;
  readonly proof?: string;
  readonly used?: string;
}

/** What a need asks of the rows of a table. */
export interface RowQuery {
  /** False for rows that are ruled out without doubt. */
  readonly survives: string;
  /** Of a row that survives: nothing that counts is unknown. */
  readonly fits: string;
  readonly score: string;
  /** The offer itself must be looked at. */
  readonly irregular: string;
}

const PROOF = [1, 0.8, 0.6, 0.3, 0.15];
const NEVER = 'false';
const ALWAYS = 'true';
/** The engine's margin of rounding. */
const SAME = 1e-9;
/** A need that names no minimum: every fact may count. */
const ANY_RANK = 9;

export const and = (...of: readonly string[]): string => {
  const parts = of.filter((one) => one !== ALWAYS);
  if (parts.includes(NEVER)) return NEVER;
  return parts.length === 0 ? ALWAYS : parts.length === 1 ? (parts[0] ?? ALWAYS) : `(${parts.join(' and ')})`;
};
export const or = (...of: readonly string[]): string => {
  const parts = of.filter((one) => one !== NEVER);
  if (parts.includes(ALWAYS)) return ALWAYS;
  return parts.length === 0 ? NEVER : parts.length === 1 ? (parts[0] ?? NEVER) : `(${parts.join(' or ')})`;
};

/** Whether a text holds for sure; what is missing makes it null, which is no. */
const sure = (one: string): string => (one === NEVER || one === ALWAYS ? one : `(${one}) is true`);
const unless = (one: string): string => (one === NEVER ? ALWAYS : one === ALWAYS ? NEVER : `(${one}) is not true`);

function number(value: number): string {
  if (!Number.isFinite(value)) return value > 0 ? `'infinity'::float8` : `'-infinity'::float8`;
  return value < 0 ? `(${value}::float8)` : `${value}::float8`;
}

/** Everything a need asks, for the rows of one table. */
export function rowQuery(
  prepared: PreparedNeed,
  columns: Columns,
  spelling: Spelling,
  held: HeldColumns,
  reference: MatchingReference,
): RowQuery {
  return new Writer(prepared, columns, spelling, held, reference).write();
}

class Writer {
  /** The numbers of the conditions that hold under the duty. */
  private readonly holding: readonly number[];
  private readonly involved = new Set<string>();
  private units = 'null::float8';

  constructor(
    private readonly prepared: PreparedNeed,
    private readonly columns: Columns,
    private readonly spelling: Spelling,
    private readonly held: HeldColumns,
    reference: MatchingReference,
  ) {
    const isParameter = (code: string) => reference.parameterKind(code) !== undefined;
    this.holding = columns.conditions.texts.flatMap((text, at) =>
      at > 0 && decide(text, prepared.duty, isParameter) === 'TRUE' ? [at] : [],
    );
  }

  write(): RowQuery {
    const { prepared } = this;
    const checked = prepared.demands.map((demand) => this.check(demand));
    const counting = prepared.demands.flatMap((demand, at) =>
      demand.mandatory && demand.group === undefined ? [checked[at] as Checked] : [],
    );
    for (const { name, mandatory } of prepared.groups) {
      if (!mandatory) continue;
      const members = checked.filter((_, at) => prepared.demands[at]?.group === name);
      counting.push({
        fails: and(...members.map(({ fails }) => fails)),
        passes: or(...members.map(({ passes }) => passes)),
      });
    }
    const scores = alternativesOf(prepared).flatMap(({ members, coefficients }) =>
      scoreOf(
        members.map((at) => checked[at] as Checked),
        coefficients,
        prepared.demands[members[0] ?? 0]?.group !== undefined,
        members.map((at) => prepared.demands[at] as Demand),
      ),
    );
    return {
      survives: and(...counting.map(({ fails }) => unless(fails))),
      fits: sure(and(...counting.map(({ passes }) => passes))),
      score: scores.length === 0 ? '0::float8' : `floor((${scores.join(' + ')}) * 1e9 + 0.5) / 1e9`,
      irregular: sure(or(...this.involved)),
    };
  }

  private check(demand: Demand): Checked {
    switch (demand.kind) {
      case 'STANDARD_UNKNOWN':
        return { fails: NEVER, passes: NEVER };
      case 'FIGURE':
        return demand.demand.metric === 'outlet' ? this.outlet(demand) : this.figure(demand);
      case 'ENVELOPE':
        return this.envelope(demand);
      case 'HELD':
        return this.heldThing(demand);
    }
  }

  /** One column for a need, with what counts of it; nothing when the table has no such column. */
  private cell(column: number | undefined): Cell | undefined {
    const spelled = column === undefined ? undefined : this.spelling.cell(column);
    if (!spelled) return undefined;
    const { flags } = spelled;
    this.involved.add(`${flags} >= ${IRREGULAR}`);
    const holding = this.holding.map((at) => `${at * CONDITION} and ${(at + 1) * CONDITION - 1}`);
    return {
      ...spelled,
      counts: or(`${flags} < ${CONDITION}`, ...holding.map((span) => `${flags} between ${span}`)),
      rank: `(${flags} & ${RANK})`,
      has: (bit) => `${flags} & ${bit} <> 0`,
    };
  }

  /** Whether a thing is stated in any unit, whatever its condition; and whether a fact on it counts. */
  private stated(metric: string, parameter: string | undefined): { any: string; counts: string } {
    const cells = this.columns.allOf(metric, parameter).flatMap((column) => this.cell(column) ?? []);
    return {
      any: or(...cells.map(({ flags }) => `${flags} is not null`)),
      counts: or(...cells.map(({ counts }) => counts)),
    };
  }

  /** Rule 3: a figure that is compared directly. */
  private figure({ demand, bound, open, minimumBasis }: FigureDemand): Checked {
    const column = this.columns.of(demand.metric, demand.parameter, demand.unit);
    const cell = this.cell(column);
    for (const other of this.columns.allOf(demand.metric, demand.parameter)) this.cell(other);
    if (open || !bound || !cell || column === undefined) return { fails: NEVER, passes: NEVER };
    const factor = this.columns.factor(column, demand.unit);
    const { upper, lower } = cell;
    const inColumn = (end: Bound['upper']) => end && { value: end.value / factor, open: end.open };
    const [most, least] = [inColumn(bound.upper), inColumn(bound.lower)];
    const upperOpen = cell.has(UPPER_OPEN);
    const lowerOpen = cell.has(LOWER_OPEN);
    const minimum = minimumBasis === undefined ? ALWAYS : `${cell.rank} <= ${basisRank(minimumBasis)}`;
    const proof = proofOf(cell.rank);
    if (most && least) {
      const width = Math.abs(most.value - least.value) || 1;
      return {
        passes: and(cell.counts, minimum, keepsUp(upper, upperOpen, most), keepsDown(lower, lowerOpen, least)),
        fails: and(
          cell.counts,
          or(
            breaksUp(upper, upperOpen, most),
            breaksDown(lower, lowerOpen, least),
            and(`${lower} is null`, breaksDown(upper, upperOpen, least)),
            and(`${upper} is null`, breaksUp(lower, lowerOpen, most)),
          ),
        ),
        kept: saturating(
          `least(${number(most.value)} - ${upper}, ${lower} - ${number(least.value)}) / ${number(width)}`,
        ),
        proof,
      };
    }
    if (most) {
      return {
        passes: and(cell.counts, minimum, keepsUp(upper, upperOpen, most)),
        fails: or(
          and(
            breaksUp(upper, upperOpen, most),
            cell.counts,
            or(`${cell.flags} & ${SPREAD} = 0`, breaksUp(lower, NEVER, most)),
          ),
          and(breaksUp(lower, lowerOpen, most), `${upper} is null`, cell.counts),
        ),
        kept: saturating(`(${number(most.value)} - ${upper}) / ${number(Math.abs(most.value) || 1)}`),
        proof,
      };
    }
    if (!least) return { fails: NEVER, passes: NEVER };
    return {
      passes: and(cell.counts, minimum, keepsDown(lower, lowerOpen, least)),
      fails: or(
        and(
          breaksDown(lower, lowerOpen, least),
          cell.counts,
          or(`${cell.flags} & ${SPREAD} = 0`, breaksDown(upper, NEVER, least)),
        ),
        and(breaksDown(upper, upperOpen, least), `${lower} is null`, cell.counts),
      ),
      kept: saturating(`(${lower} - ${number(least.value)}) / ${number(Math.abs(least.value) || 1)}`),
      proof,
    };
  }

  /** Rule 1: an outlet limit, from the stated outlet, the removal and the inlet. */
  private outlet({ demand, bound, open, minimumBasis }: FigureDemand): Checked {
    const { parameter, unit } = demand;
    const value = this.prepared.duty.value('inlet', parameter);
    const duty = value === undefined || value === 'MIXED_UNITS' ? undefined : value;
    const inlet = this.stated('inlet', parameter);
    const envelope = duty && this.cell(this.columns.of('inlet', parameter, duty.unit));
    const breach = envelope && duty ? and(this.outside(envelope, duty, 'inlet', parameter), envelope.counts) : NEVER;
    const column = this.columns.of('outlet', parameter, unit);
    const figure = this.cell(column);
    const [figures, removals] = [this.stated('outlet', parameter), this.stated('removal_pct', parameter)];
    if (open || !bound) return { fails: breach, passes: NEVER };
    const minimumRank = minimumBasis === undefined ? ANY_RANK : basisRank(minimumBasis);

    // Limits in the unit of the column, and the removal that each asks for.
    const factor = column === undefined ? 1 : this.columns.factor(column, unit);
    const inColumn = ({ value: figureOf, open: isOpen }: End): End => ({ value: figureOf / factor, open: isOpen });
    const toHere = duty ? factorBetween(duty.unit, unit) : undefined;
    const comesIn = duty && toHere !== undefined ? { low: duty.low * toHere, high: duty.high * toHere } : undefined;
    const removalColumn = this.columns.of('removal_pct', parameter, '%');
    const removal = comesIn ? this.cell(removalColumn) : undefined;
    const percent = removalColumn === undefined ? 1 : this.columns.factor(removalColumn, '%') / 100;
    const left = (end: string) => `(${number(comesIn?.high ?? 0)} * (1 - ${end} * ${number(percent)}))`;
    const upperOpen = figure?.has(UPPER_OPEN) ?? NEVER;
    const lowerOpen = figure?.has(LOWER_OPEN) ?? NEVER;
    const treatedOpen = removal?.has(LOWER_OPEN) ?? NEVER;
    const of = (cell: Cell | undefined, claim: (cell: Cell) => string) =>
      cell ? and(claim(cell), cell.counts) : NEVER;
    const regular = (cell: Cell | undefined) => (cell ? unless(`${cell.flags} >= ${IRREGULAR}`) : ALWAYS);
    const within = (cell: Cell | undefined) =>
      cell && minimumRank < ANY_RANK ? `${cell.rank} <= ${minimumRank}` : ALWAYS;
    const others = [
      ...this.columns.allOf('outlet', parameter),
      ...this.columns.allOf('removal_pct', parameter),
    ].flatMap((one) => this.cell(one) ?? []);
    const allRegular = and(...others.map(regular));

    const { upper: most, lower: least } = bound;
    const figureKeeps = most ? of(figure, ({ upper }) => keepsUp(upper, upperOpen, inColumn(most))) : ALWAYS;
    const treatedKeeps = most ? of(removal, ({ lower }) => keepsUp(left(lower), treatedOpen, most)) : ALWAYS;
    const upperSaid = or(
      of(figure, ({ upper }) => `${upper} is not null`),
      of(removal, ({ lower }) => `${lower} is not null`),
    );
    const treated = removal ? `case when ${removal.counts} then ${left(removal.lower)} end` : 'null::float8';
    const stated = figure
      ? `case when ${figure.counts} then ${factor === 1 ? figure.upper : `${figure.upper} * ${number(factor)}`} end`
      : 'null::float8';
    const predicted = !removal ? stated : !figure ? treated : `least(${stated}, ${treated})`;
    let passes: string;
    let strong: string;
    let fails: string;
    let margin: string;
    let proofRank: string;
    if (most && !least) {
      passes = or(figureKeeps, treatedKeeps);
      strong = or(and(figureKeeps, within(figure)), and(treatedKeeps, within(removal)));
      const spreadKeeps = or(
        of(figure, (cell) => and(cell.has(SPREAD), keepsUp(cell.lower, NEVER, inColumn(most)))),
        of(removal, (cell) => and(cell.has(SPREAD), keepsUp(left(cell.upper), NEVER, most))),
      );
      const broken = or(
        of(figure, ({ upper }) => breaksUp(upper, upperOpen, inColumn(most))),
        of(removal, ({ lower }) => breaksUp(left(lower), treatedOpen, most)),
        of(figure, (cell) => and(breaksUp(cell.lower, lowerOpen, inColumn(most)), `${cell.upper} is null`)),
      );
      fails = and(broken, unless(passes), unless(spreadKeeps), allRegular);
      margin = `(${number(most.value)} - ${predicted}) / ${number(Math.abs(most.value) || 1)}`;
      const ranks = [
        ...(figure ? [`case when ${figureKeeps} then ${figure.rank} end`] : []),
        ...(removal ? [`case when ${treatedKeeps} then ${removal.rank} end`] : []),
      ];
      proofRank = ranks.length === 0 ? '0' : ranks.length === 1 ? `(${ranks[0]})` : `least(${ranks.join(', ')})`;
    } else if (least) {
      const floor = inColumn(least);
      const lowerKeeps = of(figure, (cell) => keepsDown(cell.lower, lowerOpen, floor));
      const upperKeeps = most ? or(figureKeeps, treatedKeeps) : ALWAYS;
      passes = and(lowerKeeps, upperKeeps);
      strong = and(lowerKeeps, within(figure), most ? or(figureKeeps, and(treatedKeeps, within(removal))) : ALWAYS);
      const spreadKeeps = most
        ? NEVER
        : of(figure, (cell) => and(cell.has(SPREAD), keepsDown(cell.upper, NEVER, floor)));
      const lowerSaid = of(figure, (cell) => `${cell.lower} is not null`);
      fails = and(
        or(
          and(
            of(figure, (cell) => breaksDown(cell.lower, lowerOpen, floor)),
            unless(spreadKeeps),
          ),
          most ? and(upperSaid, unless(upperKeeps)) : NEVER,
          and(unless(lowerSaid), breaksDown(predicted, or(upperOpen, treatedOpen), least)),
          most
            ? and(
                unless(upperSaid),
                of(figure, (cell) => breaksUp(cell.lower, lowerOpen, inColumn(most))),
              )
            : NEVER,
        ),
        allRegular,
      );
      const atLower = figure ? `${figure.lower} * ${number(factor)} - ${number(least.value)}` : '0';
      margin = most
        ? `least(${number(most.value)} - ${predicted}, ${atLower}) / ${number(Math.abs(most.value - least.value) || 1)}`
        : `(${atLower}) / ${number(Math.abs(least.value) || 1)}`;
      const ofFigure = figure?.rank ?? '0';
      proofRank =
        most && removal
          ? `case when ${figureKeeps} then ${ofFigure} else greatest(${ofFigure}, ${removal.rank}) end`
          : ofFigure;
      proofRank = `(${proofRank})`;
    } else return { fails: breach, passes: NEVER };

    // The inlet keeps the limit already, and nothing else is said.
    const keepsAsItIs =
      comesIn !== undefined &&
      (!most || keeps(comesIn.high, most, 'UP')) &&
      (!least || keeps(comesIn.low, least, 'DOWN'));
    const nothingSaid = and(unless(figures.any), unless(removals.any));
    const nothingStrong = and(...others.map(({ rank }) => unless(`${rank} <= ${minimumRank}`)));
    const compared = or(unless(inlet.counts), envelope ? envelope.counts : NEVER);
    const passing = minimumRank === ANY_RANK ? passes : and(passes, or(strong, keepsAsItIs ? nothingStrong : NEVER));
    const inletMargin = comesIn ? saturatingOf(marginAt(comesIn, bound)) : 0;
    const known = passes === NEVER ? '0' : saturating(margin);
    return {
      fails: or(breach, fails),
      passes: and(unless(breach), or(passing, keepsAsItIs ? nothingSaid : NEVER), compared),
      kept: keepsAsItIs ? `case when ${nothingSaid} then ${number(inletMargin)} else ${known} end` : known,
      // Where the inlet keeps the limit by itself, no fact is needed.
      proof: keepsAsItIs ? '1' : proofOf(proofRank),
    };
  }

  /** The duty lies outside what the column says. */
  private outside(cell: Cell, design: DesignValue, metric: string, parameter: string | undefined): string {
    const column = this.columns.of(metric, parameter, design.unit);
    const factor = column === undefined ? 1 : this.columns.factor(column, design.unit);
    return or(
      fallsShort(cell.upper, cell.has(UPPER_OPEN), design.high / factor),
      startsAbove(cell.lower, cell.has(LOWER_OPEN), design.low / factor),
    );
  }

  private envelope(demand: EnvelopeDemand): Checked {
    const { metric, parameter, design, minimumBasis, onlyIfStated, open } = demand;
    const stated = this.stated(metric, parameter);
    const unknown: Checked = { fails: NEVER, passes: onlyIfStated ? unless(stated.counts) : NEVER };
    if (open || design === undefined || design === 'MIXED_UNITS') return unknown;
    const cell = this.cell(this.columns.of(metric, parameter, design.unit));
    if (!cell) return unknown;
    const minimum = minimumBasis === undefined ? ALWAYS : `${cell.rank} <= ${basisRank(minimumBasis)}`;
    if (metric === 'capacity' && parameter === undefined) return this.capacity(demand, design, cell, minimum);
    const outside = this.outside(cell, design, metric, parameter);
    const passes = and(cell.counts, unless(outside), minimum);
    return {
      fails: and(outside, cell.counts),
      passes: onlyIfStated ? or(unless(stated.counts), passes) : passes,
      proof: proofOf(cell.rank),
    };
  }

  /** Rule 2: the least number of units that carries the flow. */
  private capacity(demand: EnvelopeDemand, design: DesignValue, cell: Cell, minimum: string): Checked {
    const column = this.columns.of('capacity', undefined, design.unit);
    const factor = column === undefined ? 1 : this.columns.factor(column, design.unit);
    const [low, high] = [design.low / factor, design.high / factor];
    const { upper, lower, counts } = cell;
    const units = `greatest(1, floor(${number(high * under)} / ${upper}) + 1)`;
    const enough = and(counts, `${upper} * most_units > ${number(high * under)}`);
    const tooLow = `${number(low * over)} <= ${units} * ${lower}`;
    if (demand.id === 'capacity') this.units = `case when ${enough} then ${units} end`;
    return {
      fails: or(
        and(`${upper} * most_units <= ${number(high * under)}`, counts),
        and(tooLow, counts),
        and(startsAbove(lower, cell.has(LOWER_OPEN), low), `${upper} is null`, counts),
      ),
      passes: and(enough, unless(tooLow), minimum),
      proof: proofOf(cell.rank),
      // Share used, and how far it turns down (capacityFit in libs/matching).
      used:
        `(0.7 * least(1, ${number(high)} / (${units} * ${upper})) + 0.3 * ` +
        (low > 0
          ? `case when ${lower} > '-Infinity' then least(1, greatest(0, 1 - ${units} * ${lower} / ${number(low)})) else 0 end)`
          : '0)'),
    };
  }

  private heldThing({ asked }: HeldDemand): Checked {
    const { held, prepared } = this;
    switch (asked.kind) {
      case 'CERTIFICATE': {
        const until = held.certificate(asked.code);
        const day = Math.floor(Date.parse(prepared.asOf) / 86_400_000);
        const holds = until === undefined ? NEVER : `${until} >= ${day}`;
        return { passes: holds, fails: and('certificates', unless(holds)) };
      }
      case 'HONOUR':
        return ofBits('honours', held.honourBit(asked.code));
      case 'SERVICE':
        return ofBits('services', held.serviceBit(asked.code));
      case 'REGION': {
        const parts = asked.code.split('-');
        const covering = ['*', ...parts.map((_, at) => parts.slice(0, at + 1).join('-'))];
        const covered = `regions && array[${covering.map((code) => `'${code}'`).join(',')}]`;
        return { passes: covered, fails: `not (${covered})` };
      }
      case 'LEAD_DAYS': {
        const most = { value: asked.days, open: false };
        return {
          passes: keepsUp('lead_days', NEVER, most),
          fails: breaksUp('lead_days', NEVER, most),
          kept: saturating(`(${number(asked.days)} - lead_days) / ${number(asked.days || 1)}`),
        };
      }
      case 'PRICE': {
        if (asked.price.currency !== 'CNY') throw new Error('the bench asks for prices in yuan');
        const whole = this.wholePrice();
        const most = { value: asked.price.amount, open: false };
        return {
          passes: keepsUp(whole, NEVER, most),
          fails: breaksUp(whole, NEVER, most),
          kept: saturating(`(${number(asked.price.amount)} - ${whole}) / ${number(asked.price.amount || 1)}`),
        };
      }
      default:
        throw new Error(`not a held thing: ${asked.kind}`);
    }
  }

  private wholePrice(): string {
    const { duty, need } = this.prepared;
    const flow = duty.value('capacity');
    const perUnit = flow === undefined ? 'price' : `price * case when modular then ${this.units} else 1 end`;
    const perFlow = this.held.pricePer.flatMap((per, at) => {
      if (at === 0 || flow === undefined || flow === 'MIXED_UNITS') return [];
      const factor = factorBetween(flow.unit, per, need.domain === 'water');
      return factor === undefined ? [] : [`when ${at} then price * ${number(flow.high * factor)}`];
    });
    // Only prices in yuan are in the column; others are stated, and nothing is known of them.
    return `(case price_per when 0 then ${perUnit} ${perFlow.join(' ')} end)`;
  }
}

interface Cell {
  readonly lower: string;
  readonly upper: string;
  readonly flags: string;
  readonly counts: string;
  readonly rank: string;
  has(bit: number): string;
}

interface End {
  readonly value: number;
  readonly open: boolean;
}

function ofBits(column: string, bit: number | undefined): Checked {
  if (bit === undefined) return { passes: NEVER, fails: `${column} is not null` };
  return { passes: `${column} & ${bit} <> 0`, fails: `${column} & ${bit} = 0` };
}

/** The worth of a basis by its rank. */
const proofOf = (rank: string): string => `('{${PROOF.join(',')}}'::float8[])[${rank} + 1]`;

const [under, over] = [1 - SAME, 1 / (1 - SAME)];

/** The lowest and the highest number that counts as the same as this one; both just outside. */
function around(value: number): readonly [number, number] {
  return value >= 0 ? [value * under, value * over] : [value * over, value * under];
}

/** An upper end stays at or under a bound. */
function keepsUp(end: string, isOpen: string, { value, open }: End): string {
  const [low, high] = around(value);
  if (value === 0) return open ? or(`${end} < 0`, and(`${end} = 0`, isOpen)) : `${end} <= 0`;
  return open ? or(`${end} <= ${number(low)}`, and(`${end} < ${number(high)}`, isOpen)) : `${end} < ${number(high)}`;
}

/** The opposite, for an end that is there. */
function breaksUp(end: string, isOpen: string, { value, open }: End): string {
  const [low, high] = around(value);
  if (value === 0) return open ? or(`${end} > 0`, and(`${end} = 0`, unless(isOpen))) : `${end} > 0`;
  return open
    ? or(`${end} >= ${number(high)}`, and(`${end} > ${number(low)}`, unless(isOpen)))
    : `${end} >= ${number(high)}`;
}

/** A lower end stays at or over a bound. */
function keepsDown(end: string, isOpen: string, { value, open }: End): string {
  const [low, high] = around(value);
  if (value === 0) return open ? or(`${end} > 0`, and(`${end} = 0`, isOpen)) : `${end} >= 0`;
  return open ? or(`${end} >= ${number(high)}`, and(`${end} > ${number(low)}`, isOpen)) : `${end} > ${number(low)}`;
}

function breaksDown(end: string, isOpen: string, { value, open }: End): string {
  const [low, high] = around(value);
  if (value === 0) return open ? or(`${end} < 0`, and(`${end} = 0`, unless(isOpen))) : `${end} < 0`;
  return open
    ? or(`${end} <= ${number(low)}`, and(`${end} < ${number(high)}`, unless(isOpen)))
    : `${end} <= ${number(low)}`;
}

/** An upper end of the row does not reach a figure. */
function fallsShort(end: string, isOpen: string, value: number): string {
  const [low, high] = around(value);
  if (value === 0) return or(`${end} < 0`, and(`${end} = 0`, isOpen));
  return or(`${end} <= ${number(low)}`, and(`${end} < ${number(high)}`, isOpen));
}

/** A lower end of the row lies above a figure. */
function startsAbove(end: string, isOpen: string, value: number): string {
  const [low, high] = around(value);
  if (value === 0) return or(`${end} > 0`, and(`${end} = 0`, isOpen));
  return or(`${end} >= ${number(high)}`, and(`${end} > ${number(low)}`, isOpen));
}

function keeps(figure: number, { value, open }: End, side: 'UP' | 'DOWN'): boolean {
  const [low, high] = around(value);
  const same = figure === value || (figure > low && figure < high);
  if (same) return !open;
  return side === 'UP' ? figure < value : figure > value;
}

/** The margin of figures that are known beforehand, as the engine gives it. */
function marginAt({ low, high }: { readonly low: number; readonly high: number }, { upper, lower }: Bound): number {
  if (upper && lower)
    return Math.min(upper.value - high, low - lower.value) / (Math.abs(upper.value - lower.value) || 1);
  if (upper) return (upper.value - high) / (Math.abs(upper.value) || 1);
  return lower ? (low - lower.value) / (Math.abs(lower.value) || 1) : 0;
}

const saturatingOf = (margin: number): number => 1 - 0.5 / (Math.max(0, margin) + 0.5);
const saturating = (margin: string): string => `(1 - 0.5 / (greatest(0, ${margin}) + 0.5))`;

/** What one alternative, or the best of a group, adds to the score. */
function scoreOf(
  members: readonly Checked[],
  coefficients: Coefficients,
  grouped: boolean,
  demands: readonly Demand[],
): readonly string[] {
  const { completeness = 0, evidence = 0, capacity = 0 } = coefficients;
  const ofTerm = (weight: number, value: (checked: Checked, at: number) => string | undefined): readonly string[] => {
    if (weight === 0) return [];
    const values = members.flatMap((checked, at) => {
      const one = value(checked, at);
      return one === undefined || checked.passes === NEVER
        ? []
        : [checked.passes === ALWAYS ? one : `case when ${checked.passes} then ${one} else 0 end`];
    });
    if (values.length === 0) return [];
    return [`${number(weight)} * ${values.length === 1 ? `(${values[0]})` : `greatest(${values.join(', ')})`}`];
  };
  const keptTerm = (at: number): 'margin' | 'energy' | 'price' => {
    const demand = demands[at];
    if (demand?.kind === 'HELD') return demand.asked.kind === 'PRICE' ? 'price' : 'margin';
    const metric = demand?.kind === 'FIGURE' ? demand.demand.metric : '';
    return metric === 'power' || metric.startsWith('spec_energy') ? 'energy' : 'margin';
  };
  if (!grouped && members.length === 1) {
    const [only] = members as readonly [Checked];
    const kept = (coefficients.margin ?? 0) + (coefficients.energy ?? 0) + (coefficients.price ?? 0);
    const parts = [
      ...(completeness === 0 ? [] : [number(completeness)]),
      ...(kept === 0 || only.kept === undefined ? [] : [`${number(kept)} * ${only.kept}`]),
      ...(evidence === 0 || only.proof === undefined ? [] : [`${number(evidence)} * ${only.proof}`]),
      ...(capacity === 0 || only.used === undefined ? [] : [`${number(capacity)} * ${only.used}`]),
    ];
    if (parts.length === 0 || only.passes === NEVER) return [];
    return [
      only.passes === ALWAYS
        ? `(${parts.join(' + ')})`
        : `case when ${only.passes} then ${parts.join(' + ')} else 0 end`,
    ];
  }
  return [
    ...ofTerm(completeness, () => '1'),
    ...(['margin', 'energy', 'price'] as const).flatMap((term) =>
      ofTerm(coefficients[term] ?? 0, ({ kept }, at) => (keptTerm(at) === term ? kept : undefined)),
    ),
    ...ofTerm(evidence, ({ proof }) => proof),
    ...ofTerm(capacity, ({ used }) => used),
  ];
}

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

/** One demand in SQL. Texts are Boolean expressions that are never null, or numbers. */
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
const not = (one: string): string => (one === NEVER ? ALWAYS : one === ALWAYS ? NEVER : `(not ${one})`);

/** A comparison that is false, not null, where a side is missing. */
const sure = (one: string): string => (one === NEVER || one === ALWAYS ? one : `coalesce(${one}, false)`);

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
  private readonly counted: string;
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
    const holding = columns.conditions.texts.flatMap((text, at) =>
      at > 0 && decide(text, prepared.duty, isParameter) === 'TRUE' ? [at] : [],
    );
    this.counted = holding.length === 0 ? '' : ` or (# >> 8) in (${holding.join(',')})`;
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
      survives: and(...counting.map(({ fails }) => not(fails))),
      fits: and(...counting.map(({ passes }) => passes)),
      score: scores.length === 0 ? '0::float8' : `floor((${scores.join(' + ')}) * 1e9 + 0.5) / 1e9`,
      irregular: or(...this.involved),
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
    this.involved.add(sure(`${spelled.flags} & ${IRREGULAR} <> 0`));
    return {
      ...spelled,
      counts: sure(
        `(${spelled.flags} & ${IRREGULAR}) = 0 and (${spelled.flags} < ${CONDITION}${this.counted.replace('#', spelled.flags)})`,
      ),
      rank: `(${spelled.flags} & ${RANK})`,
      has: (bit) => `(${spelled.flags} & ${bit}) <> 0`,
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
    const [upper, lower] = [cell.upper, cell.lower];
    const inColumn = (end: Bound['upper']) => end && { value: end.value / factor, open: end.open };
    const [most, least] = [inColumn(bound.upper), inColumn(bound.lower)];
    const upperOpen = cell.has(UPPER_OPEN);
    const lowerOpen = cell.has(LOWER_OPEN);
    const minimum = minimumBasis === undefined ? ALWAYS : `${cell.rank} <= ${basisRank(minimumBasis)}`;
    const proof = `(array[${PROOF.join(',')}])[${cell.rank} + 1]`;
    let kept: string;
    let fails: string;
    let passes: string;
    if (most && least) {
      passes = and(keepsUp(upper, upperOpen, most), keepsDown(lower, lowerOpen, least));
      fails = or(
        sure(not(keepsUp(upper, upperOpen, most))),
        sure(not(keepsDown(lower, lowerOpen, least))),
        and(`${lower} is null`, sure(not(keepsDown(upper, upperOpen, least)))),
        and(`${upper} is null`, sure(not(keepsUp(lower, lowerOpen, most)))),
      );
      const width = most.value - least.value || 1;
      kept = saturating(
        `least(${number(most.value)} - ${upper}, ${lower} - ${number(least.value)}) / ${number(Math.abs(width))}`,
      );
    } else if (most) {
      passes = keepsUp(upper, upperOpen, most);
      fails = or(
        and(sure(not(passes)), not(and(cell.has(SPREAD), sure(keepsUp(lower, NEVER, most))))),
        and(`${upper} is null`, sure(not(keepsUp(lower, lowerOpen, most)))),
      );
      kept = saturating(`(${number(most.value)} - ${upper}) / ${number(Math.abs(most.value) || 1)}`);
    } else if (least) {
      passes = keepsDown(lower, lowerOpen, least);
      fails = or(
        and(sure(not(passes)), not(and(cell.has(SPREAD), sure(keepsDown(upper, NEVER, least))))),
        and(`${lower} is null`, sure(not(keepsDown(upper, upperOpen, least)))),
      );
      kept = saturating(`(${lower} - ${number(least.value)}) / ${number(Math.abs(least.value) || 1)}`);
    } else return { fails: NEVER, passes: NEVER };
    return { fails: and(cell.counts, fails), passes: and(cell.counts, minimum, sure(passes)), kept, proof };
  }

  /** Rule 1: an outlet limit, from the stated outlet, the removal and the inlet. */
  private outlet({ demand, bound, open, minimumBasis }: FigureDemand): Checked {
    const { parameter, unit } = demand;
    const value = this.prepared.duty.value('inlet', parameter);
    const duty = value === undefined || value === 'MIXED_UNITS' ? undefined : value;
    const inlet = this.stated('inlet', parameter);
    const envelope = duty && this.cell(this.columns.of('inlet', parameter, duty.unit));
    const breach = envelope && duty ? and(envelope.counts, this.outside(envelope, duty, parameter)) : NEVER;
    const column = this.columns.of('outlet', parameter, unit);
    const figure = this.cell(column);
    const [figures, removals] = [this.stated('outlet', parameter), this.stated('removal_pct', parameter)];
    if (open || !bound) return { fails: breach, passes: NEVER };
    const minimumRank = minimumBasis === undefined ? ANY_RANK : basisRank(minimumBasis);

    // Everything in the unit of the demand.
    const factor = column === undefined ? 1 : this.columns.factor(column, unit);
    const scaled = (end: string) => (factor === 1 ? end : `(${end} * ${number(factor)})`);
    const when = (cell: Cell | undefined, end: (cell: Cell) => string) =>
      cell ? `(case when ${cell.counts} then ${end(cell)} end)` : 'null::float8';
    const upper = when(figure, (cell) => scaled(cell.upper));
    const lower = when(figure, (cell) => scaled(cell.lower));
    const toHere = duty ? factorBetween(duty.unit, unit) : undefined;
    const comesIn = duty && toHere !== undefined ? { low: duty.low * toHere, high: duty.high * toHere } : undefined;
    const removalColumn = this.columns.of('removal_pct', parameter, '%');
    const removal = comesIn ? this.cell(removalColumn) : undefined;
    const percent = removalColumn === undefined ? 1 : this.columns.factor(removalColumn, '%') / 100;
    const left = (end: string) => `(${number(comesIn?.high ?? 0)} * (1 - ${end} * ${number(percent)}))`;
    const treated = when(removal, (cell) => left(cell.lower));
    const treatedOpen = removal?.has(LOWER_OPEN) ?? NEVER;
    const upperOpen = figure?.has(UPPER_OPEN) ?? NEVER;
    const lowerOpen = figure?.has(LOWER_OPEN) ?? NEVER;
    const irregular = or(
      ...[...this.columns.allOf('outlet', parameter), ...this.columns.allOf('removal_pct', parameter)].flatMap(
        (one) => {
          const cell = this.cell(one);
          return cell ? [sure(cell.has(IRREGULAR))] : [];
        },
      ),
    );
    const within = (least: number | undefined, cell: Cell | undefined) =>
      cell && least !== undefined && least < ANY_RANK ? `${cell.rank} <= ${least}` : ALWAYS;

    // The inlet keeps the limit already, and nothing else is said.
    const keepsAsItIs =
      comesIn !== undefined &&
      (!bound.upper || keeps(comesIn.high, bound.upper, 'UP')) &&
      (!bound.lower || keeps(comesIn.low, bound.lower, 'DOWN'));
    const nothingSaid = and(not(figures.any), not(removals.any));
    const nothingAtMinimum = and(
      ...[...this.columns.allOf('outlet', parameter), ...this.columns.allOf('removal_pct', parameter)].flatMap(
        (one) => {
          const cell = this.cell(one);
          return cell ? [`coalesce(${cell.rank} > ${minimumRank}, true)`] : [];
        },
      ),
    );

    const { upper: most, lower: least } = bound;
    const figureKeeps = most ? sure(keepsUp(upper, upperOpen, most)) : ALWAYS;
    const treatedKeeps = most ? sure(keepsUp(treated, treatedOpen, most)) : ALWAYS;
    const predicted =
      treated === 'null::float8' ? upper : upper === 'null::float8' ? treated : `least(${upper}, ${treated})`;
    let [passes, fails, margin]: [string, string, string] = [NEVER, NEVER, '0'];
    let [strong, proofRank]: [string, string] = [NEVER, '0'];
    const rankOf = (cell: Cell | undefined) => cell?.rank ?? `${ANY_RANK}`;
    if (most && !least) {
      passes = or(figureKeeps, treatedKeeps);
      strong = or(and(figureKeeps, within(minimumRank, figure)), and(treatedKeeps, within(minimumRank, removal)));
      const spreadKeeps = or(
        figure ? and(figure.counts, figure.has(SPREAD), sure(keepsUp(scaled(figure.lower), NEVER, most))) : NEVER,
        removal ? and(removal.counts, removal.has(SPREAD), sure(keepsUp(left(removal.upper), NEVER, most))) : NEVER,
      );
      fails = or(
        and(`${predicted} is not null`, not(passes), not(spreadKeeps)),
        and(`${predicted} is null`, sure(not(keepsUp(lower, lowerOpen, most)))),
      );
      margin = `(${number(most.value)} - ${predicted}) / ${number(Math.abs(most.value) || 1)}`;
      proofRank = `least(case when ${figureKeeps} then ${rankOf(figure)} end, case when ${treatedKeeps} then ${rankOf(removal)} end)`;
    } else if (least) {
      const lowerKeeps = sure(keepsDown(lower, lowerOpen, least));
      const upperKeeps = most ? or(figureKeeps, treatedKeeps) : ALWAYS;
      passes = and(lowerKeeps, upperKeeps);
      strong = and(
        lowerKeeps,
        within(minimumRank, figure),
        most ? or(figureKeeps, and(treatedKeeps, within(minimumRank, removal))) : ALWAYS,
      );
      const spreadKeeps =
        most || !figure
          ? NEVER
          : and(figure.counts, figure.has(SPREAD), sure(keepsDown(scaled(figure.upper), NEVER, least)));
      fails = or(
        and(sure(not(keepsDown(lower, lowerOpen, least))), not(spreadKeeps)),
        most ? and(`${predicted} is not null`, not(upperKeeps)) : NEVER,
        and(`${lower} is null`, sure(not(keepsDown(predicted, or(upperOpen, treatedOpen), least)))),
        most ? and(`${predicted} is null`, sure(not(keepsUp(lower, lowerOpen, most)))) : NEVER,
      );
      const atLower = `${lower} - ${number(least.value)}`;
      margin = most
        ? `least(${number(most.value)} - ${predicted}, ${atLower}) / ${number(Math.abs(most.value - least.value) || 1)}`
        : `(${atLower}) / ${number(Math.abs(least.value) || 1)}`;
      proofRank = most
        ? `case when ${figureKeeps} then ${rankOf(figure)} else greatest(${rankOf(figure)}, ${rankOf(removal)}) end`
        : rankOf(figure);
    }
    const inletMargin = comesIn ? marginAt(comesIn, bound) : 0;
    const compared = or(not(inlet.counts), envelope ? envelope.counts : NEVER);
    const asIs = keepsAsItIs ? nothingSaid : NEVER;
    const strongEnough = minimumRank === ANY_RANK ? ALWAYS : or(strong, keepsAsItIs ? nothingAtMinimum : NEVER);
    return {
      fails: or(breach, and(not(irregular), fails)),
      passes: and(not(breach), or(and(passes, strongEnough), asIs), compared),
      kept:
        asIs === NEVER
          ? saturating(margin)
          : `case when ${nothingSaid} then ${number(saturatingOf(inletMargin))} else ${saturating(margin)} end`,
      // Where the inlet keeps the limit by itself, no fact is needed.
      proof: keepsAsItIs ? '1' : `(array[${PROOF.join(',')}])[${proofRank} + 1]`,
    };
  }

  /** The duty lies outside what counts. Says nothing of rows whose facts do not count. */
  private outside(cell: Cell, design: DesignValue, parameter: string | undefined, metric = 'inlet'): string {
    const column = this.columns.of(metric, parameter, design.unit);
    const factor = column === undefined ? 1 : this.columns.factor(column, design.unit);
    const [low, high] = [design.low / factor, design.high / factor];
    return or(
      sure(not(reaches(cell.upper, cell.has(UPPER_OPEN), high))),
      sure(not(startsBelow(cell.lower, cell.has(LOWER_OPEN), low))),
    );
  }

  private envelope(demand: EnvelopeDemand): Checked {
    const { metric, parameter, design, minimumBasis, onlyIfStated, open } = demand;
    const stated = this.stated(metric, parameter);
    const unknown: Checked = { fails: NEVER, passes: onlyIfStated ? not(stated.counts) : NEVER };
    if (open || design === undefined || design === 'MIXED_UNITS') return unknown;
    const cell = this.cell(this.columns.of(metric, parameter, design.unit));
    if (!cell) return unknown;
    const minimum = minimumBasis === undefined ? ALWAYS : `${cell.rank} <= ${basisRank(minimumBasis)}`;
    const proof = `(array[${PROOF.join(',')}])[${cell.rank} + 1]`;
    if (metric === 'capacity' && parameter === undefined) return this.capacity(demand, design, cell, minimum, proof);
    const outside = this.outside(cell, design, parameter, metric);
    const passes = and(cell.counts, not(outside), minimum);
    return {
      fails: and(cell.counts, outside),
      passes: onlyIfStated ? or(not(stated.counts), passes) : passes,
      proof,
    };
  }

  /** Rule 2: the least number of units that carries the flow. */
  private capacity(demand: EnvelopeDemand, design: DesignValue, cell: Cell, minimum: string, proof: string): Checked {
    const column = this.columns.of('capacity', undefined, design.unit);
    const factor = column === undefined ? 1 : this.columns.factor(column, design.unit);
    const [low, high] = [design.low / factor, design.high / factor];
    const { upper, lower } = cell;
    const most = `(case when modular then coalesce(max_units, 'infinity') else 1 end)`;
    const few = `(floor(${number(high * (1 - SAME))} / nullif(${upper}, 0)) + 1)`;
    const fewOpen = `ceil(${number(high / (1 - SAME))} / nullif(${upper}, 0))`;
    const counted = `(case when ${cell.has(UPPER_OPEN)} then ${fewOpen} else ${few} end)`;
    const units = `(case when ${cell.counts} and ${upper} > 0 and ${counted} <= ${most} then greatest(1, ${counted}) end)`;
    const found = sure(`${units} is not null`);
    if (demand.id === 'capacity') this.units = units;
    const tooLow = sure(`${number(low * (1 - SAME))} / ${units} < ${lower} * ${number(1 - 2 * SAME)}`);
    const below = sure(not(startsBelow(lower, cell.has(LOWER_OPEN), low)));
    return {
      fails: and(cell.counts, or(and(`${upper} is not null`, or(not(found), tooLow)), and(`${upper} is null`, below))),
      passes: and(found, not(tooLow), minimum),
      proof,
      used: `least(1, greatest(0, ${number(high)} / (${units} * ${upper})))`,
    };
  }

  private heldThing({ asked }: HeldDemand): Checked {
    const { held, prepared } = this;
    switch (asked.kind) {
      case 'CERTIFICATE': {
        const until = held.certificate(asked.code);
        const day = Math.floor(Date.parse(prepared.asOf) / 86_400_000);
        const holds = until === undefined ? NEVER : sure(`${until} >= ${day}`);
        return { passes: and('certificates', holds), fails: and('certificates', not(holds)) };
      }
      case 'HONOUR':
        return ofBits('honours', held.honourBit(asked.code));
      case 'SERVICE':
        return ofBits('services', held.serviceBit(asked.code));
      case 'REGION': {
        const parts = asked.code.split('-');
        const covering = ['*', ...parts.map((_, at) => parts.slice(0, at + 1).join('-'))];
        const covered = `regions && array[${covering.map((code) => `'${code}'`).join(',')}]`;
        return { passes: sure(covered), fails: and('regions is not null', sure(not(covered))) };
      }
      case 'LEAD_DAYS': {
        const keeps = keepsUp('lead_days', NEVER, { value: asked.days, open: false });
        return {
          passes: sure(keeps),
          fails: sure(not(keeps)),
          kept: saturating(`(${number(asked.days)} - lead_days) / ${number(asked.days || 1)}`),
        };
      }
      case 'PRICE': {
        if (asked.price.currency !== 'CNY') throw new Error('the bench asks for prices in yuan');
        const whole = this.wholePrice();
        const keeps = keepsUp(whole, NEVER, { value: asked.price.amount, open: false });
        return {
          passes: sure(keeps),
          fails: sure(not(keeps)),
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
  const held = bit === undefined ? NEVER : sure(`${column} & ${bit} <> 0`);
  return { passes: held, fails: and(`${column} is not null`, not(held)) };
}

const [under, over] = [1 - SAME, 1 / (1 - SAME)];

/** The lowest and the highest number that counts as the same as this one; both just outside. */
function around(value: number): readonly [number, number] {
  return value >= 0 ? [value * under, value * over] : [value * over, value * under];
}

/** An upper end stays at or under a bound; null where there is none. */
function keepsUp(end: string, isOpen: string, { value, open }: End): string {
  const [low, high] = around(value);
  if (value === 0) return open ? or(`${end} < 0`, and(`${end} = 0`, isOpen)) : `${end} <= 0`;
  return open ? or(`${end} <= ${number(low)}`, and(`${end} < ${number(high)}`, isOpen)) : `${end} < ${number(high)}`;
}

/** A lower end stays at or over a bound. */
function keepsDown(end: string, isOpen: string, { value, open }: End): string {
  const [low, high] = around(value);
  if (value === 0) return open ? or(`${end} > 0`, and(`${end} = 0`, isOpen)) : `${end} >= 0`;
  return open ? or(`${end} >= ${number(high)}`, and(`${end} > ${number(low)}`, isOpen)) : `${end} > ${number(low)}`;
}

/** A closed figure stays at or under an upper end of the row. */
function reaches(end: string, isOpen: string, value: number): string {
  const [low, high] = around(value);
  if (value === 0) return or(`${end} > 0`, and(`${end} = 0`, not(isOpen)));
  return or(`${end} >= ${number(high)}`, and(`${end} > ${number(low)}`, not(isOpen)));
}

/** A closed figure stays at or over a lower end of the row. */
function startsBelow(end: string, isOpen: string, value: number): string {
  const [low, high] = around(value);
  if (value === 0) return or(`${end} < 0`, and(`${end} = 0`, not(isOpen)));
  return or(`${end} <= ${number(low)}`, and(`${end} < ${number(high)}`, not(isOpen)));
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
  const { requirements = 0, evidence = 0, capacity = 0 } = coefficients;
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
      ...(requirements === 0 ? [] : [number(requirements)]),
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
    ...ofTerm(requirements, () => '1'),
    ...(['margin', 'energy', 'price'] as const).flatMap((term) =>
      ofTerm(coefficients[term] ?? 0, ({ kept }, at) => (keptTerm(at) === term ? kept : undefined)),
    ),
    ...ofTerm(evidence, ({ proof }) => proof),
    ...ofTerm(capacity, ({ used }) => used),
  ];
}

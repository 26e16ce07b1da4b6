import {
  factorBetween,
  isEmpty,
  type Basis,
  type Certificate,
  type Citation,
  type DutyFact,
  type Fact,
  type Need,
  type NumericRequirement,
  type Offer,
  type Op,
  type Requirement,
} from '@huanpei/matching';
import { demo, heldThings, regions } from '@huanpei/reference';
import { Chance, weighted, type Weighted } from './chance';
import { vocabulary, type Better, type CitedLevel, type Technology, type Thing, type Vocabulary } from './vocabulary';

/** The day of the bench: certificates hold or have lapsed by it. */
export const BENCH_DAY = '2026-06-30';

/** Offers and needs by number: the same seed and number give the same one, in any order. */
export interface Generator {
  /** @param version another statement of the same offer, as after a change */
  offer(number: number, version?: number): Offer;
  need(number: number): Need;
  /** The things that offers of these technologies should state. */
  expected(technologies: readonly string[]): readonly Thing[];
}

const OFFERS = 1;
const NEEDS = 2;

/** How many of the offers state nearly all, as a data sheet does, and how many little, as a brochure does. */
const THOROUGH = 0.3;
const STATED_BY_THOROUGH = 0.92;
const STATED_BY_OTHERS = 0.28;

/** Near the shares of the real facts (docs/benchmarks.md); the real records hold neither reports nor certificates. */
const BASES_DRAWN = weighted<Basis | undefined>([
  [undefined, 0.24],
  ['GUARANTEED', 0.24],
  ['TYPICAL', 0.24],
  ['TESTED', 0.15],
  ['PLANNING', 0.07],
  ['VERIFIED', 0.06],
]);

const OPS: Readonly<Record<'REMOVAL' | 'CAPACITY' | 'INLET' | Better, Weighted<Op>>> = {
  REMOVAL: weighted<Op>([
    ['=', 0.5],
    ['>=', 0.25],
    ['range', 0.2],
    ['>', 0.05],
  ]),
  CAPACITY: weighted<Op>([
    ['<=', 0.3],
    ['=', 0.27],
    ['range', 0.35],
    ['>=', 0.08],
  ]),
  INLET: weighted<Op>([
    ['<=', 0.42],
    ['=', 0.22],
    ['range', 0.2],
    ['<', 0.1],
    ['>', 0.03],
    ['>=', 0.03],
  ]),
  LOW: weighted<Op>([
    ['<=', 0.5],
    ['=', 0.27],
    ['<', 0.13],
    ['range', 0.1],
  ]),
  HIGH: weighted<Op>([
    ['>=', 0.5],
    ['=', 0.33],
    ['range', 0.12],
    ['>', 0.05],
  ]),
  NEAR: weighted<Op>([
    ['range', 0.8],
    ['=', 0.2],
  ]),
};

const DIGITS = weighted<number>([
  [1, 0.3],
  [2, 0.5],
  [3, 0.2],
]);

/** Conditions that a duty can decide, by domain; the others are the notes of the real records. */
const COMPARISONS: Readonly<Record<string, readonly string[]>> = {
  water: [
    'water temperature > 12 degC',
    'water temperature <= 12 degC',
    'water_temp >= 15 degC',
    'capacity <= 10000 m3/d',
    'cod < 500 mg/L',
    '6 <= ph <= 9',
  ],
  air: ['operating_temp <= 180 degC', 'capacity > 50000 Nm3/h', 'so2 < 2000 mg/m3', 'capacity <= 200000 Nm3/h'],
};
const OTHER_COMPARISONS = ['capacity <= 100 t/d', 'operating_temp > 20 degC'];

const FACT_CONDITION = 0.06;
const CONDITION_DECIDABLE = 0.4;
const TWO_FACTS = 0.02;
const OTHER_UNIT = 0.06;
const TWO_TECHNOLOGIES = 0.023;

/** @param seed a whole number; equal seeds give equal offers and needs */
export function generator(seed: number): Generator {
  const words = vocabulary();
  const held = lists();
  const notes = [
    ...new Set(
      demo().listings.flatMap(({ content }) =>
        content.facts.flatMap(({ condition }) => (isEmpty(condition) || !condition ? [] : [condition])),
      ),
    ),
  ];
  return {
    offer: (number, version = 0) => offerOf(number, new Chance(seed + version, OFFERS, number), words, held, notes),
    need: (number) => needOf(number, new Chance(seed, NEEDS, number), words, held),
    expected: (technologies) => expectedOf(technologies, words),
  };
}

interface Lists {
  readonly certificates: Weighted<string>;
  readonly honours: Weighted<string>;
  readonly services: readonly string[];
  readonly provinces: readonly string[];
  readonly cities: readonly string[];
}

function lists(): Lists {
  const things = heldThings();
  const falling = (codes: readonly string[]) => weighted(codes.map((code, place) => [code, 1 / (place + 1)] as const));
  const all = regions().list.map(({ code }) => code);
  return {
    certificates: falling(['ISO9001', 'CCEP', ...things.certificates.map(({ code }) => code)]),
    honours: falling(things.honours.map(({ code }) => code)),
    services: things.services,
    provinces: all.filter((code) => /^CN-[A-Z]{2}$/.test(code)),
    cities: all.filter((code) => /^CN-[A-Z]{2}-\d{4}$/.test(code)),
  };
}

function expectedOf(technologies: readonly string[], { byCode }: Vocabulary): readonly Thing[] {
  const found = new Map<string, Thing>();
  for (const code of technologies) {
    for (const thing of byCode.get(code)?.things ?? []) found.set(`${thing.metric}/${thing.parameter ?? ''}`, thing);
  }
  return [...found.values()];
}

function offerOf(number: number, chance: Chance, words: Vocabulary, held: Lists, notes: readonly string[]): Offer {
  const technology = chance.weighted(words.drawn);
  const second =
    chance.happens(TWO_TECHNOLOGIES) && technology.siblings.length > 0 ? chance.pick(technology.siblings) : undefined;
  const technologies = second === undefined ? [technology.code] : [technology.code, second];
  const things = second === undefined ? technology.things : expectedOf(technologies, words);
  const thorough = chance.happens(THOROUGH);
  const writer = new FactWriter(chance, technology.domain, chance.normal(), notes);
  const facts: Fact[] = [];
  for (const thing of things) {
    const stated = thorough ? STATED_BY_THOROUGH : STATED_BY_OTHERS * (thing.essential ? 1.15 : 0.8);
    if (chance.happens(stated)) writer.write(thing, facts);
  }
  // One in ten says something that its template does not ask for.
  if (chance.happens(0.1)) {
    const other = chance.pick(chance.weighted(words.drawn).things);
    const known = facts.some(({ metric, parameter }) => metric === other.metric && parameter === other.parameter);
    if (!known) writer.write(other, facts);
  }
  const says = (usual: number) => chance.happens(thorough ? Math.min(0.75, usual * 2) : usual);
  const modular = says(0.3) ? chance.happens(0.7) : undefined;
  const price = says(0.22) ? priceOf(technology, chance) : undefined;
  return {
    id: `o${String(number).padStart(7, '0')}`,
    supplier: `s${chance.below(50_000)}`,
    name: { zh: `装备${number}`, en: `Equipment ${number}` },
    domain: technology.domain,
    technologies,
    ...(chance.happens(0.6) && technology.scenario !== '' ? { scenarios: [technology.scenario] } : {}),
    facts,
    ...(modular === undefined ? {} : { modular }),
    ...(modular === true && chance.happens(0.5) ? { maxUnits: 2 + chance.below(11) } : {}),
    ...(says(0.28) ? { certificates: certificatesOf(held, chance) } : {}),
    ...(says(0.2) ? { honours: some(chance, 0.25, 3, () => chance.weighted(held.honours)) } : {}),
    ...(says(0.22) ? { services: some(chance, 0.1, 4, () => chance.pick(held.services)) } : {}),
    ...(says(0.28) ? { regions: regionsOf(held, chance) } : {}),
    ...(price === undefined ? {} : { price }),
    ...(says(0.22) ? { leadDays: 15 * Math.max(1, Math.round(6 * Math.exp(0.5 * chance.normal()))) } : {}),
    ...(chance.happens(0.3) ? { record: Math.floor(Math.exp(1.2 * Math.abs(chance.normal()))) } : {}),
    ...(chance.happens(0.5) ? { confirmedOn: dayOf(-chance.below(700)) } : {}),
  };
}

/** A list without repeats, empty with the given probability: an empty list says "none". */
function some(chance: Chance, empty: number, most: number, one: () => string): readonly string[] {
  if (chance.happens(empty)) return [];
  return [...new Set(Array.from({ length: 1 + chance.below(most) }, one))].sort();
}

function certificatesOf({ certificates }: Lists, chance: Chance): readonly Certificate[] {
  return some(chance, 0.05, 4, () => chance.weighted(certificates)).map((scheme) => ({
    scheme,
    ...(chance.happens(0.6) ? { validUntil: dayOf(30 * (chance.below(48) - 8)) } : {}),
  }));
}

const days = new Map<number, string>();

/** So many days from the day of the bench. */
function dayOf(offset: number): string {
  const known = days.get(offset);
  if (known !== undefined) return known;
  const day = new Date(Date.parse(BENCH_DAY) + offset * 86_400_000).toISOString().slice(0, 10);
  days.set(offset, day);
  return day;
}

function regionsOf({ provinces }: Lists, chance: Chance): readonly string[] {
  const kind = chance.next();
  if (kind < 0.15) return ['*'];
  if (kind < 0.5) return ['CN'];
  return some(chance, 0, 6, () => chance.pick(provinces));
}

/** Yuan for one unit of the usual capacity's flow. */
const PRICE_OF_FLOW: Readonly<Record<string, number>> = { 'm3/d': 2500, 'Nm3/h': 60, 'm3/h': 2000, 't/d': 120_000 };

function priceOf({ capacity }: Technology, chance: Chance): Offer['price'] {
  const currency = chance.happens(0.03) ? 'USD' : 'CNY';
  const flow = capacity && PRICE_OF_FLOW[capacity.unit];
  const factor = Math.exp(0.6 * chance.normal());
  if (capacity && flow !== undefined && chance.happens(0.4))
    return { amount: tidy(flow * factor, 2), currency, per: capacity.unit };
  const whole = capacity && flow !== undefined ? flow * capacity.centre * Math.exp(chance.normal()) : 500_000;
  return { amount: tidy(whole * factor, 2), currency, ...(chance.happens(0.5) ? { per: 'unit' } : {}) };
}

/** So many significant digits, as a plain decimal. */
const tidy = (value: number, digits: number): number => Number(value.toPrecision(digits));

/** Draws what one offer says of things: its quality moves all figures a little the same way. */
class FactWriter {
  private readonly usualBasis: Basis | undefined;

  constructor(
    private readonly chance: Chance,
    private readonly domain: string,
    private readonly quality: number,
    private readonly notes: readonly string[],
  ) {
    this.usualBasis = chance.weighted(BASES_DRAWN);
  }

  write(thing: Thing, facts: Fact[]): void {
    const { chance } = this;
    if (!thing.orRemoval) return this.writeThing(thing, facts);
    const kind = chance.next();
    const removal: Thing = {
      ...thing,
      metric: 'removal_pct',
      unit: '%',
      otherUnits: ['1'],
      orRemoval: false,
      better: 'HIGH',
      centre: 90,
      spread: 0.7,
      complement: true,
    };
    if (kind < 0.6) this.writeThing(thing, facts);
    if (kind >= 0.5) this.writeThing(removal, facts);
  }

  private writeThing(thing: Thing, facts: Fact[]): void {
    const { chance } = this;
    const first = this.fact(thing);
    if (!chance.happens(TWO_FACTS)) {
      facts.push(chance.happens(FACT_CONDITION) ? { ...first, condition: this.condition() } : first);
      return;
    }
    const second = this.fact(thing);
    // Two figures on one thing are mostly those of two conditions, as in summer and winter.
    if (chance.happens(0.5)) {
      facts.push(first, { ...second, ...(first.basis === undefined ? {} : { basis: first.basis }) });
    } else if (this.domain === 'water') {
      facts.push(
        { ...first, condition: 'water temperature > 12 degC' },
        { ...second, condition: 'water temperature <= 12 degC' },
      );
    } else {
      facts.push(first, { ...second, condition: this.condition() });
    }
  }

  private condition(): string {
    const { chance } = this;
    return chance.happens(CONDITION_DECIDABLE)
      ? chance.pick(COMPARISONS[this.domain] ?? OTHER_COMPARISONS)
      : chance.pick(this.notes);
  }

  private fact(thing: Thing): Fact {
    const { chance } = this;
    const { metric, parameter } = thing;
    const basis = chance.happens(0.75) ? this.usualBasis : chance.weighted(BASES_DRAWN);
    const weak = basis === 'TYPICAL' || basis === 'PLANNING';
    const op = chance.weighted(opsOf(thing));
    const unit = chance.happens(OTHER_UNIT) && thing.otherUnits.length > 0 ? chance.pick(thing.otherUnits) : thing.unit;
    const figure = figureOf(thing, chance, this.quality);
    const said = {
      metric,
      ...(parameter === undefined ? {} : { parameter }),
      ...this.said(thing, weak && op === '=' && chance.happens(0.3) ? 'range' : op, figure, unit),
      unit,
    };
    return basis === undefined ? said : { ...said, basis };
  }

  private said(thing: Thing, op: Op, figure: number, unit: string): Pick<Fact, 'op' | 'value' | 'valueMax'> {
    const { chance } = this;
    const digits = chance.weighted(DIGITS);
    // A unit that does not convert (per cent of full scale, say) keeps the figure.
    const factor = factorBetween(thing.unit, unit, thing.metric === 'capacity') ?? 1;
    const write = (value: number) => writeFigure(thing, value, factor, digits);
    if (op === 'not_detectable') return { op };
    if (op !== 'range') {
      if (thing.metric === 'outlet' && op === '<' && chance.happens(0.03)) return { op: 'not_detectable' };
      return { op, value: write(figure) };
    }
    const [low, high] = rangeOf(thing, figure, chance);
    return { op, value: write(low), valueMax: Math.max(write(low), write(high)) };
  }
}

function opsOf({ metric, better }: Thing): Weighted<Op> {
  if (metric === 'removal_pct') return OPS.REMOVAL;
  if (metric === 'capacity') return OPS.CAPACITY;
  return OPS[better === 'NEAR' ? 'NEAR' : metric === 'inlet' ? 'INLET' : better];
}

/** What an offer reaches: better than the centre with better quality. */
function figureOf({ metric, better, centre, spread, complement }: Thing, chance: Chance, quality: number): number {
  const luck = chance.normal();
  if (better === 'NEAR') return centre * Math.exp(spread * 0.3 * luck);
  // Size and inlet have nothing to do with quality.
  const common = metric === 'capacity' || metric === 'inlet' ? 0 : 0.5;
  const deviation = spread * (common * quality + Math.sqrt(1 - common * common) * luck);
  if (complement) return 100 - Math.min(90, (100 - centre) * Math.exp(-deviation));
  const up = better === 'HIGH' ? deviation : -deviation;
  return centre * Math.exp(up + (metric === 'inlet' ? 0.7 : metric === 'capacity' ? 0.4 : 0));
}

function rangeOf({ metric, better, spread, complement }: Thing, figure: number, chance: Chance): [number, number] {
  const wide = Math.abs(chance.normal());
  if (better === 'NEAR') return [figure * Math.exp(-spread * (0.5 + wide)), figure * Math.exp(spread * (0.5 + wide))];
  if (complement) return [Math.max(5, figure - (100 - figure) * 0.5 * wide), figure];
  // The turndown of a capacity and an inlet's lower end lie well below.
  if (metric === 'capacity' || metric === 'inlet') return [figure * Math.exp(-0.6 - 0.8 * wide), figure];
  return better === 'LOW' ? [figure * Math.exp(-0.4 * wide), figure] : [figure, figure * Math.exp(0.4 * wide)];
}

/** Few significant digits, as figures are stated; of a share near 100 %, of what is missing to 100. */
function writeFigure({ complement }: Thing, value: number, factor: number, digits: number): number {
  if (!complement) return tidy(value * factor, digits);
  const missing = tidy(Math.max(0.001, 100 - value), Math.min(2, digits));
  return tidy((100 - missing) * factor, 8);
}

// Needs

const MEDIAN_FIGURES = 6;

function needOf(number: number, chance: Chance, words: Vocabulary, held: Lists): Need {
  const technology = chance.weighted(words.drawn);
  const scope = chance.next();
  const technologies =
    scope < 0.6 ? [technology.code] : scope < 0.85 && technology.scenario !== '' ? [technology.scenario] : undefined;
  const outlets = shuffled(technology.outlets, chance).slice(0, 2 + chance.below(6));
  const cited = chance.happens(0.58) && technology.levels.length > 0 ? chance.pick(technology.levels) : undefined;
  const treated = new Set(cited ? cited.parameters : outlets.map(({ parameter }) => parameter));
  const duty = dutyOf(technology, treated, chance);
  const requirements: Requirement[] = [];
  const add = (requirement: DistributiveOmit<Requirement, 'id' | 'mandatory'>, mandatory: number) =>
    requirements.push({
      id: `r${requirements.length + 1}`,
      mandatory: chance.happens(mandatory),
      ...(chance.happens(0.02) ? { weight: 1 + chance.below(4) } : {}),
      ...(chance.happens(0.005) ? { minimumBasis: 'TESTED' as const } : {}),
      ...requirement,
    } as Requirement);
  if (!cited) for (const thing of outlets) add(demanded(thing, chance), 0.9);
  const figures = shuffled(technology.figures, chance);
  const wanted = figures.slice(0, Math.max(0, Math.round(MEDIAN_FIGURES + 1.6 * chance.normal())));
  const either = chance.happens(0.06) && wanted.length > 3 ? wanted.length - 2 : wanted.length;
  wanted.forEach((thing, at) => add({ ...demanded(thing, chance), ...(at < either ? {} : { group: 'either' }) }, 0.7));
  if (chance.happens(0.35)) add({ certificate: chance.weighted(held.certificates) }, 0.45);
  if (chance.happens(0.12)) add({ honour: chance.weighted(held.honours) }, 0.2);
  if (chance.happens(0.25)) add({ service: chance.pick(held.services) }, 0.4);
  const region = chance.happens(0.6) ? chance.pick(held.cities) : undefined;
  if (region !== undefined && chance.happens(0.4)) add({ region }, 0.5);
  if (chance.happens(0.4)) add({ leadDays: 30 * Math.max(1, Math.round(4.5 * Math.exp(0.4 * chance.normal()))) }, 0.5);
  if (chance.happens(0.4)) add({ price: budgetOf(technology, duty, chance) }, 0.6);
  return {
    id: `n${String(number).padStart(6, '0')}`,
    name: { zh: `需求${number}`, en: `Need ${number}` },
    domain: technology.domain,
    ...(technologies ? { technologies } : {}),
    ...(technology.scenario === '' || !chance.happens(0.5) ? {} : { scenario: technology.scenario }),
    ...(duty.length > 0 ? { duty } : {}),
    ...(requirements.length > 0 ? { requirements } : {}),
    ...(cited ? { standards: [citationOf(cited, chance)] } : {}),
    ...(region === undefined ? {} : { region }),
    ...(chance.happens(0.2) ? { asOf: dayOf(chance.below(120)) } : {}),
    ...(chance.happens(0.1) ? { minimumBasis: chance.happens(0.7) ? 'GUARANTEED' : ('TESTED' as const) } : {}),
    ...(chance.happens(0.04) ? { weights: { price: 0.2, margin: 0.1 * chance.below(4) } } : {}),
  };
}

/** `Omit` over each member of a union by itself. */
type DistributiveOmit<T, K extends string> = T extends unknown ? Omit<T, K> : never;

function shuffled<T>(list: readonly T[], chance: Chance): readonly T[] {
  const left = [...list];
  for (let at = left.length - 1; at > 0; at -= 1) {
    const other = chance.below(at + 1);
    [left[at], left[other]] = [left[other] as T, left[at] as T];
  }
  return left;
}

function dutyOf(
  { capacity, inlets, domain, things }: Technology,
  treated: ReadonlySet<string | undefined>,
  chance: Chance,
): readonly DutyFact[] {
  const duty: DutyFact[] = [];
  const add = (thing: Thing, figure: number, interval: boolean) => {
    const other = chance.happens(0.12)
      ? thing.otherUnits.find((one) => factorBetween(thing.unit, one, thing.metric === 'capacity') !== undefined)
      : undefined;
    const unit = other ?? thing.unit;
    const factor = factorBetween(thing.unit, unit, thing.metric === 'capacity') ?? 1;
    duty.push({
      metric: thing.metric,
      ...(thing.parameter === undefined ? {} : { parameter: thing.parameter }),
      ...(interval
        ? { op: 'range' as const, value: tidy(figure * factor * 0.8, 2), valueMax: tidy(figure * factor * 1.1, 2) }
        : { op: '=' as const, value: tidy(figure * factor, 2) }),
      unit,
    });
  };
  if (capacity && chance.happens(0.85)) add(capacity, capacity.centre * Math.exp(0.9 * chance.normal()), false);
  for (const thing of inlets) {
    const wanted = thing.better === 'NEAR' ? 0.6 : treated.has(thing.parameter) ? 0.85 : 0.35;
    if (chance.happens(wanted)) {
      const deviation = thing.better === 'NEAR' ? thing.spread * 0.5 : 0.5;
      add(thing, thing.centre * Math.exp(deviation * chance.normal()), chance.happens(0.15));
    }
  }
  if (domain === 'water' && !duty.some(({ parameter }) => parameter === 'water_temp') && chance.happens(0.4)) {
    const low = 6 + chance.below(14);
    duty.push({ metric: 'inlet', parameter: 'water_temp', op: '=', value: low, unit: 'degC' });
  }
  const temperature = things.find(({ metric }) => metric === 'operating_temp');
  if (temperature && chance.happens(0.3)) add(temperature, temperature.centre * Math.exp(0.4 * chance.normal()), false);
  return duty;
}

/** What is demanded is milder than what is usual, so that most of those that state it keep it. */
const LENIENCE = 0.9;

function demanded(thing: Thing, chance: Chance): Omit<NumericRequirement, 'id' | 'mandatory'> {
  const { metric, parameter, better, centre, spread, complement } = thing;
  const convertibles = thing.otherUnits.filter((one) => factorBetween(thing.unit, one) !== undefined);
  const unit = chance.happens(0.1) && convertibles.length > 0 ? chance.pick(convertibles) : thing.unit;
  const factor = factorBetween(thing.unit, unit) ?? 1;
  const deviation = spread * (LENIENCE + 0.6 * chance.normal());
  const digits = chance.weighted(DIGITS);
  const write = (value: number) => writeFigure(thing, value, factor, digits);
  const base = { metric, ...(parameter === undefined ? {} : { parameter }), unit };
  if (better === 'NEAR') {
    const [low, high] = [write(centre * Math.exp(-3 * spread)), write(centre * Math.exp(3 * spread))];
    return { ...base, op: 'range', value: low, valueMax: Math.max(low, high) };
  }
  const asked = complement
    ? 100 - Math.min(90, (100 - centre) * Math.exp(deviation))
    : centre * Math.exp(better === 'LOW' ? deviation : -deviation);
  const strict = chance.happens(0.05);
  const op: Op = better === 'LOW' ? (strict ? '<' : '<=') : strict ? '>' : '>=';
  const condition = chance.happens(0.02) ? 'water temperature > 12 degC' : undefined;
  return { ...base, op, value: write(asked), ...(condition === undefined ? {} : { condition }) };
}

function budgetOf({ capacity }: Technology, duty: readonly DutyFact[], chance: Chance) {
  const flow = capacity && PRICE_OF_FLOW[capacity.unit];
  const asked = duty.find(({ metric }) => metric === 'capacity');
  const amount =
    capacity && flow !== undefined && asked?.value !== undefined
      ? flow * asked.value * (factorBetween(asked.unit, capacity.unit, true) ?? 1)
      : 500_000;
  return { amount: tidy(amount * Math.exp(0.9 + 0.5 * chance.normal()), 2), currency: 'CNY' };
}

/** One class, mostly for the parameters treated, with the texts of its rows settled as a tender would. */
function citationOf({ code, level, parameters, rows }: CitedLevel, chance: Chance): Citation {
  const named = chance.happens(0.85);
  const most = 3 + chance.below(6);
  const cited = named ? shuffled(parameters, chance).slice(0, most) : undefined;
  const settled = chance.happens(0.9);
  const texts = [
    ...new Set(rows.flatMap(({ condition, scope }) => [condition, scope].filter((text) => !isEmpty(text)))),
  ];
  const [where, whereNot]: [string[], string[]] = [[], []];
  for (const text of texts) if (text !== null) (chance.happens(0.75) ? where : whereNot).push(text);
  return {
    code,
    level,
    ...(cited ? { parameters: cited } : {}),
    ...(settled && where.length > 0 ? { where } : {}),
    ...(settled && whereNot.length > 0 ? { whereNot } : {}),
  };
}

import { ENERGY_SCALES, PRICE_SCALES, USUAL_YEARS } from '../scales';
import { basisRank, type Statements } from '../stated';
import { lessIsBetter, priceWorth, traitValue } from '../traits';
import type { ScoreTerm } from '../terms';
import type { Offer } from '../model';
import { ANY_RANK, PER_UNIT, Wholes, type CompiledNeed } from './compile';
import { Ends, type Reader } from './ends';
import type { FactColumn } from './fact-column';
import type { ListColumn } from './list-column';
import type { Segment } from './segment';
import { priceKind, type Words } from './words';

/** Lists met in a segment beyond which its most is not worth working out. */
const MANY_LISTS = 8;

/** Facts under a condition are no traits, whatever the duty. */
const UNCONDITIONAL = { of: (condition: number) => (condition === 0 ? 1 : 0) };

/** What an offer is worth beside the demands, read from the columns: the values of `traitValue`. */
export class RowTraits {
  private readonly ends = new Ends();
  private readonly life: Reader;
  private readonly energy: Reader;
  private readonly leastRank: number;
  /** By number of a list, or of a date. */
  private readonly scenarios = new Map<number, number>();
  private readonly freshness = new Map<number, number>();
  private readonly kind = new ByTechnologies((technologies) => this.ask('suitability', { technologies }));
  /** What an offer that names no scenario is worth for the need's. */
  private readonly place = new ByTechnologies((technologies) => this.ask('scenario', { technologies }));
  /** By number of the price's kind: what its currency is usually planned with, and what makes it the whole price. */
  private readonly prices: ({ readonly planned: number; readonly factor: number } | undefined)[] = [];

  constructor(
    private readonly need: CompiledNeed,
    private readonly words: Words,
  ) {
    const { need: of } = need.prepared;
    const reader = { decisions: UNCONDITIONAL, envelope: false, rating: false, percent: undefined };
    this.life = { ...reader, factors: words.factorsInto('a') };
    this.energy = { ...reader, factors: words.factorsInto(ENERGY_SCALES[of.domain]?.unit ?? '') };
    this.leastRank = of.minimumBasis === undefined ? ANY_RANK : basisRank(of.minimumBasis);
  }

  /** Turns to the rows of a segment. */
  on(segment: Segment): void {
    const { need } = this;
    this.segment = segment;
    this.priceColumn = segment.columns.get(need.price);
    this.energyColumn = segment.columns.get(need.energy);
    this.lifeColumn = segment.columns.get(need.life);
    this.scenarioLists = segment.lists.get('scenarios');
    this.technologyLists = segment.lists.get('technologies');
  }

  private segment!: Segment;
  private priceColumn: FactColumn | undefined;
  private energyColumn: FactColumn | undefined;
  private lifeColumn: FactColumn | undefined;
  private scenarioLists: ListColumn | undefined;
  private technologyLists: ListColumn | undefined;

  /** What all traits add to the score. @param units those that carry the duty; NaN when its capacity does not pass */
  score(row: number, units: number): number {
    let score = 0;
    for (const { term, weight } of this.need.traits) score += weight * this.value(term, row, units);
    return score;
  }

  /** Brings into the cache what `mostAt` reads. */
  touch(segment: Segment): void {
    for (const { term } of this.need.traits) {
      if (term === 'scenario') segment.lists.get('scenarios')?.touch();
      else if (term === 'price') segment.columns.get(this.need.price)?.touch();
      else if (term === 'energy') segment.columns.get(this.need.energy)?.touch();
    }
  }

  /** The most that a row of a segment can be worth in a term, in [0, 1]. */
  most(term: ScoreTerm, segment: Segment): number {
    switch (term) {
      case 'suitability':
        return this.kind.most(segment, this.words);
      case 'scenario': {
        const lists = segment.lists.get('scenarios')?.met;
        if (lists && lists.size > MANY_LISTS) return 1;
        let most = this.place.most(segment, this.words);
        for (const list of lists ?? []) most = Math.max(most, this.scenario(list, segment, 0));
        return most;
      }
      default:
        return 1;
    }
  }

  /** The most that all traits can add to the score of a row, without reading its figures. */
  mostAt(row: number): number {
    let most = 0;
    for (const { term, weight } of this.need.traits) {
      if (term === 'suitability' || term === 'scenario') most += weight * this.value(term, row, NaN);
      else if (term === 'price' || term === 'energy') {
        // What is not stated is worth nothing.
        const column = term === 'price' ? this.priceColumn : this.energyColumn;
        if (column && column.codeAt(row) !== 0) most += weight;
      } else most += weight;
    }
    return most;
  }

  private value(term: ScoreTerm, row: number, units: number): number {
    switch (term) {
      case 'price':
        return this.price(row, units);
      case 'energy': {
        const energy = this.read(this.energyColumn, row, this.energy, 'upper');
        const { domain } = this.need.prepared.need;
        return energy === energy ? lessIsBetter(energy, ENERGY_SCALES[domain]?.usual ?? 0) : 0;
      }
      case 'suitability':
        return this.kind.of(this.segment, this.technologiesAt(row), this.words);
      case 'scenario': {
        const list = this.scenarioLists ? this.scenarioLists.codeAt(row) : 0;
        return this.scenario(list, this.segment, this.technologiesAt(row));
      }
      case 'record':
        return this.ask(term, this.segment.recordOf(row));
      case 'freshness':
        return this.remembered(this.freshness, this.segment.confirmedOf(row), (date) =>
          this.ask(term, date === 0 ? {} : { confirmedOn: this.words.dates.value(date) }),
        );
      default:
        throw new Error(`measured by demands only: ${term}`);
    }
  }

  /** Number of a row's list of technologies; 0 where it is the one of the segment, or none. */
  private technologiesAt(row: number): number {
    return this.technologyLists ? this.technologyLists.codeAt(row) : 0;
  }

  /** @param list number of the scenarios named; 0 for none, and then the technologies decide */
  private scenario(list: number, segment: Segment, technologies: number): number {
    if (list === 0) return this.place.of(segment, technologies, this.words);
    let value = this.scenarios.get(list);
    if (value === undefined) {
      const { lists } = this.words;
      value = lists.isEmpty(list) ? BY_TECHNOLOGIES : this.ask('scenario', { scenarios: lists.value(list) });
      this.scenarios.set(list, value);
    }
    return value === BY_TECHNOLOGIES ? this.place.of(segment, technologies, this.words) : value;
  }

  private price(row: number, units: number): number {
    const column = this.priceColumn;
    const code = column ? column.codeAt(row) : 0;
    const { flow } = this.need.prepared.traits;
    if (!column || code === 0 || flow === undefined) return 0;
    const { planned, factor } = this.kindOf(column.statements.unitOf(code));
    const whole = column.statements.valueOf(code) * (factor === PER_UNIT ? units : factor);
    if (planned !== planned || whole !== whole) return 0;
    const life = this.read(this.lifeColumn, row, this.life, 'lower');
    return priceWorth(whole, flow, life > USUAL_YEARS ? life : USUAL_YEARS, planned);
  }

  private kindOf(unit: number): { readonly planned: number; readonly factor: number } {
    const known = this.prices[unit];
    if (known) return known;
    const { prepared } = this.need;
    const { currency } = priceKind(this.words.units.value(unit));
    const kind = {
      planned: PRICE_SCALES[prepared.need.domain]?.planned[currency] ?? NaN,
      factor: new Wholes(this.words, prepared, currency).of(unit),
    };
    this.prices[unit] = kind;
    return kind;
  }

  /** An end of what is stated without a condition; NaN when nothing is, or nothing strong enough. */
  private read(column: FactColumn | undefined, row: number, reader: Reader, end: 'lower' | 'upper'): number {
    if (!column || column.codeAt(row) === 0) return NaN;
    const { ends } = this;
    if (this.leastRank < ANY_RANK) {
      ends.read(column, row, reader, this.leastRank, 0);
      if (ends[end] !== ends[end]) return NaN;
    }
    ends.read(column, row, reader, ANY_RANK, 0);
    return ends[end];
  }

  private remembered(known: Map<number, number>, key: number, work: (key: number) => number): number {
    let value = known.get(key);
    if (value === undefined) known.set(key, (value = work(key)));
    return value;
  }

  private ask(term: ScoreTerm, known: Partial<Offer>): number {
    const { prepared } = this.need;
    const offer: Offer = { id: '', name: {}, domain: prepared.need.domain, facts: [], ...known };
    return traitValue(term, prepared, offer, undefined, NO_FACTS);
  }
}

/** In place of the worth of an empty list of scenarios. */
const BY_TECHNOLOGIES = -1;

/** What is asked of a part of an offer reads none of its facts. */
const NO_FACTS: Statements = () => {
  throw new Error('no fact is read here');
};

/** Values that hang on the technologies alone, each worked out once: of a segment's own, and of every list. */
class ByTechnologies {
  private readonly lists = new Map<number, number>();
  private readonly own = new Map<Segment, number>();

  constructor(private readonly work: (technologies: readonly string[]) => number) {}

  /** @param list 0 for the segment's own, or none */
  of(segment: Segment, list: number, words: Words): number {
    let value = list === 0 ? this.own.get(segment) : this.lists.get(list);
    if (value !== undefined) return value;
    if (list === 0) {
      value = this.work(segment.technology === undefined ? [] : [segment.technology]);
      this.own.set(segment, value);
    } else {
      value = this.work(words.lists.value(list));
      this.lists.set(list, value);
    }
    return value;
  }

  /** The most of any row: of the segment's own technology, which is most often the only one, and of the lists met. */
  most(segment: Segment, words: Words): number {
    const lists = segment.technologyLists;
    if (lists.size > MANY_LISTS) return 1;
    let most = this.of(segment, 0, words);
    for (const list of lists) most = Math.max(most, this.of(segment, list, words));
    return most;
  }
}

import { ENERGY_SCALES, PRICE_SCALES, USUAL_YEARS } from '../scales';
import { basisRank } from '../stated';
import { lessIsBetter, priceWorth, traitValue } from '../traits';
import type { ScoreTerm } from '../terms';
import type { Offer } from '../model';
import { ANY_RANK, Factors, PER_UNIT, Wholes, type CompiledNeed } from './compile';
import { Ends, type Reader } from './ends';
import type { FactColumn } from './fact-column';
import type { Segment } from './segment';
import { priceKind, type Words } from './words';

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
  /** By number of the price's kind: what its currency is usually planned with, and what makes it the whole price. */
  private readonly prices: ({ readonly planned: number; readonly factor: number } | undefined)[] = [];

  constructor(
    private readonly need: CompiledNeed,
    private readonly words: Words,
  ) {
    const { need: of } = need.prepared;
    const reader = { decisions: UNCONDITIONAL, envelope: false, rating: false, percent: undefined };
    this.life = { ...reader, factors: new Factors(words, 'a') };
    this.energy = { ...reader, factors: new Factors(words, ENERGY_SCALES[of.domain]?.unit ?? '') };
    this.leastRank = of.minimumBasis === undefined ? ANY_RANK : basisRank(of.minimumBasis);
  }

  /** What all traits add to the score. @param units those that carry the duty; NaN when its capacity does not pass */
  score(segment: Segment, row: number, units: number): number {
    let score = 0;
    for (const { term, weight } of this.need.traits)
      if (weight > 0) score += weight * this.value(term, segment, row, units);
    return score;
  }

  private value(term: ScoreTerm, segment: Segment, row: number, units: number): number {
    const { prepared } = this.need;
    switch (term) {
      case 'price':
        return this.price(segment, row, units);
      case 'energy': {
        const energy = this.read(segment.columns.get(this.need.energy), row, this.energy, 'upper');
        return energy === energy ? lessIsBetter(energy, ENERGY_SCALES[prepared.need.domain]?.usual ?? 0) : 0;
      }
      case 'scenario':
        return this.remembered(this.scenarios, segment.lists.get('scenarios')?.codeAt(row) ?? 0, (list) =>
          this.ask(term, list === 0 ? {} : { scenarios: this.words.codes.value(list) }),
        );
      case 'record':
        return this.ask(term, segment.recordOf(row));
      case 'freshness':
        return this.remembered(this.freshness, segment.confirmedOf(row), (date) =>
          this.ask(term, date === 0 ? {} : { confirmedOn: this.words.dates.value(date) }),
        );
      default:
        throw new Error(`measured by demands only: ${term}`);
    }
  }

  private price(segment: Segment, row: number, units: number): number {
    const column = segment.columns.get(this.need.price);
    const code = column?.codeAt(row) ?? 0;
    const { flow } = this.need.prepared.traits;
    if (!column || code === 0 || flow === undefined) return 0;
    const { planned, factor } = this.kindOf(column.statements.unitOf(code));
    const whole = column.statements.valueOf(code) * (factor === PER_UNIT ? units : factor);
    if (planned !== planned || whole !== whole) return 0;
    const life = this.read(segment.columns.get(this.need.life), row, this.life, 'lower');
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
    return traitValue(term, prepared, offer, undefined);
  }
}

import { counts, prepareNeed, type Demand, type PreparedNeed } from '../demand';
import { thingKey } from '../duty';
import { comparable } from '../match';
import type { MatchingReference, Need, Offer } from '../model';
import { DemandClasses, type DemandClass } from './demand-class';
import { FigureJudge, PASS, SILENCE } from './judge';
import { HeldTexts } from './lists';
import { compareIds } from './order';
import { OfferReader, type HeldThing } from './reader';
import { FAILED, GONE, MOST_DEMANDS, Segment, Tally, type Placed, type PlacedNeed } from './segment';

/** One offer against all needs it is compared with. */
export interface ReverseResult {
  readonly compared: number;
  readonly fits: number;
  readonly needsData: number;
  readonly ruledOut: number;
  /** Ids of the needs it fits, by code points. */
  readonly fitting: readonly string[];
  /** Needs for which one finding that counts, and no other, does not pass; by need id. */
  readonly nearly: readonly {
    readonly needId: string;
    readonly findingId: string;
    readonly verdict: 'FAIL' | 'UNKNOWN';
  }[];
}

/** A place in the index, packed into one number: 2^31 rows in each of 2^22 segments. */
const ROWS = 2 ** 31;
/** How many lists of technologies are remembered with what they compare with. */
const MOST_REMEMBERED = 4096;

/**
 * Needs in columns, so that an offer is compared with all of them without looking at each as an object. The outcomes are
 * those of `evaluate` for each need. As everywhere, the finding ids of a need are taken to differ, and its figures to be
 * numbers.
 */
export class NeedIndex {
  private readonly classes = new DemandClasses();
  private readonly findingIds = new HeldTexts();
  private readonly held: HeldThing[] = [];
  private readonly heldNumbers = new Map<string, number>();
  private readonly segments: Segment[] = [];
  private readonly numbers = new Map<string, number>();
  private readonly places = new Map<string, number>();
  private readonly reached = new Map<string, readonly Segment[]>();
  private readonly tally = new Tally();
  /** What silence comes to, by class of demands. */
  private readonly silent = new Map<number, FigureJudge>();

  constructor(private readonly reference: MatchingReference) {}

  get size(): number {
    return this.places.size;
  }

  /** Bytes of the columns, with the room they keep; ids and what is kept once per vocabulary are not in it. */
  get bytes(): number {
    return this.segments.reduce((sum, segment) => sum + segment.bytes, 0);
  }

  /**
   * Adds a need, or puts it in the place of the one with its id.
   *
   * @throws RangeError when more than 16,383 of its demands count
   */
  put(need: Need): void {
    const placed = this.place(need);
    const before = this.places.get(need.id);
    const number = this.segmentOf(need);
    const row = (this.segments[number] as Segment).add(placed);
    this.places.set(need.id, number * ROWS + row);
    if (before !== undefined) this.clear(before);
  }

  /** Whether there was one. */
  remove(id: string): boolean {
    const place = this.places.get(id);
    if (place === undefined) return false;
    this.places.delete(id);
    this.clear(place);
    return true;
  }

  /**
   * Every need the offer is compared with: how many come to which outcome, which it fits, and which one finding keeps
   * from it.
   *
   * @param today the day on which certificates must hold where the need names none, `YYYY-MM-DD`
   */
  match(offer: Offer, { today }: { readonly today: string }): ReverseResult {
    const { tally } = this;
    let [compared, ruledOut] = [0, 0];
    const fitting: string[] = [];
    const nearly: ReverseResult['nearly'][number][] = [];
    let reader: OfferReader | undefined;
    for (const segment of this.comparedWith(offer)) {
      if (segment.live === 0) continue;
      reader ??= new OfferReader(offer, this.classes, this.held, this.reference, today);
      compared += segment.live;
      reader.read(segment, tally);
      const { state, open1, open2, failed: failedRows } = tally;
      const { rows, setRows } = segment;
      for (let row = 0; row < rows; row += 1) {
        const at = state[row] ?? 0;
        // Rows that are gone count nowhere.
        if (at & GONE) continue;
        const inSets = row < setRows;
        const word = row >>> 5;
        const failed = at >= FAILED || (inSets && (((failedRows[word] ?? 0) >>> (row & 31)) & 1) === 1);
        if (failed) ruledOut += 1;
        const openElsewhere = at & MOST_DEMANDS;
        if (openElsewhere > 1 || (inSets && (((open2[word] ?? 0) >>> (row & 31)) & 1) === 1)) continue;
        const openInSets = inSets ? ((open1[word] ?? 0) >>> (row & 31)) & 1 : 0;
        if (openElsewhere + openInSets > 1) continue;
        const needId = segment.needIds[row] ?? '';
        if (openElsewhere + openInSets === 0) fitting.push(needId);
        else {
          const id = openInSets === 1 ? reader.openInSets(segment, row, tally) : (tally.ids[row] ?? 0);
          const findingId = this.findingIds.text(id);
          nearly.push({ needId, findingId, verdict: failed ? 'FAIL' : 'UNKNOWN' });
        }
      }
    }
    fitting.sort(compareIds);
    nearly.sort((a, b) => compareIds(a.needId, b.needId));
    return {
      compared,
      fits: fitting.length,
      needsData: compared - fitting.length - ruledOut,
      ruledOut,
      fitting,
      nearly,
    };
  }

  private clear(place: number): void {
    const number = Math.floor(place / ROWS);
    const segment = this.segments[number] as Segment;
    segment.remove(place % ROWS, (id, row) => this.places.set(id, number * ROWS + row));
  }

  /** Segments the offer is compared with; the answer for its technologies is remembered. */
  private comparedWith(offer: Offer): readonly Segment[] {
    const key = keyOf(offer);
    const known = this.reached.get(key);
    if (known) return known;
    const found = this.segments.filter((segment) => comparable(segment, offer, this.reference));
    if (this.reached.size >= MOST_REMEMBERED) this.reached.clear();
    this.reached.set(key, found);
    return found;
  }

  private segmentOf(need: Need): number {
    const key = keyOf(need);
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    const number = this.segments.length;
    this.segments.push(new Segment(need.domain, need.technologies, this.findingIds));
    this.numbers.set(key, number);
    this.reached.clear();
    return number;
  }

  private place(need: Need): PlacedNeed {
    // The day is left open: it is that of the question where the need names none.
    const prepared = prepareNeed(need, this.reference, need.asOf ?? '');
    const counting = prepared.groups.filter(({ mandatory }) => mandatory);
    const groups = counting.map(({ name }) => name);
    const times = new Map<DemandClass, number>();
    const demands = prepared.demands.flatMap((demand): readonly Placed[] => {
      if (demand.group === undefined) return counts(demand) ? [this.placed(demand, prepared, times, undefined)] : [];
      const group = groups.indexOf(demand.group);
      return group < 0 ? [] : [this.placed(demand, prepared, times, group)];
    });
    if (demands.length > MOST_DEMANDS) throw new RangeError(`a need has more than ${MOST_DEMANDS} demands`);
    return {
      id: need.id,
      demands,
      groups: groups.map((name) => `group:${name}`),
      duty: prepared.duty.things.flatMap(({ metric, parameter }) => {
        const value = prepared.duty.value(metric, parameter);
        if (value === undefined || value === 'MIXED_UNITS') return [];
        const { low, high, unit } = value;
        return [{ thing: thingKey(metric, parameter), low, high, unit }];
      }),
    };
  }

  private placed(
    demand: Demand,
    prepared: PreparedNeed,
    times: Map<DemandClass, number>,
    group: number | undefined,
  ): Placed {
    const first = this.classes.of(demand, prepared);
    const time = times.get(first) ?? 0;
    times.set(first, time + 1);
    const of = this.classes.again(first, time);
    return {
      of,
      findingId: demand.id,
      open: this.isOpen(of, demand, prepared),
      figures: figuresOf(of, demand),
      ...(of.held ? { heldThing: this.heldNumber(demand, prepared.need.asOf) } : {}),
      ...(group === undefined ? {} : { group }),
    };
  }

  /** Whether the demand is open for an offer that says nothing of its subject. */
  private isOpen(of: DemandClass, demand: Demand, prepared: PreparedNeed): boolean {
    if (of.kind === 'ENVELOPE') return !of.onlyIfStated;
    if (of.kind !== 'FIGURE' || demand.kind !== 'FIGURE') return true;
    // What comes in may keep an outlet limit already.
    let judge = this.silent.get(of.number);
    if (!judge) {
      judge = new FigureJudge(of, { figure: SILENCE, removal: SILENCE, inlet: SILENCE });
      this.silent.set(of.number, judge);
    }
    const duty = of.duty ? prepared.duty.value('inlet', of.parameter) : undefined;
    const [low, high] = duty === undefined || duty === 'MIXED_UNITS' ? [NaN, NaN] : [duty.low, duty.high];
    const { lower, upper } = demand.bound ?? {};
    return judge.verdict(lower?.value ?? NaN, upper?.value ?? NaN, low, high) !== PASS;
  }

  private heldNumber({ asked }: Demand, asOf: string | undefined): number {
    const day = asked.kind === 'CERTIFICATE' ? asOf : undefined;
    const key = `${asked.kind} ${day ?? ''} ${'code' in asked ? asked.code : ''}`;
    const known = this.heldNumbers.get(key);
    if (known !== undefined) return known;
    const number = this.held.length;
    this.held.push({ asked, asOf: day });
    this.heldNumbers.set(key, number);
    return number;
  }
}

const keyOf = ({ domain, technologies }: Pick<Need, 'domain' | 'technologies'>): string =>
  technologies === undefined || technologies.length === 0 ? domain : `${domain} ${JSON.stringify(technologies)}`;

/** The demand's own figures, in the order in which its list keeps them. */
function figuresOf(of: DemandClass, demand: Demand): readonly number[] {
  if (of.width === 0) return [];
  if (demand.kind === 'FIGURE') {
    const { lower, upper } = demand.bound ?? {};
    return [lower, upper].flatMap((end) => (end ? [end.value] : []));
  }
  if (demand.kind === 'ENVELOPE') {
    const { design } = demand;
    return design === undefined || design === 'MIXED_UNITS' ? [] : [design.low, design.high];
  }
  const { asked } = demand;
  if (asked.kind === 'LEAD_DAYS') return [asked.days];
  return asked.kind === 'PRICE' ? [asked.price.amount] : [];
}

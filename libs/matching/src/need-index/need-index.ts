import { counts, prepareNeed, type Demand, type PreparedNeed } from '../demand';
import { thingKey } from '../duty';
import { byCodePoints, comparable } from '../match';
import type { MatchingReference, Need, Offer } from '../model';
import { DemandClasses, type DemandClass } from './demand-class';
import { Heads } from './heads';
import { FigureJudge, PASS, SILENCE, UNKNOWN } from './judge';
import { wholes } from './lists';
import { PackedFigures } from './packed-figures';
import { QuickVerdicts } from './quick';
import { OfferReader, type HeldThing } from './reader';
import { MOST_DEMANDS, Segment, type Placed, type PlacedNeed } from './segment';
import { inOrderOfIds, UNRANKED } from './ranks';
import { Sweep } from './sweep';

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
  /** Ids of the needs that one finding that counts rules out, and no other, whatever is unknown beside; when asked for. */
  readonly ruledOutByOne?: readonly string[];
}

/** In each byte of a word 2, and the highest bit. */
const EACH_TWO = 0x02020202;
const EACH_TOP = 0x80808080;
/** How many lists of technologies are remembered with what they compare with. */
const MOST_REMEMBERED = 4096;
/** So many more ids than those in order may wait. */
const MOST_UNRANKED = 16;

/**
 * Needs in columns, so that an offer is compared with all of them without looking at each as an object. The outcomes are
 * those of `evaluate` for each need. As everywhere, the finding ids of a need are taken to differ, and its figures to be
 * numbers.
 */
export class NeedIndex {
  private readonly vocabulary = { classes: new DemandClasses(), heads: new Heads(), figures: new PackedFigures() };
  private readonly held: HeldThing[] = [];
  private readonly heldNumbers = new Map<string, number>();
  /** The same whatever the day. */
  private readonly heldWhats = new Map<string, number>();
  private readonly segments: Segment[] = [];
  private readonly numbers = new Map<string, number>();
  /** Needs by number; the numbers of those that are gone are given again. */
  private readonly places = new Map<string, number>();
  private readonly segmentOfNeed = wholes();
  private readonly rowOfNeed = wholes();
  private readonly free: number[] = [];
  private readonly reached = new Map<string, readonly Segment[]>();
  private readonly swept = new Sweep();
  /** How many ids have been put in order, and how many have been put since. */
  private ranked = 0;
  private unranked = 0;
  private readonly quick = new QuickVerdicts();
  /** What silence comes to, by reading of demands. */
  private readonly silent = new Map<number, FigureJudge>();

  constructor(private readonly reference: MatchingReference) {}

  get size(): number {
    return this.places.size;
  }

  /** Bytes of the columns, with the room they keep; ids and what is kept once per vocabulary are not in it. */
  get bytes(): number {
    const places = this.segmentOfNeed.bytes + this.rowOfNeed.bytes;
    return this.segments.reduce((sum, segment) => sum + segment.bytes, places);
  }

  /**
   * Adds a need, or puts it in the place of the one with its id.
   *
   * @throws RangeError when more than 65,535 of its demands count, or its duty is on more than 65,535 things
   */
  put(need: Need): void {
    const placed = this.place(need);
    const number = this.segmentNumber(need);
    const known = this.places.get(need.id);
    const [segment, gone] =
      known === undefined ? [-1, -1] : [this.segmentOfNeed.array[known] ?? 0, this.rowOfNeed.array[known] ?? 0];
    const rank = this.segments[segment]?.ranks.array[gone] ?? UNRANKED;
    const row = (this.segments[number] as Segment).add(placed, rank);
    if (rank === UNRANKED) this.unranked += 1;
    if (known !== undefined) {
      this.segmentOfNeed.array[known] = number;
      this.rowOfNeed.array[known] = row;
      return this.clear(segment, gone);
    }
    const place = this.free.pop() ?? this.segmentOfNeed.length;
    if (place === this.segmentOfNeed.length) {
      this.segmentOfNeed.push(number);
      this.rowOfNeed.push(row);
    }
    this.places.set(need.id, place);
    this.segmentOfNeed.array[place] = number;
    this.rowOfNeed.array[place] = row;
  }

  /** Whether there was one. */
  remove(id: string): boolean {
    const place = this.places.get(id);
    if (place === undefined) return false;
    this.places.delete(id);
    this.free.push(place);
    this.clear(this.segmentOfNeed.array[place] ?? 0, this.rowOfNeed.array[place] ?? 0);
    return true;
  }

  /**
   * Every need the offer is compared with: how many come to which outcome, which it fits, and which one finding keeps
   * from it.
   *
   * @param today the day on which certificates must hold where the need names none, `YYYY-MM-DD`
   * @param ruledOutByOne whether it is asked, too, which needs one finding alone rules out
   */
  match(
    offer: Offer,
    { today, ruledOutByOne = false }: { readonly today: string; readonly ruledOutByOne?: boolean },
  ): ReverseResult {
    const { swept } = this;
    let [compared, ruledOut] = [0, 0];
    this.rankIds();
    const fitting: string[] = [];
    const nearly: ReverseResult['nearly'][number][] = [];
    const byOne: string[] = [];
    const ranks: { readonly fitting: number[]; readonly nearly: number[]; readonly byOne: number[] } = {
      fitting: [],
      nearly: [],
      byOne: [],
    };
    let reader: OfferReader | undefined;
    for (const segment of this.comparedWith(offer)) {
      if (segment.live === 0) continue;
      reader ??= new OfferReader(
        offer,
        this.vocabulary,
        this.held,
        this.heldWhats.size,
        this.reference,
        today,
        this.quick,
      );
      compared += segment.live;
      reader.sweep(segment, swept);
      const { failed, one, two, told } = swept;
      const present = segment.present.array;
      for (let word = 0; word < segment.present.length; word += 1) {
        const failing = ((one[word] ?? 0) | (failed[word] ?? 0)) & (present[word] ?? 0);
        ruledOut += bitsIn(failing);
        for (let left = ruledOutByOne ? failing & ~(two[word] ?? 0) : 0; left !== 0; left &= left - 1) {
          const row = (word << 5) + 31 - Math.clz32(left & -left);
          if (reader.open(segment, row, true, UNKNOWN).findings !== 1) continue;
          byOne.push(segment.needIds[row] as string);
          ranks.byOne.push(segment.ranks.array[row] as number);
        }
      }
      reader.countUnmet(segment, swept);
      const { unmet, said, fours } = swept;
      for (let row = 0; row < segment.rows; row += 1) {
        // Four rows of which two or more demands are unmet each are passed over at once.
        if ((row & 3) === 0) {
          const four = fours[row >>> 2] as number;
          if (((four - EACH_TWO) & ~four & EACH_TOP) === 0) {
            row += 3;
            continue;
          }
        }
        const missing = unmet[row] as number;
        if (missing > 1) continue;
        const word = row >>> 5;
        const bit = 1 << (row & 31);
        if (((present[word] as number) & ~(two[word] as number) & bit) === 0) continue;
        // What nothing at all is said of is not what failed.
        if ((((one[word] as number) | (told[word] as number)) & bit) !== 0 && said[row] !== missing) continue;
        const { findings, findingId, failed: fails } = reader.open(segment, row, swept.hasFailed(row));
        if (findings === 2) continue;
        const needId = segment.needIds[row] as string;
        const rank = segment.ranks.array[row] as number;
        if (findings === 0) {
          fitting.push(needId);
          ranks.fitting.push(rank);
        } else {
          nearly.push({ needId, findingId, verdict: fails ? 'FAIL' : 'UNKNOWN' });
          ranks.nearly.push(rank);
        }
      }
    }
    return {
      compared,
      fits: fitting.length,
      needsData: compared - fitting.length - ruledOut,
      ruledOut,
      fitting: inOrderOfIds(fitting, ranks.fitting, itself),
      nearly: inOrderOfIds(nearly, ranks.nearly, ({ needId }) => needId),
      ...(ruledOutByOne ? { ruledOutByOne: inOrderOfIds(byOne, ranks.byOne, itself) } : {}),
    };
  }

  /** Puts in order what questions would put in order when they first meet it; for after many needs have been put. */
  settle(): void {
    this.rankIds();
    for (const segment of this.segments) segment.settle();
  }

  /** Puts the ids in order, if many have been added since. */
  private rankIds(): void {
    const { unranked } = this;
    if (unranked <= MOST_UNRANKED || unranked * 8 <= this.ranked) return;
    const ids = [...this.places].sort(([a], [b]) => byCodePoints(a, b));
    ids.forEach(([, place], at) => {
      const segment = this.segments[this.segmentOfNeed.array[place] as number] as Segment;
      segment.ranks.array[this.rowOfNeed.array[place] as number] = at + 1;
    });
    this.ranked = ids.length;
    this.unranked = 0;
  }

  /** Takes a row out of a segment. */
  private clear(segment: number, row: number): void {
    this.segments[segment]?.remove(row, (id, to) => {
      this.rowOfNeed.array[this.places.get(id) ?? 0] = to;
    });
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

  private segmentNumber(need: Need): number {
    const key = keyOf(need);
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    const number = this.segments.length;
    this.segments.push(new Segment(need.domain, need.technologies, this.vocabulary));
    this.numbers.set(key, number);
    this.reached.clear();
    return number;
  }

  private place(need: Need): PlacedNeed {
    // The day is left open: it is that of the question where the need names none.
    const prepared = prepareNeed(need, this.reference, need.asOf ?? '');
    const counting = prepared.groups.filter(({ mandatory }) => mandatory);
    const groups = counting.map(({ name }) => name);
    const demands = prepared.demands.flatMap((demand): readonly Placed[] => {
      if (demand.group === undefined) return counts(demand) ? [this.placed(demand, prepared, undefined)] : [];
      const group = groups.indexOf(demand.group);
      return group < 0 ? [] : [this.placed(demand, prepared, group)];
    });
    const duty = prepared.duty.things.flatMap(({ metric, parameter }) => {
      const value = prepared.duty.value(metric, parameter);
      if (value === undefined || value === 'MIXED_UNITS') return [];
      const { low, high, unit } = value;
      return [{ of: this.vocabulary.classes.duty(thingKey(metric, parameter), unit), low, high }];
    });
    if (demands.length > MOST_DEMANDS || duty.length > MOST_DEMANDS)
      throw new RangeError(`a need has more than ${MOST_DEMANDS} demands or duties`);
    return { id: need.id, demands, groups: groups.map((name) => `group:${name}`), duty };
  }

  private placed(demand: Demand, prepared: PreparedNeed, group: number | undefined): Placed {
    const of = this.vocabulary.classes.of(demand, prepared);
    return {
      of,
      findingId: demand.id,
      open: this.isOpen(of, demand, prepared),
      figures: of.kind === 'LIST' ? [this.heldNumber(demand, prepared.need.asOf)] : figuresOf(of, demand),
      ...(group === undefined ? {} : { group }),
    };
  }

  /** Whether the demand is open for an offer that says nothing of its subject. */
  private isOpen(of: DemandClass, demand: Demand, prepared: PreparedNeed): boolean {
    if (of.kind === 'ENVELOPE') return !of.onlyIfStated;
    if (of.kind !== 'FIGURE' || demand.kind !== 'FIGURE') return true;
    // What comes in may keep an outlet limit already.
    let judge = this.silent.get(of.reading);
    if (!judge) {
      judge = new FigureJudge(of, { figure: SILENCE, removal: SILENCE, inlet: SILENCE });
      this.silent.set(of.reading, judge);
    }
    const duty = of.duty ? prepared.duty.value('inlet', of.parameter) : undefined;
    const [low, high] = duty === undefined || duty === 'MIXED_UNITS' ? [NaN, NaN] : [duty.low, duty.high];
    const { lower, upper } = demand.bound ?? {};
    return judge.verdict(of, lower?.value ?? NaN, upper?.value ?? NaN, low, high) !== PASS;
  }

  private heldNumber({ asked }: Demand, asOf: string | undefined): number {
    const day = asked.kind === 'CERTIFICATE' ? asOf : undefined;
    const key = `${asked.kind} ${day ?? ''} ${'code' in asked ? asked.code : ''}`;
    const known = this.heldNumbers.get(key);
    if (known !== undefined) return known;
    const number = this.held.length;
    const thing = `${asked.kind} ${'code' in asked ? asked.code : ''}`;
    const what = this.heldWhats.get(thing) ?? this.heldWhats.size;
    this.heldWhats.set(thing, what);
    this.held.push({ asked, what, asOf: day });
    this.heldNumbers.set(key, number);
    return number;
  }
}

const itself = (id: string): string => id;

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

function bitsIn(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

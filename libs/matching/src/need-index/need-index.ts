import { byCodePoints, comparable } from '../match';
import type { MatchingReference, Need, Offer } from '../model';
import { DemandClasses } from './demand-class';
import { HeldThings } from './held-things';
import { Held, wholes } from './lists';
import { OfferReading } from './offer-reading';
import { PackedFigures } from './packed-figures';
import { Placing } from './placing';
import { inOrderOfIds, UNRANKED } from './ranks';
import { Segment, type Vocabulary } from './segment';
import { failedIn, MANY_OPEN, openIn, placeIn, type Tally } from './tally';
import { theWorkspace, type Workspace } from './workspace';

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
  private readonly vocabulary: Vocabulary = {
    classes: new DemandClasses(),
    figures: new PackedFigures(),
    names: new Held(),
    workspace: theWorkspace(),
  };
  private readonly held = new HeldThings();
  private readonly placing: Placing;
  private readonly segments: Segment[] = [];
  private readonly numbers = new Map<string, number>();
  /** Needs by number; the numbers of those that are gone are given again. */
  private readonly places = new Map<string, number>();
  private readonly segmentOfNeed = wholes();
  private readonly rowOfNeed = wholes();
  private readonly free: number[] = [];
  private readonly reached = new Map<string, readonly Segment[]>();
  /** How many ids have been put in order, and how many have been put since. */
  private ranked = 0;
  private unranked = 0;

  constructor(private readonly reference: MatchingReference) {
    this.placing = new Placing(reference, this.vocabulary, this.held);
  }

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
    const placed = this.placing.place(need);
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
    this.rankIds();
    const segments = this.comparedWith(offer).filter(({ live }) => live > 0);
    const { workspace } = this.vocabulary;
    workspace.begin(segments.reduce((most, { rows }) => Math.max(most, rows), 0));
    let compared = 0;
    const found = new Found();
    let reading: OfferReading | undefined;
    for (const segment of segments) {
      compared += segment.live;
      reading ??= new OfferReading(offer, this.vocabulary, this.held, this.reference, today);
      reading.count(segment, workspace.tally);
      found.collect(segment, workspace, ruledOutByOne);
    }
    const { fitting, nearly, byOne, ruledOut } = found;
    return {
      compared,
      fits: fitting.found.length,
      needsData: compared - fitting.found.length - ruledOut,
      ruledOut,
      fitting: inOrderOfIds(fitting.found, fitting.ranks, itself),
      nearly: inOrderOfIds(nearly.found, nearly.ranks, ({ needId }) => needId),
      ...(ruledOutByOne ? { ruledOutByOne: inOrderOfIds(byOne.found, byOne.ranks, itself) } : {}),
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
}

/** What is found for one offer, with the ranks of the ids. */
class Found {
  ruledOut = 0;
  readonly fitting = { found: [] as string[], ranks: [] as number[] };
  readonly nearly = { found: [] as ReverseResult['nearly'][number][], ranks: [] as number[] };
  readonly byOne = { found: [] as string[], ranks: [] as number[] };

  collect(segment: Segment, { kernel, tally, tallyAt, asks }: Workspace, ruledOutByOne: boolean): void {
    const { rows } = segment;
    // Whole groups of four, and behind the rows that are found lies one word more.
    const most = asks.length - 4;
    for (let first = 0; first < rows; first += most) {
      const found = kernel.findRows(tallyAt, first, Math.min(rows, first + most), ruledOutByOne);
      this.ruledOut += asks[found] as number;
      for (let at = 0; at < found; at += 1) {
        const row = asks[at] as number;
        if (segment.isLive(row)) this.take(segment, row, tally[row] as number, ruledOutByOne);
      }
    }
    this.ruledOut -= this.failedAmongAbsent(segment, tally);
  }

  private take(segment: Segment, row: number, counts: number, ruledOutByOne: boolean): void {
    const failed = failedIn(counts);
    const needId = segment.needIds[row] as string;
    const rank = segment.ranks.array[row] as number;
    if (ruledOutByOne && failed === 1) {
      this.byOne.found.push(needId);
      this.byOne.ranks.push(rank);
    }
    if ((counts & MANY_OPEN) !== 0) return;
    if (openIn(counts) === 0) {
      this.fitting.found.push(needId);
      this.fitting.ranks.push(rank);
      return;
    }
    const findingId = segment.findingId(row, placeIn(counts));
    this.nearly.found.push({ needId, findingId, verdict: failed === 0 ? 'UNKNOWN' : 'FAIL' });
    this.nearly.ranks.push(rank);
  }

  /** Of the rows that are no need's, or of needs that are gone, those of which some fail. */
  private failedAmongAbsent(segment: Segment, tally: Tally): number {
    const { rows } = segment;
    const present = segment.present.array;
    let found = 0;
    for (let from = 0; from < rows; from += 32) {
      const inWord = rows - from < 32 ? (1 << (rows - from)) - 1 : -1;
      for (let absent = ~(present[from >>> 5] as number) & inWord; absent !== 0; absent &= absent - 1) {
        const row = from + 31 - Math.clz32(absent & -absent);
        found += (failedIn(tally[row] as number) + 255) >>> 8;
      }
    }
    return found;
  }
}

const itself = (id: string): string => id;

const keyOf = ({ domain, technologies }: Pick<Need, 'domain' | 'technologies'>): string =>
  technologies === undefined || technologies.length === 0 ? domain : `${domain} ${JSON.stringify(technologies)}`;

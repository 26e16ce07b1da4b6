import { prepareNeed, type PreparedNeed } from '../demand';
import { thingKey } from '../duty';
import { byCodePoints, comparable, detailOf, type MatchOptions } from '../match';
import { canRelax, checkOf, relaxationOf, type Obstructed, type Standing } from '../relax';
import { roundedScore } from '../score';
import { statementsIn } from '../stated';
import type { Domain, Match, MatchingReference, MatchOutcome, Need, NeedResult, Offer, Relaxation } from '../model';
import { CodeLists } from './code-lists';
import { wordsFor } from './coded-column';
import { compileNeed, factsJudged, thingsOf, type Compiled, type CompiledNeed } from './compile';
import { Forms } from './forms';
import { IdTable, type IdTableData } from './id-table';
import { OfferLog, PIECE } from './offer-log';
import { OfferReader } from './offer-reader';
import { candidates, FITTING, NEARLY, ones, WAITING, type Candidate, type Ranked, type Wanted } from './ranking';
import { RowCheck } from './row-check';
import { countedDemands, scoreBounds } from './score-bounds';
import { MemoryGrew, sharedScratch } from './scratch';
import { SegmentFilter, type Filtered } from './segment-filter';
import { Segment, USUAL_CUT, type Cut, type SegmentData, type StatedThing } from './segment';
import type { SequencesData } from './sequences';
import { fromSnapshot, toSnapshot } from './snapshot';
import { Words, type ThingName, type WordsData } from './words';

export interface SearchOptions extends MatchOptions {
  /** Left out, near misses are not looked for. */
  readonly nearMisses?: boolean;
}

export interface QueryOptions extends MatchOptions {
  /** Relaxations look at every offer that one finding keeps out; left out, the result has none. */
  readonly relaxations?: boolean;
  /** The offer as it was listed, for what a finding quotes; the index itself keeps what a match depends on. */
  readonly offer?: (id: string) => Offer | undefined;
}

/** One offer of a ranking, without its findings. */
export interface Hit {
  readonly offerId: string;
  readonly outcome: MatchOutcome;
  readonly score: number;
}

/** Counts over all offers, and the best of them; the findings of those that are shown come from `explain`. */
export interface SearchResult {
  readonly compared: number;
  readonly fits: number;
  readonly needsData: number;
  readonly ruledOut: number;
  readonly matches: readonly Hit[];
  readonly nearMisses: readonly Hit[];
}

/** How many sets of technologies are remembered with the segments they compare with. */
const MOST_REMEMBERED = 4096;

/**
 * Offers in columns, so that a need is answered without looking at each of them as an object. The answer is that of
 * `matchNeed` on the same offers: outcomes, counts, order, findings, near misses and relaxations.
 */
export class OfferIndex {
  private words = new Words();
  private reader = new OfferReader(this.words);
  private ids = new IdTable();
  private readonly segments: Segment[] = [];
  /** Number of the segment of a domain and technology; of several or none under `undefined`. */
  private readonly numbers = new Map<Domain, Map<string | undefined, number>>();
  private readonly remembered = new Map<string, readonly Comparable[]>();
  private offers = 0;

  constructor(
    private readonly reference: MatchingReference,
    private readonly cut: Cut = USUAL_CUT,
  ) {}

  /** An index of many offers at once: each column is laid out when everything is in it. */
  static build(reference: MatchingReference, offers: Iterable<Offer>, cut: Cut = USUAL_CUT): OfferIndex {
    const index = new OfferIndex(reference, cut);
    index.fill(offers);
    return index;
  }

  /**
   * The whole index as bytes, in pieces that follow each other. The caller keeps them with a checksum, the engine's
   * version and what the index stood for; they serve on the machine that wrote them.
   */
  snapshot(): readonly Uint8Array[] {
    const segments = this.segments.map((segment) => segment.data());
    return toSnapshot({
      words: JSON.stringify({ ...this.words.data(), codes: this.words.lists.data().codes }),
      lists: this.words.lists.data().lists,
      forms: this.words.forms.data(),
      ids: this.ids.data(),
      segments,
    } satisfies IndexData);
  }

  /**
   * The index that `snapshot` wrote. Its arrays are views of the bytes, which belong to it from now on.
   *
   * @throws NotASnapshot where the bytes are something else, or not all of it
   */
  static restore(reference: MatchingReference, bytes: Uint8Array, cut: Cut = USUAL_CUT): OfferIndex {
    const data = fromSnapshot(bytes) as IndexData;
    const index = new OfferIndex(reference, cut);
    const { codes, ...words } = JSON.parse(data.words) as WordsData & { readonly codes: readonly string[] };
    index.words = Words.from(words);
    index.words.lists = CodeLists.from({ codes, lists: data.lists });
    index.words.forms = Forms.from(data.forms);
    index.reader = new OfferReader(index.words);
    index.ids = IdTable.from(data.ids);
    for (const of of data.segments) {
      index.numbersOf(of.domain).set(of.technology, index.segments.length);
      const segment = Segment.restored(of, index.words, cut);
      index.segments.push(segment);
      index.offers += segment.size;
    }
    return index;
  }

  get size(): number {
    return this.offers;
  }

  /** Adds an offer, or puts it in the place of the one with its id. */
  put(offer: Offer): void {
    const segment = this.write(offer);
    if (segment.isDue) segment.index();
  }

  /** Whether there was one. */
  remove(id: string): boolean {
    const number = this.ids.find(id);
    const segment = number === 0 ? -1 : this.ids.segmentOf(number);
    if (segment < 0) return false;
    this.segments[segment]?.remove(this.ids.rowOf(number));
    this.ids.takeOff(number);
    this.offers -= 1;
    return true;
  }

  /** The offer as the index holds it; undefined when there is none. */
  get(id: string): Offer | undefined {
    const number = this.ids.find(id);
    const segment = number === 0 ? undefined : this.segments[this.ids.segmentOf(number)];
    return segment?.offer(this.ids.rowOf(number), id);
  }

  /**
   * The number by which the index knows an offer; 0 when it holds none with this id. It stays the same as long as the
   * index lives, also when the offer is replaced, and after `restore`: for what a caller keeps beside each offer.
   */
  numberOf(id: string): number {
    const number = this.ids.find(id);
    return number !== 0 && this.ids.segmentOf(number) >= 0 ? number : 0;
  }

  /** The id of an offer by its number. */
  idOf(number: number): string {
    return this.ids.id(number);
  }

  /** How many ids the index knows; those of offers that were removed are among them until it is built anew. */
  get knownIds(): number {
    return this.ids.count;
  }

  /** The numbers of all offers that a need is compared with, in no order. */
  *compared(need: Need): Generator<number> {
    for (const { number, lists } of this.comparable(need)) {
      const segment = this.segments[number] as Segment;
      yield* numbersIn(segment, lists ? segment.liveAmong(segment.rowsNaming(lists)) : segment.live);
    }
  }

  /** Bytes held in columns, bitmaps, dictionaries and ids. */
  get bytes(): number {
    return this.ids.byteLength + this.words.lists.byteLength + this.segments.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  /** Counts, and the best matches and near misses as ids with their scores: everything of `matchNeed` but the findings. */
  search(need: Need, options: SearchOptions): SearchResult {
    return this.rank(prepareNeed(need, this.reference, options.today, options.market), options).result;
  }

  /** The matches of a need with some offers, each with all its findings; ids that are not in the index are left out. */
  explain(
    need: Need,
    ids: readonly string[],
    { today, market }: Pick<MatchOptions, 'today' | 'market'>,
  ): readonly Match[] {
    const prepared = prepareNeed(need, this.reference, today, market);
    // Of all that is stated, only what the need is judged by: an offer is put together again column by column.
    const things = factsJudged(prepared).flatMap((name): readonly StatedThing[] => {
      const number = this.words.things.known(name.metric, name.parameter);
      return number === 0 ? [] : [{ number, name, key: thingKey(name.metric, name.parameter) }];
    });
    const matches: Match[] = [];
    for (const id of ids) {
      const number = this.ids.find(id);
      const segment = number === 0 ? undefined : this.segments[this.ids.segmentOf(number)];
      if (!segment) continue;
      const row = this.ids.rowOf(number);
      const offer = segment.held(row, id);
      if (!comparable(need, offer, this.reference)) continue;
      const statements = statementsIn(segment.factsOf(row, things), prepared.duty, prepared.isParameter);
      matches.push(detailOf(prepared, offer, statements).match);
    }
    return matches;
  }

  /** As `matchNeed` on all offers of the index. */
  query(need: Need, options: QueryOptions): NeedResult {
    const prepared = prepareNeed(need, this.reference, options.today, options.market);
    const ranking = this.rank(prepared, { ...options, nearMisses: true });
    const { compared, fits, needsData, ruledOut, matches, nearMisses } = ranking.result;
    // Before anybody else is asked, who may ask an index in turn.
    const relaxations = options.relaxations ? this.relaxations(ranking.compiled, ranking.segments) : [];
    const matchOf = ({ offerId }: Hit): Match =>
      detailOf(prepared, options.offer?.(offerId) ?? (this.get(offerId) as Offer)).match;
    return {
      id: need.id,
      compared,
      fits,
      needsData,
      ruledOut,
      matches: matches.map(matchOf),
      nearMisses: nearMisses.map(matchOf),
      relaxations,
    };
  }

  /** Puts many offers into an index that has none. */
  private fill(offers: Iterable<Offer>): void {
    const { words, ids, segments } = this;
    const reader = new OfferReader(words, PIECE);
    const log = new OfferLog(words);
    /** Rows of offers that came again. */
    const gone = new Map<number, number[]>();
    for (const offer of offers) {
      reader.read(offer);
      const number = ids.numberOf(reader.id);
      const before = ids.segmentOf(number);
      if (before < 0) this.offers += 1;
      else {
        const rows = gone.get(before);
        if (rows) rows.push(ids.rowOf(number));
        else gone.set(before, [ids.rowOf(number)]);
      }
      const place = this.segmentOf(reader.domain, reader.technologies);
      ids.place(number, place, log.add(reader, place, number));
    }
    log.bySegment((place, batch) => {
      const segment = segments[place] as Segment;
      segment.fill(batch);
      for (const row of gone.get(place) ?? []) segment.remove(row);
      if (segment.isDue) segment.index();
    });
  }

  private write(given: Offer): Segment {
    const offer = this.reader;
    offer.read(given);
    const number = this.ids.numberOf(offer.id);
    const before = this.ids.segmentOf(number);
    const place = this.segmentOf(offer.domain, offer.technologies);
    const segment = this.segments[place] as Segment;
    // The new row is whole before the old one goes.
    const lists = segment.technologyLists.size;
    const row = segment.add(offer, number);
    if (segment.technologyLists.size !== lists) this.remembered.clear();
    const oldRow = this.ids.rowOf(number);
    this.ids.place(number, place, row);
    if (before >= 0) this.segments[before]?.remove(oldRow);
    else this.offers += 1;
    return segment;
  }

  /** What is ranked lies in memory that the next query of any index uses again. */
  private rank(prepared: PreparedNeed, options: RankOptions): Ranking {
    for (;;)
      try {
        return this.ranked(prepared, options);
      } catch (error) {
        if (!(error instanceof MemoryGrew)) throw error;
      }
  }

  private ranked(prepared: PreparedNeed, { top, nearMisses = true, relaxations = false }: RankOptions): Ranking {
    if (!Number.isInteger(top) || top < 1) throw new RangeError('top must be a whole number of at least 1');
    const compiled = compileNeed(prepared, this.words);
    const comparable = this.comparable(prepared.need);
    const scratch = sharedScratch();
    scratch.start(comparable.reduce((most, { number }) => Math.max(most, this.wordsIn(number)), 0));
    const counted = countedDemands(compiled);
    const rows = new RowCheck(compiled, this.words);
    const filter = new SegmentFilter(compiled, rows, scratch, counted, { nearMisses, relaxations });
    const segments = comparable.flatMap(({ number, lists }): readonly Searched[] => {
      const segment = this.segments[number] as Segment;
      if (segment.size === 0) return [];
      const live = lists ? segment.liveAmong(segment.rowsNaming(lists)) : segment.live;
      const size = lists ? live.reduce((sum, word) => sum + ones(word), 0) : segment.size;
      if (size === 0) return [];
      const columns = rows.columnsOf(segment);
      rows.on(segment, columns);
      const byRow = !segment.indexed || size * FEW < segment.size;
      const filtered = filter.run(segment, live, byRow);
      const bounds = scoreBounds(compiled, segment, counted, rows.traits);
      return [
        {
          number,
          segment,
          size,
          filtered,
          atMost: bounds.byCount,
          touch: () => {
            rows.traits.touch(segment);
            for (const column of columns) column?.touchAll();
          },
          mostAt: (row) => {
            rows.on(segment, columns);
            return rows.mostAt(row, filtered.passing, bounds);
          },
          score: (row, most, bar) => {
            rows.on(segment, columns);
            return rows.score(row, filtered.passing, bounds, most, bar);
          },
        },
      ];
    });
    let [compared, fits, needsData, near] = [0, 0, 0, 0];
    for (const { size, filtered } of segments) {
      compared += size;
      for (let w = 0; w < filtered.words; w += 1) {
        fits += ones(FITTING(filtered, w));
        needsData += ones(WAITING(filtered, w));
        near += ones(NEARLY(filtered, w));
      }
    }
    const best = this.hits(prepared, segments, FITTING, 'FITS', top, fits);
    const waiting =
      best.length < top ? this.hits(prepared, segments, WAITING, 'NEEDS_DATA', top - best.length, needsData) : [];
    return {
      compiled,
      segments,
      result: {
        compared,
        fits,
        needsData,
        ruledOut: compared - fits - needsData,
        matches: [...best, ...waiting],
        nearMisses: nearMisses ? this.hits(prepared, segments, NEARLY, 'RULED_OUT', top, near) : [],
      },
    };
  }

  private wordsIn(number: number): number {
    return wordsFor((this.segments[number] as Segment).rows);
  }

  /** The best of a class in the engine's own order: by its rounded score, then by id. */
  private hits(
    prepared: PreparedNeed,
    segments: readonly Searched[],
    wanted: Wanted,
    outcome: MatchOutcome,
    most: number,
    total: number,
  ): readonly Hit[] {
    return candidates(segments, wanted, most, total)
      .map((candidate) => this.hitOf(prepared, candidate, outcome))
      .sort((a, b) => b.score - a.score || byCodePoints(a.offerId, b.offerId))
      .slice(0, most);
  }

  private hitOf(prepared: PreparedNeed, { segment: number, row, score }: Candidate, outcome: MatchOutcome): Hit {
    const segment = this.segments[number] as Segment;
    const offerId = this.ids.id(segment.handles[row] as number);
    // The sums here add up in another order; where that could round the other way, the engine's own score decides.
    const rounded = roundedScore(score, NOISE);
    return { offerId, outcome, score: rounded ?? detailOf(prepared, segment.offer(row, offerId)).match.score };
  }

  private relaxations(compiled: CompiledNeed, segments: readonly Searched[]): readonly Relaxation[] {
    const { prepared } = compiled;
    const duty = prepared.demands.find(({ id }) => id === 'capacity');
    return compiled.demands.flatMap((demand, index) => {
      if (!canRelax(demand.demand, prepared)) return [];
      if (!segments.some(({ filtered }) => rulesOutAlone(filtered, index))) return [];
      const here = this.standing(segments, demand, duty, prepared, (filtered, w) => soleWord(filtered, index, w));
      const fitting = this.standing(segments, demand, duty, prepared, FITTING);
      const obstructed = here.flatMap((one): readonly Obstructed[] => {
        const checked = checkOf(demand.demand, prepared, one.offer, one.units);
        return checked ? [{ ...one, checked }] : [];
      });
      return relaxationOf(demand.demand, prepared, obstructed, fitting) ?? [];
    });
  }

  /** One offer for all that say the same of what a demand is judged by. */
  private standing(
    segments: readonly Searched[],
    demand: Compiled,
    duty: PreparedNeed['demands'][number] | undefined,
    prepared: PreparedNeed,
    wanted: Wanted,
  ): readonly Standing[] {
    const needsUnits = demand.kind === 'PRICE';
    const things = [...thingsOf(demand), ...(needsUnits ? [this.words.things.known('capacity')] : [])];
    const names: readonly ThingName[] = things
      .filter((thing) => thing !== 0)
      .map((thing) => this.words.things.value(thing));
    return segments.flatMap(({ segment, filtered }) => {
      const columns = things.map((thing) => segment.columns.get(thing));
      const kinds = new Map<string, { row: number; times: number }>();
      for (let w = 0; w < filtered.words; w += 1) {
        let rest = wanted(filtered, w);
        while (rest !== 0) {
          const bit = rest & -rest;
          rest ^= bit;
          const row = (w << 5) + 31 - Math.clz32(bit);
          // A capacity or price is read with how the offer may be split.
          const key = `${columns.map((column) => column?.codeAt(row) ?? 0).join(' ')} ${segment.modularity[row] ?? 0}`;
          const kind = kinds.get(key);
          if (kind) kind.times += 1;
          else kinds.set(key, { row, times: 1 });
        }
      }
      return [...kinds.values()].map(({ row, times }) => {
        const offer = segment.partial(row, names);
        const units = needsUnits && duty ? checkOf(duty, prepared, offer, undefined)?.units : undefined;
        return { offer, units, times };
      });
    });
  }

  /** The segments that a need is compared with, whole or in the rows that name certain lists of technologies. */
  private comparable(need: Need): readonly Comparable[] {
    const key = `${need.domain} ${JSON.stringify(need.technologies ?? [])}`;
    const known = this.remembered.get(key);
    if (known) return known;
    const found = this.segments.flatMap((segment, number): readonly Comparable[] => {
      const { domain, technology, technologyLists } = segment;
      const compares = (technologies: readonly string[]) => comparable(need, { domain, technologies }, this.reference);
      if (technology !== undefined) return compares([technology]) ? [{ number }] : [];
      if (!compares([])) return [];
      const lists = [...technologyLists].filter((list) => compares(this.words.lists.value(list)));
      // Without a technology an offer is compared with every need.
      return lists.length === technologyLists.size ? [{ number }] : [{ number, lists: [0, ...lists] }];
    });
    if (this.remembered.size >= MOST_REMEMBERED) this.remembered.clear();
    this.remembered.set(key, found);
    return found;
  }

  private numbersOf(domain: Domain): Map<string | undefined, number> {
    let numbers = this.numbers.get(domain);
    if (!numbers) this.numbers.set(domain, (numbers = new Map()));
    return numbers;
  }

  private segmentOf(domain: Domain, technologies: readonly string[] | undefined): number {
    const technology = technologies?.length === 1 ? technologies[0] : undefined;
    const numbers = this.numbersOf(domain);
    const known = numbers.get(technology);
    if (known !== undefined) return known;
    const number = this.segments.length;
    const segment = new Segment(domain, technology, this.words, this.cut);
    this.segments.push(segment);
    numbers.set(technology, number);
    this.remembered.clear();
    return number;
  }
}

/** The index's numbers of the offers in some rows. */
function* numbersIn(segment: Segment, live: Int32Array): Generator<number> {
  for (let w = 0; w < live.length; w += 1) {
    let rest = live[w] as number;
    while (rest !== 0) {
      const bit = rest & -rest;
      rest ^= bit;
      yield segment.handles[(w << 5) + 31 - Math.clz32(bit)] as number;
    }
  }
}

/** What a snapshot holds. */
interface IndexData {
  /** As JSON of its own: what people wrote must not be taken for an array of the snapshot. */
  readonly words: string;
  readonly lists: SequencesData<Uint32Array>;
  readonly forms: Uint32Array;
  readonly ids: IdTableData;
  readonly segments: readonly SegmentData[];
}

interface Comparable {
  readonly number: number;
  /** Absent: every row. */
  readonly lists?: readonly number[];
}

type RankOptions = SearchOptions & Pick<QueryOptions, 'relaxations'>;

interface Ranking {
  readonly compiled: CompiledNeed;
  readonly segments: readonly Searched[];
  readonly result: SearchResult;
}

interface Searched extends Ranked {
  readonly segment: Segment;
  /** Offers compared. */
  readonly size: number;
}

/** Where fewer than one row in so many is compared, those are looked at one by one. */
const FEW = 24;

/** How far the score in the columns may be from the engine's own, in its last place. */
const NOISE = 1e-12;

/** Rows that one demand alone keeps out. */
const soleWord = ({ live, open, openTwice, passing }: Filtered, index: number, w: number): number =>
  (live[w] as number) &
  (open[w] as number) &
  ~(openTwice[w] as number) &
  ~((passing[index] as Int32Array)[w] as number);

/** Whether a demand alone rules some row out. */
function rulesOutAlone(filtered: Filtered, index: number): boolean {
  const fails = filtered.failing[index];
  if (!fails) return false;
  for (let w = 0; w < filtered.words; w += 1) if (soleWord(filtered, index, w) & (fails[w] as number)) return true;
  return false;
}

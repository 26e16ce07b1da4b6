import type { Domain } from '../model';
import type { DemandClass, DemandClasses, DutyClass } from './demand-class';
import { Lanes } from './lanes';
import { signed, wholes, type Growing, type Held } from './lists';
import { nearFigure } from './near';
import type { PackedFigures } from './packed-figures';
import type { Workspace } from './workspace';
import { entryOf, MANY_OPEN, MOST_PLACES, MOST_ROWS, openAt } from './tally';

/** How many demands and groups of a need may count: their places are kept in 16 bits. */
export const MOST_DEMANDS = 2 ** 16 - 1;

/** One demand of a need that counts, or one alternative of a group that does. */
export interface Placed {
  readonly of: DemandClass;
  readonly findingId: string;
  /** Whether it is open for an offer that says nothing of its subject. */
  readonly open: boolean;
  /** Its own; of a list the number of the held thing. */
  readonly figures: readonly number[];
}

/** Alternatives, of which one must pass; what passes is one finding. */
export interface PlacedGroup {
  readonly findingId: string;
  readonly members: readonly Placed[];
}

/** A need taken apart into what the columns hold. */
export interface PlacedNeed {
  readonly id: string;
  readonly demands: readonly Placed[];
  /** Those that count. */
  readonly groups: readonly PlacedGroup[];
  readonly duty: readonly { readonly of: DutyClass; readonly low: number; readonly high: number }[];
}

/** What all segments of an index share. */
export interface Vocabulary {
  readonly classes: DemandClasses;
  readonly figures: PackedFigures;
  /** Finding ids. */
  readonly names: Held<string>;
  readonly workspace: Workspace;
}

/** What one thing's duty is, by row: the row, the low figure and the high one nearly, and as they are. */
export const NEAR_LOW = 1;
export const NEAR_HIGH = 2;
export const LOW = 3;
export const HIGH = 4;
export const DUTY_WORDS = 5;
/** Of a row that is counted into another: it, the other, the place there, and how many alternatives it has; 0 of a part. */
const JOIN_WORDS = 4;
const PART = 0;

/** Needs of one domain with the same technologies: what an offer is compared with is decided once for all of them. */
export class Segment {
  /** Those of needs, of their groups, and of further parts of needs with many demands. */
  rows = 0;
  live = 0;
  private gone = 0;
  readonly needIds: string[] = [];
  /** Places of the ids among all of the index, by code points, from 1; 0 of those that came later. */
  readonly ranks = wholes();
  /** Rows of needs that are not gone, 32 to a word. */
  readonly present = wholes();
  /** The tallies of an offer that says nothing. */
  readonly silent = signed();
  /** Finding ids of each need by place, by their numbers, and where those of each row begin. */
  private readonly names = wholes();
  private readonly starts = wholes();
  readonly lanes: Lanes;
  private readonly duties = new Map<number, Growing<Uint32Array>>();
  /** Inner ones before those that they are counted into. */
  private readonly joins = wholes();

  constructor(
    readonly domain: Domain,
    readonly technologies: readonly string[] | undefined,
    private readonly vocabulary: Vocabulary,
  ) {
    this.starts.push(0);
    this.lanes = new Lanes(vocabulary.classes, vocabulary.figures);
  }

  /** Duties on a thing in one unit, {@link DUTY_WORDS} for each. */
  dutyOn(number: number): Growing<Uint32Array> | undefined {
    return this.duties.get(number);
  }

  /** The finding at a place of a need. */
  findingId(row: number, place: number): string {
    return this.vocabulary.names.at(this.names.array[(this.starts.array[row] as number) + place] as number);
  }

  isLive(row: number): boolean {
    return (((this.present.array[row >>> 5] as number) >>> (row & 31)) & 1) === 1;
  }

  /**
   * @param rank of its id, if it has one
   * @throws RangeError when there is no room for it, and nothing is changed then
   */
  add(need: PlacedNeed, rank: number): number {
    const members = need.groups.reduce((sum, group) => sum + 2 * group.members.length + 2, 0);
    if (this.rows + 2 + need.demands.length + members > MOST_ROWS)
      throw new RangeError(`more than ${MOST_ROWS} needs alike`);
    const { names } = this.vocabulary;
    const row = this.newRow(need.duty);
    this.needIds[row] = need.id;
    this.ranks.array[row] = rank;
    (this.present.array[row >>> 5] as number) |= 1 << (row & 31);
    for (const { findingId } of [...need.demands, ...need.groups]) this.names.push(names.hold(findingId));
    this.starts.array[row + 1] = this.names.length;
    this.live += 1;
    this.enterAll(row, [...need.demands, ...need.groups], need.duty);
    return row;
  }

  /** @param moved told of every need that has another row afterwards */
  remove(row: number, moved: (id: string, row: number) => void): void {
    (this.present.array[row >>> 5] as number) &= ~(1 << (row & 31));
    this.live -= 1;
    this.gone += 1;
    if (this.gone > 16 + this.live / 4) this.compact(moved);
  }

  /** Puts all demands in order. */
  settle(): void {
    this.lanes.settle();
  }

  /** Counts groups and parts into the needs whose they are, once all demands are counted. */
  join(tally: Int32Array): void {
    const { array, length } = this.joins;
    for (let at = 0; at < length; at += JOIN_WORDS) {
      const inner = tally[array[at] as number] as number;
      const outer = array[at + 1] as number;
      const open = (inner >>> 8) & 255;
      const alternatives = array[at + 3] as number;
      const place = openAt(array[at + 2] as number);
      const before = tally[outer] as number;
      if (alternatives === PART) {
        // From two on they are not counted, so that the counts of many parts keep to their bits.
        const more = (before & MANY_OPEN) === 0 ? Math.min(open, 2) : 0;
        const failed = (before & 254) === 0 ? Math.min(inner & 255, 2) : 0;
        const places = more === 0 ? 0 : place - openAt(0) + (inner & -65536);
        tally[outer] = (before + places + (more << 8) + failed) | 0;
      } else if (open === alternatives) tally[outer] = (before + place + ((inner & 255) === alternatives ? 1 : 0)) | 0;
    }
  }

  get bytes(): number {
    const { ranks, present, silent, names, starts, joins } = this;
    let bytes = [ranks, present, silent, names, starts, joins].reduce((sum, one) => sum + one.bytes, 0);
    for (const duty of this.duties.values()) bytes += duty.bytes;
    return bytes + this.lanes.bytes;
  }

  private newRow(duty: PlacedNeed['duty']): number {
    const row = this.rows;
    const { figures } = this.vocabulary;
    this.rows += 1;
    this.needIds[row] = '';
    this.ranks.push(0);
    if ((row & 31) === 0) this.present.push(0);
    this.silent.push(0);
    this.starts.push(this.names.length);
    for (const { of, low, high } of duty) {
      let words = this.duties.get(of.number);
      if (!words) this.duties.set(of.number, (words = wholes()));
      for (const word of [row, 0, 0, figures.pack(low), figures.pack(high)]) words.push(word);
      const near = new Float32Array(words.array.buffer);
      const at = words.length - DUTY_WORDS;
      near[at + NEAR_LOW] = nearFigure(low);
      near[at + NEAR_HIGH] = nearFigure(high);
    }
    return row;
  }

  /** Enters what must all pass: of very much, further parts with rows of their own. */
  private enterAll(row: number, all: readonly (Placed | PlacedGroup)[], duty: PlacedNeed['duty']): void {
    if (all.length <= MOST_PLACES) {
      all.forEach((one, place) => {
        if ('members' in one) this.enterGroup(row, place, one.members, duty);
        else this.enter(row, place, one, duty);
      });
      return;
    }
    for (let from = 0; from < all.length; from += MOST_PLACES) {
      const part = this.newRow(duty);
      this.enterAll(part, all.slice(from, from + MOST_PLACES), duty);
      this.pushJoin(part, row, from, PART);
    }
  }

  /** Enters what one of must pass: of very many alternatives, groups of groups. */
  private enterGroup(row: number, place: number, members: readonly Placed[], duty: PlacedNeed['duty']): void {
    const group = this.newRow(duty);
    const share = Math.ceil(members.length / MOST_PLACES);
    if (share === 1) members.forEach((one, at) => this.enter(group, at, one, duty));
    else
      for (let at = 0; at * share < members.length; at += 1)
        this.enterGroup(group, at, members.slice(at * share, (at + 1) * share), duty);
    this.pushJoin(group, row, place, share === 1 ? members.length : Math.ceil(members.length / share));
  }

  private pushJoin(inner: number, outer: number, place: number, alternatives: number): void {
    for (const word of [inner, outer, place, alternatives]) this.joins.push(word);
  }

  private enter(row: number, place: number, { of, open, figures: own }: Placed, duty: PlacedNeed['duty']): void {
    if (open) (this.silent.array[row] as number) += openAt(place);
    // Nothing that an offer says bears on it.
    if (of.kind === 'UNKNOWN') return;
    const { figures } = this.vocabulary;
    const words = of.kind === 'LIST' ? [...own] : own.map((figure) => figures.pack(figure));
    const judgedBy = of.duty && duty.find(({ of: { number } }) => number === of.duty?.number);
    if (judgedBy) words.push(figures.pack(judgedBy.low), figures.pack(judgedBy.high));
    this.lanes.push(of, entryOf(row, place, open), words);
  }

  /** Closes the gaps that needs left which are gone. */
  private compact(moved: (id: string, row: number) => void): void {
    const numbers = this.renumbered();
    const { names, starts, silent, ranks, present, needIds } = this;
    const live = present.array.slice(0, present.length);
    present.cut(0);
    let [rows, length] = [0, 0];
    for (let row = 0; row < this.rows; row += 1) {
      const [from, to] = [starts.array[row] as number, starts.array[row + 1] as number];
      if ((numbers[row] as number) < 0) {
        for (let at = from; at < to; at += 1) this.vocabulary.names.release(names.array[at] as number);
        continue;
      }
      names.array.copyWithin(length, from, to);
      starts.array[rows] = length;
      length += to - from;
      silent.array[rows] = silent.array[row] as number;
      ranks.array[rows] = ranks.array[row] as number;
      needIds[rows] = needIds[row] as string;
      if ((rows & 31) === 0) present.push(0);
      if ((((live[row >>> 5] as number) >>> (row & 31)) & 1) === 1) {
        (present.array[rows >>> 5] as number) |= 1 << (rows & 31);
        if (rows !== row) moved(needIds[rows] as string, rows);
      }
      rows += 1;
    }
    starts.array[rows] = length;
    this.rows = rows;
    this.gone = 0;
    needIds.length = rows;
    for (const one of [silent, ranks]) one.cut(rows);
    names.cut(length);
    starts.cut(rows + 1);
    this.renumber(numbers);
  }

  private renumber(numbers: Int32Array): void {
    const { joins, vocabulary } = this;
    let kept = 0;
    for (let at = 0; at < joins.length; at += JOIN_WORDS) {
      const inner = numbers[joins.array[at] as number] as number;
      if (inner < 0) continue;
      joins.array.copyWithin(kept, at, at + JOIN_WORDS);
      joins.array[kept] = inner;
      joins.array[kept + 1] = numbers[joins.array[kept + 1] as number] as number;
      kept += JOIN_WORDS;
    }
    joins.cut(kept);
    this.lanes.renumber(numbers);
    for (const [number, duty] of this.duties) {
      let length = 0;
      for (let at = 0; at < duty.length; at += DUTY_WORDS) {
        const row = numbers[duty.array[at] as number] as number;
        if (row < 0) {
          for (const word of [LOW, HIGH]) vocabulary.figures.release(duty.array[at + word] as number);
          continue;
        }
        duty.array.copyWithin(length, at, at + DUTY_WORDS);
        duty.array[length] = row;
        length += DUTY_WORDS;
      }
      duty.cut(length);
      if (length === 0) this.duties.delete(number);
    }
  }

  /** New numbers for the rows that stay, and -1 for those of needs that are gone. */
  private renumbered(): Int32Array {
    const { array, length } = this.joins;
    const rows = new Int32Array(this.rows);
    for (let row = 0; row < this.rows; row += 1) rows[row] = this.isLive(row) ? 0 : -1;
    // The inner ones come first, so from the end each is met after the one that it is counted into.
    for (let at = length - JOIN_WORDS; at >= 0; at -= JOIN_WORDS)
      rows[array[at] as number] = rows[array[at + 1] as number] as number;
    let next = 0;
    for (let row = 0; row < this.rows; row += 1) if (rows[row] === 0) rows[row] = next++;
    return rows;
  }
}

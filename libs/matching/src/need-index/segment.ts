import type { Domain } from '../model';
import type { DemandClass, DemandClasses, DutyClass } from './demand-class';
import type { Heads } from './heads';
import { Lane, roundsWell } from './lane';
import { Growing, octets, wholes } from './lists';
import type { PackedFigures } from './packed-figures';

/** A need keeps how many duties and how many demands it has in 16 bits each. */
export const MOST_DEMANDS = 2 ** 16 - 1;

/** One demand of a need that counts, or one alternative of a group that does. */
export interface Placed {
  readonly of: DemandClass;
  readonly findingId: string;
  /** Whether it is open for an offer that says nothing of its subject. */
  readonly open: boolean;
  readonly figures: readonly number[];
  /** Which of the need's groups it is an alternative of. */
  readonly group?: number;
}

/** A need taken apart into what the columns hold. */
export interface PlacedNeed {
  readonly id: string;
  readonly demands: readonly Placed[];
  /** Finding ids of the groups that count. */
  readonly groups: readonly string[];
  readonly duty: readonly { readonly of: DutyClass; readonly low: number; readonly high: number }[];
}

/** What all segments of an index share. */
export interface Vocabulary {
  readonly classes: DemandClasses;
  readonly heads: Heads;
  readonly figures: PackedFigures;
}

/** Demands with limits on one thing, in one unit. */
export interface LimitLanes {
  /** One upper limit alone; with what comes in, where that may bear on it. */
  most?: Lane;
  /** The same by the limit's share of what comes in, where that is known. */
  share?: Lane;
  /** One lower limit alone. */
  least?: Lane;
  /** Both. */
  rangeMost?: Lane;
  rangeLeast?: Lane;
}

/** Design values of one thing, in one unit, that must lie inside what is stated. */
export interface SpanLanes {
  /** By the highest figure, with the lowest beside. */
  readonly high: Lane;
  readonly low: Lane;
}

/** Needs of one domain with the same technologies: what an offer is compared with is decided once for all of them. */
export class Segment {
  rows = 0;
  live = 0;
  readonly needIds: string[] = [];
  /** Places of the ids among all of the index, by code points, from 1; 0 of those that came later. */
  readonly ranks = wholes();
  /** Row by row: counts of duties and demands, duties, demands, groups with their alternatives. */
  readonly words = wholes();
  /** Where the words of each row begin, and where those of the last one end. */
  readonly starts = wholes();
  /** Rows that are not gone, 32 to a word. */
  readonly present = wholes();
  /**
   * For each row how many of its demands silence leaves open, but for whole times 256: what is counted from it on then
   * comes out too low or right, and a need that seems to have fewer than two is looked at.
   */
  readonly open = octets();
  /** By what these ask, the rows; a row as often as it asks. */
  asking = new Map<number, Growing<Uint32Array>>();
  /** Rows with groups of alternatives, where in the words each group begins, and the subjects of two alternatives. */
  readonly groups = wholes();
  limits = new Map<number, LimitLanes>();
  spans = new Map<number, SpanLanes>();
  /** Rows and numbers of held things. */
  lists = new Map<number, Growing<Uint32Array>>();

  constructor(
    readonly domain: Domain,
    readonly technologies: readonly string[] | undefined,
    private readonly vocabulary: Vocabulary,
  ) {
    this.starts.push(0);
  }

  /** @param rank of its id, if it has one */
  add(need: PlacedNeed, rank: number): number {
    const row = this.rows;
    const { words } = this;
    const { figures, heads } = this.vocabulary;
    const plain = need.demands.filter(({ group }) => group === undefined);
    words.push(((need.duty.length << 16) | plain.length) >>> 0);
    for (const { of, low, high } of need.duty) {
      words.push((of.number << 1) | (low === high ? 0 : 1));
      words.push(figures.pack(low));
      if (low !== high) words.push(figures.pack(high));
    }
    const write = ({ of, findingId, open, figures: own }: Placed) => {
      words.push(((heads.hold(of, findingId) << 1) | (open ? 1 : 0)) >>> 0);
      for (const figure of own) words.push(of.kind === 'LIST' ? figure : figures.pack(figure));
    };
    for (const demand of plain) write(demand);
    need.groups.forEach((name, number) => {
      const members = need.demands.filter(({ group }) => group === number);
      words.push(heads.holdText(name));
      words.push(members.length);
      for (const demand of members) write(demand);
    });
    this.starts.push(words.length);
    this.needIds[row] = need.id;
    this.ranks.push(rank);
    this.rows += 1;
    this.live += 1;
    this.enter(row);
    return row;
  }

  /** @param moved told of every need that has another row afterwards */
  remove(row: number, moved: (id: string, row: number) => void): void {
    const present = this.present.array;
    present[row >>> 5] = (present[row >>> 5] ?? 0) & ~(1 << (row & 31));
    this.live -= 1;
    const gone = this.rows - this.live;
    if (gone > 16 + this.live / 4) this.compact(moved);
  }

  /** Puts all lanes in order. */
  settle(): void {
    for (const lane of this.lanes()) lane.order();
  }

  isLive(row: number): boolean {
    return (((this.present.array[row >>> 5] ?? 0) >>> (row & 31)) & 1) === 1;
  }

  get bytes(): number {
    const { words, starts, present, open, groups } = this;
    let bytes = words.bytes + starts.bytes + present.bytes + open.bytes + groups.bytes + this.ranks.bytes;
    for (const rows of this.asking.values()) bytes += rows.bytes;
    for (const lane of this.lanes()) bytes += lane.bytes;
    for (const list of this.lists.values()) bytes += list.bytes;
    return bytes;
  }

  private *lanes(): Generator<Lane> {
    for (const { most, share, least, rangeMost, rangeLeast } of this.limits.values())
      for (const lane of [most, share, least, rangeMost, rangeLeast]) if (lane) yield lane;
    for (const { high, low } of this.spans.values()) {
      yield high;
      yield low;
    }
  }

  /** Puts the figures of a row in their lanes. */
  private enter(row: number): void {
    if ((row & 31) === 0) this.present.push(0);
    const present = this.present.array;
    present[row >>> 5] = (present[row >>> 5] ?? 0) | (1 << (row & 31));
    const { heads, figures } = this.vocabulary;
    const words = this.words.array;
    let at = this.starts.array[row] ?? 0;
    const end = this.starts.array[row + 1] ?? 0;
    const counts = words[at] ?? 0;
    at += 1;
    const duties = new Map<number, readonly [number, number]>();
    for (let left = counts >>> 16; left > 0; left -= 1) {
      const head = words[at] ?? 0;
      const low = figures.unpack(words[at + 1] ?? 0);
      const high = (head & 1) === 1 ? figures.unpack(words[at + 2] ?? 0) : low;
      duties.set(head >>> 1, [low, high]);
      at += 2 + (head & 1);
    }
    let open = 0;
    const spans: SpanEntry[] = [];
    for (let left = counts & MOST_DEMANDS; left > 0; left -= 1) {
      const head = words[at] ?? 0;
      const of = heads.classOf(head >>> 1);
      if ((head & 1) === 1) {
        open += 1;
        this.asked(of.asked).push(row);
      }
      const [low, high] = (of.duty && duties.get(of.duty.number)) ?? NO_DUTY;
      const own = (place: number) => figures.unpack(words[at + 1 + place] ?? 0);
      switch (of.kind) {
        case 'FIGURE': {
          const { limit, inside } = of;
          if (limit) {
            const lanes = this.limitLanes(limit.lane);
            if (of.width === 2) {
              (lanes.rangeLeast ??= new Lane(2)).push(row, own(0) * limit.factor, true);
              (lanes.rangeMost ??= new Lane(2)).push(row, own(1) * limit.factor, true);
            } else if (of.most === 'NONE')
              (lanes.least ??= new Lane(2)).push(row, own(0) * limit.factor, of.least === 'CLOSED');
            else {
              lanes.most ??= new Lane(of.metric === 'outlet' ? 3 : 2);
              const inlet = high * of.factor * limit.factor;
              pushLimit(lanes, lanes.most, row, own(0) * limit.factor, of.most === 'CLOSED', inlet);
            }
          }
          if (inside) spans.push({ lane: inside.lane, low: low * inside.factor, high: high * inside.factor });
          break;
        }
        case 'ENVELOPE': {
          const { inside } = of;
          if (!inside) break;
          const [from, to] = of.width === 2 ? [own(0), own(1)] : [low, high];
          spans.push({ lane: inside.lane, low: from * inside.factor, high: to * inside.factor });
          break;
        }
        case 'LIST': {
          const list = this.lists.get(of.lane) ?? wholes();
          this.lists.set(of.lane, list);
          list.push(row);
          list.push(words[at + 1] ?? 0);
          break;
        }
        case 'DAYS':
        case 'PRICE': {
          const lanes = this.limitLanes(of.limit.lane);
          lanes.most ??= new Lane(of.duty ? 3 : 2);
          pushLimit(lanes, lanes.most, row, own(0), true, of.kind === 'PRICE' ? high * of.flowFactor : NaN);
          break;
        }
        case 'UNKNOWN':
          break;
      }
      at += 1 + of.width;
    }
    spans.forEach((span, place) => {
      // Demands that are judged by one duty are out together.
      const isFirst = spans.findIndex(
        (one) => one.lane === span.lane && one.low === span.low && one.high === span.high,
      );
      if (isFirst === place) this.pushSpan(row, span);
    });
    for (; at < end; at = this.afterGroup(at)) this.enterGroup(row, at);
    this.open.push(open);
  }

  private enterGroup(row: number, at: number): void {
    const words = this.words.array;
    const of = (head: number) => this.vocabulary.heads.classOf((words[head] ?? 0) >>> 1);
    const first = of(at + 2);
    const isAlone = words[at + 1] === 1;
    for (const entry of [row, at, first.subject, isAlone ? first.subject : of(at + 3 + first.width).subject])
      this.groups.push(entry);
  }

  private asked(number: number): Growing<Uint32Array> {
    const known = this.asking.get(number);
    if (known) return known;
    const rows = wholes();
    this.asking.set(number, rows);
    return rows;
  }

  private pushSpan(row: number, { lane, low, high }: SpanEntry): void {
    let lanes = this.spans.get(lane);
    if (!lanes) this.spans.set(lane, (lanes = { high: new Lane(3), low: new Lane(2) }));
    // The low figure beside the high one must round well, too.
    lanes.high.push(row, roundsWell(low) ? high : NaN, true, low);
    lanes.low.push(row, low, true);
  }

  private limitLanes(number: number): LimitLanes {
    const known = this.limits.get(number);
    if (known) return known;
    const made: LimitLanes = {};
    this.limits.set(number, made);
    return made;
  }

  /** Where the words after a group begin. */
  private afterGroup(at: number): number {
    const words = this.words.array;
    let next = at + 2;
    for (let left = words[at + 1] ?? 0; left > 0; left -= 1)
      next += 1 + this.vocabulary.heads.classOf((words[next] ?? 0) >>> 1).width;
    return next;
  }

  /** Closes the gaps that needs left which are gone. */
  private compact(moved: (id: string, row: number) => void): void {
    const words = this.words.array;
    const starts = this.starts.array;
    let [rows, length] = [0, 0];
    for (let row = 0; row < this.rows; row += 1) {
      const [from, to] = [starts[row] ?? 0, starts[row + 1] ?? 0];
      if (!this.isLive(row)) {
        this.releaseWords(from, to);
        continue;
      }
      words.copyWithin(length, from, to);
      starts[rows] = length;
      length += to - from;
      if (rows !== row) {
        this.needIds[rows] = this.needIds[row] ?? '';
        this.ranks.array[rows] = this.ranks.array[row] ?? 0;
        moved(this.needIds[rows] ?? '', rows);
      }
      rows += 1;
    }
    starts[rows] = length;
    this.rows = rows;
    this.needIds.length = rows;
    this.ranks.cut(rows);
    this.words.cut(length);
    this.starts.cut(rows + 1);
    this.present.cut(0);
    this.open.cut(0);
    this.asking = new Map();
    this.groups.cut(0);
    this.limits = new Map();
    this.spans = new Map();
    this.lists = new Map();
    for (let row = 0; row < rows; row += 1) this.enter(row);
  }

  /** Lets go of what the words of one row hold. */
  private releaseWords(from: number, to: number): void {
    const words = this.words.array;
    const { heads, figures } = this.vocabulary;
    const counts = words[from] ?? 0;
    let at = from + 1;
    for (let left = counts >>> 16; left > 0; left -= 1) {
      const isSpan = (words[at] ?? 0) & 1;
      for (let figure = 0; figure <= isSpan; figure += 1) figures.release(words[at + 1 + figure] ?? 0);
      at += 2 + isSpan;
    }
    const releaseDemand = () => {
      const head = (words[at] ?? 0) >>> 1;
      const of = heads.classOf(head);
      if (of.kind !== 'LIST')
        for (let figure = 0; figure < of.width; figure += 1) figures.release(words[at + 1 + figure] ?? 0);
      heads.release(head);
      at += 1 + of.width;
    };
    for (let left = counts & MOST_DEMANDS; left > 0; left -= 1) releaseDemand();
    while (at < to) {
      heads.releaseText(words[at] ?? 0);
      const members = words[at + 1] ?? 0;
      at += 2;
      for (let left = members; left > 0; left -= 1) releaseDemand();
    }
  }
}

interface SpanEntry {
  readonly lane: number;
  readonly low: number;
  readonly high: number;
}

const NO_DUTY = [NaN, NaN] as const;

/** @param inlet what comes in, in the unit of the limit; NaN where nothing is known of it */
function pushLimit(lanes: LimitLanes, most: Lane, row: number, limit: number, closed: boolean, inlet: number): void {
  const isKnown = inlet === inlet;
  // Below nothing, or where figures do not round, it is looked at for itself.
  const isPlain = !isKnown || (inlet >= 0 && roundsWell(inlet));
  most.push(row, isPlain ? limit : NaN, closed, inlet);
  if (!isKnown) return;
  lanes.share ??= new Lane(2);
  lanes.share.push(row, inlet > 0 && isPlain && roundsWell(limit) ? limit / inlet : NaN, closed);
}

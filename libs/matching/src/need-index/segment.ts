import type { Comparison } from '../conditions';
import { tonneIsCubicMetre } from '../duty';
import { above, below, same } from '../interval';
import { factorBetween } from '../units';
import type { Domain } from '../model';
import type { DemandClass } from './demand-class';
import { Figures, HeldTexts, Wholes } from './lists';
import { canBeBits, ListBits } from './list-bits';

/** In the state of a row, above the number of findings that count and do not pass. */
export const FAILED = 0x8000;
/** The need of the row is gone. */
export const GONE = 0x4000;
/** A segment with fewer rows is read list by list. */
const FEW_ROWS = 64;
export const MOST_DEMANDS = GONE - 1;

/** One demand of a need that counts, or one alternative of a group that does. */
export interface Placed {
  readonly of: DemandClass;
  readonly findingId: string;
  /** Whether it is open for an offer that says nothing of its subject. */
  readonly open: boolean;
  readonly figures: readonly number[];
  readonly heldThing?: number;
  /** Which of the need's groups it is an alternative of. */
  readonly group?: number;
}

export interface PlacedDuty {
  readonly thing: string;
  readonly unit: string;
  readonly low: number;
  readonly high: number;
}

/** A need taken apart into what the columns hold. */
export interface PlacedNeed {
  readonly id: string;
  readonly demands: readonly Placed[];
  /** Finding ids of the groups that count. */
  readonly groups: readonly string[];
  readonly duty: readonly PlacedDuty[];
}

/** What the duties say of one thing in one unit: row by row, low and high figure. Rows only ascend. */
export class DutyList {
  readonly rows = new Wholes();
  /** Low, high. */
  readonly figures = new Figures();

  constructor(
    readonly thing: string,
    readonly unit: string,
  ) {}
}

/** The demands of one class in one segment, in the order of their rows. */
export class DemandList {
  /** Per demand: row (or slot, for a member) and whether it is open by default; number of the finding id; and, where the class has it, the place of its duty or the number of its held thing. */
  readonly words = new Wholes();
  readonly figures = new Figures();
  /** Words per demand. */
  readonly step: 2 | 3;
  readonly isMember: boolean;
  /** The first demands as sets of rows, where there are many. */
  bits: ListBits | undefined;

  constructor(
    readonly of: DemandClass,
    readonly duty: DutyList | undefined,
  ) {
    this.step = duty || of.held ? 3 : 2;
    this.isMember = of.member;
  }

  get length(): number {
    return this.words.length / this.step;
  }
}

/** Where the verdicts on one offer are added up, row by row. Rooms are used again by the next segment. */
export class Tally {
  /** Findings that count and do not pass, with `FAILED` when one of them fails. */
  state = new Uint16Array(0);
  /** The numbers of those findings' ids, combined by exclusive or: with one left, its own. */
  ids = new Uint32Array(0);
  /** Alternatives of each group that pass and that fail. */
  passes = new Uint16Array(0);
  fails = new Uint16Array(0);
  /** The lists that are kept as sets add up here: rows with one open finding or more, with two or more, with a failed one. */
  open1 = new Int32Array(0);
  open2 = new Int32Array(0);
  failed = new Int32Array(0);
  private conditions: Uint8Array[] = [];
  private unsure: Int32Array[] = [];

  begin(segment: Segment): void {
    const { rows, slots } = segment;
    const words = segment.setRows >>> 5;
    if (this.open1.length < words) {
      this.open1 = new Int32Array(words * 2);
      this.open2 = new Int32Array(words * 2);
      this.failed = new Int32Array(words * 2);
      this.unsure = [];
    }
    this.open1.fill(0, 0, words);
    this.open2.fill(0, 0, words);
    this.failed.fill(0, 0, words);
    if (this.state.length < rows) {
      this.state = new Uint16Array(rows * 2);
      this.ids = new Uint32Array(rows * 2);
      this.conditions = [];
    }
    if (this.passes.length < slots) {
      this.passes = new Uint16Array(slots * 2);
      this.fails = new Uint16Array(slots * 2);
    }
    this.state.set(segment.state.subarray(0, rows));
    this.ids.set(segment.openIds.subarray(0, rows));
    if (slots === 0) return;
    this.passes.set(segment.slotPasses.subarray(0, slots));
    this.fails.fill(0, 0, slots);
  }

  /** Room for the rows of one list that must be looked at one by one. */
  unsureOf(list: number): Int32Array {
    const known = this.unsure[list];
    if (known) return known;
    const made = new Int32Array(this.open1.length);
    this.unsure[list] = made;
    return made;
  }

  /** A byte per row for one condition of the offer. */
  room(condition: number): Uint8Array {
    const known = this.conditions[condition];
    if (known) return known;
    const made = new Uint8Array(this.state.length);
    this.conditions[condition] = made;
    return made;
  }
}

function wider<A extends Uint16Array | Uint32Array>(array: A, empty: A): A {
  empty.set(array);
  return empty;
}

/** Needs of one domain with the same technologies: what an offer is compared with is decided once for all of them. */
export class Segment {
  rows = 0;
  live = 0;
  /** Groups of alternatives that count, over all rows. */
  slots = 0;
  /** So many rows, 32 times a whole number, are in the sets of those lists that have them. Their state leaves these lists out. */
  setRows = 0;
  setLists: readonly DemandList[] = [];
  readonly needIds: string[] = [];
  /** By row: how many demands are open for an offer that says nothing, and whether the row is gone. */
  state = new Uint16Array(0);
  openIds = new Uint32Array(0);
  slotRow = new Uint32Array(0);
  slotSize = new Uint16Array(0);
  slotPasses = new Uint16Array(0);
  slotId = new Uint32Array(0);
  private readonly lists = new Map<number, DemandList>();
  private readonly bySubject = new Map<string, DemandList[]>();
  private readonly duties = new Map<string, DutyList[]>();

  constructor(
    readonly domain: Domain,
    readonly technologies: readonly string[] | undefined,
    private readonly findingIds: HeldTexts,
  ) {}

  isLive(row: number): boolean {
    return ((this.state[row] ?? GONE) & GONE) === 0;
  }

  listsOf(subject: string): readonly DemandList[] {
    return this.bySubject.get(subject) ?? [];
  }

  add(need: PlacedNeed): number {
    const row = this.rows;
    if (row === this.state.length) this.growRows();
    this.rows += 1;
    this.needIds[row] = need.id;
    const dutyAt = new Map<DutyList, number>();
    for (const { thing, unit, low, high } of need.duty) {
      const list = this.dutyList(thing, unit);
      dutyAt.set(list, list.rows.length);
      list.rows.push(row);
      list.figures.push(low);
      list.figures.push(high);
    }
    const firstSlot = this.slots;
    for (const name of need.groups) this.addSlot(row, name);
    let open = 0;
    let openIds = 0;
    for (const demand of need.demands) {
      const { of, group } = demand;
      const list = this.list(of);
      const id = this.findingIds.hold(demand.findingId);
      const place = group === undefined ? row : firstSlot + group;
      list.words.push(((place << 1) | (demand.open ? 1 : 0)) >>> 0);
      list.words.push(id);
      if (list.duty) list.words.push(dutyAt.get(list.duty) ?? 0);
      else if (of.held) list.words.push(demand.heldThing ?? 0);
      for (const figure of demand.figures) list.figures.push(figure);
      if (group !== undefined) {
        this.slotSize[place] = (this.slotSize[place] ?? 0) + 1;
        if (!demand.open) this.slotPasses[place] = (this.slotPasses[place] ?? 0) + 1;
      } else if (demand.open) {
        open += 1;
        openIds ^= id;
      }
    }
    this.state[row] = open;
    this.openIds[row] = openIds;
    this.live += 1;
    return row;
  }

  /** Makes sets of the lists that many rows are in, if much has been added since. */
  makeSets(): void {
    const added = this.rows - this.setRows;
    if (this.rows < FEW_ROWS || added * 8 < this.setRows || added < 32) return;
    this.dropSets();
    this.setRows = this.rows & ~31;
    const lists = [...this.lists.values()].filter((list) => canBeBits(list) && list.length * 8 >= this.rows);
    for (const list of lists) {
      list.bits = new ListBits(list, this.setRows);
      this.countOpen(list, -1);
    }
    this.setLists = lists;
  }

  private dropSets(): void {
    for (const list of this.setLists) {
      this.countOpen(list, 1);
      list.bits = undefined;
    }
    this.setLists = [];
    this.setRows = 0;
  }

  /** Takes what is open by default in a list's sets out of the state of the rows, or puts it back. */
  private countOpen(list: DemandList, sign: 1 | -1): void {
    const words = list.words.array;
    for (let at = 0; at < (list.bits?.length ?? 0); at += 1) {
      const head = words[at * list.step] ?? 0;
      if ((head & 1) === 0) continue;
      const row = head >>> 1;
      this.state[row] = (this.state[row] ?? 0) + sign;
      this.openIds[row] = (this.openIds[row] ?? 0) ^ (words[at * list.step + 1] ?? 0);
    }
  }

  /** @param moved told of every need that has another row afterwards */
  remove(row: number, moved: (id: string, row: number) => void): void {
    this.state[row] = (this.state[row] ?? 0) | GONE;
    this.live -= 1;
    const gone = this.rows - this.live;
    if (gone > 16 + this.live / 4) this.compact(moved);
  }

  /** Marks with 1 the rows for which the comparison is true; any other comes to nothing. */
  decide(comparison: Comparison, marks: Uint8Array, thing: string): void {
    marks.fill(0, 0, this.rows);
    const { metric, low, high, unit } = comparison;
    for (const list of this.duties.get(thing) ?? []) {
      const factor = unit === undefined ? 1 : factorBetween(unit, list.unit, tonneIsCubicMetre(this.domain, metric));
      if (factor === undefined) continue;
      const floor = low && low.value * factor;
      const ceiling = high && high.value * factor;
      const figures = list.figures.array;
      const rows = list.rows.array;
      for (let at = 0; at < list.rows.length; at += 1) {
        const [from, to] = [figures[2 * at] ?? NaN, figures[2 * at + 1] ?? NaN];
        if (floor !== undefined && !(above(from, floor) || (!low?.strict && same(from, floor)))) continue;
        if (ceiling !== undefined && !(below(to, ceiling) || (!high?.strict && same(to, ceiling)))) continue;
        marks[rows[at] ?? 0] = 1;
      }
    }
  }

  get bytes(): number {
    let bytes = this.state.byteLength + this.openIds.byteLength;
    bytes += this.slotRow.byteLength + this.slotSize.byteLength + this.slotPasses.byteLength + this.slotId.byteLength;
    for (const list of this.lists.values()) bytes += list.words.bytes + list.figures.bytes + (list.bits?.bytes ?? 0);
    for (const lists of this.duties.values()) for (const list of lists) bytes += list.rows.bytes + list.figures.bytes;
    return bytes;
  }

  private addSlot(row: number, name: string): void {
    const slot = this.slots;
    if (slot === this.slotRow.length) this.growSlots();
    this.slots += 1;
    this.slotRow[slot] = row;
    this.slotSize[slot] = 0;
    this.slotPasses[slot] = 0;
    this.slotId[slot] = this.findingIds.hold(name);
  }

  private list(of: DemandClass): DemandList {
    const known = this.lists.get(of.number);
    if (known) return known;
    const list = new DemandList(of, of.duty && this.dutyList(of.duty.thing, of.duty.unit));
    this.lists.set(of.number, list);
    const others = this.bySubject.get(of.subject);
    if (others) others.push(list);
    else this.bySubject.set(of.subject, [list]);
    return list;
  }

  private dutyList(thing: string, unit: string): DutyList {
    const of = this.duties.get(thing);
    const known = of?.find((list) => list.unit === unit);
    if (known) return known;
    const list = new DutyList(thing, unit);
    if (of) of.push(list);
    else this.duties.set(thing, [list]);
    return list;
  }

  private growRows(): void {
    const room = Math.max(8, Math.ceil(this.state.length * 1.25));
    this.state = wider(this.state, new Uint16Array(room));
    this.openIds = wider(this.openIds, new Uint32Array(room));
  }

  private growSlots(): void {
    const room = Math.max(4, Math.ceil(this.slotRow.length * 1.25));
    this.slotRow = wider(this.slotRow, new Uint32Array(room));
    this.slotSize = wider(this.slotSize, new Uint16Array(room));
    this.slotPasses = wider(this.slotPasses, new Uint16Array(room));
    this.slotId = wider(this.slotId, new Uint32Array(room));
  }

  /** Closes the gaps that needs left which are gone. */
  private compact(moved: (id: string, row: number) => void): void {
    this.dropSets();
    const rowTo = new Int32Array(this.rows).fill(-1);
    let rows = 0;
    for (let row = 0; row < this.rows; row += 1) {
      if (!this.isLive(row)) continue;
      rowTo[row] = rows;
      if (rows !== row) {
        this.state[rows] = this.state[row] ?? 0;
        this.openIds[rows] = this.openIds[row] ?? 0;
        this.needIds[rows] = this.needIds[row] ?? '';
        moved(this.needIds[rows] ?? '', rows);
      }
      rows += 1;
    }
    const slotTo = this.compactSlots(rowTo);
    const dutyTo = new Map<DutyList, Int32Array>();
    for (const lists of this.duties.values()) for (const list of lists) dutyTo.set(list, compactDuty(list, rowTo));
    for (const list of this.lists.values()) this.compactList(list, list.of.member ? slotTo : rowTo, dutyTo);
    this.rows = rows;
    this.needIds.length = rows;
  }

  private compactSlots(rowTo: Int32Array): Int32Array {
    const slotTo = new Int32Array(this.slots).fill(-1);
    let slots = 0;
    for (let slot = 0; slot < this.slots; slot += 1) {
      const row = rowTo[this.slotRow[slot] ?? 0] ?? -1;
      if (row < 0) {
        this.findingIds.release(this.slotId[slot] ?? 0);
        continue;
      }
      slotTo[slot] = slots;
      this.slotRow[slots] = row;
      this.slotSize[slots] = this.slotSize[slot] ?? 0;
      this.slotPasses[slots] = this.slotPasses[slot] ?? 0;
      this.slotId[slots] = this.slotId[slot] ?? 0;
      slots += 1;
    }
    this.slots = slots;
    return slotTo;
  }

  private compactList(list: DemandList, placeTo: Int32Array, dutyTo: ReadonlyMap<DutyList, Int32Array>): void {
    const { step, of } = list;
    const words = list.words.array;
    const figures = list.figures.array;
    const places = list.duty && dutyTo.get(list.duty);
    let kept = 0;
    for (let at = 0; at < list.length; at += 1) {
      const head = words[at * step] ?? 0;
      const place = placeTo[head >>> 1] ?? -1;
      const id = words[at * step + 1] ?? 0;
      if (place < 0) {
        this.findingIds.release(id);
        continue;
      }
      words[kept * step] = ((place << 1) | (head & 1)) >>> 0;
      words[kept * step + 1] = id;
      if (step === 3) {
        const last = words[at * step + 2] ?? 0;
        words[kept * step + 2] = places ? (places[last] ?? 0) : last;
      }
      for (let figure = 0; figure < of.width; figure += 1)
        figures[kept * of.width + figure] = figures[at * of.width + figure] ?? 0;
      kept += 1;
    }
    list.words.cut(kept * step);
    list.figures.cut(kept * of.width);
  }
}

/** Where each entry has gone. */
function compactDuty(list: DutyList, rowTo: Int32Array): Int32Array {
  const to = new Int32Array(list.rows.length).fill(-1);
  const rows = list.rows.array;
  const figures = list.figures.array;
  let kept = 0;
  for (let at = 0; at < list.rows.length; at += 1) {
    const row = rowTo[rows[at] ?? 0] ?? -1;
    if (row < 0) continue;
    to[at] = kept;
    rows[kept] = row;
    figures[2 * kept] = figures[2 * at] ?? 0;
    figures[2 * kept + 1] = figures[2 * at + 1] ?? 0;
    kept += 1;
  }
  list.rows.cut(kept);
  list.figures.cut(2 * kept);
  return to;
}

import {
  BIN_ALL_SPREAD,
  BIN_CONDITIONAL,
  BIN_LOWER,
  BIN_MIXED,
  BIN_MODULAR,
  BIN_NOTES,
  BIN_SOME_SPREAD,
  BIN_UPPER,
  FIGURES,
  groupOf,
  keepsItsSize,
  keyMaxOf,
  openBin,
  readBin,
  writeBin,
  type Bin,
} from './bin-figures';
import type { Stated } from './coded-column';
import type { Read } from './fact-ends';
import { putInOrder } from './in-order';
import { CONDITIONAL_GROUP, HERE, look, LOOKS, MIXED_GROUP, NOTE_GROUP, type Looked } from './looks';
import type { Kind } from './marks';
import { OP_GE, OP_GT, OP_LE, OP_LT, opOf, roomFor, type Statements } from './statements';

/** At most so many bins a column. */
const MOST_BINS = 32;

/** The kind of a bin that no code is in yet, and the flags that all codes must share. */
const NEW = 1 << 16;
const ALL = BIN_LOWER | BIN_UPPER | BIN_ALL_SPREAD;
const KINDS: ReadonlyMap<number, number> = new Map([
  [MIXED_GROUP, BIN_MIXED],
  [CONDITIONAL_GROUP, BIN_CONDITIONAL],
  [NOTE_GROUP, BIN_NOTES],
]);

/** The bins of a column: which statements each holds, and what they have in common. */
export interface Bins {
  readonly judgedByUpper: boolean;
  /** The first code of each bin, and the first that came after the bins were made. */
  readonly starts: Uint32Array;
  /** The figures of each bin, as FIGURES names them. */
  readonly figures: Float32Array;
  /** Conditions that the codes of the bin for conditional ones carry. */
  readonly conditions: Set<number>;
}

/** Bins made anew, with what each statement says as its mark, and the kinds that the marks name. */
export interface Arranged {
  readonly bins: Bins;
  readonly marks: Uint32Array;
  readonly kinds: readonly Kind[];
  readonly kindKeys: readonly number[];
  /** The new number of each statement; 0 where nobody makes it any more. */
  readonly renumbered: Uint32Array;
}

/** Of each statement, how many rows make it, and the place of its group among those of its column: one for all columns. */
const ROWS = { said: new Uint32Array(256), group: new Uint32Array(256), codes: new Uint32Array(256) };

/** Statements that may share bins. */
interface Group {
  readonly number: number;
  /** Statements, and rows that make them. */
  count: number;
  rows: number;
  /** Where its statements begin in `ROWS.codes`. */
  start: number;
}

/**
 * Decides the bins of a column anew and numbers its statements by them, within a bin by what they are judged by: what is
 * looked at together lies together. Statements that no row makes any more are dropped, and of equal ones one is kept.
 */
export function arrange(read: Read, stated: Stated, rowsPerBin: number): Arranged {
  const { statements } = read;
  const first = statements.firstAlike();
  const rowsOf = countRows(stated, first, statements.count);
  const { reading, texts } = read;
  const column: Looked = {
    statements,
    reading,
    texts,
    judgedByUpper: mostlyUpper(statements, rowsOf),
    kinds: [],
    kindKeys: [],
  };
  const groups = groupsOf(column, rowsOf);
  const wanted = Math.min(MOST_BINS - 3, Math.max(1, Math.ceil(stated.count / rowsPerBin)));
  const share = stated.count / wanted;
  const order = new Uint32Array(groups.reduce((sum, { count }) => sum + count, 0));
  /** Of each bin its group, and where it begins in `order`. */
  const bins: { readonly group: number; readonly start: number }[] = [];
  const [mixed, conditional, notes]: [number[], number[], number[]] = [[], [], []];
  let end = 0;
  for (const { number, start, count, rows } of groups) {
    const codes = ROWS.codes.subarray(start, start + count);
    putInOrder(codes, LOOKS.key);
    if (number === MIXED_GROUP) addAll(mixed, inKinds(codes));
    else if (number === CONDITIONAL_GROUP) addAll(conditional, inKinds(codes));
    else if (number === NOTE_GROUP) addAll(notes, inKinds(codes));
    // Too few to be worth a bin of their own: looking at the rows costs less.
    else if (rows < share / 2 && groups.length > 1) addAll(mixed, codes);
    else {
      // Cut into bins of about equally many rows; the last bins that there is room for take the rest.
      const each = rows / Math.max(1, Math.round(rows / share));
      bins.push({ group: number, start: end });
      let inBin = 0;
      for (let at = 0; at < count; at += 1) {
        if (inBin >= each && bins.length <= MOST_BINS - 4) {
          bins.push({ group: number, start: end });
          inBin = 0;
        }
        const code = codes[at] as number;
        order[end] = code;
        end += 1;
        inBin += rowsOf[code] as number;
      }
    }
  }
  const add = (group: number, codes: readonly number[]): void => {
    bins.push({ group, start: end });
    order.set(codes, end);
    end += codes.length;
  };
  if (notes.length > 0) add(NOTE_GROUP, notes);
  if (conditional.length > 0) add(CONDITIONAL_GROUP, conditional);
  add(MIXED_GROUP, mixed);
  const made = {
    judgedByUpper: column.judgedByUpper,
    starts: new Uint32Array(bins.length + 1),
    figures: new Float32Array(bins.length * FIGURES.length),
    conditions: new Set<number>(),
  };
  made.starts[bins.length] = end + 1;
  bins.forEach(({ group, start }, bin) => {
    made.starts[bin] = start + 1;
    const opened = openBin(group, KINDS.get(group) ?? NEW);
    const last = bins[bin + 1]?.start ?? end;
    if (group !== MIXED_GROUP)
      for (let at = start; at < last; at += 1) extend(opened, read, made, order[at] as number, order[at] as number);
    writeBin(made.figures, bin, opened);
  });
  const marks = new Uint32Array(roomFor(end + 1));
  for (let at = 0; at < end; at += 1) marks[at + 1] = LOOKS.mark[order[at] as number] as number;
  const { kinds, kindKeys } = column;
  return { bins: made, marks, kinds, kindKeys, renumbered: statements.reorder(order, first) };
}

/** The bin of a statement that came after the bins were made, which is widened to hold it; its mark is left in `LOOKS`. */
export function binFor(column: Looked, bins: Bins, code: number): number {
  look(column, code, HERE);
  const group = LOOKS.group[HERE] as number;
  const key = LOOKS.key[HERE] as number;
  const { figures } = bins;
  const count = bins.starts.length - 1;
  let found = count - 1;
  for (let bin = 0; bin < count; bin += 1) {
    if (groupOf(figures, bin) !== group) continue;
    found = bin;
    if (key <= keyMaxOf(figures, bin)) break;
  }
  const bin = readBin(figures, found);
  extend(bin, column, bins, code, HERE);
  writeBin(figures, found, bin);
  return found;
}

function countRows({ codes, count }: Stated, first: Uint32Array | undefined, statements: number): Uint32Array {
  if (ROWS.said.length < statements) {
    const size = statements + (statements >> 1);
    ROWS.said = new Uint32Array(size);
    ROWS.group = new Uint32Array(size);
    ROWS.codes = new Uint32Array(size);
  }
  const rowsOf = ROWS.said.fill(0, 0, statements).subarray(0, statements);
  for (let at = 0; at < count; at += 1) {
    const said = codes[at] as number;
    const code = first ? (first[said] as number) : said;
    rowsOf[code] = (rowsOf[code] as number) + 1;
  }
  return rowsOf;
}

/** Whether more of the rows state a limit that is not exceeded than one that is not undercut. */
function mostlyUpper(statements: Statements, rowsOf: Uint32Array): boolean {
  const { forms } = statements;
  let balance = 0;
  for (let code = 1; code < rowsOf.length; code += 1) {
    const op = opOf(forms.packed[statements.formAt(code)] as number);
    if (op === OP_LE || op === OP_LT) balance += rowsOf[code] as number;
    else if (op === OP_GE || op === OP_GT) balance -= rowsOf[code] as number;
  }
  return balance >= 0;
}

/** The groups of the statements that rows make, by rising number, with their statements by rising code in `ROWS.codes`. */
function groupsOf(column: Looked, rowsOf: Uint32Array): readonly Group[] {
  LOOKS.reserve(rowsOf.length);
  const { group: placeOf, codes } = ROWS;
  const groups: Group[] = [];
  const places = new Map<number, number>();
  for (let code = 1; code < rowsOf.length; code += 1) {
    const said = rowsOf[code] as number;
    if (said === 0) continue;
    look(column, code, code);
    const number = LOOKS.group[code] as number;
    let place = places.get(number);
    if (place === undefined) {
      places.set(number, (place = groups.length));
      groups.push({ number, count: 0, rows: 0, start: 0 });
    }
    placeOf[code] = place;
    const group = groups[place] as Group;
    group.count += 1;
    group.rows += said;
  }
  const ordered = [...groups].sort((a, b) => a.number - b.number);
  let start = 0;
  for (const group of ordered) {
    group.start = start;
    start += group.count;
    group.count = 0;
  }
  for (let code = 1; code < rowsOf.length; code += 1) {
    if (rowsOf[code] === 0) continue;
    const group = groups[placeOf[code] as number] as Group;
    codes[group.start + group.count] = code;
    group.count += 1;
  }
  return ordered;
}

/** Widens what is known of a bin by what `look` found of a code. @param place of what was found */
function extend(bin: Bin, { statements, reading }: Read, { conditions }: Bins, code: number, place: number): void {
  if (bin.group === MIXED_GROUP || bin.group === NOTE_GROUP) return;
  if (bin.group === CONDITIONAL_GROUP) {
    for (const one of statements.membersOf(code)) conditions.add(statements.conditionOf(one));
    return;
  }
  const lower = LOOKS.lower[place] as number;
  const upper = LOOKS.upper[place] as number;
  const reach = LOOKS.reach[place] as number;
  const spread = LOOKS.spread[place] === 1;
  bin.family = LOOKS.family[place] as number;
  bin.keyMax = Math.max(bin.keyMax, LOOKS.key[place] as number);
  const ends = (lower === lower ? BIN_LOWER : 0) | (upper === upper ? BIN_UPPER : 0);
  const every = ends | (spread ? BIN_ALL_SPREAD : 0);
  const some = spread ? BIN_SOME_SPREAD : 0;
  const split = reading.split === 'PRICE' && LOOKS.modular[place] === 1 ? BIN_MODULAR : 0;
  bin.kind =
    (bin.kind === NEW ? every : bin.kind & ALL & every) | (bin.kind === NEW ? 0 : bin.kind & ~ALL) | some | split;
  if (lower === lower) {
    bin.lowerMin = Math.min(bin.lowerMin, lower);
    bin.lowerMax = Math.max(bin.lowerMax, lower);
  }
  if (upper === upper) {
    bin.upperMin = Math.min(bin.upperMin, upper);
    bin.upperMax = Math.max(bin.upperMax, upper);
    bin.reachMin = Math.min(bin.reachMin, reach);
    bin.reachMax = Math.max(bin.reachMax, reach);
  }
  if (spread) {
    bin.spreadLowerMin = Math.min(bin.spreadLowerMin, lower);
    bin.spreadLowerMax = Math.max(bin.spreadLowerMax, lower);
    bin.spreadUpperMin = Math.min(bin.spreadUpperMin, upper);
    bin.spreadUpperMax = Math.max(bin.spreadUpperMax, upper);
  }
  if (!keepsItsSize(lower) || !keepsItsSize(upper) || !keepsItsSize(reach)) bin.kind |= BIN_MIXED;
}

function addAll(to: number[], codes: ArrayLike<number>): void {
  for (let at = 0; at < codes.length; at += 1) to.push(codes[at] as number);
}

/** Codes that share a bin only because they share nothing, each condition and group together. */
function inKinds(codes: Uint32Array): readonly number[] {
  const kinds = new Map<number, number[]>();
  for (const code of codes) {
    const kind = (LOOKS.condition[code] as number) * GROUPS + (LOOKS.bareGroup[code] as number);
    const of = kinds.get(kind);
    if (of) of.push(code);
    else kinds.set(kind, [code]);
  }
  return [...kinds].sort(([a], [b]) => a - b).flatMap(([, of]) => of);
}
/** More than there are groups. */
const GROUPS = 2 ** 24;

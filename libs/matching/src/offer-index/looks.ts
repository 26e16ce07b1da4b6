import { BIN_ALL_SPREAD, BIN_LOWER, BIN_MODULAR, BIN_SOME_SPREAD, BIN_UPPER } from './bin-figures';
import { ENDS, readEnds, readSeveral, type Read } from './fact-ends';
import { markOf, markUnder, MOST_KINDS, UNMARKED, type Kind } from './marks';
import { isSeveral } from './statements';

const FIRST = 256;

/** The groups of statements that share a bin only because they share nothing. */
export const MIXED_GROUP = -1;
/** Those that count under a condition alone. */
export const CONDITIONAL_GROUP = -2;
/** Those that carry a note in place of a condition, which never comes true. */
export const NOTE_GROUP = -3;

/** A capacity that is split into more units, though not without limit, is read. */
const MOST_UNITS = 2 ** 20;

/** Families and flags are below these, so that a kind is told by one number that a double holds exactly. */
const MOST_FAMILIES = 2 ** 20;
const MOST_FLAGS = 2 ** 8;

/** The place of a statement that is looked at alone: none has this number. */
export const HERE = 0;

/** A column whose statements are looked at. */
export interface Looked extends Read {
  /** Most of what is stated has an upper end: limits, prices, days. Otherwise it is judged by its lower one: removals. */
  readonly judgedByUpper: boolean;
  /** The kinds that marks name; new ones are added to them. */
  kinds: readonly Kind[];
  /** Each of them as a number, by which it is found. */
  kindKeys: readonly number[];
}

/**
 * What statements of one column come to, each at its place: one for all columns, since each is read at once. Many figures
 * are looked at several times while a column is laid out, and are worked out once.
 */
class Looks {
  /** Which statements it may share a bin with. */
  group: Int32Array = new Int32Array(FIRST);
  /** The same, whatever its condition. */
  bareGroup: Int32Array = new Int32Array(FIRST);
  condition: Uint32Array = new Uint32Array(FIRST);
  family: Uint32Array = new Uint32Array(FIRST);
  /** Where it lies among those of its group. */
  key: Float64Array = new Float64Array(FIRST);
  /** Its figures in the first unit of its family; NaN where it states no such end. */
  lower: Float64Array = new Float64Array(FIRST);
  upper: Float64Array = new Float64Array(FIRST);
  reach: Float64Array = new Float64Array(FIRST);
  modular: Uint8Array = new Uint8Array(FIRST);
  spread: Uint8Array = new Uint8Array(FIRST);
  mark: Uint32Array = new Uint32Array(FIRST);

  /** Makes room for so many; what was there is gone. */
  reserve(count: number): void {
    if (count <= this.group.length) return;
    const size = count + (count >> 1);
    this.group = new Int32Array(size);
    this.bareGroup = new Int32Array(size);
    this.condition = new Uint32Array(size);
    this.family = new Uint32Array(size);
    this.key = new Float64Array(size);
    this.lower = new Float64Array(size);
    this.upper = new Float64Array(size);
    this.reach = new Float64Array(size);
    this.modular = new Uint8Array(size);
    this.spread = new Uint8Array(size);
    this.mark = new Uint32Array(size);
  }
}

export const LOOKS = new Looks();

/** Finds which statements one may share a bin with, and its mark, and writes it to its place in `LOOKS`. */
export function look(column: Looked, code: number, place: number): void {
  const { statements, texts } = column;
  const { forms } = statements;
  const form = statements.formAt(code);
  const condition = forms.condition[form] as number;
  LOOKS.condition[place] = condition;
  if (isSeveral(forms.packed[form] as number)) {
    LOOKS.bareGroup[place] = MIXED_GROUP;
    LOOKS.key[place] = 0;
    lookAtSeveral(column, code, place);
    return;
  }
  const hasEnds = readEnds(column, code);
  if (hasEnds) writeEnds(column, place);
  else {
    LOOKS.bareGroup[place] = MIXED_GROUP;
    LOOKS.key[place] = 0;
  }
  if (condition === 0) {
    LOOKS.group[place] = LOOKS.bareGroup[place] as number;
    LOOKS.mark[place] = hasEnds ? markOfEnds(column, code, false) : UNMARKED;
  } else {
    LOOKS.group[place] = texts.isNote(condition) ? NOTE_GROUP : CONDITIONAL_GROUP;
    LOOKS.mark[place] = markUnder(condition);
  }
}

/** What `readEnds` found. */
function writeEnds({ reading, judgedByUpper }: Looked, place: number): void {
  const { family, lower, upper, reach, modular, spread } = ENDS;
  LOOKS.family[place] = family;
  LOOKS.modular[place] = modular ? 1 : 0;
  LOOKS.spread[place] = spread ? 1 : 0;
  LOOKS.lower[place] = lower;
  LOOKS.upper[place] = upper;
  LOOKS.reach[place] = reach;
  if (reading.envelope) {
    // A capacity with a lower end alone is judged differently from all others; of others it is infinite.
    const bounded = upper < Infinity;
    const hasLower = lower > -Infinity;
    // A bin of offers with a lower end and such without would differ wherever some of the lower ends are too high.
    LOOKS.bareGroup[place] = ((family * 2 + (bounded ? 0 : 1)) * 2 + (hasLower ? 1 : 0)) * 2 + (modular ? 1 : 0);
    LOOKS.key[place] = bounded ? reach : lower;
    return;
  }
  // Those that state the end which this thing is usually judged by, in the order of that end; the others apart.
  const stated = judgedByUpper ? upper === upper : lower === lower;
  // A spread that misses a limit with its worse end may yet keep it with the other.
  LOOKS.bareGroup[place] = ((family * 2 + (stated ? 0 : 1)) * 2 + (modular ? 1 : 0)) * 2 + (spread ? 1 : 0);
  LOOKS.key[place] = stated === judgedByUpper ? upper : lower;
}

function lookAtSeveral(column: Looked, code: number, place: number): void {
  const { statements, texts } = column;
  const count = statements.memberCount(code);
  let conditional = true;
  let open = false;
  for (let at = 0; at < count; at += 1) {
    const condition = statements.conditionOf(statements.memberAt(code, at));
    if (condition === 0) conditional = false;
    else if (!texts.isNote(condition)) open = true;
  }
  LOOKS.group[place] = !conditional ? MIXED_GROUP : open ? CONDITIONAL_GROUP : NOTE_GROUP;
  LOOKS.mark[place] = !open && readSeveral(column, code, isUnconditional) ? markOfEnds(column, code, true) : UNMARKED;
}

const isUnconditional = (condition: number): boolean => condition === 0;

/** The mark of a statement that counts, by what was read of it last. */
function markOfEnds(column: Looked, code: number, several: boolean): number {
  const { statements, reading, texts } = column;
  const { family, lower, upper, spread, modular } = ENDS;
  const flags =
    (lower === lower && lower !== -Infinity ? BIN_LOWER : 0) |
    (upper === upper && upper !== Infinity ? BIN_UPPER : 0) |
    (spread ? BIN_SOME_SPREAD | BIN_ALL_SPREAD : 0) |
    (modular && reading.split === 'PRICE' ? BIN_MODULAR : 0);
  let most = 1;
  if (modular && reading.split === 'CAPACITY')
    most = Math.max(1, texts.modularities.value(statements.modularityOf(code)).maxUnits ?? Infinity);
  const kind = kindNumber(column, flags, family, most, several);
  return kind < 0 ? UNMARKED : markOf(kind, lower, upper);
}

/** The number of a kind, now given where it is new; below 0 where there is none left. */
function kindNumber(column: Looked, flags: number, family: number, most: number, several: boolean): number {
  const key = kindKey(flags, family, most, several);
  const { kindKeys } = column;
  for (let number = 0; number < kindKeys.length; number += 1) if (kindKeys[number] === key) return number;
  if (kindKeys.length >= MOST_KINDS || (most > MOST_UNITS && most !== Infinity) || family >= MOST_FAMILIES) return -1;
  column.kinds = [...column.kinds, { flags, family, most, several }];
  column.kindKeys = [...kindKeys, key];
  return kindKeys.length;
}

function kindKey(flags: number, family: number, most: number, several: boolean): number {
  return (((most === Infinity ? 0 : most) * MOST_FAMILIES + family) * 2 + (several ? 1 : 0)) * MOST_FLAGS + flags;
}

export const kindKeysOf = (kinds: readonly Kind[]): readonly number[] =>
  kinds.map(({ flags, family, most, several }) => kindKey(flags, family, most, several));

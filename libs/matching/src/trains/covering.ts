/**
 * Prices of the log-removals still needed: the dual of a small covering problem. Any non-negative prices give a valid lower
 * bound on the cost of a train, so rounding here can weaken a bound and never break it.
 */

let tableau = new Float64Array(1 << 14);
let columnOf = new Int32Array(1 << 9);
let filled = new Int32Array(1 << 9);
let rowOf = new Int32Array(1 << 9);
let groupRow = new Int32Array(1 << 7);
let chosen = new Int32Array(1 << 7);

/** A shortfall of rounding size is none. */
const SHORTFALL = 1e-6;

/** What a train may be made of, as a covering problem. Columns of one group stand together. */
export interface Covering {
  /** Of each figure, what has to be removed. A negative figure is a budget: columns remove less than nothing from it. */
  readonly need: Float64Array;
  /** Of each column: what it removes of each figure, what it costs, its group. */
  readonly removals: readonly Float64Array[];
  readonly cost: readonly number[];
  readonly groupOf: readonly number[];
  readonly groups: number;
  /** Groups that take part in any case. */
  readonly forced: readonly boolean[];
  /** How many of the other groups there is room for. */
  readonly room: number;
}

export interface Covered {
  readonly prices: Float64Array;
  readonly value: number;
}

/**
 * Minimise cost · x subject to Σ min(removal, need) x >= need for each figure (Σ removal x >= need of a budget), per group Σ x <= 1 (= 1 where forced), and
 * Σ x <= room over the groups that are not forced. Dual simplex on the columns outside the basis alone. It starts from the
 * cheapest column of each forced group, which is dual feasible since no cost is negative then.
 *
 * @returns one price per figure and the least cost, or undefined when nothing covers the need
 */
export function coveringPrices({ need, removals, cost, groupOf, groups, forced, room }: Covering): Covered | undefined {
  const figures: number[] = [];
  for (let p = 0; p < need.length; p += 1) if (Math.abs(need[p] as number) > 1e-12) figures.push(p);
  const columns = removals.length;
  reserve(figures.length, groups, columns);

  chosen.fill(-1, 0, groups);
  let sizes = 0;
  for (let i = 0; i < columns; i += 1) {
    const g = groupOf[i] as number;
    if (!forced[g]) continue;
    const best = chosen[g] as number;
    if (best < 0) sizes += 1;
    if (best < 0 || (cost[i] as number) < (cost[best] as number)) chosen[g] = i;
  }
  const width = columns - sizes + 1;
  const right = width - 1;
  let rows = figures.length;
  for (let g = 0; g < groups; g += 1) {
    groupRow[g] = rows;
    rows += 1;
  }
  const limited = room < groups - sizes;
  const roomRow = rows;
  if (limited) rows += 1;
  const t = tableau;
  t.fill(0, 0, (rows + 1) * width);
  const objective = rows * width;
  for (let g = 0; g < groups; g += 1) t[(groupRow[g] as number) * width + right] = 1;
  if (limited) t[roomRow * width + right] = room;
  for (let k = 0; k < figures.length; k += 1) {
    const p = figures[k] as number;
    const wanted = need[p] as number;
    let left = wanted;
    for (let g = 0; g < groups; g += 1) {
      const base = chosen[g] as number;
      if (base >= 0) left -= capped((removals[base] as Float64Array)[p] as number, wanted);
    }
    t[k * width + right] = -left;
    rowOf[k] = p;
  }
  for (let row = figures.length; row < rows; row += 1) rowOf[row] = -1;
  let j = 0;
  for (let i = 0; i < columns; i += 1) {
    const g = groupOf[i] as number;
    const base = chosen[g] as number;
    if (base === i) continue;
    const removal = removals[i] as Float64Array;
    const instead = base < 0 ? undefined : (removals[base] as Float64Array);
    for (let k = 0; k < figures.length; k += 1) {
      const p = figures[k] as number;
      const wanted = need[p] as number;
      const gained = capped(removal[p] as number, wanted);
      t[k * width + j] = (instead ? capped(instead[p] as number, wanted) : 0) - gained;
    }
    t[(groupRow[g] as number) * width + j] = 1;
    if (limited && base < 0) t[roomRow * width + j] = 1;
    t[objective + j] = (cost[i] as number) - (base < 0 ? 0 : (cost[base] as number));
    columnOf[j] = -1;
    j += 1;
  }
  if (!minimise(rows, width)) return undefined;
  const prices = new Float64Array(need.length);
  for (let c = 0; c < right; c += 1) {
    const p = columnOf[c] as number;
    if (p >= 0) prices[p] = Math.max(0, t[objective + c] as number);
  }
  let value = -(t[objective + right] as number);
  for (let g = 0; g < groups; g += 1) {
    const base = chosen[g] as number;
    if (base >= 0) value += cost[base] as number;
  }
  return { prices, value };
}

/** What of a removal counts: no more than is needed, but all that is taken from a budget. */
export const capped = (removal: number, need: number): number => (need > 0 && removal > need ? need : removal);

/** Dual simplex on the tableau; false when the rows cannot all be kept. */
function minimise(rows: number, width: number): boolean {
  const t = tableau;
  const right = width - 1;
  const objective = rows * width;
  for (let turn = 0; turn < 200; turn += 1) {
    let leaving = -1;
    let worst = -1e-9;
    for (let i = 0; i < rows; i += 1) {
      const value = t[i * width + right] as number;
      if (value < worst) {
        worst = value;
        leaving = i;
      }
    }
    if (leaving < 0) return true;
    const from = leaving * width;
    let entering = -1;
    let best = Infinity;
    for (let j = 0; j < right; j += 1) {
      const a = t[from + j] as number;
      if (a < -1e-9) {
        const ratio = (t[objective + j] as number) / -a;
        if (ratio < best) {
          best = ratio;
          entering = j;
        }
      }
    }
    if (entering < 0) return worst > -SHORTFALL;
    const scale = 1 / (t[from + entering] as number);
    // Most of a row is zero; only what is not has to be carried over.
    let count = 0;
    for (let j = 0; j < width; j += 1) {
      const value = t[from + j] as number;
      if (value === 0 || j === entering) continue;
      t[from + j] = value * scale;
      filled[count] = j;
      count += 1;
    }
    t[from + entering] = scale;
    for (let i = 0; i <= rows; i += 1) {
      if (i === leaving) continue;
      const at = i * width;
      const times = t[at + entering] as number;
      if (times === 0) continue;
      for (let k = 0; k < count; k += 1) {
        const j = filled[k] as number;
        t[at + j] = (t[at + j] as number) - times * (t[from + j] as number);
      }
      t[at + entering] = -times * scale;
    }
    const out = rowOf[leaving] as number;
    rowOf[leaving] = columnOf[entering] as number;
    columnOf[entering] = out;
  }
  return true;
}

function reserve(figures: number, groups: number, columns: number): void {
  const rows = figures + groups + 2;
  if (rows * (columns + 1) > tableau.length) tableau = new Float64Array(rows * (columns + 1) * 2);
  if (columns + 1 > columnOf.length) {
    columnOf = new Int32Array(columns * 2);
    filled = new Int32Array(columns * 2);
  }
  if (rows > rowOf.length) rowOf = new Int32Array(rows * 2);
  if (groups > chosen.length) {
    groupRow = new Int32Array(groups * 2);
    chosen = new Int32Array(groups * 2);
  }
}

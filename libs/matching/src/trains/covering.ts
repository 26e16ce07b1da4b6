/**
 * Prices of the log-removals still needed: the dual of a small covering problem. Any non-negative prices give a valid lower
 * bound on the cost of a train, so rounding here can weaken a bound and never break it.
 */

let tableau = new Float64Array(1 << 14);
let columnsOf = new Int32Array(1 << 9);

/**
 * Minimise cost · x subject to Σ min(removal, need) x >= need for each figure, and per group Σ x <= 1 (= 1 where forced).
 * Dual simplex from the slack basis, which is dual feasible since costs are not negative.
 *
 * @returns one price per figure, or undefined when nothing covers the need
 */
export function coveringPrices(
  need: Float64Array,
  removals: readonly Float64Array[],
  cost: readonly number[],
  groupOf: readonly number[],
  groups: number,
  forced: readonly boolean[],
): Float64Array | undefined {
  const figures: number[] = [];
  for (let p = 0; p < need.length; p += 1) if ((need[p] as number) > 1e-12) figures.push(p);
  const columns = removals.length;
  const forcedCount = forced.filter(Boolean).length;
  const rows = figures.length + groups + forcedCount;
  const width = columns + rows + 1;
  if ((rows + 1) * width > tableau.length) tableau = new Float64Array((rows + 1) * width * 2);
  if (width > columnsOf.length) columnsOf = new Int32Array(width * 2);
  const t = tableau;
  t.fill(0, 0, (rows + 1) * width);
  figures.forEach((p, i) => {
    const at = i * width;
    const wanted = need[p] as number;
    for (let j = 0; j < columns; j += 1) t[at + j] = -Math.min((removals[j] as Float64Array)[p] as number, wanted);
    t[at + columns + i] = 1;
    t[at + width - 1] = -wanted;
  });
  const forcedRow = new Int32Array(groups).fill(-1);
  let row = figures.length + groups;
  for (let g = 0; g < groups; g += 1) {
    const at = (figures.length + g) * width;
    t[at + columns + figures.length + g] = 1;
    t[at + width - 1] = 1;
    if (forced[g]) {
      forcedRow[g] = row;
      t[row * width + columns + row] = 1;
      t[row * width + width - 1] = -1;
      row += 1;
    }
  }
  for (let j = 0; j < columns; j += 1) {
    const g = groupOf[j] as number;
    t[(figures.length + g) * width + j] = 1;
    if ((forcedRow[g] as number) >= 0) t[(forcedRow[g] as number) * width + j] = -1;
  }
  const objective = rows * width;
  for (let j = 0; j < columns; j += 1) t[objective + j] = cost[j] as number;
  for (let turn = 0; turn < 200; turn += 1) {
    let leaving = -1;
    let worst = -1e-9;
    for (let i = 0; i < rows; i += 1) {
      const value = t[i * width + width - 1] as number;
      if (value < worst) {
        worst = value;
        leaving = i;
      }
    }
    if (leaving < 0) break;
    const from = leaving * width;
    let entering = -1;
    let best = Infinity;
    for (let j = 0; j < width - 1; j += 1) {
      const a = t[from + j] as number;
      if (a < -1e-9) {
        const ratio = (t[objective + j] as number) / -a;
        if (ratio < best) {
          best = ratio;
          entering = j;
        }
      }
    }
    // A shortfall of rounding size is none.
    if (entering < 0) {
      if (worst > -1e-6) break;
      return undefined;
    }
    const scale = 1 / (t[from + entering] as number);
    // Most of a row is zero; only what is not has to be carried over.
    let filled = 0;
    for (let j = 0; j < width; j += 1) {
      const value = (t[from + j] as number) * scale;
      t[from + j] = value;
      if (value !== 0) {
        columnsOf[filled] = j;
        filled += 1;
      }
    }
    for (let i = 0; i <= rows; i += 1) {
      if (i === leaving) continue;
      const at = i * width;
      const times = t[at + entering] as number;
      if (times <= 1e-13 && times >= -1e-13) continue;
      for (let k = 0; k < filled; k += 1) {
        const j = columnsOf[k] as number;
        t[at + j] = (t[at + j] as number) - times * (t[from + j] as number);
      }
    }
  }
  const prices = new Float64Array(need.length);
  figures.forEach((p, i) => {
    prices[p] = Math.max(0, t[objective + columns + i] as number);
  });
  return prices;
}

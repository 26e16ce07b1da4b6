import { PROOF_BY_RANK, saturating } from '../score';
import type { Compiled, CompiledFigure, CompiledNeed } from './compile';
import { RANK_BITMAPS } from './fact-column';
import type { RowTraits } from './row-traits';
import { MOST_COUNTED } from './segment-filter';
import type { Segment } from './segment';

/** Demands whose passes are counted row by row: those that add most to the score by themselves. */
export const countedDemands = ({ weighed }: CompiledNeed): ReadonlySet<number> =>
  new Set(weighed.slice(0, MOST_COUNTED));

/** How much the rows of a segment can score at the most. */
export interface ScoreBounds {
  /** By how many of the counted demands a row passes. */
  readonly byCount: readonly number[];
  /** What passing each demand can add; nothing for the members of groups. */
  readonly byDemand: Float64Array;
  /** What all groups together can add. */
  readonly groups: number;
}

export function scoreBounds(
  need: CompiledNeed,
  segment: Segment,
  counted: ReadonlySet<number>,
  traits: RowTraits,
): ScoreBounds {
  const { demands } = need;
  const byDemand = new Float64Array(demands.length);
  let groups = 0;
  for (const { weights } of need.groups) for (const weight of Object.values(weights)) groups += weight;
  let always = groups;
  const most: number[] = [];
  for (let index = 0; index < demands.length; index += 1) {
    const demand = demands[index] as Compiled;
    const one = demand.grouped ? 0 : mostOf(demand, segment);
    byDemand[index] = one;
    if (counted.has(index)) most.push(one);
    else always += one;
  }
  for (const { term, weight } of need.traits) if (weight > 0) always += weight * traits.most(term, segment);
  most.sort((a, b) => b - a);
  const byCount = [always];
  for (const one of most) byCount.push((byCount.at(-1) as number) + one);
  return { byCount, byDemand, groups };
}

/** The most that passing one demand can add in a segment. */
function mostOf(demand: Compiled, segment: Segment): number {
  const { requirement, kept, proof, fit } = demand;
  switch (demand.kind) {
    case 'FIGURE':
      return requirement + kept * mostKept(demand, segment) + proof * mostProof(demand, segment);
    case 'PRICE': {
      const lowest = segment.columns.get(demand.thing)?.lowest ?? Infinity;
      return requirement + kept * (lowest >= 0 && demand.most > 0 ? saturating(1) : 1);
    }
    default:
      return requirement + kept + proof + fit;
  }
}

/** How much of a figure's margin can be earned: nothing can be further below a limit than the limit itself, if none is negative. */
function mostKept(
  { lower, upper, figure, removal, isRemoval, dutyHigh, dutyLow }: CompiledFigure,
  segment: Segment,
): number {
  // The middle between two limits is as far as one figure can lie from both, but not two that contradict each other.
  if (lower && upper) return segment.columns.get(figure)?.mayCross ? 1 : saturating(0.5);
  if (upper) {
    const negative = lowestOf(segment, figure) < 0 || lowestOf(segment, removal) < 0;
    return negative || upper.value <= 0 || dutyHigh < 0 || dutyLow < 0 ? 1 : saturating(1);
  }
  // Nothing is removed to more than 100 %.
  if (lower && isRemoval && lower.value > 0 && lower.value <= 100) return saturating(100 / lower.value - 1 + 1e-9);
  return 1;
}

function mostProof({ figure, removal, inlet, isOutlet, dutyHigh }: CompiledFigure, segment: Segment): number {
  // What comes in may meet the limit without any proof.
  if (isOutlet && dutyHigh === dutyHigh) return 1;
  const rank = Math.min(strongestOf(segment, figure), strongestOf(segment, removal), strongestOf(segment, inlet));
  return PROOF_BY_RANK[rank] ?? 1;
}

const lowestOf = (segment: Segment, thing: number): number => segment.columns.get(thing)?.lowest ?? 0;
const strongestOf = (segment: Segment, thing: number): number =>
  segment.columns.get(thing)?.strongestRank ?? RANK_BITMAPS;

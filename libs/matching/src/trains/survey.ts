import { firstLabel, type Label } from './label';
import { LOG_CAP, type Prepared } from './prepare';
import { CONCENTRATION, admits, at, reached, treat, useOf } from './problem';
import type { Progress } from './progress';

interface Surveyed {
  readonly label: Label;
  readonly set: readonly number[];
  readonly key: string;
  readonly limits: number;
  readonly clean: number;
  readonly price: number;
}

const SURVEY_WIDTH = 14;
const SURVEY_PER_SET = 3;
const SURVEYS: readonly ((one: Surveyed) => number)[] = [
  ({ price }) => price,
  ({ limits }) => limits,
  ({ clean }) => clean,
];

/**
 * A first train from a narrow search over all groups at once, kept wide in three ways: by price and what the prices of the
 * need say is left, by how far the limits are, and by how far from every inlet some stage accepts.
 */
export class Survey {
  constructor(
    private readonly prepared: Prepared,
    private readonly progress: Progress,
    /** Prices of the whole need. */
    private readonly prices: Float64Array,
  ) {}

  survey(): void {
    const { problem } = this.prepared;
    let level: { readonly label: Label; readonly set: readonly number[] }[] = [
      { label: firstLabel(problem, this.prepared.resources), set: [] },
    ];
    for (let depth = 0; depth < problem.stages && level.length > 0; depth += 1) {
      const next: Surveyed[] = [];
      for (const { label, set } of level) {
        if (this.progress.asked()) return;
        for (let g = 0; g < this.prepared.count; g += 1) {
          if (
            set.some((other) => other === g || this.prepared.mustFollow[other]?.[g] || this.prepared.apart[other]?.[g])
          )
            continue;
          const members = [...set, g].sort((a, b) => a - b);
          for (const index of this.prepared.members[g] as readonly number[]) {
            const one = this.surveyed(label, index, members);
            if (one) next.push({ ...one, set: [...set, g], key: members.join() });
          }
        }
      }
      level = SURVEYS.flatMap((by) => {
        const perSet = new Map<string, number>();
        return [...next]
          .sort((a, b) => by(a) - by(b))
          .filter(({ key }) => {
            const taken = (perSet.get(key) ?? 0) + 1;
            perSet.set(key, taken);
            return taken <= SURVEY_PER_SET;
          })
          .slice(0, SURVEY_WIDTH);
      });
      level = [...new Set(level)];
    }
  }

  private surveyed(
    from: Label,
    index: number,
    members: readonly number[],
  ): Pick<Surveyed, 'label' | 'limits' | 'clean' | 'price'> | undefined {
    const { problem } = this.prepared;
    const candidate = at(problem.candidates, index);
    const units = admits(problem, candidate, from.flow, from.depth);
    if (units === 0) return undefined;
    const cost = from.cost + useOf(candidate, 0, from.flow, units);
    if (this.progress.cut(cost)) return undefined;
    const outlet = new Float64Array(this.prepared.figures);
    this.progress.labels += 1;
    if (!treat(problem.kinds, candidate, from.state, outlet)) return undefined;
    const used = from.used.slice();
    for (let r = 1; r < this.prepared.resources; r += 1) {
      used[r] = (used[r] as number) + useOf(candidate, r, from.flow, units);
      if ((used[r] as number) > (problem.resourceLimit[r] as number)) return undefined;
    }
    const label: Label = {
      ...from,
      cost,
      used,
      state: outlet,
      flow: from.flow * candidate.recovery,
      previous: from,
      candidate: index,
      depth: from.depth + 1,
    };
    if (reached(problem, outlet, used)) {
      this.progress.record(label, members);
      return undefined;
    }
    let [limits, clean, left] = [0, 0, 0];
    for (let p = 0; p < this.prepared.figures; p += 1) {
      const [value, limit] = [outlet[p] as number, problem.limit[p] as number];
      if (problem.kinds[p] !== CONCENTRATION) {
        if (value > limit) limits += 1;
        continue;
      }
      const low = this.prepared.clean[p] as number;
      if (value <= low) continue;
      const log = value === Infinity ? LOG_CAP : Math.log(value);
      clean += Math.min(LOG_CAP, log - (this.prepared.logClean[p] as number));
      if (value <= limit) continue;
      const over = Math.min(LOG_CAP, log - (this.prepared.logLimit[p] as number));
      limits += over;
      left += over * (this.prices[p] as number);
    }
    return { label, limits, clean, price: cost + 1.5 * left };
  }
}

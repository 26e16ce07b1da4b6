import { stagesOf, type Label } from './label';

export interface SolvedTrain {
  /** Indices of candidates in the order of the stages. */
  readonly order: readonly number[];
  readonly cost: number;
}

/** A train found, with the positions of its groups in the order of search, rising. */
export interface Incumbent extends SolvedTrain {
  readonly set: readonly number[];
  /** Found by a dive: it stands until the exact search has a train that costs no more. */
  readonly early: boolean;
}

/** Costs closer than this count as equal when a bound is compared with a train already found. */
export const slack = (cost: number): number => (cost === Infinity ? 0 : 1e-9 * Math.max(1, Math.abs(cost)));

/** Whether two costs count as equal. */
export const even = (a: number, b: number): boolean => a === b || Math.abs(a - b) <= slack(Math.max(a, b));

/** What a search has found and spent so far, shared by all its parts. */
export class Progress {
  /** Labels made; a measure of work that does not depend on the machine. */
  labels = 0;
  stopped = false;
  /** The lowest cost that ever cut a branch off because enough trains were known. */
  lowestBar = Infinity;

  constructor(
    readonly best: number,
    private readonly stop: (() => boolean) | undefined,
    public incumbents: readonly Incumbent[],
  ) {}

  /**
   * The cost from which on a train is not wanted. What dives found is to be found again by the exact search, so that a search
   * that runs to its end gives what it gives without them; the bar lies a little above such a train.
   */
  bar(): number {
    return this.incumbents.length < this.best ? Infinity : barOf(this.incumbents[this.best - 1] as Incumbent);
  }

  /** Whether nothing of at least this cost is wanted. */
  cut(bound: number): boolean {
    return bound >= this.bar();
  }

  asked(): boolean {
    if (!this.stopped && this.stop?.() === true) this.stopped = true;
    return this.stopped;
  }

  /** Keeps a train unless one of its groups' subsets is as cheap; drops those it makes redundant. */
  record(label: Label, set: readonly number[], early = false): void {
    const { cost } = label;
    const stands = (one: Incumbent) =>
      one.early && !early ? one.cost < cost - slack(cost) : one.cost <= cost + slack(cost);
    if (this.incumbents.some((one) => stands(one) && one.set.every((g) => set.includes(g)))) return;
    const kept = this.incumbents.filter(
      (one) => !(set.every((g) => one.set.includes(g)) && one.cost >= cost - slack(cost)),
    );
    kept.push({ order: stagesOf(label), cost, set, early });
    // Of equal trains one of the exact search goes before one of a dive.
    kept.sort((a, b) =>
      even(a.cost, b.cost) && a.early !== b.early ? Number(a.early) - Number(b.early) : a.cost - b.cost,
    );
    this.incumbents = kept.slice(0, this.best);
    this.lowestBar = Math.min(this.lowestBar, this.bar());
  }

  /** The cost from which on a train of this very set is not wanted. */
  barFor(set: readonly number[]): number {
    const own = this.incumbents.find((one) => one.set.length === set.length && one.set.every((g, i) => g === set[i]));
    return Math.min(this.bar(), own ? barOf(own) : Infinity);
  }
}

const barOf = ({ cost, early }: Incumbent): number => (early ? cost + 2 * slack(cost) : cost - slack(cost));

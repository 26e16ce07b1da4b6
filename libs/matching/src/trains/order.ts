import type { Offer } from '../model';
import type { TrainRules } from './train';

/** How two offers stand to each other in a train when the first comes before the second. */
export interface Relation {
  /** They share a technology or are alternatives: a train has only one of them. */
  readonly apart: boolean;
  /** The rules want them the other way round. */
  readonly wrongWay: boolean;
  /** They can stand so, but an engineer has to say whether they may: the other way round is the usual one. */
  readonly unusual: boolean;
}

/** The relation of two offers by all of their technologies. */
export function relation(before: Offer, behind: Offer, rules: TrainRules): Relation {
  const [first, second] = [before.technologies ?? [], behind.technologies ?? []];
  const some = (test: (a: string, b: string) => boolean) => first.some((a) => second.some((b) => test(a, b)));
  return {
    apart: before.id === behind.id || some((a, b) => a === b || rules.alternatives(a, b)),
    wrongWay: some((a, b) => rules.precedes(b, a)),
    unusual: some((a, b) => rules.usuallyPrecedes(b, a)),
  };
}

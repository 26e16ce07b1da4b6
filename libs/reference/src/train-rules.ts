import type { TrainRules } from '@huanpei/matching';
import { dataFile, once } from './data-file';
import { decides, type Bilingual, type DataSource } from './source';

/** A step of a train: technologies that stand in the same place. */
export interface TrainStep {
  readonly code: string;
  readonly zh: string;
  readonly en: string;
  readonly technologies: readonly string[];
}

interface Sourced {
  readonly why: Bilingual;
  /** Key of the file's `sources`. */
  readonly source: string;
  readonly confidence: string;
}

/** A step that may not stand behind another. */
export interface OrderRule extends Sourced {
  readonly before: string;
  readonly after: string;
}

/** A step that usually stands behind another; the other way round exists, and is for an engineer to judge. */
export type UsualRule = OrderRule;

/** Steps that may stand either way round; the inlet each listing states decides. */
export interface EitherRule extends Sourced {
  readonly steps: readonly string[];
}

/** Technologies of which a train has only one. */
export interface AlternativesRule extends Sourced {
  readonly technologies: readonly string[];
}

export interface TrainRulesFile {
  readonly sources: Readonly<Record<string, DataSource>>;
  readonly steps: readonly TrainStep[];
  readonly order: readonly OrderRule[];
  readonly usual: readonly UsualRule[];
  readonly either: readonly EitherRule[];
  readonly alternatives: readonly AlternativesRule[];
}

export const trainRulesFile = dataFile<TrainRulesFile>('train-rules.json');

export interface TrainRuleBook extends TrainRules {
  readonly steps: readonly TrainStep[];
  readonly order: readonly OrderRule[];
  readonly usual: readonly UsualRule[];
  readonly either: readonly EitherRule[];
  readonly alternativesOf: readonly AlternativesRule[];
  readonly sources: Readonly<Record<string, DataSource>>;
}

/** The order rules as the composer of trains reads them. Rules that were only remembered are listed and decide nothing. */
export const trainRules: () => TrainRuleBook = once(() => rulesOf(trainRulesFile()));

/** The same of any file; the order holds across steps that a train does not have. */
export function rulesOf(file: TrainRulesFile): TrainRuleBook {
  const stepOf = new Map(
    file.steps.flatMap(({ code, technologies }) => technologies.map((one) => [one, code] as const)),
  );
  const order = file.order.filter(({ confidence }) => decides(confidence));
  const usual = file.usual.filter(({ confidence }) => decides(confidence));
  const either = file.either.filter(({ confidence }) => decides(confidence));
  const placed = new Set([
    ...order.flatMap(({ before, after }) => [before, after]),
    ...usual.flatMap(({ before, after }) => [before, after]),
    ...either.flatMap(({ steps }) => steps),
  ]);
  const behind = closure(order);
  const apart = file.alternatives.filter(({ confidence }) => decides(confidence));
  return {
    steps: file.steps,
    order: file.order,
    usual: file.usual,
    either: file.either,
    alternativesOf: file.alternatives,
    sources: file.sources,
    known: (technology) => placed.has(stepOf.get(technology) ?? ''),
    precedes: (first, second) => behind.get(stepOf.get(first) ?? '')?.has(stepOf.get(second) ?? '') ?? false,
    usuallyPrecedes: (first, second) =>
      usual.some(({ before, after }) => before === stepOf.get(first) && after === stepOf.get(second)),
    alternatives: (one, other) =>
      one !== other && apart.some(({ technologies }) => technologies.includes(one) && technologies.includes(other)),
  };
}

/** Every step that must stand behind each step, directly or by way of others. */
export function closure(
  order: readonly Pick<OrderRule, 'before' | 'after'>[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const behind = new Map<string, Set<string>>();
  const reach = (from: string, to: Set<string>): void => {
    for (const { before, after } of order) {
      if (before !== from || to.has(after)) continue;
      to.add(after);
      reach(after, to);
    }
  };
  for (const { before } of order) {
    const to = behind.get(before) ?? new Set<string>();
    reach(before, to);
    behind.set(before, to);
  }
  return behind;
}

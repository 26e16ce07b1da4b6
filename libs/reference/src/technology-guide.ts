import { templateFor, factTemplates, type FactTemplate } from './fact-templates';
import type { Bilingual, DataSource } from './source';
import { standards } from './standards';
import { taxonomy, type TaxonomyNode } from './taxonomy';
import { trainRules, type TrainStep } from './train-rules';

/** One rule about the place of a technology in a train, with its source. */
export interface GuideRule {
  /** How this technology stands towards the step named. */
  readonly kind: 'MUST_PRECEDE' | 'MUST_FOLLOW' | 'USUALLY_PRECEDES' | 'USUALLY_FOLLOWS';
  readonly step: TrainStep;
  readonly why: Bilingual;
  readonly source: DataSource;
  readonly confidence: string;
}

export interface GuideTechnology {
  readonly node: TaxonomyNode;
  /** Its step in a train; absent where the data names none. */
  readonly step: TrainStep | undefined;
  readonly rules: readonly GuideRule[];
  readonly template: FactTemplate;
}

export interface TechnologyGuide {
  readonly scenario: TaxonomyNode;
  readonly technologies: readonly GuideTechnology[];
  readonly standards: readonly GuideStandard[];
}

/** A standard of a scenario, and what in the data makes it one. */
export interface GuideStandard {
  readonly code: string;
  /** Its title, or that of one of its classes, names the scenario; or its rows limit what technologies act on, as the templates say. */
  readonly because: 'TITLE' | 'LIMITS';
}

/** What the reference data says of the technologies of a scenario, and nothing beside it; undefined for another code. */
export function technologyGuide(code: string): TechnologyGuide | undefined {
  const tree = taxonomy();
  const scenario = tree.byCode(code);
  if (scenario?.level !== 'scenario') return undefined;
  const codes = tree.technologiesUnder(code);
  const within = new Set([code, ...tree.ancestors(code), ...codes]);
  const titled = standards()
    .list.filter(({ scenarios = [] }) => scenarios.some((one) => one.code === code))
    .map((standard): GuideStandard => ({ code: standard.code, because: 'TITLE' }));
  const limiting = factTemplates()
    .filter((template) => within.has(template.for))
    .flatMap(({ actsOn = [] }) => actsOn.flatMap(({ standard }) => standard ?? []))
    .filter((standard) => !titled.some((one) => one.code === standard));
  return {
    scenario,
    technologies: codes.flatMap((technology) => {
      const node = tree.byCode(technology);
      return node ? [{ node, ...placeOf(technology), template: templateFor([technology]) }] : [];
    }),
    standards: [...titled, ...[...new Set(limiting)].map((one): GuideStandard => ({ code: one, because: 'LIMITS' }))],
  };
}

function placeOf(technology: string): Pick<GuideTechnology, 'step' | 'rules'> {
  const { steps, order, usual, sources } = trainRules();
  const step = steps.find(({ technologies }) => technologies.includes(technology));
  if (!step) return { step, rules: [] };
  const named = new Map(steps.map((one) => [one.code, one]));
  const of = (rules: typeof order, precedes: GuideRule['kind'], follows: GuideRule['kind']): readonly GuideRule[] =>
    rules.flatMap(({ before, after, why, source, confidence }): readonly GuideRule[] => {
      const isFirst = before === step.code;
      const other = isFirst ? after : after === step.code ? before : undefined;
      const [at, where] = [other === undefined ? undefined : named.get(other), sources[source]];
      return at && where ? [{ kind: isFirst ? precedes : follows, step: at, why, source: where, confidence }] : [];
    });
  return {
    step,
    rules: [...of(order, 'MUST_PRECEDE', 'MUST_FOLLOW'), ...of(usual, 'USUALLY_PRECEDES', 'USUALLY_FOLLOWS')],
  };
}

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
  readonly usualInlets: readonly UsualInlet[];
}

/** A parameter that comes in, which listings of many technologies of the scenario should state. */
export interface UsualInlet {
  readonly parameter: string;
  readonly units: readonly string[];
  /** How many of its technologies ask for it. */
  readonly technologies: number;
}

/** Of the technologies of a scenario that ask for something at the inlet, so many must ask for a parameter to make it usual. */
const USUAL_SHARE = 1 / 3;

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
  const technologies = codes.flatMap((technology) => {
    const node = tree.byCode(technology);
    return node ? [{ node, ...placeOf(technology), template: templateFor([technology]) }] : [];
  });
  return {
    scenario,
    technologies,
    usualInlets: usualInlets(technologies),
    standards: [...titled, ...[...new Set(limiting)].map((one): GuideStandard => ({ code: one, because: 'LIMITS' }))],
  };
}

/** By how many ask for it; the first of equals as the templates name them. */
function usualInlets(technologies: readonly GuideTechnology[]): readonly UsualInlet[] {
  const asked = new Map<string, UsualInlet>();
  let asking = 0;
  for (const { template } of technologies) {
    const inlets = template.facts.filter(({ metric, parameter }) => metric === 'inlet' && parameter !== undefined);
    asking += inlets.length > 0 ? 1 : 0;
    for (const { parameter = '', units } of inlets) {
      const known = asked.get(parameter) ?? { parameter, units, technologies: 0 };
      asked.set(parameter, { ...known, technologies: known.technologies + 1 });
    }
  }
  return [...asked.values()]
    .filter((one) => one.technologies >= asking * USUAL_SHARE)
    .sort((a, b) => b.technologies - a.technologies);
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

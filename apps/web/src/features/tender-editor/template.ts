import { betterOf } from '@huanpei/matching';
import type { TemplateOfQuery } from '../../generated/tender-editor';
import type { DraftDuty, DraftRequirement } from './draft';
import type { Reference } from '../fields/reference';
import type { Parts } from './draft-state';

type Fact = TemplateOfQuery['factTemplate']['facts'][number];
type UsualInlet = NonNullable<TemplateOfQuery['technologyGuide']>['usualInlets'][number];

/** Which way a figure is demanded: of some neither less nor more is better, and they are demanded as a range. */
const OPS = { LOWER: 'LE', HIGHER: 'GE', NEITHER: 'RANGE' } as const;
/** The technologies that the catalogue has below a scenario. */
export const technologiesOf = (reference: Pick<Reference, 'below'>, code: string): readonly string[] =>
  reference
    .below(code)
    .flatMap((node) => [...(node.level === 'technology' ? [node.code] : []), ...technologiesOf(reference, node.code)]);

const DUTY: readonly string[] = ['capacity', 'inlet', 'operating_temp'];
/**
 * The lines a tender for these technologies has: what its equipment will face, with what usually comes in of a scenario, and
 * what listings of them should state. The
 * figures are the buyer's to fill in; nothing is invented. What is essential is ★, what is recommended ▲.
 */
export function partsOfTemplate(
  facts: readonly Fact[],
  inlets: readonly UsualInlet[],
  kindOf: (parameter: string) => string | undefined,
): Parts {
  const duty: DraftDuty[] = [];
  const requirements: DraftRequirement[] = [];
  for (const { metric, parameter, anyParameter, units, importance } of facts) {
    const unit = units[0] ?? '';
    if (DUTY.includes(metric.code)) {
      if (anyParameter && metric.code === 'inlet') continue;
      duty.push({
        key: '',
        metric: metric.code as DraftDuty['metric'],
        parameter: parameter?.code,
        figure: { op: 'EQ', unit },
      });
      continue;
    }
    // Any parameter will do: which one, only the buyer can say.
    if (anyParameter) continue;
    requirements.push({
      id: `t${requirements.length + 1}`,
      mandatory: importance === 'ESSENTIAL',
      weight: 1,
      demand: {
        kind: 'FIGURE',
        metric: metric.code,
        parameter: parameter?.code,
        figure: { op: OPS[betterOf(metric.code, parameter?.code, { parameterKind: kindOf }) ?? 'NEITHER'], unit },
      },
    });
  }
  const known = new Set(duty.map(({ metric, parameter }) => `${metric}/${parameter}`));
  const usual = inlets.flatMap(({ parameter: { code }, units }): readonly DraftDuty[] =>
    known.has(`inlet/${code}`)
      ? []
      : [{ key: '', metric: 'inlet', parameter: code, figure: { op: 'EQ', unit: units[0] ?? '' } }],
  );
  return { duty: [...duty, ...usual], requirements };
}

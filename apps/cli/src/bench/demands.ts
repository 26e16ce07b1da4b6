import type { Need } from '@huanpei/matching';
import type { DemoDemand } from '@huanpei/reference';

/** Why a real demand says nothing about the quality of a ranking. */
export type ExclusionCode = 'NO_NUMERIC_REQUIREMENT_OR_STANDARD' | 'TECHNOLOGY_NOT_LISTED';

export interface Exclusion {
  readonly id: string;
  readonly code: ExclusionCode;
  /** In both languages, Chinese first. */
  readonly why: string;
  /** What the record itself is marked as lacking. */
  readonly lacks: readonly string[];
}

/** A numeric requirement (a figure demanded of a metric) or a cited standard; a budget, a period or a flow is neither. */
export function demandsFigure({ requirements = [], standards = [] }: Need): boolean {
  return standards.length > 0 || requirements.some((requirement) => 'metric' in requirement);
}

/** Any technical figure at all: the same, or a flow, inflow or temperature the equipment would face. */
export function statesFigure(need: Need): boolean {
  return demandsFigure(need) || (need.duty ?? []).some(({ value }) => value !== undefined);
}

/** Whether two technologies are the same, or one belongs to the other in the taxonomy. */
export function related(a: string, b: string, ancestors: (code: string) => readonly string[]): boolean {
  return a === b || ancestors(a).includes(b) || ancestors(b).includes(a);
}

/**
 * Why a demand is left out, or nothing when it counts.
 *
 * @param listed how many listings have a technology that was procured
 */
export function exclusionOf(
  { id, need, lacks, technologies }: Pick<DemoDemand, 'id' | 'need' | 'lacks' | 'technologies'>,
  listed: number,
): Exclusion | undefined {
  if (!demandsFigure(need)) {
    const { zh, en } = whatIsThere(need);
    return {
      id,
      code: 'NO_NUMERIC_REQUIREMENT_OR_STANDARD',
      why: `未载明数值要求，也未引用标准（${zh}）。 States no numeric requirement and cites no standard (${en}).`,
      lacks,
    };
  }
  if (listed > 0) return undefined;
  const codes = technologies.join(', ');
  return {
    id,
    code: 'TECHNOLOGY_NOT_LISTED',
    why: `名录中没有所采购技术（${codes}）的装备。 No listed equipment has the technology procured (${codes}).`,
    lacks,
  };
}

function whatIsThere({ duty = [], requirements = [] }: Need): { readonly zh: string; readonly en: string } {
  const parts = [
    ...(duty.length > 0 ? [{ zh: '规模或进水等设计值', en: 'a flow or other design figures' }] : []),
    ...(requirements.some((requirement) => 'price' in requirement) ? [{ zh: '限价', en: 'a price ceiling' }] : []),
    ...(requirements.some((requirement) => 'leadDays' in requirement) ? [{ zh: '工期', en: 'a delivery period' }] : []),
  ];
  return parts.length === 0
    ? { zh: '没有任何数值', en: 'it states no figure at all' }
    : { zh: `只有${parts.map(({ zh }) => zh).join('、')}`, en: `only ${parts.map(({ en }) => en).join(' and ')}` };
}

/**
 * Whether a listing repeats the demand it would answer: all of at least two numeric requirements stand in it with the same
 * figure. Some records of equipment were taken from tenders, and finding such a one proves nothing.
 */
export function echoes(
  { requirements = [] }: Need,
  facts: readonly {
    readonly metric: string;
    readonly parameter?: string;
    readonly value?: number;
    readonly unit: string;
  }[],
): boolean {
  const numeric = requirements.filter((requirement) => 'metric' in requirement);
  return (
    numeric.length >= 2 &&
    numeric.every(({ metric, parameter, value, unit }) =>
      facts.some(
        (fact) => fact.metric === metric && fact.parameter === parameter && fact.value === value && fact.unit === unit,
      ),
    )
  );
}

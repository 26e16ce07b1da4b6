import { toMajor, type LotNeed } from '@huanpei/domain';
import type { Basis, Citation, Domain, DutyFact, Need, Op, Requirement } from '@huanpei/matching';
import { Field, Float, InputType } from '@nestjs/graphql';
import { MoneyInput } from '../graphql/common.objects';
import { Described, Optional } from '../graphql/described';
import { BasisEnum, DomainEnum, OpEnum, ScoreTermEnum } from '../graphql/enums';
import { stated, withReadCondition } from '../graphql/stated';

@InputType('DutyFactInput', {
  description: 'What the equipment will face: metric `capacity`, `inlet` (with a parameter) or `operating_temp`.',
})
export class DutyFactInput {
  @Described(() => String, '`capacity`, `inlet` or `operating_temp`.')
  readonly metric!: string;

  @Optional(() => String, 'Code of the parameter; `inlet` needs one.')
  readonly parameter?: string | null;

  @Field(() => OpEnum, { description: 'A figure or a range; the figure is the design value.', defaultValue: '=' })
  readonly op!: Op;

  @Described(() => Float, 'The figure, or the lower end of a range.')
  readonly value!: number;

  @Optional(() => Float, 'The upper end of a range.')
  readonly valueMax?: number | null;

  @Described(() => String, 'Unit, as written in the exchange format.')
  readonly unit!: string;
}

@InputType('RequirementInput', {
  description:
    'One demand: a number (metric, op, value, unit), a held thing (certificate, honour, service or region), leadDays, or a price.',
})
export class RequirementInput {
  @Described(() => String, 'Id within the lot.')
  readonly id!: string;

  @Optional(() => String, 'Requirements that share a group are alternatives.')
  readonly group?: string | null;

  @Described(() => Boolean, '★ when true, ▲ (scored) when false.')
  readonly mandatory!: boolean;

  @Optional(() => Float, 'Weight in the score; 1 when not given.')
  readonly weight?: number | null;

  @Optional(() => BasisEnum, 'The least evidence on which it may pass.')
  readonly minimumBasis?: Basis | null;

  @Optional(() => String, 'Code of the metric of a numeric demand.')
  readonly metric?: string | null;

  @Optional(() => String, 'Code of the parameter; `outlet`, `removal_pct` and `inlet` need one.')
  readonly parameter?: string | null;

  @Optional(() => OpEnum, 'How the figure limits.')
  readonly op?: Op | null;

  @Optional(() => Float, 'The figure, or the lower end of a range.')
  readonly value?: number | null;

  @Optional(() => Float, 'The upper end of a range.')
  readonly valueMax?: number | null;

  @Optional(() => String, 'Unit of the figure.')
  readonly unit?: string | null;

  @Optional(() => String, 'When it applies, such as `capacity >= 10000 m3/d`.')
  readonly condition?: string | null;

  @Optional(() => String, 'Code of a certificate that must be held.')
  readonly certificate?: string | null;

  @Optional(() => String, 'Code of an honour that the firm must hold.')
  readonly honour?: string | null;

  @Optional(() => String, 'Code of a service that must be offered.')
  readonly service?: string | null;

  @Optional(() => String, 'Code of a region that must be served.')
  readonly region?: string | null;

  @Optional(() => Float, 'The most days to delivery.')
  readonly leadDays?: number | null;

  @Optional(() => MoneyInput, 'The most for the whole duty.')
  readonly price?: MoneyInput | null;
}

@InputType('CitationInput', { description: 'A cited standard and class.' })
export class CitationInput {
  @Described(() => String, 'Code of the standard.')
  readonly code!: string;

  @Described(() => String, 'Code of the class.')
  readonly level!: string;

  @Optional(() => [String], 'Only these parameters; all when not given.')
  readonly parameters?: readonly string[] | null;

  @Optional(() => [String], 'Conditions and scopes that hold, as in the data.')
  readonly where?: readonly string[] | null;

  @Optional(() => [String], 'Conditions and scopes that do not hold.')
  readonly whereNot?: readonly string[] | null;
}

@InputType('ScoreWeightInput', { description: 'The weight of one term of the score.' })
export class ScoreWeightInput {
  @Described(() => ScoreTermEnum, 'The term.')
  readonly term!: string;

  @Described(() => Float, 'Its weight, 0 or more.')
  readonly weight!: number;
}

@InputType('NeedInput', { description: 'What is needed: the duty and the demands.' })
export class NeedInput {
  @Described(() => DomainEnum, 'The medium.')
  readonly domain!: Domain;

  @Optional(() => [String], 'Codes of the catalogue; listings that share none are not compared.')
  readonly technologies?: readonly string[] | null;

  @Optional(() => String, 'Code of the scenario; demands nothing by itself.')
  readonly scenario?: string | null;

  @Optional(() => [DutyFactInput], 'What the equipment will face.')
  readonly duty?: readonly DutyFactInput[] | null;

  @Optional(() => [RequirementInput], 'What is demanded.')
  readonly requirements?: readonly RequirementInput[] | null;

  @Optional(() => [CitationInput], 'Standards to be kept.')
  readonly standards?: readonly CitationInput[] | null;

  @Optional(() => String, 'Code of the region; demands nothing by itself.')
  readonly region?: string | null;

  @Optional(() => BasisEnum, 'The least evidence on which any demand may pass.')
  readonly minimumBasis?: Basis | null;

  @Optional(() => [ScoreWeightInput], 'Weights of the score, where the usual ones will not do.')
  readonly weights?: readonly ScoreWeightInput[] | null;
}

/** The input as the engine's need. Money becomes major units here, exactly. */
export function lotNeedOf({ duty, requirements, standards, weights, ...input }: NeedInput): LotNeed {
  return {
    ...(stated(input) as Pick<LotNeed, 'domain'>),
    ...(duty ? { duty: duty.map((fact) => stated(fact) as DutyFact) } : {}),
    ...(requirements ? { requirements: requirements.map(requirementOf) } : {}),
    ...(standards ? { standards: standards.map((citation) => stated(citation) as Citation) } : {}),
    ...(weights ? { weights: Object.fromEntries(weights.map(({ term, weight }) => [term, weight])) } : {}),
  };
}

export const needOf = (input: NeedInput): Need => ({
  ...lotNeedOf(input),
  id: 'preview',
  name: { zh: '预览', en: 'Preview' },
});

function requirementOf({ price, ...input }: RequirementInput): Requirement {
  // An input that states none or two kinds is refused by the check of the exchange format.
  return { ...withReadCondition(stated(input)), ...(price ? { price: toMajor(price) } : {}) } as unknown as Requirement;
}

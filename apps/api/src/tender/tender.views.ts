import { toNearestMinor, type Language, type Lot, type Tender } from '@huanpei/domain';
import {
  askedOf,
  limitOf,
  statement,
  subjectOf,
  type Citation,
  type DutyFact,
  type Requirement,
} from '@huanpei/matching';
import { labels, type Labels } from '@huanpei/reference';
import { moneyObject } from '../graphql/common.objects';
import { coded } from '../reference/reference.views';
import type { CitationObject, DutyFactObject, LotObject, RequirementObject } from './tender.objects';

/** A lot with the tender it belongs to, which its matches need. */
export interface LotOfTender extends LotObject {
  readonly tender: Tender | null;
  readonly lot: Lot;
}

export function lotView(lot: Lot, tender: Tender | null, language: Language): LotOfTender {
  const label = labels(language);
  const { need } = lot;
  return {
    id: lot.id,
    title: lot.title,
    domain: need.domain,
    technologies: (need.technologies ?? []).map((code) => coded(code, label.technology)),
    scenario: need.scenario === undefined ? null : coded(need.scenario, label.technology),
    region: need.region === undefined ? null : coded(need.region, label.region),
    weights: Object.entries(need.weights ?? {}).map(([term, weight]) => ({ term, weight })),
    minimumBasis: need.minimumBasis ?? null,
    duty: (need.duty ?? []).map((fact) => dutyView(fact, language, label)),
    requirements: (need.requirements ?? []).map((requirement) => requirementView(requirement, language, label)),
    standards: (need.standards ?? []).map((citation) => citationView(citation, language, label)),
    tender,
    lot,
  };
}

export function dutyView(fact: DutyFact, language: Language, label: Labels): DutyFactObject {
  const { metric, parameter, op, value, valueMax, unit } = fact;
  const name =
    parameter === undefined ? label.metric(metric) : `${label.parameter(parameter)} · ${label.metric(metric)}`;
  const figure = statement(fact, language, label);
  return {
    metric: coded(metric, label.metric),
    parameter: parameter === undefined ? null : coded(parameter, label.parameter),
    op,
    value: value ?? null,
    valueMax: valueMax ?? null,
    unit,
    figure,
    says: `${name} ${figure}`,
  };
}

export function requirementView(requirement: Requirement, language: Language, label: Labels): RequirementObject {
  const asked = askedOf(requirement);
  const condition = 'metric' in requirement ? (requirement.condition ?? null) : null;
  const conditionLabel = condition === null ? null : label.condition(condition);
  const when = conditionLabel === null ? '' : language === 'zh' ? `（${conditionLabel}）` : ` (${conditionLabel})`;
  const [subject, limit] = [subjectOf(asked, language, label), limitOf(asked, language, label)];
  return {
    id: requirement.id,
    mandatory: requirement.mandatory,
    weight: requirement.weight ?? 1,
    group: requirement.group ?? null,
    minimumBasis: requirement.minimumBasis ?? null,
    condition,
    ...demanded(requirement, label),
    conditionLabel,
    subject,
    limit: limit === '' ? null : limit,
    says: `${subject} ${limit}${when}`.trim(),
  };
}

type Demanded = Pick<
  RequirementObject,
  | 'metric'
  | 'parameter'
  | 'op'
  | 'value'
  | 'valueMax'
  | 'unit'
  | 'certificate'
  | 'honour'
  | 'service'
  | 'region'
  | 'leadDays'
  | 'price'
>;

const NOTHING_DEMANDED: Demanded = {
  metric: null,
  parameter: null,
  op: null,
  value: null,
  valueMax: null,
  unit: null,
  certificate: null,
  honour: null,
  service: null,
  region: null,
  leadDays: null,
  price: null,
};

/** What is demanded, field by field as it was given: an editor gives it back as it reads it. */
function demanded(requirement: Requirement, label: Labels): Demanded {
  if ('metric' in requirement) {
    const { metric, parameter, op, value, valueMax, unit } = requirement;
    return {
      ...NOTHING_DEMANDED,
      metric: coded(metric, label.metric),
      parameter: parameter === undefined ? null : coded(parameter, label.parameter),
      op,
      value: value ?? null,
      valueMax: valueMax ?? null,
      unit,
    };
  }
  if ('certificate' in requirement)
    return { ...NOTHING_DEMANDED, certificate: coded(requirement.certificate, label.certificate) };
  if ('honour' in requirement) return { ...NOTHING_DEMANDED, honour: coded(requirement.honour, label.honour) };
  if ('service' in requirement) return { ...NOTHING_DEMANDED, service: coded(requirement.service, label.service) };
  if ('region' in requirement) return { ...NOTHING_DEMANDED, region: coded(requirement.region, label.region) };
  if ('leadDays' in requirement) return { ...NOTHING_DEMANDED, leadDays: requirement.leadDays };
  return { ...NOTHING_DEMANDED, price: moneyObject(toNearestMinor(requirement.price)) };
}

export function citationView(
  { code, level, parameters, where, whereNot }: Citation,
  language: Language,
  label: Labels,
): CitationObject {
  const only = parameters === undefined ? '' : parameters.map(label.parameter).join(language === 'zh' ? '、' : ', ');
  const name = `${code} ${label.level(code, level)}`;
  // A text is either a condition or a scope; what is neither is answered as it is.
  const appliesTo = (text: string): string => label.scope(label.condition(text));
  return {
    code,
    level,
    parameters: parameters?.map((parameter) => coded(parameter, label.parameter)) ?? null,
    where: where ?? [],
    whereNot: whereNot ?? [],
    whereLabels: (where ?? []).map(appliesTo),
    whereNotLabels: (whereNot ?? []).map(appliesTo),
    says: only === '' ? name : language === 'zh' ? `${name}：${only}` : `${name}: ${only}`,
  };
}

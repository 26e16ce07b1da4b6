import type { Language } from '@huanpei/domain';
import { statement, type NumericStatement } from '@huanpei/matching';
import {
  labels,
  saysLittle,
  standards,
  type Bilingual,
  type Completeness,
  type FactTemplate,
  type Labels,
  type Standard,
  type StandardLimit,
  type TechnologyGuide,
  type TemplateFact,
  type TrainStep,
} from '@huanpei/reference';
import type { CodedObject } from '../graphql/common.objects';
import type {
  CompletenessObject,
  FactTemplateObject,
  LimitObject,
  StandardObject,
  TechnologyGuideObject,
  TemplateFactObject,
} from './reference.objects';

export const coded = (code: string, label: (code: string) => string): CodedObject => ({ code, label: label(code) });

/** What the best techniques reach reads as a range, or as its upper end alone; "not detectable" needs no zero beside it. */
function limitFigure({ op, limit, limitMax, unit }: StandardLimit, label: Labels): string {
  const say = (fact: Pick<NumericStatement, 'op' | 'value' | 'valueMax'>) =>
    statement({ metric: '', unit, ...fact }, label.language, label);
  if (limit === null && limitMax !== null) return say({ op: '<=', value: limitMax });
  if (limit === null) return op === 'bat_ael_range' ? '' : say({ op });
  if (op === 'bat_ael_range') return say({ op: 'range', value: limit, valueMax: limitMax ?? limit });
  if (op === 'not_detectable' && limit === 0) return say({ op });
  return say({ op, value: limit, ...(limitMax === null ? {} : { valueMax: limitMax }) });
}

function limitView(row: StandardLimit, label: Labels): LimitObject {
  const { id, op, limit, limitMax, unit, averaging, condition, scope, monitoringPoint, confidence } = row;
  return {
    id,
    parameter: coded(row.parameter, label.parameter),
    op,
    limit,
    limitMax,
    unit,
    figure: limitFigure(row, label),
    averaging: label.averaging(averaging),
    condition,
    conditionLabel: condition === null ? null : label.condition(condition),
    scope,
    scopeLabel: scope === null ? null : label.scope(scope),
    monitoringPoint: monitoringPoint === null ? null : label.monitoringPoint(monitoringPoint),
    confidence: label.confidence(confidence),
    decides: standards().decides(row),
  };
}

/** Jurisdictions that are no region of the marketplace. */
const WIDER: Readonly<Record<string, Bilingual | undefined>> = {
  EU: { zh: '欧盟', en: 'European Union' },
  US: { zh: '美国', en: 'United States' },
};

export function standardView(standard: Standard, label: Labels): StandardObject {
  const { code, zh, en, jurisdiction, medium, status, effective, levels, sources } = standard;
  return {
    code,
    zh,
    en,
    jurisdiction,
    jurisdictionLabel: WIDER[jurisdiction]?.[label.language] ?? label.region(jurisdiction),
    medium,
    status: status.code,
    effective,
    sources: sources.map((source) => source.title),
    sourceRecords: sources,
    statusLabel: status[label.language],
    mediumLabel: label.medium(medium),
    levels: levels.map((level) => ({
      code: level.code,
      zh: level.zh,
      en: level.en,
      limits: standards()
        .limits(code, level.code)
        .map((row) => limitView(row as StandardLimit, label)),
    })),
  };
}

export function templateFactView(fact: TemplateFact, language: Language, label: Labels): TemplateFactObject {
  return {
    metric: coded(fact.metric, label.metric),
    or: (fact.or ?? []).map((code) => coded(code, label.metric)),
    parameter: fact.parameter === undefined ? null : coded(fact.parameter, label.parameter),
    anyParameter: fact.anyParameter ?? false,
    units: fact.units,
    importance: fact.importance,
    why: fact.why[language],
  };
}

export function guideView(
  { scenario, technologies, standards: codes, usualInlets }: TechnologyGuide,
  listed: ReadonlyMap<string, number>,
  language: Language,
): TechnologyGuideObject {
  const label = labels(language);
  const stepView = (step: TrainStep) => ({ code: step.code, label: step[language] });
  return {
    scenario: coded(scenario.code, label.technology),
    technologies: technologies.map(({ node, step, rules, template }) => ({
      technology: coded(node.code, label.technology),
      confidence: label.confidence(node.confidence),
      listings: listed.get(node.code) ?? 0,
      step: step === undefined ? null : stepView(step),
      rules: rules.map(({ why, step: other, confidence, ...rule }) => ({
        ...rule,
        step: stepView(other),
        why: why[language],
        confidence: label.confidence(confidence),
      })),
      expects: template.facts.map((fact) => templateFactView(fact, language, label)),
      expectationSources: [...new Set(template.sources.map(({ source }) => source[language]))],
    })),
    usualInlets: usualInlets.map((one) => ({ ...one, parameter: coded(one.parameter, label.parameter) })),
    standards: codes.flatMap(({ code, because }) => {
      const status = standards().byCode(code)?.status;
      if (!status) return [];
      return [{ ...coded(code, label.standard), because, status: status.code, statusLabel: status[language] }];
    }),
  };
}

export function templateView(template: FactTemplate, language: Language, label: Labels): FactTemplateObject {
  return {
    technologies: template.technologies.map((code) => coded(code, label.technology)),
    facts: template.facts.map((fact) => templateFactView(fact, language, label)),
  };
}

export function completenessView(completeness: Completeness, language: Language, label: Labels): CompletenessObject {
  const { stated, expected, share, missing } = completeness;
  return {
    stated,
    expected,
    share,
    saysLittle: saysLittle(completeness),
    missing: missing.map((fact) => templateFactView(fact, language, label)),
  };
}

import { limitOf, statement, subjectOf, type Asked, type ExplainLabels } from '@huanpei/matching';
import { sayCondition } from '@huanpei/reference';
import { toMajor } from '@huanpei/domain';
import { statementOf } from '../../graphql/statement';
import { showUnit } from '../../ui/format';
import type { Reference } from '../fields/reference';
import type { Demand, DraftDuty } from './draft';

/** The names of codes, as the sentences of the matching engine want them. */
export function labelsOf(reference: Reference, english: boolean): ExplainLabels {
  const name = (one: { readonly zh: string; readonly en: string } | undefined, code: string): string =>
    one === undefined ? code : english ? one.en : one.zh;
  const unitName = (unit: string): string =>
    showUnit(
      name(
        reference.units.find((one) => one.unit === unit),
        unit,
      ),
    );
  return {
    parameter: (code) => name(reference.parameter(code), code),
    metric: (code) => name(reference.parameter(code), code),
    unit: unitName,
    standard: (code) => name(reference.standard(code), code),
    level: (code, level) =>
      name(
        reference.standard(code)?.levels.find((one) => one.code === level),
        level,
      ),
    basis: (code) => code,
    condition: (text) =>
      sayCondition(text, {
        parameter: (code) => {
          const known = reference.parameter(code);
          return known && name(known, code);
        },
        unit: unitName,
      }) ?? text,
    scheme: (code) => reference.scheme(code)?.label ?? code,
    technology: (code) => name(reference.node(code), code),
    region: (code) => code,
  };
}

function askedOf(demand: Demand): Asked | undefined {
  switch (demand.kind) {
    case 'FIGURE':
      return demand.metric === undefined
        ? undefined
        : { kind: 'NUMERIC', demand: statementOf(demand.metric, demand.parameter, demand.figure) };
    case 'LEAD_DAYS':
      return demand.days === undefined ? undefined : { kind: 'LEAD_DAYS', days: demand.days };
    case 'PRICE':
      return demand.price === undefined
        ? undefined
        : { kind: 'PRICE', price: toMajor({ currency: 'CNY', ...demand.price }) };
    case 'CERTIFICATE':
    case 'HONOUR':
    case 'SERVICE':
    case 'REGION':
      return demand.code === undefined ? undefined : { kind: demand.kind, code: demand.code };
  }
}

/** What is demanded in one line, by the wording of the engine; undefined while too little is said. */
export function sayDemand(demand: Demand, language: 'zh' | 'en', labels: ExplainLabels): string | undefined {
  const asked = askedOf(demand);
  return asked && `${subjectOf(asked, language, labels)} ${limitOf(asked, language, labels)}`.trim();
}

export function sayDuty(
  { metric, parameter, figure }: DraftDuty,
  language: 'zh' | 'en',
  labels: ExplainLabels,
): string {
  const name =
    parameter === undefined ? labels.metric(metric) : `${labels.parameter(parameter)} · ${labels.metric(metric)}`;
  return `${name} ${statement(statementOf(metric, parameter, figure), language, labels)}`.trim();
}

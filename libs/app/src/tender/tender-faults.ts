import type { Refusal, TenderContent } from '@huanpei/domain';
import { faultsOfNeed, schemaFaults } from '@huanpei/exchange';
import type { Need } from '@huanpei/matching';
import { matchingReference } from '@huanpei/reference';
import { belowLeast, unknownCode } from '../codes';
import { asRefusal, MOST, nameTooLong, tooLong, tooMany } from '../text-faults';

/** The longest working copy of an editor: several times what the most lots and lines of a usual tender come to. */
export const LONGEST_WORKING_COPY = 200_000;

export const workingCopyFaults = (workingCopy: string | null): readonly Refusal[] =>
  tooLong(workingCopy, LONGEST_WORKING_COPY, 'workingCopy');

/**
 * What is wrong with a tender as entered, draft or not: the shape of each lot's need, unknown codes, texts too long,
 * times that do not exist. What only a publication must have is checked when it is published.
 */
export function tenderFaults(content: TenderContent): readonly Refusal[] {
  const large = tooMany(content.lots, 50, 'content.lots');
  if (large.length > 0) return large;
  return [
    ...nameTooLong(content.title, MOST.name, 'content.title'),
    ...nameTooLong(content.summary, MOST.summary, 'content.summary'),
    ...(content.region === null ? [] : unknownCode('region', content.region, 'content.region')),
    ...budgetFaults(content),
    ...notAnInstant(content.deadline, 'content.deadline'),
    ...notAnInstant(content.documentsUntil, 'content.documentsUntil'),
    ...content.lots.flatMap((lot, index) => [
      ...tooLong(lot.id, 20, `content.lots[${index}].id`),
      ...(lot.id.trim() === '' ? [{ code: 'REQUIRED' as const, field: `content.lots[${index}].id` }] : []),
      ...nameTooLong(lot.title, MOST.name, `content.lots[${index}].title`),
      ...needFaults(
        { ...lot.need, id: 'lot', name: { zh: lot.title.zh ?? lot.title.en ?? '' } },
        `content.lots[${index}].need`,
      ),
    ]),
  ];
}

function budgetFaults({ budget }: TenderContent): readonly Refusal[] {
  if (budget === null) return [];
  return [
    ...(Number.isSafeInteger(budget.amountMinor) && budget.amountMinor >= 0
      ? []
      : [{ code: 'INVALID' as const, field: 'content.budget.amountMinor', facts: { expected: '>= 0' } }]),
    ...(/^[A-Z]{3}$/.test(budget.currency)
      ? []
      : [{ code: 'INVALID' as const, field: 'content.budget.currency', facts: { expected: 'ISO 4217' } }]),
  ];
}

function notAnInstant(text: string | null, field: string): readonly Refusal[] {
  return text === null || !Number.isNaN(Date.parse(text))
    ? []
    : [{ code: 'INVALID', field, facts: { expected: 'ISO 8601' } }];
}

/** What is wrong with a need: shape, ids, citations, and codes the reference data do not know. */
export function needFaults(need: Need, at: string): readonly Refusal[] {
  const large = [
    ...tooMany(need.duty, 100, `${at}.duty`),
    ...tooMany(need.requirements, 100, `${at}.requirements`),
    ...tooMany(need.standards, 20, `${at}.standards`),
    ...tooMany(need.technologies, 20, `${at}.technologies`),
    ...(need.standards ?? []).flatMap((citation, index) => [
      ...tooMany(citation.parameters, MOST.items, `${at}.standards[${index}].parameters`),
      ...tooMany(citation.where, 50, `${at}.standards[${index}].where`),
      ...tooMany(citation.whereNot, 50, `${at}.standards[${index}].whereNot`),
    ]),
  ];
  if (large.length > 0) return large;
  return [
    ...schemaFaults('need', need, at).map(asRefusal),
    ...faultsOfNeed(need, matchingReference(), at).map(asRefusal),
    ...codeFaults(need, at),
    ...(need.duty ?? []).flatMap((fact, index) => belowLeast(fact, `${at}.duty[${index}].value`)),
    ...(need.requirements ?? []).flatMap((requirement, index) =>
      'metric' in requirement ? belowLeast(requirement, `${at}.requirements[${index}].value`) : [],
    ),
  ];
}

function codeFaults(need: Need, at: string): readonly Refusal[] {
  return [
    ...(need.technologies ?? []).flatMap((code, index) =>
      unknownCode('technology', code, `${at}.technologies[${index}]`),
    ),
    ...unknownCode('technology', need.scenario, `${at}.scenario`),
    ...unknownCode('region', need.region, `${at}.region`),
    ...(need.duty ?? []).flatMap((fact, index) =>
      unknownCode('parameter', fact.parameter, `${at}.duty[${index}].parameter`),
    ),
    ...(need.standards ?? []).flatMap(({ code, level }, index) => {
      const unknown = unknownCode('standard', code, `${at}.standards[${index}].code`);
      if (unknown.length > 0 || matchingReference().limits(code, level).length > 0) return unknown;
      return [
        {
          code: 'UNKNOWN_CODE' as const,
          field: `${at}.standards[${index}].level`,
          facts: { kind: 'level', given: level },
        },
      ];
    }),
    ...(need.requirements ?? []).flatMap((requirement, index) => {
      const field = `${at}.requirements[${index}]`;
      if ('metric' in requirement) {
        return [
          ...unknownCode('metric', requirement.metric, `${field}.metric`),
          ...unknownCode('parameter', requirement.parameter, `${field}.parameter`),
        ];
      }
      if ('certificate' in requirement)
        return unknownCode('certificate', requirement.certificate, `${field}.certificate`);
      if ('honour' in requirement) return unknownCode('honour', requirement.honour, `${field}.honour`);
      if ('service' in requirement) return unknownCode('technology', requirement.service, `${field}.service`);
      if ('region' in requirement) return unknownCode('region', requirement.region, `${field}.region`);
      return [];
    }),
  ];
}

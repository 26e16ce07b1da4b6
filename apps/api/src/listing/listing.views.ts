import {
  basisOn,
  type Attachment,
  type Language,
  type ListingContent,
  type ListingFact,
  type StagedRevision,
} from '@huanpei/domain';
import { isEmpty, statement } from '@huanpei/matching';
import { labels } from '@huanpei/reference';
import { moneyObject } from '../graphql/common.objects';
import { coded, completenessView } from '../reference/reference.views';
import { changesView } from './listing-changes.views';
import { completenessOf } from './listing.content';
import type { FactObject, ListingContentObject, StagedRevisionObject } from './listing.objects';

export function factView(
  fact: ListingFact,
  attachments: readonly Attachment[] | undefined,
  today: string,
  language: Language,
): FactObject {
  const label = labels(language);
  const { metric, parameter, op, value, valueMax, unit, condition, basis, note, attachmentId } = fact;
  const of = parameter === undefined ? '' : `${label.parameter(parameter)} · `;
  const figure = statement(fact, language, label);
  const conditionLabel = isEmpty(condition) ? null : label.condition(condition ?? '');
  const when = conditionLabel === null ? '' : language === 'zh' ? `（${conditionLabel}）` : ` (${conditionLabel})`;
  return {
    metric: coded(metric, label.metric),
    parameter: parameter === undefined ? null : coded(parameter, label.parameter),
    op,
    ...(value === undefined ? {} : { value }),
    ...(valueMax === undefined ? {} : { valueMax }),
    unit,
    // The unit `1` is a bare number.
    unitLabel: unit === '1' ? '' : label.unit(unit),
    condition: condition ?? null,
    figure,
    conditionLabel,
    basis: basis ?? 'GUARANTEED',
    basisToday: basisOn(fact, attachments, today) ?? 'GUARANTEED',
    note: note ?? null,
    attachmentId: attachmentId ?? null,
    says: `${of}${label.metric(metric)} ${figure}${when}`,
  };
}

export function contentView(content: ListingContent, today: string, language: Language): ListingContentObject {
  const label = labels(language);
  const { scenarios, certificates, services, regions, price, ...rest } = content;
  return {
    ...rest,
    technologies: content.technologies.map((code) => coded(code, label.technology)),
    scenarios: scenarios?.map((code) => coded(code, label.technology)) ?? null,
    facts: content.facts.map((fact) => factView(fact, content.attachments, today, language)),
    certificates:
      certificates?.map(({ scheme, validUntil }) => ({
        scheme: coded(scheme, label.certificate),
        validUntil: validUntil ?? null,
      })) ?? null,
    services: services?.map((code) => coded(code, label.service)) ?? null,
    regions: regions?.map((code) => coded(code, label.region)) ?? null,
    price: price ? { money: moneyObject(price), per: price.per } : null,
    attachments: content.attachments ?? [],
    sources: content.sources ?? [],
  };
}

export function stagedView(
  { content, sentBack, answer, ...staged }: StagedRevision,
  published: ListingContent | null,
  today: string,
  language: Language,
): StagedRevisionObject {
  return {
    ...staged,
    content: contentView(content, today, language),
    changes: published && changesView(published, content, language),
    sentBack: sentBack ? { at: sentBack.at, changes: changesView(sentBack.content, content, language) } : null,
    answer: answer ?? null,
    completeness: completenessView(completenessOf(content), language, labels(language)),
  };
}

import { isEmpty, type Certificate, type Fact, type Op } from '@huanpei/matching';
import type { Attachment, ListingContent, ListingFact } from './listing';
import type { Price } from './money';

/** What a supplier adds to a listing to answer what a tender asks. A list that is empty says "none" where nothing was said. */
export interface ListingAnswer {
  readonly facts?: readonly ListingFact[];
  readonly attachments?: readonly Attachment[];
  readonly certificates?: readonly Certificate[];
  readonly services?: readonly string[];
  readonly regions?: readonly string[];
  readonly price?: Price;
  readonly leadDays?: number;
}

/**
 * The content with the answer in it. A figure takes the place of what was said of the same thing under the same
 * condition at the same end, because of several figures the worse one counts; a certificate that of its scheme; an
 * attachment that of its id. Everything new stands at the end of its list.
 */
export function answeredContent(content: ListingContent, answer: ListingAnswer): ListingContent {
  const { facts = [], attachments, certificates, services, regions, price, leadDays } = answer;
  const kept = content.facts.filter((old) => !facts.some((fact) => takesPlaceOf(fact, old)));
  const schemes = new Set(certificates?.map(({ scheme }) => scheme));
  const ids = new Set(attachments?.map(({ id }) => id));
  const joined = (old: readonly string[] | undefined, added: readonly string[]) => [
    ...(old ?? []).filter((code) => !added.includes(code)),
    ...added,
  ];
  return {
    ...content,
    facts: [...kept, ...facts],
    ...(attachments
      ? { attachments: [...(content.attachments ?? []).filter(({ id }) => !ids.has(id)), ...attachments] }
      : {}),
    ...(certificates
      ? {
          certificates: [...(content.certificates ?? []).filter(({ scheme }) => !schemes.has(scheme)), ...certificates],
        }
      : {}),
    ...(services ? { services: joined(content.services, services) } : {}),
    ...(regions ? { regions: joined(content.regions, regions) } : {}),
    ...(price ? { price } : {}),
    ...(leadDays === undefined ? {} : { leadDays }),
  };
}

/** Whether the answer says anything at all. */
export function isAnswer(answer: ListingAnswer): boolean {
  const { facts, attachments, certificates, services, regions, price, leadDays } = answer;
  const said = (facts?.length ?? 0) + (attachments?.length ?? 0) > 0;
  return said || [certificates, services, regions, price, leadDays].some((part) => part !== undefined);
}

/** Whether a new figure takes the place of an old one: both say of one thing, under one condition, the same end. */
export function takesPlaceOf(fact: Fact, old: Fact): boolean {
  const condition = ({ condition: text }: Fact) => (isEmpty(text) ? '' : (text ?? '').trim());
  const sameThing =
    fact.metric === old.metric && fact.parameter === old.parameter && condition(fact) === condition(old);
  return sameThing && endsOf(fact.op).some((end) => endsOf(old.op).includes(end));
}

function endsOf(op: Op): readonly ('LOWER' | 'UPPER')[] {
  switch (op) {
    case '<=':
    case '<':
    case 'not_detectable':
      return ['UPPER'];
    case '>=':
    case '>':
      return ['LOWER'];
    case '=':
    case 'range':
      return ['LOWER', 'UPPER'];
  }
}

import type { Attachment, CheckedContent, ListingFact } from '@huanpei/domain';
import type { ReviewedContentFragment } from '../../generated/review';
import { statementOf } from '../../graphql/statement';

/** A fact as the rules read it, with the server's words for it. */
export interface CheckedFact extends ListingFact {
  readonly says: string;
}

/** What of the server's answer is looked at for signs. */
export const checkedOf = ({ domain, facts, attachments }: ReviewedContentFragment): CheckedContent<CheckedFact> => ({
  domain,
  facts: facts.map(({ says, basis, condition, attachmentId, metric, parameter, ...figure }) => ({
    ...statementOf(metric.code, parameter?.code, figure),
    says,
    basis,
    ...(condition ? { condition } : {}),
    ...(attachmentId ? { attachmentId } : {}),
  })),
  attachments: attachments.map(({ id, kind, title, number, issuedOn, validUntil }): Attachment => ({
    id,
    kind,
    title,
    ...(number ? { number } : {}),
    ...(issuedOn ? { issuedOn } : {}),
    ...(validUntil ? { validUntil } : {}),
  })),
});

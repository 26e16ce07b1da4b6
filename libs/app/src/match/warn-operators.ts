import type { AuditDetails, Notification, Tender } from '@huanpei/domain';
import { decidedBySystem } from '../decisions';
import type { Chance } from '../ports/platform';
import type { Tx } from '../ports/work';
import type { LotResult } from './match-lots';

/**
 * Tells the operators of a published tender whose requirements one supplier alone meets, and writes the facts down, a
 * lot at a time. It is a sign and no verdict: nothing is held up.
 */
export async function warnOperators(
  tx: Tx,
  chance: Chance,
  tender: Tender,
  results: readonly LotResult[],
  now: Date,
): Promise<void> {
  const signs = results.flatMap(({ lotId, tailoring, all, position }): readonly AuditDetails[] =>
    tailoring ? [{ lotId, compared: all.compared, marketPosition: position, ...tailoring }] : [],
  );
  if (signs.length === 0) return;
  for (const data of signs) {
    await tx.audit(
      decidedBySystem(
        'TAILORING_SUSPECTED',
        { subjectKind: 'TENDER', subjectId: tender.id },
        { revision: tender.revision, data },
      ),
    );
  }
  const operators = await tx.organisations.operators();
  await tx.notifications.add(
    operators.map((organisationId): Notification => ({
      id: chance.id(),
      organisationId,
      kind: 'TAILORING_SUSPECTED',
      tenderId: tender.id,
      listingId: null,
      revision: tender.revision,
      matches: [],
      reason: null,
      createdAt: now,
      readAt: null,
    })),
  );
}

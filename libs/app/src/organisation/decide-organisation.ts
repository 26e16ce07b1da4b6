import { Injectable } from '@nestjs/common';
import {
  accepted,
  decideOrganisation,
  refused,
  type Notification,
  type NotificationKind,
  type Organisation,
  type OrganisationDecision,
  type Outcome,
  type Viewer,
} from '@huanpei/domain';
import { ownershipOfOrganisation, reachable } from '../access';
import { decidedBy } from '../decisions';
import { changeMarketOf, indexSupplier } from '../listing/market-change';
import { Chance, Clock } from '../ports/platform';
import { Work } from '../ports/work';
import { LONGEST_REASON, tooLong } from '../text-faults';

const TOLD: Readonly<Record<OrganisationDecision, NotificationKind>> = {
  VERIFY: 'ORGANISATION_VERIFIED',
  REJECT: 'ORGANISATION_REJECTED',
  SUSPEND: 'ORGANISATION_SUSPENDED',
  REINSTATE: 'ORGANISATION_REINSTATED',
};

/** An operator verifies, rejects, suspends or reinstates a firm. A suspended firm's listings leave the market. */
@Injectable()
export class DecideOrganisation {
  constructor(
    private readonly work: Work,
    private readonly clock: Clock,
    private readonly chance: Chance,
  ) {}

  execute(
    viewer: Viewer,
    id: string,
    decision: OrganisationDecision,
    reason: string | null,
  ): Promise<Outcome<Organisation>> {
    const long = tooLong(reason, LONGEST_REASON, 'reason');
    if (long.length > 0) return Promise.resolve(refused(...long));
    const now = this.clock.now();
    return this.work.run(async (tx) => {
      const organisation = reachable(
        'Mutation.decideOrganisation',
        viewer,
        await tx.organisations.take(id),
        ownershipOfOrganisation,
      );
      if (!organisation) return refused({ code: 'NOT_FOUND', field: 'id' });
      const decided = decideOrganisation(organisation, decision, reason, now);
      if (!decided.ok) return decided;
      await tx.organisations.save(decided.value);
      if (decided.value.kind === 'SUPPLIER') {
        if (decision === 'SUSPEND' || decision === 'REINSTATE') await changeMarketOf(tx, decided.value, now);
        else await indexSupplier(tx, decided.value);
      }
      const notification: Notification = {
        id: this.chance.id(),
        organisationId: id,
        kind: TOLD[decision],
        tenderId: null,
        listingId: null,
        revision: decided.value.version,
        matches: [],
        reason: decided.value.reason,
        createdAt: now,
        readAt: null,
      };
      await tx.notifications.add([notification]);
      await tx.audit(
        decidedBy(
          viewer,
          `ORGANISATION_${decision}`,
          { subjectKind: 'ORGANISATION', subjectId: id },
          {
            revision: decided.value.version,
            reason: decided.value.reason,
            data: { from: organisation.state, to: decided.value.state, creditCodeCheck: decided.value.creditCodeCheck },
          },
        ),
      );
      return accepted(decided.value);
    });
  }
}

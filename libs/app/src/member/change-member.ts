import { Injectable } from '@nestjs/common';
import {
  accepted,
  changeRole,
  deactivateMember,
  mayTouch,
  refused,
  type AuditAction,
  type Member,
  type Operation,
  type Outcome,
  type Role,
  type Viewer,
} from '@huanpei/domain';
import { decidedBy } from '../decisions';
import { Clock } from '../ports/platform';
import { Work, type Tx } from '../ports/work';

/** An owner or administrator gives a colleague another role. */
@Injectable()
export class ChangeMemberRole {
  constructor(private readonly work: Work) {}

  execute(viewer: Viewer, memberId: string, role: Role): Promise<Outcome<Member>> {
    return this.work.run((tx) =>
      changeMember(tx, viewer, memberId, 'Mutation.changeMemberRole', 'MEMBER_ROLE_CHANGED', (member, heads) =>
        changeRole(member, role, viewer.kind, heads),
      ),
    );
  }
}

/** An owner or administrator ends a colleague's access; every session ends with it. */
@Injectable()
export class DeactivateMember {
  constructor(
    private readonly work: Work,
    private readonly clock: Clock,
  ) {}

  execute(viewer: Viewer, memberId: string): Promise<Outcome<Member>> {
    return this.work.run(async (tx) => {
      const left = await changeMember(
        tx,
        viewer,
        memberId,
        'Mutation.deactivateMember',
        'MEMBER_DEACTIVATED',
        deactivateMember,
      );
      if (left.ok) await tx.sessions.revokeAllOf(memberId, this.clock.now());
      return left;
    });
  }
}

async function changeMember(
  tx: Tx,
  viewer: Viewer,
  memberId: string,
  operation: Operation,
  action: AuditAction,
  decide: (member: Member, otherHeads: number) => Outcome<Member>,
): Promise<Outcome<Member>> {
  // Counting heads locks the organisation first, so that two owners cannot demote each other at once.
  const otherHeads = await tx.members.otherHeads(viewer.organisationId, memberId);
  const member = await tx.members.take(memberId);
  if (
    !member?.active ||
    !mayTouch(operation, viewer, { organisationId: member.organisationId, published: false, moderated: false })
  ) {
    return refused({ code: 'NOT_FOUND', field: 'memberId' });
  }
  const decided = decide(member, otherHeads);
  if (!decided.ok) return decided;
  await tx.members.save(decided.value);
  await tx.audit(
    decidedBy(
      viewer,
      action,
      { subjectKind: 'MEMBER', subjectId: memberId },
      { data: { from: member.role, to: decided.value.role } },
    ),
  );
  return accepted(decided.value);
}

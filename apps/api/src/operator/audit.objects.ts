import type { AuditEntry, BrokenLink } from '@huanpei/domain';
import { ArgsType, ID, Int, ObjectType } from '@nestjs/graphql';
import { connectionOf, PageArgs } from '../graphql/connection';
import { Described, Optional } from '../graphql/described';
import { AuditActionEnum, AuditFaultEnum, AuditOrderEnum, AuditSubjectEnum } from '../graphql/enums';
import { Long } from '../graphql/scalars';

@ObjectType('AuditEntry', {
  description: 'One link of the audit chain: a decision with the hash of the one before it.',
})
export class AuditEntryObject implements Omit<AuditEntry, 'data'> {
  @Described(() => Long, '1, 2, 3 … without a gap.')
  readonly position!: number;

  @Described(() => Date, 'When.')
  readonly at!: Date;

  @Described(
    () => String,
    'Id of the member, `API_KEY:` and the id of the key with which a program acted, or `SYSTEM` for what a job or the clock decided.',
  )
  readonly actor!: string;

  @Optional(() => ID, "The member's organisation.")
  readonly organisationId!: string | null;

  @Described(() => AuditActionEnum, 'What was decided.')
  readonly action!: AuditEntry['action'];

  @Described(() => AuditSubjectEnum, 'What kind of thing it was about.')
  readonly subjectKind!: AuditEntry['subjectKind'];

  @Described(() => ID, 'Which.')
  readonly subjectId!: string;

  @Optional(() => Int, 'Its revision.')
  readonly revision!: number | null;

  @Optional(() => String, 'Why.')
  readonly reason!: string | null;

  @Described(() => String, 'What else was kept, as JSON.')
  readonly data!: string;

  @Described(() => String, 'Hash of the entry before.')
  readonly previousHash!: string;

  @Described(() => String, 'Hash of this entry.')
  readonly hash!: string;
}

export const AuditConnection = connectionOf('AuditEntry', () => AuditEntryObject as never);

@ArgsType()
export class AuditArgs extends PageArgs {
  @Optional(() => AuditSubjectEnum, 'Only about things of this kind.')
  readonly subjectKind?: AuditEntry['subjectKind'] | null;

  @Optional(() => ID, 'Only about this thing.')
  readonly subjectId?: string | null;

  @Optional(() => [AuditActionEnum], 'Only these decisions.')
  readonly actions?: readonly AuditEntry['action'][] | null;

  @Optional(() => String, 'Only what this actor decided, as `actor` names it.')
  readonly actor?: string | null;

  @Optional(() => ID, 'Only what members or programs of this organisation decided.')
  readonly organisationId?: string | null;

  @Optional(() => Date, 'Only from this instant on.')
  readonly from?: Date | null;

  @Optional(() => Date, 'Only before this instant.')
  readonly until?: Date | null;

  @Described(() => AuditOrderEnum, 'In which order.')
  readonly order: 'NEWEST_FIRST' | 'OLDEST_FIRST' = 'NEWEST_FIRST';
}

@ObjectType('AuditProof', { description: 'A stretch of the audit chain and whether each of its links holds.' })
export class AuditProofObject {
  @Described(() => Long, 'Position of its first entry; 0 where there is none.')
  readonly from!: number;

  @Described(() => Long, 'Position of the last entry that was proved; 0 where there is none.')
  readonly to!: number;

  @Described(() => Long, 'Position of the newest entry of the whole chain.')
  readonly head!: number;

  @Described(() => Boolean, 'Whether every link of the stretch holds.')
  readonly holds!: boolean;

  @Optional(() => Long, 'Position of the first link that is broken.')
  readonly brokenAt!: number | null;

  @Optional(() => AuditFaultEnum, 'What is wrong with it.')
  readonly fault!: BrokenLink['fault'] | null;

  @Optional(
    () => String,
    'Hash of the last entry that was proved: kept elsewhere, it also shows when entries are cut off at the end.',
  )
  readonly lastHash!: string | null;
}

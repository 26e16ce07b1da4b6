import { actorOf, type AuditAction, type Decision, type Viewer } from '@huanpei/domain';

type Subject = Pick<Decision, 'subjectKind' | 'subjectId'>;

/** A decision by a person, or by a program with a key. */
export function decidedBy(
  viewer: Viewer,
  action: AuditAction,
  subject: Subject,
  more: Partial<Pick<Decision, 'revision' | 'reason' | 'data'>> = {},
): Decision {
  return {
    actor: actorOf(viewer),
    organisationId: viewer.organisationId,
    action,
    ...subject,
    revision: null,
    reason: null,
    data: {},
    ...more,
  };
}

/** A decision by the clock or a job. */
export function decidedBySystem(
  action: AuditAction,
  subject: Subject,
  more: Partial<Pick<Decision, 'revision' | 'reason' | 'data'>> = {},
): Decision {
  return { actor: 'SYSTEM', organisationId: null, action, ...subject, revision: null, reason: null, data: {}, ...more };
}

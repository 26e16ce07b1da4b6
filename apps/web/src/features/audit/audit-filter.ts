import { AUDIT_ACTIONS, addDays } from '@huanpei/domain';
import type { AuditQueryVariables } from '../../generated/audit';
import type { AuditAction, AuditSubject } from '../../generated/schema';
import { cursorOf } from '../operator/address';
import { organisationPath, reviewPath, tenderPath } from '../../ui/paths';

export const SUBJECTS: readonly AuditSubject[] = [
  'LISTING',
  'TENDER',
  'ORGANISATION',
  'MEMBER',
  'API_KEY',
  'WEBHOOK',
  'SYSTEM',
];
export const PAGE = 50;

const oneOf = <T extends string>(list: readonly T[], given: string | null): T | null =>
  list.find((one) => one === given) ?? null;
const text = (given: string | null): string | null => (given?.trim() ? given.trim() : null);
/** A day of the address; anything that is none is left out. */
const day = (given: string | null): string | null =>
  given !== null &&
  /^\d{4}-\d{2}-\d{2}$/u.test(given) &&
  !Number.isNaN(Date.parse(given)) &&
  addDays(given, 0) === given
    ? given
    : null;
/** Days begin in Asia/Shanghai, whatever the reader's machine says. */
const midnight = (given: string): string => new Date(`${given}T00:00:00+08:00`).toISOString();

/** What the address asks of the audit chain. Both days of the period are meant with all their hours. */
export function variablesOf(params: URLSearchParams): AuditQueryVariables {
  const [from, until] = [day(params.get('from')), day(params.get('until'))];
  const action: AuditAction | null = oneOf(AUDIT_ACTIONS, params.get('action'));
  return {
    first: PAGE,
    after: cursorOf(params),
    subjectKind: oneOf(SUBJECTS, params.get('kind')),
    subjectId: text(params.get('id')),
    actions: action === null ? null : [action],
    actor: text(params.get('actor')),
    from: from === null ? null : midnight(from),
    until: until === null ? null : midnight(addDays(until, 1)),
    order: params.get('order') === 'OLDEST_FIRST' ? 'OLDEST_FIRST' : 'NEWEST_FIRST',
  };
}

/** Where one can look at what a decision was about. */
export function pathOf(kind: AuditSubject, id: string): string | undefined {
  if (kind === 'LISTING') return reviewPath(id);
  if (kind === 'ORGANISATION') return organisationPath(id);
  if (kind === 'TENDER') return tenderPath(id);
  return undefined;
}

/** What else was kept of a decision, as pairs; what is nothing is left out. */
export function pairsOf(data: string): readonly (readonly [key: string, value: string | number | boolean])[] {
  const kept: unknown = JSON.parse(data);
  if (kept === null || typeof kept !== 'object') return [];
  return Object.entries(kept).flatMap(([key, value]) =>
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? [[key, value] as const] : [],
  );
}

/** What lapsed, as it is kept: kind, subject and last day, one after the other. */
export const lapsesOf = (kept: string): readonly { readonly kind: string; readonly rest: string }[] =>
  kept.split('; ').map((one) => {
    const [kind = '', ...rest] = one.split(' ');
    return { kind, rest: rest.join(' ') };
  });

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/u;
/** Whether a kept text is an instant, to be shown in the reader's way. */
export const isInstant = (value: string): boolean => INSTANT.test(value) && !Number.isNaN(Date.parse(value));

/** An id that fits into a column; short ones, as of demonstration data, stay whole. */
export const shortId = (id: string): string => (id.length <= 22 ? id : `${id.slice(0, 8)}…${id.slice(-6)}`);

/** The beginning of a hash, by which people compare. */
export const shortHash = (hash: string): string => hash.slice(0, 10);

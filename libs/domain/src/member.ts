import type { ApiScope } from './api-scopes';
import type { OrganisationKind, OrganisationState } from './organisation';
import { accepted, refused, type Outcome } from './outcome';

export const ROLES = ['OWNER', 'EDITOR', 'VIEWER', 'MODERATOR', 'ADMINISTRATOR'] as const;
export type Role = (typeof ROLES)[number];

/** Operators moderate or administer; the others own, edit or view. */
export const ROLES_OF_KIND: Readonly<Record<OrganisationKind, readonly Role[]>> = {
  SUPPLIER: ['OWNER', 'EDITOR', 'VIEWER'],
  BUYER: ['OWNER', 'EDITOR', 'VIEWER'],
  OPERATOR: ['MODERATOR', 'ADMINISTRATOR'],
};

export type Language = 'zh' | 'en';

/** A person who belongs to one organisation with one role. */
export interface Member {
  readonly id: string;
  readonly organisationId: string;
  /** Lower case; unique over the whole marketplace. */
  readonly email: string;
  readonly name: string;
  readonly role: Role;
  readonly language: Language;
  readonly active: boolean;
  readonly createdAt: Date;
  readonly version: number;
}

/** Who is asking. `null` in its place is a visitor who has not signed in. */
export interface Viewer {
  readonly memberId: string;
  readonly organisationId: string;
  readonly kind: OrganisationKind;
  readonly organisationState: OrganisationState;
  readonly role: Role;
  /** Set when a program asks with a key: it acts for the organisation, within these scopes. */
  readonly apiKey?: { readonly id: string; readonly scopes: readonly ApiScope[] };
}

export const PASSWORD_MIN = 12;
export const PASSWORD_MAX = 200;

/** Passwords are long rather than intricate (NIST SP 800-63B, 5.1.1.2): a minimum length, and not the e-mail itself. */
export function acceptablePassword(password: string, email: string): boolean {
  const lower = password.toLowerCase();
  const local = email.split('@')[0] ?? '';
  return (
    password.length >= PASSWORD_MIN &&
    password.length <= PASSWORD_MAX &&
    lower !== email.toLowerCase() &&
    !(local.length >= 6 && lower.startsWith(local.toLowerCase()) && lower.length < local.length + 6) &&
    new Set(lower).size >= 5
  );
}

/** The address in the form in which it is kept and compared, or undefined when it has not the form of one. */
export function normaliseEmail(text: string): string | undefined {
  const email = text.trim().toLowerCase();
  return email.length <= 254 && /^[^\s@<>()",;:\\]+@[^\s@<>()",;:\\]+\.[^\s@<>()",;:\\.]{2,}$/u.test(email)
    ? email
    : undefined;
}

/** The role held after the change; an organisation never loses its last owner or administrator. */
export function changeRole(member: Member, role: Role, kind: OrganisationKind, otherHeads: number): Outcome<Member> {
  if (!ROLES_OF_KIND[kind].includes(role)) return refused({ code: 'INVALID', field: 'role', facts: { role, kind } });
  if (isHead(member.role) && !isHead(role) && otherHeads === 0) return refused({ code: 'LAST_OWNER', field: 'role' });
  return accepted({ ...member, role, version: member.version + 1 });
}

/** A member who leaves keeps the row, so that the audit chain still names a person. */
export function deactivateMember(member: Member, otherHeads: number): Outcome<Member> {
  if (isHead(member.role) && otherHeads === 0) return refused({ code: 'LAST_OWNER' });
  return accepted({ ...member, active: false, version: member.version + 1 });
}

/** Owners and administrators run an organisation. */
export function isHead(role: Role): boolean {
  return role === 'OWNER' || role === 'ADMINISTRATOR';
}

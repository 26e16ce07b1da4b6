import type { Name } from '@huanpei/matching';
import { checkCreditCode, normaliseCreditCode } from './credit-code';
import { accepted, refused, type Outcome, type Refusal } from './outcome';

export const ORGANISATION_KINDS = ['SUPPLIER', 'BUYER', 'OPERATOR'] as const;
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number];

export const ORGANISATION_STATES = ['PENDING', 'VERIFIED', 'REJECTED', 'SUSPENDED'] as const;
export type OrganisationState = (typeof ORGANISATION_STATES)[number];

/** An honour belongs to the firm, never to a product. */
export interface Honour {
  readonly code: string;
  readonly number?: string;
  readonly issuedOn?: string;
  /** Last day on which it holds, `YYYY-MM-DD`. */
  readonly validUntil?: string;
  /** Whether an operator has seen the evidence. */
  readonly checked: boolean;
}

export interface Organisation {
  readonly id: string;
  readonly kind: OrganisationKind;
  readonly state: OrganisationState;
  readonly name: Name;
  readonly creditCode: string | null;
  /** `OVERRIDDEN`: the check failed and an operator accepted the code all the same. */
  readonly creditCodeCheck: 'OK' | 'CHECK_FAILED' | 'OVERRIDDEN' | 'ABSENT';
  readonly region: string | null;
  readonly honours: readonly Honour[];
  /** Belongs to the demonstration data; marked so on every screen. */
  readonly demo: boolean;
  /** Why the operator last decided as it did. */
  readonly reason: string | null;
  readonly createdAt: Date;
  readonly decidedAt: Date | null;
  readonly version: number;
}

export interface OrganisationApplication {
  readonly kind: 'SUPPLIER' | 'BUYER';
  readonly name: Name;
  readonly creditCode: string | null;
  readonly region: string | null;
}

/**
 * A new organisation, waiting for an operator. A failing check digit is kept as a warning; a code that has not even
 * the form is refused.
 */
export function applyForMembership(application: OrganisationApplication, id: string, now: Date): Outcome<Organisation> {
  const faults: Refusal[] = [];
  if (!application.name.zh?.trim() && !application.name.en?.trim()) faults.push({ code: 'REQUIRED', field: 'name' });
  const creditCode = application.creditCode === null ? null : normaliseCreditCode(application.creditCode);
  const check = creditCode === null ? 'ABSENT' : checkCreditCode(creditCode);
  if (check === 'MALFORMED')
    faults.push({
      code: 'INVALID',
      field: 'creditCode',
      facts: { expected: 'GB 32100-2015: 18 位数字或大写字母 18 digits or capital letters' },
    });
  if (check === 'ABSENT' && (application.region ?? 'CN').startsWith('CN'))
    faults.push({ code: 'REQUIRED', field: 'creditCode' });
  if (faults.length > 0 || check === 'MALFORMED') return refused(...faults);
  return accepted({
    id,
    kind: application.kind,
    state: 'PENDING',
    name: application.name,
    creditCode,
    creditCodeCheck: check,
    region: application.region,
    honours: [],
    demo: false,
    reason: null,
    createdAt: now,
    decidedAt: null,
    version: 1,
  });
}

export type OrganisationDecision = 'VERIFY' | 'REJECT' | 'SUSPEND' | 'REINSTATE';

const MOVES: Readonly<
  Record<OrganisationDecision, { readonly from: readonly OrganisationState[]; readonly to: OrganisationState }>
> = {
  VERIFY: { from: ['PENDING', 'REJECTED'], to: 'VERIFIED' },
  REJECT: { from: ['PENDING'], to: 'REJECTED' },
  SUSPEND: { from: ['VERIFIED'], to: 'SUSPENDED' },
  REINSTATE: { from: ['SUSPENDED'], to: 'VERIFIED' },
};

/**
 * An operator's decision on an organisation. Every decision but a plain verification needs a reason, and so does
 * verifying a firm whose credit code fails its check.
 */
export function decideOrganisation(
  organisation: Organisation,
  decision: OrganisationDecision,
  reason: string | null,
  now: Date,
): Outcome<Organisation> {
  const move = MOVES[decision];
  if (!move.from.includes(organisation.state)) {
    return refused({ code: 'WRONG_STATE', facts: { state: organisation.state, decision } });
  }
  const overriding = decision === 'VERIFY' && organisation.creditCodeCheck === 'CHECK_FAILED';
  const given = reason?.trim() ? reason.trim() : null;
  if (given === null && overriding) {
    return refused({
      code: 'CREDIT_CODE_CHECK_FAILED',
      field: 'reason',
      facts: { creditCode: organisation.creditCode ?? '' },
    });
  }
  if (given === null && decision !== 'VERIFY') return refused({ code: 'REASON_REQUIRED', field: 'reason' });
  return accepted({
    ...organisation,
    state: move.to,
    creditCodeCheck: overriding ? 'OVERRIDDEN' : organisation.creditCodeCheck,
    reason: given,
    decidedAt: now,
    version: organisation.version + 1,
  });
}

import type { CreditCodeCheck, OrganisationDecision, OrganisationState } from '../../generated/schema';

/** What can be decided from a state, the usual first; the server has the rule and says no otherwise. */
export const DECISIONS: Readonly<Record<OrganisationState, readonly OrganisationDecision[]>> = {
  PENDING: ['VERIFY', 'REJECT'],
  REJECTED: ['VERIFY'],
  VERIFIED: ['SUSPEND'],
  SUSPENDED: ['REINSTATE'],
};

/** Every decision but a plain verification needs a reason, and so does one against the check of the credit code. */
export const needsReason = (decision: OrganisationDecision, check: CreditCodeCheck | null | undefined): boolean =>
  decision !== 'VERIFY' || check === 'CHECK_FAILED';

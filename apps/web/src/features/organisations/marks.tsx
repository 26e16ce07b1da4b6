import type { CreditCodeCheck, OrganisationState } from '../../generated/schema';
import { useTexts } from '../../language/texts';
import { Mark, type MarkKind } from '../../ui/mark';
import { texts } from './texts';

const STATE: Readonly<Record<OrganisationState, MarkKind>> = {
  PENDING: 'info',
  VERIFIED: 'good',
  REJECTED: 'bad',
  SUSPENDED: 'bad',
};
const CHECK: Readonly<Record<CreditCodeCheck, MarkKind>> = {
  OK: 'good',
  CHECK_FAILED: 'bad',
  OVERRIDDEN: 'notice',
  ABSENT: 'plain',
};

export function StateMark({ state }: { readonly state: OrganisationState }) {
  const say = useTexts(texts);
  return <Mark kind={STATE[state]}>{say(`state.${state}`)}</Mark>;
}

export function CheckMark({ check }: { readonly check: CreditCodeCheck }) {
  const say = useTexts(texts);
  return <Mark kind={CHECK[check]}>{say(`check.${check}`)}</Mark>;
}

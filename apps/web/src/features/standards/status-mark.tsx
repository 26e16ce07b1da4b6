import { useTexts } from '../../language/texts';
import { Mark, type MarkKind } from '../../ui/mark';
import { STATUSES, type Status } from './standards-state';
import { texts } from './texts';

const KIND: Readonly<Record<Status, MarkKind>> = { IN_FORCE: 'good', POLICY: 'info', REPLACED: 'bad' };

/** Whether a standard is in force. */
export function StatusMark({ status }: { readonly status: string }) {
  const say = useTexts(texts);
  const known = STATUSES.find((one) => one === status);
  return known ? <Mark kind={KIND[known]}>{say(`statusOf.${known}`)}</Mark> : <Mark>{status}</Mark>;
}

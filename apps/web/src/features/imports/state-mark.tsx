import type { ImportState } from '../../generated/schema';
import { useTexts } from '../../language/texts';
import { Mark, type MarkKind } from '../../ui/mark';
import { texts } from './texts';

const MARKS: Readonly<Record<ImportState, MarkKind>> = {
  UPLOADED: 'info',
  CHECKED: 'notice',
  RUNNING: 'info',
  DONE: 'good',
  UNREADABLE: 'bad',
  CANCELLED: 'plain',
  STOPPED: 'bad',
};

export function StateMark({ state }: { readonly state: ImportState }) {
  const say = useTexts(texts);
  return <Mark kind={MARKS[state]}>{say(`states.${state}`)}</Mark>;
}

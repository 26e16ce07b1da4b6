import { useTexts } from '../../language/texts';
import { Button } from '../../ui/button';
import { Notice } from '../../ui/notice';
import type { Refused } from '../work/use-act';
import { texts } from './texts';

/** What the server says when somebody else was faster. */
const OVERTAKEN: readonly (string | undefined)[] = ['STALE_VERSION', 'WRONG_STATE'];
export const isOvertaken = (refused: Refused | undefined): boolean =>
  refused?.reasons.some(({ code }) => OVERTAKEN.includes(code)) === true;

export function ConflictNotice({ reload }: { readonly reload: () => void }) {
  const say = useTexts(texts);
  return (
    <Notice
      kind="warning"
      title={say('conflict.title')}
      action={<Button onClick={reload}>{say('conflict.reload')}</Button>}
    >
      {say('conflict.text')}
    </Notice>
  );
}

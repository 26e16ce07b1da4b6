import { useEffect, useState } from 'react';
import { useBlocker } from 'react-router';
import { useTexts } from '../../language/texts';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { Notice } from '../../ui/notice';
import { texts } from './texts';

/**
 * Asks before a page is left on which something was written and not kept: by a link, by back, or by closing it. With
 * `save`, which answers whether everything is kept, it can be saved and left in one press.
 */
export function LeaveGuard({
  unsaved,
  save,
}: {
  readonly unsaved: boolean;
  readonly save?: (() => Promise<boolean>) | undefined;
}) {
  const say = useTexts(texts);
  // Steps and tabs are on the same path and ask nothing.
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => unsaved && currentLocation.pathname !== nextLocation.pathname,
  );
  useEffect(() => {
    if (!unsaved) return undefined;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [unsaved]);
  const [saving, setSaving] = useState<'NO' | 'NOW' | 'FAILED'>('NO');
  const blocked = blocker.state === 'blocked';
  useEffect(() => {
    if (!blocked) setSaving('NO');
  }, [blocked]);
  if (blocker.state !== 'blocked') return null;
  const saveAndLeave = async (keep: () => Promise<boolean>): Promise<void> => {
    setSaving('NOW');
    if (await keep()) blocker.proceed();
    else setSaving('FAILED');
  };
  return (
    <Dialog
      title={say('unsaved.title')}
      close={() => blocker.reset()}
      foot={
        <>
          <Button kind="danger" disabled={saving === 'NOW'} onClick={() => blocker.proceed()}>
            {say('unsaved.leave')}
          </Button>
          {save ? (
            <Button kind="primary" disabled={saving === 'NOW'} onClick={() => void saveAndLeave(save)}>
              {say(saving === 'NOW' ? 'unsaved.saving' : 'unsaved.save')}
            </Button>
          ) : null}
        </>
      }
    >
      {saving === 'FAILED' ? <Notice kind="error" title={say('unsaved.failed')} /> : null}
      <p>{say('unsaved.text')}</p>
    </Dialog>
  );
}

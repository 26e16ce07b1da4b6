import { useEffect } from 'react';
import { useBlocker } from 'react-router';
import { useTexts } from '../../language/texts';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { texts } from './texts';

/** Asks before a page is left on which something was written and not kept: by a link, by back, or by closing it. */
export function LeaveGuard({ unsaved }: { readonly unsaved: boolean }) {
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
  if (blocker.state !== 'blocked') return null;
  return (
    <Dialog
      title={say('unsaved.title')}
      close={() => blocker.reset()}
      foot={
        <Button kind="danger" onClick={() => blocker.proceed()}>
          {say('unsaved.leave')}
        </Button>
      }
    >
      <p>{say('unsaved.text')}</p>
    </Dialog>
  );
}

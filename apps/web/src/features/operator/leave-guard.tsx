import { useEffect } from 'react';
import { useBlocker } from 'react-router';
import { useTexts } from '../../language/texts';
import { Confirm } from './dialog';
import { texts } from './texts';

/** Asks before a page is left on which something was written and not sent: by a link, by back, or by closing it. */
export function LeaveGuard({ unsaved }: { readonly unsaved: boolean }) {
  const say = useTexts(texts);
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
    <Confirm
      title={say('unsaved.title')}
      does={say('unsaved.leave')}
      kind="danger"
      confirm={() => blocker.proceed()}
      leave={() => blocker.reset()}
    >
      <p>{say('unsaved.text')}</p>
    </Confirm>
  );
}

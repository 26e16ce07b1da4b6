import { App } from 'antd';
import { useEffect } from 'react';
import { useBlocker } from 'react-router';
import { useTexts } from '../../language/texts';
import { texts } from './texts';

/** Asks before a page is left on which something was written and not kept: by a link, by back, or by closing it. */
export function LeaveGuard({ unsaved }: { readonly unsaved: boolean }) {
  const say = useTexts(texts);
  const { modal } = App.useApp();
  // Steps and tabs are on the same path and ask nothing.
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) => unsaved && currentLocation.pathname !== nextLocation.pathname,
  );
  useEffect(() => {
    if (blocker.state !== 'blocked') return undefined;
    const asked = modal.confirm({
      title: say('unsaved.title'),
      content: say('unsaved.text'),
      okText: say('unsaved.leave'),
      cancelText: say('unsaved.stay'),
      onOk: () => blocker.proceed(),
      onCancel: () => blocker.reset(),
    });
    return () => asked.destroy();
  }, [blocker, modal, say]);
  useEffect(() => {
    if (!unsaved) return undefined;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [unsaved]);
  return null;
}

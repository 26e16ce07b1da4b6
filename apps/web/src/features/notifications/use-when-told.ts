import { useEffect, useEffectEvent, useRef } from 'react';
import { useSession } from '../../session/session';

/** Calls whenever the count of unread messages changes: something came, or was read elsewhere. */
export function useWhenTold(call: () => void): void {
  const { session } = useSession();
  const unread = session.is === 'MEMBER' ? session.viewer.unread : undefined;
  const seen = useRef(unread);
  const tell = useEffectEvent(call);
  useEffect(() => {
    const before = seen.current;
    seen.current = unread;
    if (before !== undefined && unread !== undefined && before !== unread) tell();
  }, [unread]);
}

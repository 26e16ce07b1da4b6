import { createContext, use, useCallback, useMemo, useState, type ReactNode } from 'react';
import { useQuery } from 'urql';
import { ViewerDocument, type ViewerQuery } from '../generated/session';
import { accessEnds } from './session-cookie';
import { sessionFetch } from './session-fetch';

export type Viewer = NonNullable<ViewerQuery['viewer']>;

/** `UNKNOWN` until the server has said who asks; pages must not take it for a visitor. */
export type Session =
  { readonly is: 'UNKNOWN' } | { readonly is: 'VISITOR' } | { readonly is: 'MEMBER'; readonly viewer: Viewer };

interface SessionActions {
  /** Refused with a message in the reader's language. */
  readonly signIn: (email: string, password: string) => Promise<{ readonly message: string } | undefined>;
  readonly signOut: () => Promise<void>;
  /** Asks the server again who this is and how many messages wait. */
  readonly again: () => void;
}

const hasSession = (): boolean => typeof document !== 'undefined' && accessEnds(document.cookie) !== undefined;

const SessionContext = createContext<(SessionActions & { readonly session: Session }) | undefined>(undefined);

/** Who is at the browser. `start` throws away all that was read as somebody else. */
export function SessionProvider({
  language,
  start,
  children,
}: {
  readonly language: string;
  readonly start: () => void;
  readonly children: ReactNode;
}) {
  // The server draws pages for visitors only; whoever has a session is sent an empty page that draws itself.
  const [known, setKnown] = useState(hasSession);
  const [result, ask] = useQuery({ query: ViewerDocument, pause: !known });
  const again = useCallback(() => {
    setKnown(hasSession());
    ask({ requestPolicy: 'network-only' });
  }, [ask]);
  const actions = useMemo<SessionActions>(
    () => ({
      signIn: async (email, password) => {
        const answer = await sessionFetch('/session', {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'accept-language': language },
          body: JSON.stringify({ email, password }),
        });
        if (!answer.ok) return (await answer.json()) as { message: string };
        start();
        return undefined;
      },
      signOut: async () => {
        await sessionFetch('/session', { method: 'DELETE' });
        start();
      },
      again,
    }),
    [language, start, again],
  );
  const session = useMemo<Session>(() => {
    if (!known) return { is: 'VISITOR' };
    if (result.data === undefined && !result.error) return { is: 'UNKNOWN' };
    return result.data?.viewer ? { is: 'MEMBER', viewer: result.data.viewer } : { is: 'VISITOR' };
  }, [known, result.data, result.error]);
  const value = useMemo(() => ({ ...actions, session }), [actions, session]);
  return <SessionContext value={value}>{children}</SessionContext>;
}

export function useSession(): SessionActions & { readonly session: Session } {
  const value = use(SessionContext);
  if (value === undefined) throw new Error('useSession outside of a SessionProvider');
  return value;
}

/** Whether what this member sees of their organisation is theirs to change; the server decides again. */
export function useMayWrite(): boolean {
  const { session } = useSession();
  return session.is === 'MEMBER' && session.viewer.member.role !== 'VIEWER';
}

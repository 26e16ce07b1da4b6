import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { CombinedError } from 'urql';
import { Button, LinkButton } from './button';
import { useHead } from './head';
import { Notice } from './notice';
import { serverWords } from './server-words';
import { useTitle } from './use-title';

/** The shape of what is coming, while it is not there. */
export function Loading({ rows = 6 }: { readonly rows?: number }) {
  const { t } = useTranslation();
  return (
    <div className="skeleton" role="status" aria-label={t('loading')}>
      {Array.from({ length: rows }, (_, row) => (
        <span key={row} />
      ))}
    </div>
  );
}

export function Failed({
  error,
  retry,
}: {
  /** Of the server, or a sentence of our own. */
  readonly error: Pick<CombinedError, 'graphQLErrors'> | string;
  readonly retry: () => void;
}) {
  const { t } = useTranslation();
  const message = typeof error === 'string' ? error : serverWords(error, t('unreachable'));
  return (
    <Notice kind="error" title={t('failed', { message })} action={<Button onClick={retry}>{t('retry')}</Button>} />
  );
}

/** Nothing here yet: why, and what to do next. Where it is all that a page has, its text is the page's heading. */
export function Empty({
  text,
  isPage = false,
  children,
}: {
  readonly text: string;
  readonly isPage?: boolean;
  readonly children?: ReactNode;
}) {
  return (
    <div className="empty">
      {isPage ? <h1>{text}</h1> : <p>{text}</p>}
      {children}
    </div>
  );
}

/** What was asked for is not there; the server sends the page with 404. */
export function NotFound({ text }: { readonly text: string }) {
  const { t } = useTranslation();
  const head = useHead();
  if (head) head.status = 404;
  return (
    <Empty text={text} isPage>
      <LinkButton to="/">{t('back')}</LinkButton>
    </Empty>
  );
}

/** For an address that leads nowhere. */
export function NoSuchPage() {
  const { t } = useTranslation();
  useTitle(t('notFoundPage'));
  return <NotFound text={t('notFoundPage')} />;
}

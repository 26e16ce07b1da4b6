import type { ReactNode } from 'react';
import { useTexts } from '../language/texts';
import { texts } from './texts';

/** A source on another site. Only web addresses become links: what a supplier typed may be anything. */
export function ExternalLink({
  url,
  children,
}: {
  readonly url: string | null | undefined;
  readonly children: ReactNode;
}) {
  const say = useTexts(texts);
  if (!url || !/^https?:\/\//i.test(url)) return <span>{children}</span>;
  return (
    <a href={url} rel="noreferrer nofollow ugc" target="_blank">
      {children}
      <span aria-hidden="true"> ↗</span>
      <span className="unseen">{say('opensSource')}</span>
    </a>
  );
}

import type { ReactNode } from 'react';

/** `error` and `warning` are read out at once by screen readers. */
export type NoticeKind = 'info' | 'good' | 'warning' | 'error';

/** A message that belongs to the page: what is wrong or worth knowing, and what can be done. */
export function Notice({
  kind,
  title,
  children,
  action,
}: {
  readonly kind: NoticeKind;
  readonly title: ReactNode;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}) {
  return (
    <div className={`notice ${kind}`} role={kind === 'error' || kind === 'warning' ? 'alert' : undefined}>
      <div>
        <strong>{title}</strong>
        {children ? <div>{children}</div> : null}
      </div>
      {action}
    </div>
  );
}

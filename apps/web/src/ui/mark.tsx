import type { ReactNode } from 'react';

/** `good` is open, `notice` is demonstration data or an illustration, `bad` is in the way; colours are in look.css. */
export type MarkKind = 'plain' | 'good' | 'notice' | 'bad' | 'info';

/** A short label beside a title. Its text keeps a contrast of 4.5:1 to its ground (look.spec.ts). */
export function Mark({ kind = 'plain', children }: { readonly kind?: MarkKind; readonly children: ReactNode }) {
  return <span className={`mark ${kind}`}>{children}</span>;
}

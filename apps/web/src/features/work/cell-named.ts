import type { TdHTMLAttributes } from 'react';

/** Names the cells of a column in a table that is shown as cards on a phone (`as-cards`), where it has no head. */
export const cellNamed = (label: string) => (): TdHTMLAttributes<HTMLElement> & { readonly 'data-label': string } => ({
  'data-label': label,
});

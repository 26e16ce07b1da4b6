import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useHead } from './head';

/** Gives the window the title of the page that is shown; nothing is changed while it is not known. */
export function useTitle(page: string | undefined, description?: string): void {
  const { t } = useTranslation();
  const head = useHead();
  const brand = t('brand');
  const title = page === undefined ? undefined : page === '' ? brand : `${page} · ${brand}`;
  if (head && title !== undefined) {
    head.title = title;
    head.description = description ?? head.description;
  }
  useEffect(() => {
    if (title !== undefined) document.title = title;
  }, [title]);
}

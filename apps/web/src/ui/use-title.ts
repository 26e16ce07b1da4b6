import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';

/** Gives the window the title of the page that is shown; nothing is changed while it is not known. */
export function useTitle(page: string | undefined): void {
  const { t } = useTranslation();
  const brand = t('brand');
  useEffect(() => {
    if (page !== undefined) document.title = page === '' ? brand : `${page} · ${brand}`;
  }, [page, brand]);
}

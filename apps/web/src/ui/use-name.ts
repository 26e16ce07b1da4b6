import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';

/** A bilingual name in the reader's language, or in the other when only that is known. */
export function useName(): (
  name: { readonly zh?: string | null; readonly en?: string | null } | null | undefined,
) => string {
  const { i18n } = useTranslation();
  const english = i18n.language === 'en';
  return useCallback((name) => (english ? (name?.en ?? name?.zh) : (name?.zh ?? name?.en)) ?? '', [english]);
}

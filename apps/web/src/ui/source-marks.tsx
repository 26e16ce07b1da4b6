import { useTranslation } from 'react-i18next';
import type { ListingOrigin } from '../generated/schema';
import { Mark } from './mark';

/** Where a listing comes from; nothing for what a supplier entered, which is the rule. */
export function OriginMark({ origin }: { readonly origin: ListingOrigin }) {
  const { t } = useTranslation();
  return origin === 'SUPPLIER' ? null : <Mark kind="notice">{t(`origin.${origin}`)}</Mark>;
}

/** What belongs to the demonstration says so. */
export function DemoMark({ demo }: { readonly demo: boolean }) {
  const { t } = useTranslation();
  return demo ? <Mark kind="notice">{t('demo')}</Mark> : null;
}

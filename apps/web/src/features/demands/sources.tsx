import { useTranslation } from 'react-i18next';

/** Where a record was read; only web addresses become links. */
export function Sources({
  sources,
}: {
  readonly sources: readonly { readonly title: string; readonly url?: string | null }[];
}) {
  const { t } = useTranslation();
  return (
    <>
      {t('demands.source')}
      {t('colon')}
      {sources.map(({ title, url }, index) => (
        <span key={index}>
          {index > 0 ? t('listSeparator') : null}
          {url && /^https?:/.test(url) ? (
            <a href={url} rel="noreferrer nofollow">
              {title}
            </a>
          ) : (
            title
          )}
        </span>
      ))}
    </>
  );
}

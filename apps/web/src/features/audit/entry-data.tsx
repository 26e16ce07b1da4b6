import type { AuditDetail } from '@huanpei/domain';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useLanguage } from '../../language/choose';
import { useTexts } from '../../language/texts';
import { showInstant } from '../../ui/format';
import { JobName } from '../operations/job-name';
import { isInstant, lapsesOf, pairsOf, shortId } from './audit-filter';
import { texts } from './texts';

type Value = keyof (typeof texts)['zh']['value'];
const isKey = (key: string): key is AuditDetail => Object.hasOwn(texts.zh.key, key);
const isValue = (value: string): value is Value => Object.hasOwn(texts.zh.value, value);
/** Ids that have a page of their own. */
const PAGES: Readonly<Record<string, string>> = {
  supplierId: '/work/organisations/',
  listingId: '/work/review/',
};

/** What else was kept of a decision, in words. Whatever is kept now has them (`AuditDetail`); a key of an older log that has none stands as it was kept. */
export function EntryData({ data }: { readonly data: string }) {
  const say = useTexts(texts);
  const { t } = useTranslation();
  const { language } = useLanguage();
  const pairs = pairsOf(data);
  const shown = (key: string, value: string | number | boolean): ReactNode => {
    if (key === 'job') return <JobName short job={String(value)} />;
    if (key === 'lapsed')
      return lapsesOf(String(value))
        .map(({ kind, rest }) => `${isValue(kind) ? say(`value.${kind}`) : kind} ${rest}`)
        .join(t('listSeparator'));
    // The import of a firm has no page for an operator.
    if (key === 'importId') return <span title={String(value)}>{shortId(String(value))}</span>;
    if (typeof value === 'boolean') return say(value ? 'yes' : 'no');
    if (typeof value === 'number') return value.toLocaleString(language === 'en' ? 'en-GB' : 'zh-CN');
    if (isValue(value)) return say(`value.${value}`);
    return isInstant(value) ? showInstant(value, language) : value;
  };
  if (pairs.length === 0) return null;
  return (
    <dl className="entry-data">
      {pairs.map(([key, value]) => {
        const page = PAGES[key];
        return (
          <div key={key}>
            <dt>{isKey(key) ? say(`key.${key}`) : key}</dt>
            <dd>
              {page ? (
                <Link to={`${page}${encodeURIComponent(String(value))}`}>{shortId(String(value))}</Link>
              ) : (
                shown(key, value)
              )}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

import { Link } from 'react-router';
import { useLanguage } from '../../language/choose';
import { useTexts } from '../../language/texts';
import { showInstant } from '../../ui/format';
import { isInstant, pairsOf, shortId } from './audit-filter';
import { texts } from './texts';

type Key = keyof (typeof texts)['zh']['key'];
type Value = keyof (typeof texts)['zh']['value'];
const isKey = (key: string): key is Key => key in texts.zh.key;
const isValue = (value: string): value is Value => value in texts.zh.value;
/** Ids that have a page of their own. */
const PAGES: Readonly<Record<string, string>> = {
  supplierId: '/work/organisations/',
  organisationId: '/work/organisations/',
  listingId: '/work/review/',
};

/** What else was kept of a decision, in words; a key that nobody has named stands as it was kept. */
export function EntryData({ data }: { readonly data: string }) {
  const say = useTexts(texts);
  const { language } = useLanguage();
  const pairs = pairsOf(data);
  const shown = (value: string | number | boolean): string => {
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
                shown(value)
              )}
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { TenderCardFragment } from '../../generated/tenders';
import { showInstant } from '../../ui/format';
import { Mark } from '../../ui/mark';
import { useName } from '../../ui/use-name';

/** One tender in a list, with how the market answers it. */
export function TenderCard({ tender }: { readonly tender: TenderCardFragment }) {
  const { t, i18n } = useTranslation();
  const name = useName();
  const domains = [...new Set(tender.lots.map((lot) => lot.domain))];
  return (
    <li className="card">
      <h3>
        <Link to={`/tenders/${tender.id}`}>{name(tender.title)}</Link>
      </h3>
      <div>
        <Mark kind={tender.state === 'PUBLISHED' ? 'good' : 'plain'}>{t(`state.${tender.state}`)}</Mark>
        {tender.origin === 'ILLUSTRATION' ? <Mark kind="notice">{t('tender.illustration')}</Mark> : null}
        {domains.map((domain) => (
          <Mark key={domain}>{t(`domain.${domain}`)}</Mark>
        ))}
      </div>
      <ul className="facts">
        <li>
          {t('tender.buyer')}
          {t('colon')}
          {name(tender.buyer.name)}
        </li>
        <li>
          {t('tender.deadline')}
          {t('colon')}
          {tender.deadline ? showInstant(tender.deadline, i18n.language) : t('tender.notStated')}
        </li>
        <li>
          {t('tender.budget')}
          {t('colon')}
          {tender.budget?.display ?? t('tender.notStated')}
        </li>
        {tender.lots.map((lot) =>
          lot.matches ? (
            <li key={lot.id} className="numbers">
              {tender.lots.length > 1 ? `${t('tender.lot', { id: lot.id })}${t('colon')}` : null}
              <span className="outcome FITS">
                {t('outcome.FITS')} {lot.matches.fits}
              </span>
              {' · '}
              <span className="outcome NEEDS_DATA">
                {t('outcome.NEEDS_DATA')} {lot.matches.needsData}
              </span>
            </li>
          ) : null,
        )}
      </ul>
    </li>
  );
}

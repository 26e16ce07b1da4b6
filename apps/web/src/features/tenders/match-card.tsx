import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MatchRowFragment } from '../../generated/tenders';
import { Mark } from '../../ui/mark';
import { useName } from '../../ui/use-name';
import { needingAttention } from './attention';
import { Button, Checkbox } from '../../ui/button';

/** How many findings that stand in the way are shown before a card is opened. */
const SHOWN_CLOSED = 3;

/** One listing's answer to a lot: the outcome first, every finding one click away; what needs attention is open. */
export function MatchCard({
  match,
  picked,
  pick,
}: {
  readonly match: MatchRowFragment;
  readonly picked: boolean;
  readonly pick: () => void;
}) {
  const { t } = useTranslation();
  const name = useName();
  const [open, setOpen] = useState(match.outcome === 'FITS');
  const shown = open ? match.findings : needingAttention(match.findings).slice(0, SHOWN_CLOSED);
  const count = (verdict: string) => match.findings.filter((finding) => finding.verdict === verdict).length;
  return (
    <li className="card">
      <h3>
        <span className={`outcome ${match.outcome}`}>{t(`outcome.${match.outcome}`)}</span> ·{' '}
        {match.listing ? name(match.listing.name) : t('tender.gone')}
      </h3>
      <ul className="facts">
        {match.listing ? <li>{name(match.listing.supplier.name)}</li> : null}
        {!match.listing || match.listing.origin === 'SUPPLIER' ? null : (
          <li>
            <Mark kind="notice">{t(`origin.${match.listing.origin}`)}</Mark>
          </li>
        )}
        {match.units && match.units > 1 ? <li>{t('tender.units', { count: match.units })}</li> : null}
        <li className="numbers">
          {t('column.score')} {(match.score * 100).toFixed(0)}
        </li>
        <li>
          {(['PASS', 'FAIL', 'UNKNOWN'] as const)
            .filter((verdict) => count(verdict) > 0)
            .map((verdict) => `${t(`verdict.${verdict}`)} ${count(verdict)}`)
            .join(' · ')}
        </li>
        <li>
          <Button small aria-expanded={open} onClick={() => setOpen(!open)}>
            {t(open ? 'tender.fewer' : 'tender.findings', { count: match.findings.length })}
          </Button>
        </li>
        {match.listing ? (
          <li>
            <Checkbox checked={picked} onChange={pick}>
              {t('compare.pick')}
            </Checkbox>
          </li>
        ) : null}
      </ul>
      {shown.length > 0 ? (
        <ul className="says">
          {shown.map((finding) => (
            <li key={finding.id}>
              <span className={`verdict ${finding.verdict}`}>
                {finding.mandatory ? '★' : '▲'} {t(`verdict.${finding.verdict}`)}
              </span>
              <span>{finding.says}</span>
            </li>
          ))}
        </ul>
      ) : null}
    </li>
  );
}

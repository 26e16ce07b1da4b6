import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { MatchRowFragment, RelaxationRowFragment } from '../../generated/tenders';
import { useTexts } from '../../language/texts';
import { LinkButton } from '../../ui/button';
import { Mark } from '../../ui/mark';
import { Notice } from '../../ui/notice';
import { listingPath, tenderPath } from '../../ui/paths';
import { Table } from '../../ui/table';
import { useName } from '../../ui/use-name';
import { toggled, type Chosen } from '../compare/chosen';
import { Tray } from '../compare/tray';
import { texts } from './texts';
import { standingOf } from './tightest';

/** What a kept run and a preview have in common. */
export interface Market {
  readonly engine: string;
  readonly referenceEdition: string;
  readonly asOf: string;
  readonly stale?: boolean;
  readonly compared: number;
  readonly fits: number;
  readonly needsData: number;
  readonly ruledOut: number;
  readonly top: readonly MatchRowFragment[];
  readonly nearMisses: readonly MatchRowFragment[];
  readonly relaxations: readonly RelaxationRowFragment[];
}

export type Heading = 'h3' | 'h4';

const OUTCOMES = [
  ['FITS', 'fits'],
  ['NEEDS_DATA', 'needsData'],
  ['RULED_OUT', 'ruledOut'],
] as const;

/** How many listings fit, need data, or are ruled out, as one bar and in words. */
export function MarketBar({
  counts,
}: {
  readonly counts: Pick<Market, 'compared' | 'fits' | 'needsData' | 'ruledOut'>;
}) {
  const { t } = useTranslation();
  const say = useTexts(texts);
  const { compared } = counts;
  if (compared === 0) return <p className="lede">{say('nobody')}</p>;
  const share = (count: number) => (count / compared) * 100;
  let from = 0;
  const parts = OUTCOMES.map(([outcome, key]) => {
    const part = { outcome, count: counts[key], from, width: share(counts[key]) };
    from += part.width;
    return part;
  });
  return (
    <div className="market-bar">
      <svg width="100%" height="14" role="img" aria-label={say('bar', { ...counts })}>
        {parts.map(({ outcome, from: x, width }) => (
          <rect key={outcome} className={outcome} x={`${x.toFixed(2)}%`} width={`${width.toFixed(2)}%`} height="14" />
        ))}
      </svg>
      <ul className="facts numbers">
        {parts.map(({ outcome, count }) => (
          <li key={outcome} className={`outcome ${outcome}`}>
            {t(`outcome.${outcome}`)} <b>{count}</b>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** What the market answers to a lot: counts, the closest listings, near misses, and what relaxing a number would bring. */
export function MarketView({
  market,
  lot = null,
  feedback,
  heading: Heading,
}: {
  readonly market: Market;
  /** Which requirements limit the choice; between the counts and the listings. */
  readonly feedback: ReactNode;
  /** Of the headings within; one below that of what it stands under. */
  readonly heading: Heading;
  /** What the matches are of; a comparison is held against it, and the whole table is one link away. */
  readonly lot?: Chosen['lot'];
}) {
  const { t } = useTranslation();
  const say = useTexts(texts);
  const [picked, setPicked] = useState<readonly string[]>([]);
  const picking = { picked, pick: (id: string) => setPicked(toggled(picked, id)) };
  return (
    <>
      <MarketBar counts={market} />
      {market.stale ? <Notice kind="info" title={t('tender.stale')} /> : null}
      {feedback}
      {market.relaxations.length > 0 ? (
        <>
          <Heading>{say('relaxations')}</Heading>
          <ul>
            {market.relaxations.map(({ requirement, says }) => (
              <li key={requirement}>{says}</li>
            ))}
          </ul>
        </>
      ) : null}
      {market.top.length > 0 ? <Heading>{say('best')}</Heading> : null}
      <Lines label={say('best')} matches={market.top} {...picking} />
      {market.nearMisses.length > 0 ? (
        <>
          <Heading>{say('nearMisses')}</Heading>
          <Lines label={say('nearMisses')} matches={market.nearMisses} {...picking} />
        </>
      ) : null}
      {lot && market.compared > 0 ? (
        <p>
          <LinkButton to={`${tenderPath(lot.tenderId)}/matches?lot=${encodeURIComponent(lot.lotId)}`}>
            {say('allMatches')}
          </LinkButton>
        </p>
      ) : null}
      <Tray picked={picked} lot={lot} clear={() => setPicked([])} />
      <p className="stamp">
        {t('tender.stamp', { engine: market.engine, edition: market.referenceEdition, asOf: market.asOf })}
      </p>
    </>
  );
}

function Lines({
  label,
  matches,
  picked,
  pick,
}: {
  readonly label: string;
  readonly matches: readonly MatchRowFragment[];
  readonly picked: readonly string[];
  readonly pick: (id: string) => void;
}) {
  const { t } = useTranslation();
  const say = useTexts(texts);
  const name = useName();
  if (matches.length === 0) return null;
  return (
    <Table label={label}>
      <thead>
        <tr>
          <th scope="col">{say('listing')}</th>
          <th scope="col">{say('outcome')}</th>
          <th scope="col" className="number">
            {say('score')}
          </th>
          <th scope="col">{say('decisive')}</th>
          <th scope="col" className="no-print">
            {say('pick')}
          </th>
        </tr>
      </thead>
      <tbody>
        {matches.map(({ listingId, listing, outcome, score, units, findings }) => (
          <tr key={listingId}>
            <th scope="row">
              {listing ? (
                <>
                  <Link to={listingPath(listing.id)}>{name(listing.name)}</Link>
                  <div className="stamp">
                    {name(listing.supplier.name)}
                    {units && units > 1 ? ` · ${t('tender.units', { count: units })}` : null}
                    {listing.origin === 'SUPPLIER' ? null : (
                      <>
                        {' '}
                        <Mark kind="notice">{t(`origin.${listing.origin}`)}</Mark>
                      </>
                    )}
                  </div>
                </>
              ) : (
                t('tender.gone')
              )}
            </th>
            <td className={`fixed outcome ${outcome}`}>{t(`outcome.${outcome}`)}</td>
            <td className="number">{(score * 100).toFixed(0)}</td>
            <td className="decisive">
              <Decisive findings={findings} />
            </td>
            <td className="no-print">
              {listing ? (
                <input
                  type="checkbox"
                  aria-label={`${t('compare.pick')}${t('colon')}${name(listing.name)}`}
                  checked={picked.includes(listingId)}
                  onChange={() => pick(listingId)}
                />
              ) : null}
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

/** How many demands are named before the rest is only counted. */
const NAMED = 2;

function Decisive({ findings }: { readonly findings: MatchRowFragment['findings'] }) {
  const { t, i18n } = useTranslation();
  const say = useTexts(texts);
  const standing = standingOf(findings);
  const named = (some: readonly { readonly subject: string }[]) =>
    some
      .slice(0, NAMED)
      .map(({ subject }) => subject)
      .join(t('listSeparator')) + (some.length > NAMED ? say('andMore') : '');
  switch (standing.is) {
    case 'FAILS':
      return (
        <>
          {standing.findings.length === 1
            ? standing.findings[0]?.says
            : say('fails', { subjects: named(standing.findings) })}
          {standing.notStated > 0 ? (
            <span className="fixed"> · {say('besides', { count: standing.notStated })}</span>
          ) : null}
        </>
      );
    case 'NOT_STATED':
      return say('missing', { count: standing.findings.length, subjects: named(standing.findings) });
    case 'NOTHING':
      return say('allMet');
    case 'TIGHTEST': {
      const { subject, limit, margin } = standing.finding;
      const percent = new Intl.NumberFormat(i18n.language, { style: 'percent', maximumFractionDigits: 1 });
      return (
        <>
          {say('tight', { subject, limit: limit ?? '' })}
          {typeof margin === 'number' ? (
            <span className="fixed"> · {say('margin', { margin: percent.format(margin) })}</span>
          ) : null}
        </>
      );
    }
  }
}

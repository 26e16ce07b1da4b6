import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ListingHitFragment, SearchQuery, StatedRowFragment } from '../../generated/search';
import { useTexts } from '../../language/texts';
import { BasisMark } from '../../ui/basis-mark';
import { Checkbox } from '../../ui/button';
import { showInstant, showUnit } from '../../ui/format';
import { Mark } from '../../ui/mark';
import { listingPath, parameterPath, standardPath, supplierPath, tenderPath } from '../../ui/paths';
import { PriceText } from '../../ui/price-text';
import { DemoMark, OriginMark } from '../../ui/source-marks';
import { useName } from '../../ui/use-name';
import { searchAddress } from './search-state';
import { texts } from './texts';

type Hit = SearchQuery['search']['edges'][number]['node'];
type Found<Kind extends Hit['found']['__typename']> = Extract<Hit['found'], { readonly __typename: Kind }>;

/** Which listings are picked for a comparison. */
export interface Picking {
  readonly picked: readonly string[];
  readonly pick: (id: string) => void;
}

/** One thing that was found: what it is, whose, and what of it was asked for. */
export function HitView({
  hit: { found, stated },
  asked,
  picking,
}: {
  readonly hit: Hit;
  /** Whether figures are asked for, so that a listing without says so. */
  readonly asked: boolean;
  readonly picking: Picking;
}) {
  switch (found.__typename) {
    case 'Listing':
      return <ListingHit listing={found} stated={stated} asked={asked} picking={picking} />;
    case 'Tender':
      return <TenderHit tender={found} />;
    case 'Organisation':
      return <FirmHit firm={found} />;
    case 'Standard':
      return <StandardHit standard={found} />;
    case 'Parameter':
      return <ParameterHit parameter={found} />;
  }
}

/** Of a listing that states much, so many lines are shown; its page has them all. */
const SHOWN = 4;

function ListingHit({
  listing,
  stated,
  asked,
  picking,
}: {
  readonly listing: ListingHitFragment;
  readonly stated: readonly StatedRowFragment[];
  readonly asked: boolean;
  readonly picking: Picking;
}) {
  const say = useTexts(texts);
  const { t } = useTranslation();
  const name = useName();
  const { content } = listing;
  const page = listingPath(listing.id);
  return (
    <li className="hit">
      <div className="hit-what">
        <h2>
          <Link to={page}>{name(listing.name)}</Link>
        </h2>
        <p className="stamp">
          <Link to={supplierPath(listing.supplier.id)}>{name(listing.supplier.name)}</Link>
          {content && content.technologies.length > 0
            ? ` · ${content.technologies.map(({ label }) => label).join(t('listSeparator'))}`
            : null}
        </p>
        <div>
          <Mark>{t(`domain.${listing.domain}`)}</Mark>
          <OriginMark origin={listing.listingOrigin} />
          {listing.stale && listing.confirmedOn ? <Mark kind="notice">{say('stale')}</Mark> : null}
        </div>
      </div>
      {stated.length > 0 ? (
        <table className="hit-figures">
          <tbody>
            {stated.slice(0, SHOWN).map((fact, at) => (
              <tr key={at}>
                <th scope="row">
                  {fact.parameter ? `${fact.parameter.label} · ${fact.metric.label}` : fact.metric.label}
                  {fact.conditionLabel ? <span className="stamp"> {fact.conditionLabel}</span> : null}
                </th>
                <td className="numbers">{fact.figure}</td>
                <td>
                  <BasisMark basis={fact.basisToday} stated={fact.basis} short />
                </td>
              </tr>
            ))}
            {stated.length > SHOWN ? (
              <tr>
                <td colSpan={3}>
                  <Link to={page}>{say('moreFigures', { count: stated.length - SHOWN })}</Link>
                </td>
              </tr>
            ) : null}
          </tbody>
        </table>
      ) : (
        <p className="hit-figures quiet">{asked ? say('notStated') : null}</p>
      )}
      <div className="hit-side">
        {content?.price ? <PriceText price={content.price} /> : null}
        {typeof content?.leadDays === 'number' ? (
          <span className="stamp">{t('search.leadDays', { count: content.leadDays })}</span>
        ) : null}
        <Checkbox checked={picking.picked.includes(listing.id)} onChange={() => picking.pick(listing.id)}>
          {t('compare.pick')}
          <span className="unseen"> {name(listing.name)}</span>
        </Checkbox>
      </div>
    </li>
  );
}

function TenderHit({ tender }: { readonly tender: Found<'Tender'> }) {
  const say = useTexts(texts);
  const { t, i18n } = useTranslation();
  const name = useName();
  const domains = [...new Set(tender.lots.map(({ domain }) => domain))];
  return (
    <li className="hit">
      <div className="hit-what">
        <h2>
          <Link to={tenderPath(tender.id)}>{name(tender.title)}</Link>
        </h2>
        <p className="stamp">{[name(tender.buyer.name), tender.region?.label].filter(Boolean).join(' · ')}</p>
        <div>
          <Mark kind={tender.state === 'PUBLISHED' ? 'good' : 'plain'}>{t(`state.${tender.state}`)}</Mark>
          {domains.map((domain) => (
            <Mark key={domain}>{t(`domain.${domain}`)}</Mark>
          ))}
          {tender.origin === 'ILLUSTRATION' ? <Mark kind="notice">{t('tender.illustration')}</Mark> : null}
        </div>
      </div>
      <table className="hit-figures">
        <tbody>
          <tr>
            <th scope="row">{t('tender.deadline')}</th>
            <td className="numbers">
              {tender.deadline ? showInstant(tender.deadline, i18n.language) : t('tender.notStated')}
            </td>
          </tr>
          <tr>
            <th scope="row">{t('tender.budget')}</th>
            <td className="numbers">{tender.budget?.display ?? t('tender.notStated')}</td>
          </tr>
          {tender.lots.map((lot) => (
            <tr key={lot.id}>
              <th scope="row">{tender.lots.length > 1 ? say('lot', { id: lot.id }) : t('tender.matches')}</th>
              <td className="numbers">
                {lot.matches ? (
                  <>
                    <span className="outcome FITS">
                      {say('fits')} {lot.matches.fits}
                    </span>
                    {' · '}
                    <span className="outcome NEEDS_DATA">
                      {say('needsData')} {lot.matches.needsData}
                    </span>
                  </>
                ) : (
                  <span className="quiet">{say('counting')}</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </li>
  );
}

function FirmHit({ firm }: { readonly firm: Found<'Organisation'> }) {
  const { t } = useTranslation();
  const name = useName();
  const honours = firm.honours.filter(({ checked }) => checked);
  return (
    <li className="hit">
      <div className="hit-what">
        <h2>
          <Link to={supplierPath(firm.id)}>{name(firm.name)}</Link>
        </h2>
        <div>
          <Mark>{t('search.is.SUPPLIER')}</Mark>
          <DemoMark demo={firm.demo} />
        </div>
      </div>
      <div className="hit-figures">
        {firm.seat ? (
          <p className="stamp">
            {t('search.seat')}
            {t('colon')}
            {firm.seat.label}
          </p>
        ) : null}
        {honours.length > 0 ? (
          <p className="stamp">
            {t('search.honours')}
            {t('colon')}
            {honours.map(({ scheme }) => scheme.label).join(t('listSeparator'))}
          </p>
        ) : null}
      </div>
      <div className="hit-side">
        <Link to={searchAddress({ text: name(firm.name), kind: 'LISTING' })}>{t('search.itsListings')}</Link>
      </div>
    </li>
  );
}

function StandardHit({ standard }: { readonly standard: Found<'Standard'> }) {
  const { t } = useTranslation();
  const name = useName();
  return (
    <li className="hit">
      <div className="hit-what">
        <h2>
          <Link to={standardPath(standard.code)}>
            {standard.code} {name(standard)}
          </Link>
        </h2>
        <div>
          <Mark>{t('search.is.STANDARD')}</Mark>
          <Mark kind={standard.status === 'IN_FORCE' ? 'good' : 'plain'}>{t(`search.status.${standard.status}`)}</Mark>
        </div>
      </div>
      <p className="hit-figures stamp">
        {t('search.levels')}
        {t('colon')}
        {standard.levels.map((level) => name(level)).join(t('listSeparator'))}
      </p>
      <div className="hit-side">
        <Link to={searchAddress({ text: standard.code, kind: 'TENDER' })}>{t('search.citingTenders')}</Link>
      </div>
    </li>
  );
}

function ParameterHit({ parameter }: { readonly parameter: Found<'Parameter'> }) {
  const { t, i18n } = useTranslation();
  const name = useName();
  // Other names in a script that the reader has not chosen say nothing to them.
  const aliases = parameter.aliases.filter((alias) => i18n.language !== 'en' || !/\p{Script=Han}/u.test(alias));
  return (
    <li className="hit">
      <div className="hit-what">
        <h2>
          <Link to={parameterPath(parameter.code)}>{name(parameter)}</Link>
        </h2>
        <div>
          <Mark>{t(parameter.isMetric ? 'search.metric' : 'search.is.PARAMETER')}</Mark>
        </div>
      </div>
      <p className="hit-figures stamp">
        {[parameter.code, ...aliases].join(t('listSeparator'))}
        {parameter.units.length > 0 ? ` · ${parameter.units.map(showUnit).join(', ')}` : null}
      </p>
      <div className="hit-side">
        {parameter.isMetric ? null : (
          <Link to={searchAddress({ kind: 'LISTING', facets: { PARAMETER: [parameter.code] } })}>
            {t('search.statingListings')}
          </Link>
        )}
      </div>
    </li>
  );
}

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useQuery } from 'urql';
import { ListingFactsDocument, type ListingHitFragment, type SearchQuery } from '../../generated/search';
import { showUnit } from '../../ui/format';
import { Mark } from '../../ui/mark';
import { Failed, Loading } from '../../ui/states';
import { useName } from '../../ui/use-name';
import { TenderCard } from '../tenders/tender-card';
import { NOTHING, writeSearch, type SearchState } from './search-state';
import { Checkbox } from '../../ui/button';

type Hit = SearchQuery['search']['edges'][number]['node'];
type Stated = Hit['stated'];

const to = (search: Partial<SearchState>): string => `/search?${writeSearch({ ...NOTHING, ...search }).toString()}`;

/** Which listings are picked for a comparison. */
export interface Picking {
  readonly picked: readonly string[];
  readonly pick: (id: string) => void;
}

/** One thing that was found: what it is, whose, and what of it was asked for. */
export function HitView({ hit, picking }: { readonly hit: Hit; readonly picking: Picking }) {
  const { t } = useTranslation();
  const name = useName();
  const { found } = hit;
  switch (found.__typename) {
    case 'Listing':
      return <ListingHit listing={found} stated={hit.stated} picking={picking} />;
    case 'Tender':
      return <TenderCard tender={found} />;
    case 'Organisation': {
      const honours = found.honours.filter(({ checked }) => checked);
      return (
        <li className="card">
          <h3>{name(found.name)}</h3>
          <div>
            <Mark>{t('search.is.SUPPLIER')}</Mark>
            {found.demo ? <Mark kind="notice">{t('demo')}</Mark> : null}
          </div>
          <ul className="facts">
            {found.seat ? (
              <li>
                {t('search.seat')}
                {t('colon')}
                {found.seat.label}
              </li>
            ) : null}
            {honours.length > 0 ? (
              <li>
                {t('search.honours')}
                {t('colon')}
                {honours.map(({ scheme }) => scheme.label).join(t('listSeparator'))}
              </li>
            ) : null}
          </ul>
          <p className="stamp">
            <Link to={to({ text: name(found.name), kind: 'LISTING' })}>{t('search.itsListings')}</Link>
          </p>
        </li>
      );
    }
    case 'Standard':
      return (
        <li className="card">
          <h3>
            {found.code} {name(found)}
          </h3>
          <div>
            <Mark>{t('search.is.STANDARD')}</Mark>
            <Mark kind={found.status === 'IN_FORCE' ? 'good' : 'plain'}>{t(`search.status.${found.status}`)}</Mark>
          </div>
          <p className="stamp">
            {t('search.levels')}
            {t('colon')}
            {found.levels.map((level) => name(level)).join(t('listSeparator'))}
          </p>
          <p className="stamp">
            <Link to={to({ text: found.code, kind: 'TENDER' })}>{t('search.citingTenders')}</Link>
          </p>
        </li>
      );
    case 'Parameter':
      return (
        <li className="card">
          <h3>{name(found)}</h3>
          <div>
            <Mark>{t(found.isMetric ? 'search.metric' : 'search.is.PARAMETER')}</Mark>
          </div>
          <p className="stamp">
            {[found.code, ...found.aliases].join(t('listSeparator'))}
            {found.units.length > 0 ? ` · ${found.units.map(showUnit).join(', ')}` : null}
          </p>
          {found.isMetric ? null : (
            <p className="stamp">
              <Link to={to({ kind: 'LISTING', facets: { PARAMETER: [found.code] } })}>
                {t('search.statingListings')}
              </Link>
            </p>
          )}
        </li>
      );
  }
}

function ListingHit({
  listing,
  stated,
  picking,
}: {
  readonly listing: ListingHitFragment;
  readonly stated: Stated;
  readonly picking: Picking;
}) {
  const { t } = useTranslation();
  const name = useName();
  const { content } = listing;
  return (
    <li className="card">
      <h3>{name(listing.name)}</h3>
      <div>
        <Mark>{t(`domain.${listing.domain}`)}</Mark>
        {listing.listingOrigin === 'SUPPLIER' ? null : (
          <Mark kind="notice">{t(`origin.${listing.listingOrigin}`)}</Mark>
        )}
      </div>
      <ul className="facts">
        <li>
          {t('search.firm')}
          {t('colon')}
          {name(listing.supplier.name)}
        </li>
        {content && content.technologies.length > 0 ? (
          <li>
            {t('tender.technologies')}
            {t('colon')}
            {content.technologies.map(({ label }) => label).join(t('listSeparator'))}
          </li>
        ) : null}
        {content?.price ? (
          <li>
            {t('search.price')}
            {t('colon')}
            {content.price.money.display} /{' '}
            {content.price.per === 'unit' ? t('search.perUnit') : showUnit(content.price.per)}
          </li>
        ) : null}
        {typeof content?.leadDays === 'number' ? <li>{t('search.leadDays', { count: content.leadDays })}</li> : null}
        <li>
          <Checkbox checked={picking.picked.includes(listing.id)} onChange={() => picking.pick(listing.id)}>
            {t('compare.pick')}
          </Checkbox>
        </li>
      </ul>
      <Facts facts={stated} />
      <AllFacts id={listing.id} />
    </li>
  );
}

function Facts({ facts }: { readonly facts: Stated }) {
  const { t } = useTranslation();
  return (
    <ul className="says">
      {facts.map(({ says, basisToday }, index) => (
        <li key={index}>
          <span>{says}</span>
          <span className="stamp">{t(`basis.${basisToday}`)}</span>
        </li>
      ))}
    </ul>
  );
}

/** Everything a listing states, read only when somebody wants to see it. */
function AllFacts({ id }: { readonly id: string }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const [result, again] = useQuery({ query: ListingFactsDocument, variables: { id }, pause: !open });
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('search.allFacts')}</summary>
      {result.error ? (
        <Failed message={result.error.message} retry={() => again({ requestPolicy: 'network-only' })} />
      ) : result.data ? (
        <Facts facts={result.data.listing?.content?.facts ?? []} />
      ) : open ? (
        <Loading />
      ) : null}
    </details>
  );
}

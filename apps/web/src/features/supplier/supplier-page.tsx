import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useQuery } from 'urql';
import { SupplierListingsDocument, SupplierPageDocument, type SupplierPageQuery } from '../../generated/supplier';
import { useTexts } from '../../language/texts';
import { Button, LinkButton } from '../../ui/button';
import { showDay } from '../../ui/format';
import { Honours } from '../../ui/honours';
import { Mark } from '../../ui/mark';
import { Notice } from '../../ui/notice';
import { listingPath } from '../../ui/paths';
import { PriceText } from '../../ui/price-text';
import { DemoMark, OriginMark } from '../../ui/source-marks';
import { Empty, Failed, Loading, NotFound } from '../../ui/states';
import { useName } from '../../ui/use-name';
import { useTitle } from '../../ui/use-title';
import { NOTHING, writeSearch } from '../search/search-state';
import { texts } from './texts';
import '../../ui/sheet.css';
import './supplier.css';

type Firm = NonNullable<SupplierPageQuery['organisation']>;
const PAGE = 25;

/** A firm and what it has on the market. */
export function SupplierPage() {
  const { id = '' } = useParams();
  const say = useTexts(texts);
  const name = useName();
  const [result, again] = useQuery({ query: SupplierPageDocument, variables: { id } });
  const found = result.data?.organisation;
  const firm = found?.kind === 'SUPPLIER' ? found : undefined;
  useTitle(result.data && (firm ? name(firm.name) : say('notFound')));
  if (result.error) return <Failed error={result.error} retry={() => again({ requestPolicy: 'network-only' })} />;
  if (!result.data) return <Loading />;
  if (!firm) return <NotFound text={say('notFound')} />;
  return <FirmView firm={firm} />;
}

function FirmView({ firm }: { readonly firm: Firm }) {
  const say = useTexts(texts);
  const { i18n } = useTranslation();
  const name = useName();
  return (
    <article>
      <h1>{name(firm.name)}</h1>
      <p className="sheet-line firm-line">
        <Mark kind={firm.state === 'VERIFIED' ? 'good' : 'bad'}>{say(`state.${firm.state}`)}</Mark>
        <DemoMark demo={firm.demo} />
        <span className="stamp">{say('stateNote')}</span>
      </p>
      {firm.demo ? <Notice kind="info" title={say('demoNote')} /> : null}
      <div className="columns">
        <section className="panel" aria-labelledby="facts">
          <h2 id="facts">{say('facts')}</h2>
          <dl className="sheet-facts">
            <dt>{say('creditCode')}</dt>
            <dd className="numbers">{firm.creditCode ?? say('none')}</dd>
            <dt>{say('region')}</dt>
            <dd>{firm.region?.label ?? say('none')}</dd>
            <dt>{say('since')}</dt>
            <dd>{showDay(firm.createdAt, i18n.language)}</dd>
          </dl>
        </section>
        <section className="panel firm" aria-labelledby="honours">
          <h2 id="honours">{say('honours')}</h2>
          <p className="stamp">{say('honoursNote')}</p>
          <Honours honours={firm.honours} />
        </section>
      </div>
      <Listings firm={firm} />
    </article>
  );
}

function Listings({ firm }: { readonly firm: Firm }) {
  const say = useTexts(texts);
  const name = useName();
  const [pages, setPages] = useState<readonly (string | null)[]>([null]);
  const [first] = useQuery({
    query: SupplierListingsDocument,
    variables: { supplierId: firm.id, first: PAGE, after: null },
  });
  const count = first.data?.listings.totalCount;
  if (count === 0)
    return (
      <Empty text={say('noListings')}>
        <LinkButton to="/search?kind=LISTING">{say('search')}</LinkButton>
      </Empty>
    );
  return (
    <section aria-labelledby="listings">
      <h2 id="listings">{say('listings', { count: count ?? 0 })}</h2>
      <div className="sheet-scroll">
        <table className="sheet-table firm-listings">
          <thead>
            <tr>
              <th scope="col">{say('listing')}</th>
              <th scope="col" className="wide-only">
                {say('technologies')}
              </th>
              <th scope="col" className="figure-cell">
                {say('price')}
              </th>
              <th scope="col" className="figure-cell">
                {say('leadDays')}
              </th>
            </tr>
          </thead>
          {pages.map((after, index) => (
            <Rows
              key={after ?? 'first'}
              supplierId={firm.id}
              after={after}
              last={index === pages.length - 1}
              more={(cursor) => setPages([...pages, cursor])}
            />
          ))}
        </table>
      </div>
      <p>
        <Link to={`/search?${writeSearch({ ...NOTHING, text: name(firm.name), kind: 'LISTING' }).toString()}`}>
          {say('search')}
        </Link>
      </p>
    </section>
  );
}

function Rows({
  supplierId,
  after,
  last,
  more,
}: {
  readonly supplierId: string;
  readonly after: string | null;
  readonly last: boolean;
  readonly more: (cursor: string) => void;
}) {
  const say = useTexts(texts);
  const { t } = useTranslation();
  const name = useName();
  const [result, again] = useQuery({
    query: SupplierListingsDocument,
    variables: { supplierId, first: PAGE, after },
  });
  if (result.error || !result.data)
    return (
      <tbody>
        <tr>
          <td colSpan={4}>
            {result.error ? (
              <Failed error={result.error} retry={() => again({ requestPolicy: 'network-only' })} />
            ) : (
              <Loading rows={3} />
            )}
          </td>
        </tr>
      </tbody>
    );
  const { edges, pageInfo } = result.data.listings;
  const next = pageInfo.endCursor;
  const none = <span className="quiet">{say('none')}</span>;
  return (
    <tbody>
      {edges.map(({ node }) => (
        <tr key={node.id}>
          <th scope="row">
            <Link to={listingPath(node.id)}>{name(node.name)}</Link>
            <div>
              <Mark>{t(`domain.${node.domain}`)}</Mark>
              <OriginMark origin={node.origin} />
              {node.stale && node.confirmedOn ? <Mark kind="notice">{say('stale')}</Mark> : null}
            </div>
          </th>
          <td className="wide-only">{node.content?.technologies.map(({ label }) => label).join(t('listSeparator'))}</td>
          <td className="figure-cell">{node.content?.price ? <PriceText price={node.content.price} /> : none}</td>
          <td className="figure-cell numbers">
            {typeof node.content?.leadDays === 'number' ? say('days', { count: node.content.leadDays }) : none}
          </td>
        </tr>
      ))}
      {last && pageInfo.hasNextPage && next ? (
        <tr>
          <td colSpan={4}>
            <Button small onClick={() => more(next)}>
              {t('more')}
            </Button>
          </td>
        </tr>
      ) : null}
    </tbody>
  );
}

import { Fragment, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useQuery } from 'urql';
import { ListingPageDocument, OtherListingsDocument, type ListingPageQuery } from '../../generated/listing';
import type { Basis } from '../../generated/schema';
import { useTexts } from '../../language/texts';
import { Button, LinkButton } from '../../ui/button';
import { ExternalLink } from '../../ui/external-link';
import { showDay } from '../../ui/format';
import { Honours } from '../../ui/honours';
import { Mark } from '../../ui/mark';
import { Notice } from '../../ui/notice';
import { listingPath, scenarioPath, supplierPath } from '../../ui/paths';
import { PriceText } from '../../ui/price-text';
import { DemoMark, OriginMark } from '../../ui/source-marks';
import { Failed, Loading, NotFound } from '../../ui/states';
import { useName } from '../../ui/use-name';
import { useTitle } from '../../ui/use-title';
import { Validity } from '../../ui/validity';
import { MOST } from '../compare/chosen';
import { usePicked } from '../compare/picked';
import { Tray } from '../compare/tray';
import { searchAddress } from '../search/search-state';
import { EnvelopeChart } from './envelope-chart';
import { documentId, FactsTable } from './facts-table';
import { texts } from './texts';
import '../../ui/sheet.css';
import './listing.css';

type Listing = NonNullable<ListingPageQuery['listing']>;
type Content = NonNullable<Listing['content']>;
const FEW_OTHERS = 6;

/** One listing as anyone may read it: what it does, inside which limits, and what stands behind every figure. */
export function ListingPage() {
  const { id = '' } = useParams();
  const say = useTexts(texts);
  const name = useName();
  const [result, again] = useQuery({ query: ListingPageDocument, variables: { id } });
  const found = result.data?.listing;
  const shown = found?.content ? `${name(found.name)} · ${name(found.supplier.name)}` : say('notFound');
  useTitle(result.data && shown, found?.content?.summary ? name(found.content.summary) : undefined);
  if (result.error) return <Failed error={result.error} retry={() => again({ requestPolicy: 'network-only' })} />;
  if (!result.data) return <Loading />;
  if (!found) return <NotFound text={say('notFound')} />;
  // Only those to whom it belongs see a listing before it is published.
  if (!found.content) return <NotFound text={say('notPublished')} />;
  return <Sheet listing={found} content={found.content} />;
}

function Sheet({ listing, content }: { readonly listing: Listing; readonly content: Content }) {
  const say = useTexts(texts);
  const { t } = useTranslation();
  const name = useName();
  const { picked, pick, clear } = usePicked();
  const isPicked = picked.includes(listing.id);
  const full = !isPicked && picked.length >= MOST;
  const { supplier, origin } = listing;
  return (
    <article className="listing-sheet">
      <header>
        <div>
          <h1>{name(listing.name)}</h1>
          <p className="sheet-line">
            <Mark>{t(`domain.${listing.domain}`)}</Mark>
            <Mark>{say(`kind.${content.kind}`)}</Mark>
            <OriginMark origin={origin} />
            <Link to={supplierPath(supplier.id)}>{name(supplier.name)}</Link>
          </p>
        </div>
        <div className="tools">
          <Button aria-pressed={isPicked} disabled={full} onClick={() => pick(listing.id)}>
            {say(isPicked ? 'picked' : 'pick')}
          </Button>
          <Similar content={content} />
          <Button onClick={() => window.print()}>{say('print')}</Button>
        </div>
      </header>
      {full ? <p className="stamp tools">{say('tray')}</p> : null}
      {origin === 'SUPPLIER' ? null : <Notice kind="info" title={say(`origin.${origin}`)} />}
      {listing.stale ? <Notice kind="warning" title={<Freshness listing={listing} />} /> : null}
      {content.summary ? <p className="sheet-summary">{name(content.summary)}</p> : null}
      <div className="sheet-columns">
        <div className="sheet-main">
          <section aria-labelledby="performance">
            <h2 id="performance">{say('performance')}</h2>
            {content.facts.length > 0 ? (
              <>
                <p className="lede">{say('performanceNote')}</p>
                <FactsTable facts={content.facts} attachments={content.attachments} />
              </>
            ) : (
              <p className="lede">{say('noFacts')}</p>
            )}
          </section>
          <section aria-labelledby="envelope">
            <h2 id="envelope">{say('envelope')}</h2>
            <EnvelopeChart content={content} />
          </section>
          <Documents content={content} />
        </div>
        <div className="sheet-side">
          <Supply content={content} />
          <section className="panel firm" aria-labelledby="firm">
            <h2 id="firm">{say('firm')}</h2>
            <p className="stamp">{say('firmNote', { firm: name(supplier.name) })}</p>
            <Honours honours={supplier.honours} />
            <p>
              <DemoMark demo={supplier.demo} />
              <Link to={supplierPath(supplier.id)}>{say('firmPage')}</Link>
            </p>
          </section>
          <section className="panel" aria-labelledby="freshness">
            <h2 id="freshness">{say('freshness')}</h2>
            <p>
              <Freshness listing={listing} />
            </p>
            <Published listing={listing} />
            <p className="stamp">
              {say('complete')}
              {t('colon')}
              {say('completeSays', listing.completeness)}
            </p>
          </section>
          <Others supplierId={supplier.id} id={listing.id} />
        </div>
      </div>
      <Tray picked={picked} lot={null} clear={clear} />
    </article>
  );
}

/** To what others offer of the same technologies, with the figures of each in its row. */
function Similar({ content: { technologies } }: { readonly content: Content }) {
  const say = useTexts(texts);
  const codes = technologies.map(({ code }) => code);
  if (codes.length === 0) return null;
  return (
    <LinkButton to={searchAddress({ kind: 'LISTING', facets: { TECHNOLOGY: codes } })}>{say('similar')}</LinkButton>
  );
}

/** Whether its supplier stands by it still. */
function Freshness({ listing: { stale, confirmedOn, confirmedUntil } }: { readonly listing: Listing }) {
  const say = useTexts(texts);
  const { i18n } = useTranslation();
  const day = (iso: string | null | undefined) => (iso ? showDay(iso, i18n.language) : say('none'));
  if (!confirmedOn) return <>{say('unconfirmed')}</>;
  return <>{say(stale ? 'stale' : 'confirmed', { day: day(confirmedOn), until: day(confirmedUntil) })}</>;
}

function Published({ listing: { publishedAt, revision } }: { readonly listing: Listing }) {
  const say = useTexts(texts);
  const { i18n } = useTranslation();
  if (!publishedAt) return null;
  return <p className="stamp">{say('published', { day: showDay(publishedAt, i18n.language), revision })}</p>;
}

/** What it is for and how it is supplied; what is not stated is named in one line. */
function Supply({ content }: { readonly content: Content }) {
  const say = useTexts(texts);
  const { t } = useTranslation();
  const { technologies, scenarios, price, leadDays, services, regions, certificates, modular, maxUnits } = content;
  // Undefined when it is not stated; an empty list is, and says so.
  const names = (coded: readonly { readonly label: string }[] | null | undefined): string | undefined =>
    coded?.length === 0 ? say('nothing') : coded?.map(({ label }) => label).join(t('listSeparator'));
  const rows: readonly (readonly [string, ReactNode])[] = [
    [
      say('technologies'),
      technologies.length > 0
        ? technologies.map(({ code, label }) => (
            <div key={code}>
              <Link to={searchAddress({ kind: 'LISTING', facets: { TECHNOLOGY: [code] } })}>{label}</Link>
            </div>
          ))
        : undefined,
    ],
    [
      say('scenarios'),
      scenarios && scenarios.length > 0
        ? scenarios.map(({ code, label }) => (
            <div key={code}>
              <Link to={scenarioPath(code)}>{label}</Link>
            </div>
          ))
        : undefined,
    ],
    [say('price'), price ? <PriceText price={price} /> : undefined],
    [say('leadDays'), typeof leadDays === 'number' ? say('days', { count: leadDays }) : undefined],
    [
      say('modular'),
      modular
        ? maxUnits
          ? say('modularYes', { count: maxUnits })
          : say('modularAny')
        : modular === false
          ? say('modularNo')
          : undefined,
    ],
    [say('services'), names(services)],
    [say('regions'), names(regions)],
    [
      say('certificates'),
      certificates?.length === 0
        ? say('nothing')
        : certificates?.map(({ scheme, validUntil }) => (
            <div key={scheme.code}>
              {scheme.label}{' '}
              <span className="stamp">
                <Validity until={validUntil} />
              </span>
            </div>
          )),
    ],
  ];
  const missing = rows.filter(([, value]) => value === undefined).map(([label]) => label);
  return (
    <section className="panel" aria-labelledby="supply">
      <h2 id="supply">{say('supply')}</h2>
      <dl className="sheet-facts">
        {rows
          .filter(([, value]) => value !== undefined)
          .map(([label, value]) => (
            <Fragment key={label}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </Fragment>
          ))}
      </dl>
      {missing.length > 0 ? (
        <p className="stamp">
          {say('none')}
          {t('colon')}
          {missing.join(t('listSeparator'))}
        </p>
      ) : null}
    </section>
  );
}

/** A figure on one of these rests on a paper; where none is named with it, a reader would look for it in vain. */
const PROVEN: ReadonlySet<Basis> = new Set(['VERIFIED', 'TESTED']);

/** The papers behind the figures, and where the record was read. */
function Documents({ content: { attachments, sources, facts } }: { readonly content: Content }) {
  const say = useTexts(texts);
  const { i18n } = useTranslation();
  const unshown = facts.filter(({ basis, attachmentId }) => PROVEN.has(basis) && !attachmentId).length;
  return (
    <section aria-labelledby="documents">
      <h2 id="documents">{say('documents')}</h2>
      {attachments.length === 0 ? <p className="lede">{say('noDocuments')}</p> : null}
      {unshown > 0 ? <p>{say('unshown', { count: unshown })}</p> : null}
      <ul className="sheet-list">
        {attachments.map((document) => (
          <li key={document.id} id={documentId(document.id)}>
            <Mark>{say(`document.${document.kind}`)}</Mark>
            <ExternalLink url={document.url}>{document.title}</ExternalLink>
            <span className="stamp">
              {[
                document.issuer,
                document.number,
                document.issuedOn ? say('issued', { day: showDay(document.issuedOn, i18n.language) }) : null,
              ]
                .filter(Boolean)
                .join(' · ')}{' '}
              <Validity until={document.validUntil} />
            </span>
          </li>
        ))}
      </ul>
      {sources.length > 0 ? (
        <>
          <h3>{say('sources')}</h3>
          <ul className="sheet-list">
            {sources.map(({ title, url }, at) => (
              <li key={at} className="stamp">
                <ExternalLink url={url}>{title}</ExternalLink>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </section>
  );
}

function Others({ supplierId, id }: { readonly supplierId: string; readonly id: string }) {
  const say = useTexts(texts);
  const name = useName();
  // One more, since the one that is shown may be among them.
  const [result] = useQuery({ query: OtherListingsDocument, variables: { supplierId, first: FEW_OTHERS + 1 } });
  const listings = result.data?.listings;
  const others = (listings?.edges ?? []).map(({ node }) => node).filter((one) => one.id !== id);
  if (!listings || others.length === 0) return null;
  return (
    <section className="panel others" aria-labelledby="others">
      <h2 id="others">{say('others')}</h2>
      <ul className="sheet-list">
        {others.slice(0, FEW_OTHERS).map((other) => (
          <li key={other.id}>
            <Link to={listingPath(other.id)}>{name(other.name)}</Link>
            <span className="stamp">{other.content?.technologies[0]?.label}</span>
          </li>
        ))}
      </ul>
      <LinkButton small kind="link" to={supplierPath(supplierId)}>
        {say('allOthers', { count: listings.totalCount })}
      </LinkButton>
    </section>
  );
}

import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useQuery } from 'urql';
import { TenderPageDocument, type TenderPageQuery } from '../../generated/tenders';
import { useTexts } from '../../language/texts';
import { useMayWrite, useSession } from '../../session/session';
import { LinkButton } from '../../ui/button';
import { showInstant } from '../../ui/format';
import { Mark } from '../../ui/mark';
import { Notice } from '../../ui/notice';
import { demandPath, tenderEditorPath } from '../../ui/paths';
import { Failed, Loading, NotFound } from '../../ui/states';
import { useName } from '../../ui/use-name';
import { useTitle } from '../../ui/use-title';
import { Amendments } from './amendments';
import { LotFeedback } from './feedback-view';
import { DemandsView } from './lot-view';
import { MarketView } from './market-view';
import { texts } from './texts';
import { Timeline } from './timeline';
import '../../ui/list.css';
import './tenders.css';

type Tender = NonNullable<TenderPageQuery['tender']>;

/** How many matches are named here; the table of all is a page of its own. */
const FEW = 5;
const FEWER = 3;

/** A tender as anyone may read it: what it demands, by when, and what the market answers. */
export function TenderPage() {
  const { id = '' } = useParams();
  const { t } = useTranslation();
  const name = useName();
  const [result, again] = useQuery({ query: TenderPageDocument, variables: { id, first: FEW, near: FEWER } });
  const found = result.data?.tender;
  useTitle(result.data && (found ? name(found.title) : t('tender.notFound')), found ? name(found.summary) : undefined);
  if (result.error) return <Failed error={result.error} retry={() => again({ requestPolicy: 'network-only' })} />;
  if (!result.data) return <Loading />;
  if (!result.data.tender) return <NotFound text={t('tender.notFound')} />;
  return <TenderView tender={result.data.tender} />;
}

function TenderView({ tender }: { readonly tender: Tender }) {
  const { t } = useTranslation();
  const say = useTexts(texts);
  const name = useName();
  const domains = [...new Set(tender.lots.map(({ domain }) => domain))];
  const several = tender.lots.length > 1;
  return (
    <article className="tender">
      <p className="crumbs no-print">
        <Link to="/tenders">{say('all')}</Link>
      </p>
      <h1>{name(tender.title)}</h1>
      <p className="marks">
        <Mark kind={tender.state === 'PUBLISHED' ? 'good' : tender.state === 'CANCELLED' ? 'bad' : 'plain'}>
          {t(`state.${tender.state}`)}
        </Mark>
        {domains.map((domain) => (
          <Mark key={domain}>{t(`domain.${domain}`)}</Mark>
        ))}
        {tender.origin === 'ILLUSTRATION' ? <Mark kind="notice">{t('tender.illustration')}</Mark> : null}
      </p>
      {name(tender.summary) === '' ? null : <p className="lede">{name(tender.summary)}</p>}
      <Standing tender={tender} />
      <Glance tender={tender} />
      <Timeline tender={tender} />
      <Amendments amendments={tender.amendments} />
      {several ? (
        <nav className="chips no-print" aria-label={say('lots')}>
          {tender.lots.map((lot) => (
            <a key={lot.id} className="chip" href={`#lot-${lot.id}`}>
              {say('lot', { id: lot.id })} {name(lot.title)}
            </a>
          ))}
        </nav>
      ) : null}
      {tender.lots.map((lot) => (
        <LotView key={lot.id} tenderId={tender.id} lot={lot} only={!several} />
      ))}
    </article>
  );
}

/** What one has to know before reading on: whose it is, whether it still holds, what was changed and why. */
function Standing({ tender }: { readonly tender: Tender }) {
  const { t, i18n } = useTranslation();
  const say = useTexts(texts);
  const { session } = useSession();
  const latest = tender.amendments[0];
  const own = session.is === 'MEMBER' && session.viewer.organisation.id === tender.buyer.id;
  const mayWrite = useMayWrite();
  const editable = mayWrite && (tender.state === 'DRAFT' || tender.state === 'PUBLISHED');
  const reason = tender.reason ?? say('reasonNotGiven');
  return (
    <>
      {own ? (
        <Notice
          kind="good"
          title={say(tender.state === 'DRAFT' ? 'draft' : 'own')}
          action={
            <LinkButton kind="primary" to={editable ? tenderEditorPath(tender.id) : '/work/tenders'}>
              {say(editable ? 'openEditor' : 'openWork')}
            </LinkButton>
          }
        />
      ) : null}
      {tender.state === 'CANCELLED' || tender.state === 'FAILED' ? (
        <Notice kind="warning" title={say(tender.state === 'CANCELLED' ? 'cancelled' : 'failed')}>
          {t('tender.reason')}
          {t('colon')}
          {reason}
        </Notice>
      ) : tender.revision > 1 ? (
        <Notice
          kind="info"
          title={say('amended', { revision: tender.revision })}
          action={
            <a className="no-print" href="#amendments">
              {say('seeAmendments')}
            </a>
          }
        >
          {latest ? say('amendedNote', { at: showInstant(latest.at, i18n.language), reason }) : null}
        </Notice>
      ) : null}
      {tender.origin === 'ILLUSTRATION' ? <Notice kind="info" title={t('tender.illustrationNote')} /> : null}
    </>
  );
}

function Glance({ tender }: { readonly tender: Tender }) {
  const { t, i18n } = useTranslation();
  const say = useTexts(texts);
  const name = useName();
  const unknown = t('tender.notStated');
  const rows: readonly (readonly [string, ReactNode])[] = [
    [t('tender.buyer'), name(tender.buyer.name)],
    [t('tender.region'), tender.region?.label ?? unknown],
    [t('tender.budget'), tender.budget?.display ?? unknown],
    [say('deadline'), tender.deadline ? showInstant(tender.deadline, i18n.language) : unknown],
    [say('method'), say(`methodOf.${tender.method}`)],
    [say('law'), say(`trackOf.${tender.track}`)],
    [say('revision'), tender.revision === 0 ? t('state.DRAFT') : say('revisionOf', { revision: tender.revision })],
    ...(tender.fromDemand
      ? [
          [
            say('fromDemand'),
            <Link key="demand" to={demandPath(tender.fromDemand.id)}>
              {name(tender.fromDemand.title)}
            </Link>,
          ] as const,
        ]
      : []),
  ];
  return (
    <dl className="glance panel numbers" aria-label={say('header')}>
      {rows.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function LotView({
  tenderId,
  lot,
  only,
}: {
  readonly tenderId: string;
  readonly lot: Tender['lots'][number];
  readonly only: boolean;
}) {
  const { t } = useTranslation();
  const say = useTexts(texts);
  const name = useName();
  return (
    <section id={`lot-${lot.id}`} className="lot" aria-labelledby={`lot-${lot.id}-title`}>
      <h2 id={`lot-${lot.id}-title`}>
        {only ? name(lot.title) || say('requirements') : `${say('lot', { id: lot.id })} ${name(lot.title)}`}
      </h2>
      <DemandsView lot={lot} />
      <h3>{say('market')}</h3>
      {lot.matches ? (
        <MarketView
          heading="h4"
          market={lot.matches}
          lot={{ tenderId, lotId: lot.id }}
          feedback={<LotFeedback tenderId={tenderId} lotId={lot.id} heading="h4" />}
        />
      ) : (
        <>
          <Notice kind="info" title={t('tender.computing')} />
          <LotFeedback tenderId={tenderId} lotId={lot.id} heading="h4" />
        </>
      )}
    </section>
  );
}

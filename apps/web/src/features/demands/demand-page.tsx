import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useQuery } from 'urql';
import { DemandPageDocument, type DemandPageQuery } from '../../generated/demands';
import { useTexts } from '../../language/texts';
import { useMayWrite, useSession } from '../../session/session';
import { LinkButton } from '../../ui/button';
import { showCountry } from '../../ui/format';
import { Mark } from '../../ui/mark';
import { Notice } from '../../ui/notice';
import { Failed, Loading, NotFound } from '../../ui/states';
import { useName } from '../../ui/use-name';
import { useTitle } from '../../ui/use-title';
import { DemandFeedback } from '../tenders/feedback-view';
import { DemandsView } from '../tenders/lot-view';
import { MarketView } from '../tenders/market-view';
import { Sources } from './sources';
import { texts } from './texts';
import '../../ui/list.css';
import '../tenders/tenders.css';

const TOP = 5;
type Demand = NonNullable<DemandPageQuery['archivedDemand']>;

/** A real demand of the past, opened as a draft need: what its record states, and what today's market would answer. */
export function DemandPage() {
  const { id = '' } = useParams();
  const { t } = useTranslation();
  const name = useName();
  const [result, again] = useQuery({ query: DemandPageDocument, variables: { id, top: TOP } });
  const found = result.data?.archivedDemand;
  useTitle(result.data && (found ? name(found.title) : t('demands.notFound')));
  if (result.error) return <Failed error={result.error} retry={() => again({ requestPolicy: 'network-only' })} />;
  if (!result.data) return <Loading />;
  const demand = result.data.archivedDemand;
  if (!demand) return <NotFound text={t('demands.notFound')} />;
  return <DemandView demand={demand} />;
}

function DemandView({ demand }: { readonly demand: Demand }) {
  const { t } = useTranslation();
  const say = useTexts(texts);
  const name = useName();
  const { need, lacks } = demand;
  // Where nothing is demanded, everything would "fit".
  const demandsNothing = need.requirements.length + need.standards.length === 0;
  return (
    <article className="demand">
      <p className="crumbs no-print">
        <Link to="/demands">{say('all')}</Link>
      </p>
      <h1>{name(demand.title)}</h1>
      <p className="marks">
        <Mark>{t(`domain.${demand.domain}`)}</Mark>
      </p>
      <Glance demand={demand} />
      <p className="stamp">
        <Sources sources={demand.sources} />
      </p>
      <StartHere demandId={demand.id} />
      <section aria-labelledby="demands">
        <h2 id="demands">{say('demands')}</h2>
        <p className="lede">{say('draftNote')}</p>
        {lacks.length > 0 ? (
          <Notice
            kind="warning"
            title={t('demands.lacks', { lacks: lacks.map((lack) => lack.says).join(t('listSeparator')) })}
          />
        ) : null}
        <DemandsView lot={need} />
      </section>
      <section aria-labelledby="market">
        <h2 id="market">{say('market')}</h2>
        {demandsNothing ? <p className="lede">{t('demands.nothingToCheck')}</p> : null}
        {need.preview && !demandsNothing ? (
          <MarketView
            heading="h3"
            market={need.preview}
            feedback={<DemandFeedback demandId={demand.id} heading="h3" />}
          />
        ) : null}
      </section>
    </article>
  );
}

function Glance({ demand }: { readonly demand: Demand }) {
  const { t, i18n } = useTranslation();
  const say = useTexts(texts);
  const unknown = t('tender.notStated');
  const rows: readonly (readonly [string, ReactNode])[] = [
    [t('tender.buyer'), demand.buyer],
    [
      t('tender.region'),
      [showCountry(demand.country, i18n.language), demand.regionText].filter(Boolean).join(' · ') || unknown,
    ],
    [t('tender.budget'), demand.budget?.display ?? unknown],
    [t('demands.published'), demand.publishedOn ?? unknown],
    ...(demand.deadline ? [[say('deadline'), demand.deadline] as const] : []),
    [say('stage'), demand.stage],
  ];
  return (
    <dl className="glance panel numbers" aria-label={say('glance')}>
      {rows.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** For buyers: a tender can begin from what was asked for once. */
function StartHere({ demandId }: { readonly demandId: string }) {
  const say = useTexts(texts);
  const mayWrite = useMayWrite();
  const { session } = useSession();
  if (!mayWrite || session.is !== 'MEMBER' || session.viewer.organisation.kind !== 'BUYER') return null;
  return (
    <Notice
      kind="good"
      title={say('startNote')}
      action={
        <LinkButton kind="primary" to={`/work/tenders/new?demand=${encodeURIComponent(demandId)}`}>
          {say('start')}
        </LinkButton>
      }
    />
  );
}

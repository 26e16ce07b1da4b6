import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { useQuery } from 'urql';
import { TenderPageDocument, type TenderPageQuery } from '../../generated/tenders';
import { showInstant } from '../../ui/format';
import { Mark } from '../../ui/mark';
import { Failed, Loading, NotFound } from '../../ui/states';
import { useName } from '../../ui/use-name';
import { useTitle } from '../../ui/use-title';
import { LotFeedback } from './feedback-view';
import { DemandsView, MatchesView } from './matches-view';
import { Notice } from '../../ui/notice';

type Tender = NonNullable<TenderPageQuery['tender']>;

/** How many matches are shown at first, and how many a run keeps. */
const FEW = 10;
const ALL_KEPT = 50;

/** A tender as anyone may read it: what it demands, and what the market answers, finding by finding. */
export function TenderPage() {
  const { id = '' } = useParams();
  const { t } = useTranslation();
  const name = useName();
  const [first, setFirst] = useState(FEW);
  const [result, again] = useQuery({ query: TenderPageDocument, variables: { id, first } });
  const found = result.data?.tender;
  useTitle(result.data && (found ? name(found.title) : t('tender.notFound')));
  if (result.error)
    return <Failed message={result.error.message} retry={() => again({ requestPolicy: 'network-only' })} />;
  if (!result.data) return <Loading />;
  if (!result.data.tender) return <NotFound text={t('tender.notFound')} />;
  return <TenderView tender={result.data.tender} more={first === FEW ? () => setFirst(ALL_KEPT) : null} />;
}

function TenderView({ tender, more }: { readonly tender: Tender; readonly more: (() => void) | null }) {
  const { t, i18n } = useTranslation();
  const name = useName();
  return (
    <>
      <h1>{name(tender.title)}</h1>
      <p className="lede">{name(tender.summary)}</p>
      {tender.origin === 'ILLUSTRATION' ? <Notice kind="info" title={t('tender.illustrationNote')} /> : null}
      <div className="panel">
        <ul className="facts">
          <li>
            <Mark kind={tender.state === 'PUBLISHED' ? 'good' : 'plain'}>{t(`state.${tender.state}`)}</Mark>{' '}
            {t('tender.revision', { revision: tender.revision })}
          </li>
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
          <li>
            {t('tender.region')}
            {t('colon')}
            {tender.region?.label ?? t('tender.notStated')}
          </li>
        </ul>
        {tender.reason ? (
          <p>
            {t('tender.reason')}
            {t('colon')}
            {tender.reason}
          </p>
        ) : null}
      </div>
      {tender.lots.map((lot) => (
        <LotView key={lot.id} tenderId={tender.id} lot={lot} only={tender.lots.length === 1} more={more} />
      ))}
    </>
  );
}

function LotView({
  tenderId,
  lot,
  only,
  more,
}: {
  readonly tenderId: string;
  readonly lot: Tender['lots'][number];
  readonly only: boolean;
  readonly more: (() => void) | null;
}) {
  const { t } = useTranslation();
  const name = useName();
  return (
    <section>
      {only ? null : (
        <h2>
          {t('tender.lot', { id: lot.id })} {name(lot.title)}
        </h2>
      )}
      <DemandsView lot={lot} />
      {lot.matches ? (
        <MatchesView matches={lot.matches} more={more} lot={{ tenderId, lotId: lot.id }} />
      ) : (
        <p className="lede">{t('tender.computing')}</p>
      )}
      <LotFeedback tenderId={tenderId} lotId={lot.id} />
    </section>
  );
}

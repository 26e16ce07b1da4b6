import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { useQuery } from 'urql';
import { DemandPageDocument } from '../../generated/demands';
import { Mark } from '../../ui/mark';
import { showCountry } from '../../ui/format';
import { Failed, Loading, NotFound } from '../../ui/states';
import { useName } from '../../ui/use-name';
import { useTitle } from '../../ui/use-title';
import { DemandFeedback } from '../tenders/feedback-view';
import { DemandsView, MatchesView } from '../tenders/matches-view';
import { Notice } from '../../ui/notice';

const TOP = 10;

/** A real demand of the past, opened as a draft need: what its record states, and what today's market would answer. */
export function DemandPage() {
  const { id = '' } = useParams();
  const { t, i18n } = useTranslation();
  const name = useName();
  const [result, again] = useQuery({ query: DemandPageDocument, variables: { id, top: TOP } });
  const found = result.data?.archivedDemand;
  useTitle(result.data && (found ? name(found.title) : t('demands.notFound')));
  if (result.error)
    return <Failed message={result.error.message} retry={() => again({ requestPolicy: 'network-only' })} />;
  if (!result.data) return <Loading />;
  const demand = result.data.archivedDemand;
  if (!demand) return <NotFound text={t('demands.notFound')} />;
  // Where nothing is demanded, everything would "fit".
  const demandsNothing = demand.need.requirements.length + demand.need.standards.length === 0;
  return (
    <>
      <h1>{name(demand.title)}</h1>
      <ul className="facts">
        <li>
          <Mark>{t(`domain.${demand.domain}`)}</Mark>
          <Mark>{demand.stage}</Mark>
        </li>
        <li>
          {t('tender.buyer')}
          {t('colon')}
          {demand.buyer}
        </li>
        <li>
          {t('tender.region')}
          {t('colon')}
          {[showCountry(demand.country, i18n.language), demand.regionText].filter(Boolean).join(' · ')}
        </li>
        <li>
          {t('demands.published')}
          {t('colon')}
          {demand.publishedOn ?? t('tender.notStated')}
        </li>
        <li>
          {t('tender.budget')}
          {t('colon')}
          {demand.budget?.display ?? t('tender.notStated')}
        </li>
      </ul>
      <p className="stamp">
        {t('demands.source')}
        {t('colon')}
        {demand.sources.map(({ title, url }, index) =>
          url ? (
            <a key={index} href={url} rel="noreferrer nofollow">
              {title}
            </a>
          ) : (
            <span key={index}>{title}</span>
          ),
        )}
      </p>
      <Notice kind="info" title={t('demands.draftNote')} />
      <DemandsView lot={demand.need} />
      {demand.lacks.length > 0 ? (
        <p className="lede">
          {t('demands.lacks', { lacks: demand.lacks.map((lack) => lack.says).join(t('listSeparator')) })}
        </p>
      ) : null}
      {demandsNothing ? <p className="lede">{t('demands.nothingToCheck')}</p> : null}
      {demandsNothing ? null : <DemandFeedback demandId={id} />}
      {demand.need.preview && !demandsNothing ? <MatchesView matches={demand.need.preview} more={null} /> : null}
    </>
  );
}

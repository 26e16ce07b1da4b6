import { Alert, Tag } from 'antd';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { useQuery } from 'urql';
import { TenderPageDocument, type TenderPageQuery } from '../../generated/documents';
import { showInstant, showNumber } from '../../ui/format';
import { Failed, Loading, NotFound } from '../../ui/states';
import { useName } from '../../ui/use-name';
import { MatchCard } from './match-card';

type Tender = NonNullable<TenderPageQuery['tender']>;

/** A tender as anyone may read it: what it demands, and what the market answers, finding by finding. */
export function TenderPage() {
  const { id = '' } = useParams();
  const { t } = useTranslation();
  const [result, again] = useQuery({ query: TenderPageDocument, variables: { id } });
  if (result.error) return <Failed message={result.error.message} retry={() => again({ requestPolicy: 'network-only' })} />;
  if (result.fetching || !result.data) return <Loading />;
  if (!result.data.tender) return <NotFound text={t('tender.notFound')} />;
  return <TenderView tender={result.data.tender} />;
}

function TenderView({ tender }: { readonly tender: Tender }) {
  const { t, i18n } = useTranslation();
  const name = useName();
  return (
    <>
      <h1>{name(tender.title)}</h1>
      <p className="lede">{name(tender.summary)}</p>
      {tender.origin === 'ILLUSTRATION' ? <Alert type="warning" showIcon title={t('tender.illustrationNote')} style={{ marginBottom: 16 }} /> : null}
      <div className="panel">
        <ul className="facts">
          <li>
            <Tag color={tender.state === 'PUBLISHED' ? 'green' : undefined}>{t(`state.${tender.state}`)}</Tag>
            {t('tender.revision', { revision: tender.revision })}
          </li>
          <li>
            {t('tender.buyer')}：{name(tender.buyer.name)}
          </li>
          <li>
            {t('tender.deadline')}：{tender.deadline ? showInstant(tender.deadline, i18n.language) : t('tender.notStated')}
          </li>
          <li>
            {t('tender.budget')}：{tender.budget?.display ?? t('tender.notStated')}
          </li>
          <li>
            {t('tender.region')}：{tender.region?.label ?? t('tender.notStated')}
          </li>
        </ul>
        {tender.reason ? <p>{tender.reason}</p> : null}
      </div>
      {tender.lots.map((lot) => (
        <LotView key={lot.id} lot={lot} only={tender.lots.length === 1} />
      ))}
    </>
  );
}

function LotView({ lot, only }: { readonly lot: Tender['lots'][number]; readonly only: boolean }) {
  const { t } = useTranslation();
  const name = useName();
  return (
    <section>
      {only ? null : (
        <h2>
          {t('tender.lot', { id: lot.id })} {name(lot.title)}
        </h2>
      )}
      <div className="panel columns">
        <Sentences title={t('tender.duty')} items={lot.duty.map((fact) => fact.says)} />
        <Sentences title={t('tender.standards')} items={lot.standards.map((citation) => citation.says)} />
        <Sentences
          title={t('tender.requirements')}
          items={lot.requirements.map((requirement) => `${requirement.mandatory ? '★' : '▲'} ${requirement.says}`)}
          note={`${t('tender.mandatory')} · ${t('tender.scored')}`}
        />
      </div>
      {lot.matches ? <MatchesView matches={lot.matches} /> : <p className="lede">{t('tender.computing')}</p>}
    </section>
  );
}

function Sentences({ title, items, note }: { readonly title: string; readonly items: readonly string[]; readonly note?: string }) {
  if (items.length === 0) return null;
  return (
    <div>
      <strong>{title}</strong>
      <ul>
        {items.map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ul>
      {note ? <div className="stamp">{note}</div> : null}
    </div>
  );
}

function MatchesView({ matches }: { readonly matches: NonNullable<Tender['lots'][number]['matches']> }) {
  const { t, i18n } = useTranslation();
  const show = (value: number) => showNumber(value, i18n.language);
  return (
    <>
      <h2>{t('tender.matches')}</h2>
      <p className="lede">
        {t('tender.compared', { compared: matches.compared, fits: matches.fits, needsData: matches.needsData, ruledOut: matches.ruledOut })}
      </p>
      {matches.top.length === 0 ? <p className="lede">{t('tender.noMatches')}</p> : null}
      <ul className="cards">
        {matches.top.map((match) => (
          <MatchCard key={match.listing.id} match={match} />
        ))}
      </ul>
      {matches.nearMisses.length > 0 ? <h2>{t('tender.nearMisses')}</h2> : null}
      <ul className="cards">
        {matches.nearMisses.map((match) => (
          <MatchCard key={match.listing.id} match={match} />
        ))}
      </ul>
      {matches.relaxations.length > 0 ? (
        <>
          <h2>{t('tender.relaxations')}</h2>
          <ul>
            {matches.relaxations.map((relaxation) => (
              <li key={relaxation.requirement}>
                {t('tender.relaxation', {
                  requirement: relaxation.label,
                  from: show(relaxation.from),
                  to: show(relaxation.to),
                  unit: relaxation.unit,
                  fits: relaxation.fits,
                })}
              </li>
            ))}
          </ul>
        </>
      ) : null}
      <p className="stamp">{t('tender.stamp', { engine: matches.engine, edition: matches.referenceEdition, asOf: matches.asOf })}</p>
    </>
  );
}

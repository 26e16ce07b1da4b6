import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { useQuery } from 'urql';
import { OpportunitiesDocument, type OpportunitiesQuery } from '../../generated/opportunities';
import type { Closeness } from '../../generated/schema';
import { useTexts } from '../../language/texts';
import { LinkButton } from '../../ui/button';
import { showInstant } from '../../ui/format';
import { Mark, type MarkKind } from '../../ui/mark';
import { listingPath, tenderPath } from '../../ui/paths';
import { Empty, Failed, Loading } from '../../ui/states';
import { useDaysLeft } from '../../ui/use-days-left';
import { useName } from '../../ui/use-name';
import { useTitle } from '../../ui/use-title';
import { texts } from './texts';
import './opportunities.css';

type Opportunity = OpportunitiesQuery['tendersForMe'][number];
const CLOSENESS: readonly Closeness[] = ['FITS', 'ONE_FIGURE_MISSING', 'NEAR_MISS'];
const MARK_OF: Readonly<Record<Closeness, MarkKind>> = {
  FITS: 'good',
  ONE_FIGURE_MISSING: 'notice',
  NEAR_MISS: 'bad',
};

/** The open tenders that the supplier's listings fit, or nearly fit, each with the reason. */
export function OpportunitiesPage() {
  const say = useTexts(texts);
  const [address, setAddress] = useSearchParams();
  const chosen = CLOSENESS.find((closeness) => closeness === address.get('closeness'));
  const [result, ask] = useQuery({ query: OpportunitiesDocument, requestPolicy: 'cache-and-network' });
  useTitle(say('title'));
  const all = result.data?.tendersForMe;
  const of = (closeness: Closeness | undefined) =>
    (all ?? []).filter(({ matches }) => !closeness || matches.some((match) => match.closeness === closeness));
  const shown = of(chosen);
  return (
    <>
      <h1>{say('title')}</h1>
      <p className="lede">{say('lede')}</p>
      {result.error ? (
        <Failed error={result.error} retry={() => ask({ requestPolicy: 'network-only' })} />
      ) : !all ? (
        <Loading />
      ) : all.length === 0 ? (
        <Empty text={say('none')}>
          <p>{say('noneHint')}</p>
          <LinkButton kind="primary" to="/work/worklist">
            {say('toWorklist')}
          </LinkButton>{' '}
          <LinkButton to="/search?kind=TENDER">{say('toSearch')}</LinkButton>
        </Empty>
      ) : (
        <>
          <div className="kinds" role="group" aria-label={say('closeness')}>
            {[undefined, ...CLOSENESS].map((closeness) => (
              <button
                key={closeness ?? 'all'}
                type="button"
                aria-pressed={chosen === closeness}
                onClick={() => setAddress(closeness ? { closeness } : {})}
              >
                {say(closeness ?? 'all')} <span className="numbers">{of(closeness).length}</span>
              </button>
            ))}
          </div>
          {shown.length === 0 ? <Empty text={say('filtered')} /> : null}
          <ul className="cards">
            {shown.map((opportunity) => (
              <OpportunityCard key={opportunity.tender.id} opportunity={opportunity} only={chosen} />
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function OpportunityCard({
  opportunity: { tender, matches },
  only,
}: {
  readonly opportunity: Opportunity;
  readonly only: Closeness | undefined;
}) {
  const say = useTexts(texts);
  const { t } = useTranslation();
  const name = useName();
  return (
    <li className="card">
      <div className="opportunity-head">
        <h2>
          <Link to={tenderPath(tender.id)}>{name(tender.title)}</Link>
        </h2>
        <Deadline iso={tender.deadline} />
      </div>
      <ul className="facts">
        <li>{name(tender.buyer.name)}</li>
        {tender.region ? <li>{tender.region.label}</li> : null}
        <li>
          {say('budget')}
          {t('colon')}
          <span className="numbers">{tender.budget?.display ?? say('noBudget')}</span>
        </li>
        {tender.origin === 'ILLUSTRATION' ? (
          <li>
            <Mark kind="notice">{say('illustration')}</Mark>
          </li>
        ) : null}
      </ul>
      <ul className="says">
        {matches
          .filter(({ closeness }) => !only || closeness === only)
          .map((match) => (
            <li key={`${match.lotId} ${match.listingId}`}>
              <Mark kind={MARK_OF[match.closeness]}>{say(match.closeness)}</Mark>
              <span className="opportunity-reason">
                {match.listing ? (
                  <Link to={listingPath(match.listing.id)}>{name(match.listing.name)}</Link>
                ) : (
                  match.listingId
                )}
                {tender.lots.length > 1 ? <span className="stamp"> {say('lot', { id: match.lotId })}</span> : null}
                <br />
                {(match.obstacle ?? match.tightest)?.says}
              </span>
              <span className="stamp numbers">{say('score', { score: Math.round(match.score * 100) })}</span>
              {match.closeness === 'ONE_FIGURE_MISSING' ? (
                <LinkButton small to={`/work/worklist?listing=${encodeURIComponent(match.listingId)}`}>
                  {say('state')}
                </LinkButton>
              ) : null}
            </li>
          ))}
      </ul>
    </li>
  );
}

function Deadline({ iso }: { readonly iso: string | null | undefined }) {
  const say = useTexts(texts);
  const { i18n } = useTranslation();
  const left = useDaysLeft(iso);
  if (!iso || !left) return null;
  return (
    <span className="opportunity-deadline numbers">
      <Mark kind={left.near ? 'bad' : 'plain'}>{left.says}</Mark>
      <span className="stamp">
        {say('deadline')} {showInstant(iso, i18n.language)}
      </span>
    </span>
  );
}

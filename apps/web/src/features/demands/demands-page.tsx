import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { useQuery } from 'urql';
import { DemandsDocument, type DemandsQuery } from '../../generated/demands';
import { useTexts } from '../../language/texts';
import { showCountry } from '../../ui/format';
import { Mark } from '../../ui/mark';
import { Ignored } from '../../ui/ignored';
import { ignoredParts, isLostPlace } from '../../ui/ignored-parts';
import { LostPlace, NumberedPager } from '../../ui/pager';
import { demandPath } from '../../ui/paths';
import { Empty, Failed, Loading } from '../../ui/states';
import { useName } from '../../ui/use-name';
import { useTabInView } from '../../ui/use-tab-in-view';
import { useTitle } from '../../ui/use-title';
import { DOMAINS } from '../tenders/tenders-state';
import { demandsAddress, readDemands } from './demands-state';
import { Sources } from './sources';
import { texts } from './texts';
import '../../ui/list.css';

const PAGE = 20;
type Row = DemandsQuery['archivedDemands']['edges'][number]['node'];

/** Real demands of the past, as their sources state them. */
export function DemandsPage() {
  const { t } = useTranslation();
  const say = useTexts(texts);
  const [search] = useSearchParams();
  const key = search.toString();
  const { domain, after } = useMemo(() => readDemands(new URLSearchParams(key)), [key]);
  useTitle(t('demands.title'), t('demands.note'));
  const [result, again] = useQuery({
    query: DemandsDocument,
    variables: { domain, first: PAGE, after: after.at(-1) ?? null },
  });
  const list = result.data?.archivedDemands;
  const tabs = useTabInView<HTMLElement>(domain);
  return (
    <>
      <h1>{t('demands.title')}</h1>
      <p className="lede">{t('demands.note')}</p>
      <Ignored parts={ignoredParts(search, { domain: DOMAINS })} />
      <nav ref={tabs} className="tabs" aria-label={say('domains')}>
        {[null, ...DOMAINS].map((one) => (
          <Link
            key={one ?? 'any'}
            to={demandsAddress({ domain: one, after: [] })}
            aria-current={one === domain ? 'page' : undefined}
          >
            {one === null ? say('any') : t(`domain.${one}`)}
          </Link>
        ))}
      </nav>
      {isLostPlace(result.error) ? (
        <LostPlace to={demandsAddress({ domain, after: [] })} />
      ) : result.error ? (
        <Failed error={result.error} retry={() => again({ requestPolicy: 'network-only' })} />
      ) : !list ? (
        <Loading />
      ) : list.totalCount === 0 ? (
        <Empty text={t('demands.none')} />
      ) : (
        <section aria-busy={result.stale}>
          <p className="stamp" role="status">
            {say('total', { count: list.totalCount })}
          </p>
          <ul className="rows">
            {list.edges.map(({ node }) => (
              <RowView key={node.id} demand={node} />
            ))}
          </ul>
          <NumberedPager
            after={after}
            next={list.pageInfo.hasNextPage ? list.pageInfo.endCursor : null}
            addressOf={(cursors) => demandsAddress({ domain, after: cursors })}
          />
        </section>
      )}
    </>
  );
}

function RowView({ demand }: { readonly demand: Row }) {
  const { t, i18n } = useTranslation();
  const name = useName();
  return (
    <li>
      <div className="row-columns">
        <div>
          <h2>
            <Link to={demandPath(demand.id)}>{name(demand.title)}</Link>
          </h2>
          <Mark>{t(`domain.${demand.domain}`)}</Mark>
          <Mark>{demand.stage}</Mark>
          <span className="stamp">{demand.buyer}</span>
        </div>
        <div className="numbers">
          {demand.publishedOn ?? <span className="stamp">{t('tender.notStated')}</span>}
          <p className="stamp">{showCountry(demand.country, i18n.language)}</p>
        </div>
        <div className="numbers">
          {demand.budget ? (
            <strong>{demand.budget.display}</strong>
          ) : (
            <span className="stamp">
              {t('tender.budget')}
              {t('colon')}
              {t('tender.notStated')}
            </span>
          )}
        </div>
      </div>
      <p className="stamp">
        <Sources sources={demand.sources} />
        {demand.lacks.length > 0
          ? ` · ${t('demands.lacks', { lacks: demand.lacks.map((lack) => lack.says).join(t('listSeparator')) })}`
          : null}
      </p>
    </li>
  );
}

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useQuery } from 'urql';
import { DemandsDocument } from '../../generated/demands';
import { Mark } from '../../ui/mark';
import { showCountry } from '../../ui/format';
import { Failed, Loading } from '../../ui/states';
import { useName } from '../../ui/use-name';
import { useTitle } from '../../ui/use-title';
import { Button } from '../../ui/button';

const PAGE = 20;

/** Real demands of the past, as their sources state them. */
export function DemandsPage() {
  const { t } = useTranslation();
  useTitle(t('demands.title'));
  const [pages, setPages] = useState<readonly (string | null)[]>([null]);
  return (
    <>
      <h1>{t('demands.title')}</h1>
      <p className="lede">{t('demands.note')}</p>
      {pages.map((after, index) => (
        <DemandsFrom
          key={after ?? 'first'}
          after={after}
          last={index === pages.length - 1}
          more={(cursor) => setPages([...pages, cursor])}
        />
      ))}
    </>
  );
}

function DemandsFrom({
  after,
  last,
  more,
}: {
  readonly after: string | null;
  readonly last: boolean;
  readonly more: (cursor: string) => void;
}) {
  const { t, i18n } = useTranslation();
  const name = useName();
  const [result, again] = useQuery({ query: DemandsDocument, variables: { first: PAGE, after } });
  if (result.error)
    return <Failed message={result.error.message} retry={() => again({ requestPolicy: 'network-only' })} />;
  if (!result.data) return <Loading />;
  const { edges, pageInfo } = result.data.archivedDemands;
  const next = pageInfo.endCursor;
  return (
    <>
      <ul className="cards">
        {edges.map(({ node }) => (
          <li className="card" key={node.id}>
            <h3>
              <Link to={`/demands/${node.id}`}>{name(node.title)}</Link>
            </h3>
            <div>
              <Mark>{t(`domain.${node.domain}`)}</Mark>
              <Mark>{showCountry(node.country, i18n.language)}</Mark>
            </div>
            <ul className="facts">
              <li>
                {t('tender.buyer')}
                {t('colon')}
                {node.buyer}
              </li>
              <li>
                {t('demands.published')}
                {t('colon')}
                {node.publishedOn ?? t('tender.notStated')}
              </li>
              <li>
                {t('tender.budget')}
                {t('colon')}
                {node.budget?.display ?? t('tender.notStated')}
              </li>
            </ul>
            {node.lacks.length > 0 ? (
              <p className="stamp">
                {t('demands.lacks', { lacks: node.lacks.map((lack) => lack.says).join(t('listSeparator')) })}
              </p>
            ) : null}
            <p className="stamp">
              {t('demands.source')}
              {t('colon')}
              {node.sources.map((source, index) =>
                source.url ? (
                  <a key={index} href={source.url} rel="noreferrer nofollow">
                    {source.title}
                  </a>
                ) : (
                  <span key={index}>{source.title}</span>
                ),
              )}
            </p>
          </li>
        ))}
      </ul>
      {last && pageInfo.hasNextPage && next ? (
        <Button className="more" onClick={() => more(next)}>
          {t('more')}
        </Button>
      ) : null}
    </>
  );
}

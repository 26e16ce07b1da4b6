import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams, useSearchParams } from 'react-router';
import { useQuery } from 'urql';
import { CitingTendersDocument, StandardPageDocument, type StandardPageQuery } from '../../generated/standards';
import { useTexts } from '../../language/texts';
import { LinkButton } from '../../ui/button';
import { showInstant } from '../../ui/format';
import { Mark } from '../../ui/mark';
import { Notice } from '../../ui/notice';
import { parameterPath, standardPath, tenderPath } from '../../ui/paths';
import { Failed, Loading, NotFound } from '../../ui/states';
import { Table } from '../../ui/table';
import { useName } from '../../ui/use-name';
import { useTitle } from '../../ui/use-title';
import { Decides } from './decides';
import { levelOf } from './standards-state';
import { StatusMark } from './status-mark';
import { texts } from './texts';
import '../../ui/list.css';
import './standards.css';

type Standard = NonNullable<StandardPageQuery['standard']>;
type Level = Standard['levels'][number];

/** How many tenders are looked at; what only mentions the standard is left out of them. */
const LOOKED_AT = 20;

/** One standard: a level at a time, each limit with when it holds and how sure it is. */
export function StandardPage() {
  const { code = '' } = useParams();
  const say = useTexts(texts);
  const name = useName();
  const [result, again] = useQuery({ query: StandardPageDocument, variables: { code } });
  const found = result.data?.standard;
  useTitle(result.data && (found ? `${found.code} ${name(found)}` : say('notFound')), found ? name(found) : undefined);
  if (result.error) return <Failed error={result.error} retry={() => again({ requestPolicy: 'network-only' })} />;
  if (!result.data) return <Loading />;
  if (!result.data.standard) return <NotFound text={say('notFound')} />;
  return <StandardView standard={result.data.standard} />;
}

function StandardView({ standard }: { readonly standard: Standard }) {
  const say = useTexts(texts);
  const name = useName();
  const [search] = useSearchParams();
  const asked = search.get('level');
  const level = levelOf(standard.levels, asked);
  return (
    <article>
      <p className="crumbs">
        <Link to="/standards">{say('all')}</Link>
      </p>
      <h1>
        {standard.code} <span className="standard-title">{name(standard)}</span>
      </h1>
      <p className="marks">
        <StatusMark status={standard.status} />
        <Mark>{standard.mediumLabel}</Mark>
        <Mark>{standard.jurisdictionLabel}</Mark>
      </p>
      {standard.status === 'REPLACED' ? (
        <Notice kind="warning" title={say('replaced')}>
          {standard.statusLabel}
        </Notice>
      ) : null}
      {asked !== null && level && asked !== level.code ? (
        <Notice kind="warning" title={say('noSuchLevel', { asked: asked.slice(0, 60), shown: name(level) })} />
      ) : null}
      <Glance standard={standard} />
      <nav className="tabs wraps" aria-label={say('levelTabs')}>
        {standard.levels.map((one) => (
          <Link
            key={one.code}
            to={standardPath(standard.code, one.code)}
            aria-current={one.code === level?.code ? 'page' : undefined}
            preventScrollReset
          >
            {name(one)} <span className="numbers">{one.limits.length}</span>
          </Link>
        ))}
      </nav>
      {level ? <LimitTable level={level} /> : null}
      <Citing standard={standard} />
    </article>
  );
}

function Glance({ standard }: { readonly standard: Standard }) {
  const { t } = useTranslation();
  const say = useTexts(texts);
  const rows: readonly (readonly [string, ReactNode])[] = [
    [say('code'), standard.code],
    [say('from'), standard.effective],
    [say('standing'), standard.statusLabel],
    [
      say('source'),
      standard.sourceRecords.map(({ title, url }, index) => (
        <span key={index}>
          {index > 0 ? t('listSeparator') : null}
          {url && /^https?:/.test(url) ? (
            <a href={url} rel="noreferrer">
              {title}
            </a>
          ) : (
            title
          )}
        </span>
      )),
    ],
  ];
  return (
    <dl className="glance panel" aria-label={say('glance')}>
      {rows.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function LimitTable({ level }: { readonly level: Level }) {
  const { t } = useTranslation();
  const say = useTexts(texts);
  const name = useName();
  const { limits } = level;
  const label = say('limits', { level: name(level) });
  const withPoint = limits.some(({ monitoringPoint }) => monitoringPoint);
  const withWhen = limits.some(({ conditionLabel, scopeLabel }) => conditionLabel ?? scopeLabel);
  return (
    <section aria-labelledby="limits">
      <h2 id="limits">{label}</h2>
      {limits.length === 0 ? (
        <p className="lede">{say('noLimits')}</p>
      ) : (
        <>
          <Table label={label}>
            <thead>
              <tr>
                <th scope="col">{say('parameter')}</th>
                <th scope="col">{say('limit')}</th>
                <th scope="col">{say('averaging')}</th>
                {withWhen ? <th scope="col">{say('when')}</th> : null}
                {withPoint ? <th scope="col">{say('point')}</th> : null}
                <th scope="col">{say('confidence')}</th>
              </tr>
            </thead>
            <tbody>
              {limits.map((row) => (
                <tr key={row.id}>
                  <th scope="row">
                    <Link to={parameterPath(row.parameter.code)}>{row.parameter.label}</Link>
                  </th>
                  <td className="fixed">{row.figure}</td>
                  <td>{row.averaging}</td>
                  {withWhen ? (
                    <td>{[row.scopeLabel, row.conditionLabel].filter(Boolean).join(t('listSeparator'))}</td>
                  ) : null}
                  {withPoint ? <td>{row.monitoringPoint}</td> : null}
                  <td>
                    <Decides decides={row.decides} confidence={row.confidence} />
                  </td>
                </tr>
              ))}
            </tbody>
          </Table>
          <p className="stamp">{say('decidesNote')}</p>
        </>
      )}
    </section>
  );
}

/** Which tenders cite it. Search finds what mentions the code; only what cites exactly this standard is named. */
function Citing({ standard: { code, levels: known } }: { readonly standard: Standard }) {
  const { t, i18n } = useTranslation();
  const say = useTexts(texts);
  const name = useName();
  const [result] = useQuery({ query: CitingTendersDocument, variables: { text: code, first: LOOKED_AT } });
  if (result.error) return null;
  // As the tabs above call it: 一级A rather than its code.
  const levelName = (level: string) => name(known.find((one) => one.code === level)) || level;
  const citing = (result.data?.search.edges ?? []).flatMap(({ node: { found } }) => {
    if (found.__typename !== 'Tender') return [];
    const levels = found.lots.flatMap(({ standards }) =>
      standards.filter((one) => one.code === code).map(({ level }) => level),
    );
    return levels.length === 0 ? [] : [{ ...found, levels: [...new Set(levels)] }];
  });
  return (
    <section aria-labelledby="citing">
      <h2 id="citing">{say('citing')}</h2>
      {!result.data ? (
        <Loading rows={3} />
      ) : citing.length === 0 ? (
        <p className="lede">{say('citingNone')}</p>
      ) : (
        <>
          <ul className="rows">
            {citing.map(({ id, title, state, deadline, levels }) => (
              <li key={id} className="row-columns">
                <Link to={tenderPath(id)}>{name(title)}</Link>
                <span className="stamp">
                  {say('citesLevel')}
                  {t('colon')}
                  {levels.map(levelName).join(t('listSeparator'))}
                </span>
                <span className="numbers">
                  <Mark kind={state === 'PUBLISHED' ? 'good' : 'plain'}>{t(`state.${state}`)}</Mark>
                  <span className="stamp">{deadline ? showInstant(deadline, i18n.language) : null}</span>
                </span>
              </li>
            ))}
          </ul>
          <p>
            <LinkButton to={`/search?kind=TENDER&q=${encodeURIComponent(code)}`}>{say('citingAll')}</LinkButton>
          </p>
        </>
      )}
    </section>
  );
}

import { KNOWN_UNITS, quantityOf } from '@huanpei/matching';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useQuery } from 'urql';
import {
  ParameterPageDocument,
  ParameterUseDocument,
  type ParameterPageQuery,
  type ParameterUseQuery,
} from '../../generated/standards';
import { useTexts } from '../../language/texts';
import { LinkButton } from '../../ui/button';
import { showUnit } from '../../ui/format';
import { Mark } from '../../ui/mark';
import { listingPath, standardPath } from '../../ui/paths';
import { Failed, Loading, NotFound } from '../../ui/states';
import { Table } from '../../ui/table';
import { useName } from '../../ui/use-name';
import { useTitle } from '../../ui/use-title';
import { Decides } from './decides';
import { StatusMark } from './status-mark';
import { texts } from './texts';
import '../../ui/list.css';
import './standards.css';

type Parameter = NonNullable<ParameterPageQuery['parameter']>;
const MOST_STANDARDS = 50;

/** One parameter or metric: what it is called, in which units it is stated, what limits it and who states it. */
export function ParameterPage() {
  const { code = '' } = useParams();
  const say = useTexts(texts);
  const name = useName();
  const [result, again] = useQuery({ query: ParameterPageDocument, variables: { code } });
  const found = result.data?.parameter;
  useTitle(result.data && (found ? name(found) : say('parameterNotFound')));
  if (result.error) return <Failed error={result.error} retry={() => again({ requestPolicy: 'network-only' })} />;
  if (!result.data) return <Loading />;
  if (!result.data.parameter) return <NotFound text={say('parameterNotFound')} />;
  return <ParameterView parameter={result.data.parameter} />;
}

function ParameterView({ parameter }: { readonly parameter: Parameter }) {
  const { t } = useTranslation();
  const say = useTexts(texts);
  const name = useName();
  const rows: readonly (readonly [string, ReactNode])[] = [
    [
      say('zhName'),
      <span key="zh" lang="zh-CN">
        {parameter.zh}
      </span>,
    ],
    [
      say('enName'),
      <span key="en" lang="en">
        {parameter.en}
      </span>,
    ],
    [say('codeOf'), <code key="code">{parameter.code}</code>],
    [say('kind'), say(parameter.isMetric ? 'isMetric' : 'isMeasured')],
    ...(parameter.aliases.length > 0 ? [[say('aliases'), parameter.aliases.join(t('listSeparator'))] as const] : []),
  ];
  return (
    <article>
      <h1>{name(parameter)}</h1>
      <dl className="glance panel" aria-label={say('names')}>
        {rows.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <Units units={parameter.units} />
      <Use code={parameter.code} />
    </article>
  );
}

/** What a unit converts to, by the table that matching itself converts with. */
function Units({ units }: { readonly units: readonly string[] }) {
  const say = useTexts(texts);
  return (
    <section aria-labelledby="units">
      <h2 id="units">{say('units')}</h2>
      <div className="panel">
        {units.length === 0 ? <p>{say('noUnits')}</p> : null}
        <ul className="units">
          {units.map((unit) => {
            const quantity = quantityOf(unit);
            const others = KNOWN_UNITS.filter((one) => one.unit !== unit && quantityOf(one.unit) === quantity);
            return (
              <li key={unit}>
                {quantity === undefined || others.length === 0 ? (
                  say('opaque', { unit: showUnit(unit) })
                ) : (
                  <>
                    {say('convertsTo', { unit: showUnit(unit) })}{' '}
                    {others.map((one) => (
                      <Mark key={one.unit}>{showUnit(one.unit)}</Mark>
                    ))}
                  </>
                )}
              </li>
            );
          })}
        </ul>
        <h3>{say('never')}</h3>
        <p className="stamp">{say('neverText')}</p>
      </div>
    </section>
  );
}

function Use({ code }: { readonly code: string }) {
  const say = useTexts(texts);
  const [result, again] = useQuery({
    query: ParameterUseDocument,
    variables: { code, codes: [code], first: MOST_STANDARDS },
  });
  if (result.error) return <Failed error={result.error} retry={() => again({ requestPolicy: 'network-only' })} />;
  if (!result.data) return <Loading />;
  const { standards, listings, tenders } = result.data;
  const search = (kind: string) => `/search?kind=${kind}&parameter=${encodeURIComponent(code)}`;
  return (
    <>
      <section aria-labelledby="limited">
        <h2 id="limited">{say('limitedBy')}</h2>
        <LimitedBy standards={standards} />
      </section>
      <section aria-labelledby="stated">
        <h2 id="stated">{say('statedBy')}</h2>
        {listings.totalCount === 0 ? (
          <p className="lede">{say('statedByNone')}</p>
        ) : (
          <>
            <Stating listings={listings} />
            <p className="tools">
              <LinkButton to={search('LISTING')}>{say('statedByAll', { count: listings.totalCount })}</LinkButton>
              {tenders.totalCount > 0 ? (
                <Link to={search('TENDER')}>{say('tenders', { count: tenders.totalCount })}</Link>
              ) : null}
            </p>
          </>
        )}
      </section>
    </>
  );
}

function LimitedBy({ standards }: { readonly standards: ParameterUseQuery['standards'] }) {
  const { t } = useTranslation();
  const say = useTexts(texts);
  const name = useName();
  const rows = standards.edges.flatMap(({ node: { found } }) =>
    found.__typename !== 'Standard'
      ? []
      : found.levels.flatMap((level) => level.limits.map((limit) => ({ standard: found, level, limit }))),
  );
  if (rows.length === 0) return <p className="lede">{say('limitedByNone')}</p>;
  return (
    <>
      <Table label={say('limitedBy')}>
        <thead>
          <tr>
            <th scope="col">{say('standard')}</th>
            <th scope="col">{say('level')}</th>
            <th scope="col">{say('limit')}</th>
            <th scope="col">{say('averaging')}</th>
            <th scope="col">{say('when')}</th>
            <th scope="col">{say('confidence')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ standard, level, limit }) => (
            <tr key={limit.id}>
              <th scope="row">
                <Link to={standardPath(standard.code, level.code)}>{standard.code}</Link>{' '}
                {standard.status === 'IN_FORCE' ? null : <StatusMark status={standard.status} />}
                <div className="stamp">{standard.jurisdictionLabel}</div>
              </th>
              <td>{name(level)}</td>
              <td className="fixed">{limit.figure}</td>
              <td>{limit.averaging}</td>
              <td>{[limit.scopeLabel, limit.conditionLabel].filter(Boolean).join(t('listSeparator'))}</td>
              <td>
                <Decides decides={limit.decides} confidence={limit.confidence} />
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
      <p className="stamp">{say('decidesNote')}</p>
    </>
  );
}

function Stating({ listings }: { readonly listings: ParameterUseQuery['listings'] }) {
  const { t } = useTranslation();
  const name = useName();
  return (
    <ul className="rows">
      {listings.edges.flatMap(({ node: { found, stated } }) =>
        found.__typename !== 'Listing'
          ? []
          : [
              <li key={found.id}>
                <Link to={listingPath(found.id)}>{name(found.name)}</Link>{' '}
                <span className="stamp">{name(found.supplier.name)}</span>
                {stated.slice(0, 3).map(({ says, basisToday }, index) => (
                  <div key={index} className="stamp">
                    {says} <Mark>{t(`basis.${basisToday}`)}</Mark>
                  </div>
                ))}
              </li>,
            ],
      )}
    </ul>
  );
}

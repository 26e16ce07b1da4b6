import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useQuery } from 'urql';
import { CompareDocument, type ComparedRowViewFragment, type CompareQuery } from '../../generated/compare';
import { Mark } from '../../ui/mark';
import { Empty, Failed, Loading } from '../../ui/states';
import { useTitle } from '../../ui/use-title';
import { searchAddress } from '../search/search-state';
import { LEAST, MOST, readChosen, withoutMissing, type Chosen, type Missing } from './chosen';
import { useExport } from './use-export';
import { Button, Checkbox, LinkButton } from '../../ui/button';
import { Notice } from '../../ui/notice';
import { verdictText } from '../../ui/verdict';

type Comparison = Extract<CompareQuery['compareListings'], { readonly __typename: 'Comparison' }>;

const NONE: Missing = { ids: [], lot: false };

/** Listings side by side, from an address that can be handed on. */
export function ComparePage() {
  const { t } = useTranslation();
  const [search] = useSearchParams();
  const chosen = readChosen(search);
  const count = chosen.ids.length;
  useTitle(t('compare.title'));
  return (
    <>
      <h1>{t('compare.title')}</h1>
      {count > MOST ? <Notice kind="warning" title={t('compare.tooMany', { count, most: MOST })} /> : null}
      <Compared chosen={{ ...chosen, ids: chosen.ids.slice(0, MOST) }} missing={NONE} />
    </>
  );
}

/** The comparison, or where some of it is not found, that of the rest. */
function Compared({ chosen, missing }: { readonly chosen: Chosen; readonly missing: Missing }) {
  const { t } = useTranslation();
  const enough = chosen.ids.length >= LEAST;
  const [result, again] = useQuery({
    query: CompareDocument,
    variables: { ids: [...chosen.ids], lot: chosen.lot },
    pause: !enough,
  });
  if (!enough)
    return (
      <>
        <LeftOut missing={missing} />
        <Empty text={t('compare.choose', { least: LEAST, most: MOST })}>
          <LinkButton to={searchAddress({ kind: 'LISTING' })}>{t('compare.toSearch')}</LinkButton>
        </Empty>
      </>
    );
  if (result.error) return <Failed error={result.error} retry={() => again({ requestPolicy: 'network-only' })} />;
  if (!result.data) return <Loading />;
  const answer = result.data.compareListings;
  if (answer.__typename === 'Comparison')
    return (
      <>
        <LeftOut missing={missing} />
        <ComparisonView comparison={answer} chosen={chosen} />
      </>
    );
  const less = withoutMissing(
    chosen,
    answer.reasons.flatMap(({ field }) => field ?? []),
  );
  if (less)
    return (
      <Compared
        chosen={less.chosen}
        missing={{ ids: [...missing.ids, ...less.missing.ids], lot: missing.lot || less.missing.lot }}
      />
    );
  return (
    <Notice
      kind="warning"
      title={answer.reasons.map(({ field, message }) => (
        <div key={field}>{message}</div>
      ))}
    />
  );
}

/** What was asked for and is not there. */
function LeftOut({ missing: { ids, lot } }: { readonly missing: Missing }) {
  const { t } = useTranslation();
  return (
    <>
      {ids.length > 0 ? (
        <Notice kind="warning" title={t('compare.leftOut', { ids: ids.join(t('listSeparator')) })} />
      ) : null}
      {lot ? <Notice kind="warning" title={t('compare.lotLeftOut')} /> : null}
    </>
  );
}

function ComparisonView({ comparison, chosen }: { readonly comparison: Comparison; readonly chosen: Chosen }) {
  const { t } = useTranslation();
  const [differencesFirst, setDifferencesFirst] = useState(true);
  const { save, failed } = useExport(chosen);
  const { listings, demands } = comparison;
  const against = demands.length > 0;
  return (
    <>
      <p className="lede">{t(against ? 'compare.againstLot' : 'compare.againstEachOther')}</p>
      <div className="tools">
        <Checkbox checked={differencesFirst} onChange={setDifferencesFirst}>
          {t('compare.differencesFirst')}
        </Checkbox>
        <Button small onClick={() => void save('XLSX')}>
          {t('compare.xlsx')}
        </Button>
        <Button small onClick={() => void save('CSV')}>
          {t('compare.csv')}
        </Button>
        <Button small onClick={() => window.print()}>
          {t('compare.print')}
        </Button>
      </div>
      {failed ? <Notice kind="error" title={t('failed', { message: failed })} /> : null}
      <div className="wide" tabIndex={0} role="region" aria-label={t('compare.title')}>
        <table className="compare">
          <thead>
            <tr>
              <th scope="col">{t('compare.item')}</th>
              {listings.map(({ listingId, name, supplier, listing }) => (
                <th scope="col" key={listingId}>
                  {name}
                  <div className="stamp">{supplier}</div>
                  {!listing || listing.origin === 'SUPPLIER' ? null : (
                    <Mark kind="notice">{t(`origin.${listing.origin}`)}</Mark>
                  )}
                </th>
              ))}
            </tr>
          </thead>
          {against ? <Demands comparison={comparison} /> : null}
          <Rows rows={comparison.rows} grouped={differencesFirst} />
        </table>
      </div>
      <p className="stamp">
        {t('tender.stamp', {
          engine: comparison.engine,
          edition: comparison.referenceEdition,
          asOf: comparison.asOf,
        })}
      </p>
    </>
  );
}

/** Outcome and score on top, then each demand with what the engine says of each listing. */
function Demands({ comparison: { listings, demands } }: { readonly comparison: Comparison }) {
  const { t } = useTranslation();
  return (
    <tbody>
      <Heading text={t('compare.demands')} columns={listings.length + 1} />
      <tr>
        <th scope="row">{t('column.outcome')}</th>
        {listings.map(({ listingId, outcome, score }) => (
          <td key={listingId}>
            {outcome ? (
              <>
                <b className={`outcome ${outcome}`}>{t(`outcome.${outcome}`)}</b>{' '}
                <span className="numbers">
                  {t('column.score')} {((score ?? 0) * 100).toFixed(0)}
                </span>
              </>
            ) : (
              t('compare.notCompared')
            )}
          </td>
        ))}
      </tr>
      {demands.map(({ id, subject, limit, mandatory, findings }) => (
        <tr key={id}>
          <th scope="row">
            {mandatory ? '★' : '▲'} {subject} {limit}
          </th>
          {findings.map(({ listingId, finding }) => (
            <td key={listingId}>
              {finding ? (
                <>
                  <span className={`verdict ${finding.verdict}`}>{t(verdictText(finding))}</span>
                  <div>{finding.says}</div>
                </>
              ) : (
                '—'
              )}
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  );
}

const GROUPS = ['DIFFERENT', 'SAME', 'SOME_STATE'] as const;
/** The order of things that people look for, where differences do not come first. */
const KINDS: readonly string[] = [
  'PRICE',
  'LEAD_DAYS',
  'FIGURE',
  'PARALLEL_UNITS',
  'TECHNOLOGIES',
  'SCENARIOS',
  'REGIONS',
];
const place = ({ kind }: ComparedRowViewFragment): number => (KINDS.indexOf(kind) + 1 || KINDS.length + 1) - 1;

function Rows({ rows, grouped }: { readonly rows: readonly ComparedRowViewFragment[]; readonly grouped: boolean }) {
  const { t } = useTranslation();
  const columns = (rows[0]?.cells.length ?? 0) + 1;
  if (!grouped) {
    const sorted = [...rows].sort(
      (a, b) => place(a) - place(b) || a.kind.localeCompare(b.kind) || a.id.localeCompare(b.id),
    );
    return (
      <tbody>
        <Heading text={t('compare.all')} columns={columns} />
        {sorted.map((row) => (
          <Row key={row.id} row={row} />
        ))}
      </tbody>
    );
  }
  return (
    <>
      {GROUPS.map((group) => {
        const of = rows.filter(({ difference }) => difference === group);
        if (of.length === 0) return null;
        return (
          <tbody key={group}>
            <Heading text={t(`compare.${group}`, { count: of.length })} columns={columns} />
            {of.map((row) => (
              <Row key={row.id} row={row} />
            ))}
          </tbody>
        );
      })}
    </>
  );
}

function Heading({ text, columns }: { readonly text: string; readonly columns: number }) {
  return (
    <tr className="group">
      <th scope="rowgroup" colSpan={columns}>
        <span>{text}</span>
      </th>
    </tr>
  );
}

function Row({ row }: { readonly row: ComparedRowViewFragment }) {
  const { t } = useTranslation();
  return (
    <tr>
      <th scope="row">
        {row.subject}
        {row.better ? <div className="stamp">{t(`compare.better.${row.better}`)}</div> : null}
        {row.comparable ? null : <div className="stamp">{t('compare.notComparable')}</div>}
      </th>
      {row.cells.map((cell) => (
        <td key={cell.listingId} className={cell.state === 'NOT_STATED' ? 'quiet' : undefined}>
          {cell.figures.length > 0 ? cell.figures.map(({ says }, at) => <div key={at}>{says}</div>) : null}
          {cell.codes.length > 0 ? cell.codes.map(({ label }) => label).join(t('listSeparator')) : null}
          {cell.figures.length + cell.codes.length === 0 ? cell.says : null}
          {cell.standing ? (
            <div>
              <Mark kind={cell.standing === 'BEST' ? 'good' : 'notice'}>{t(`compare.standing.${cell.standing}`)}</Mark>
            </div>
          ) : null}
        </td>
      ))}
    </tr>
  );
}

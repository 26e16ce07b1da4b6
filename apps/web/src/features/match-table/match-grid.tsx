import { days, decisive, money, number, type Language } from '@huanpei/matching';
import { Fragment, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useLanguage } from '../../language/choose';
import { useTexts } from '../../language/texts';
import { Button, Checkbox } from '../../ui/button';
import { showUnit } from '../../ui/format';
import { Mark } from '../../ui/mark';
import { listingPath } from '../../ui/paths';
import { Empty } from '../../ui/states';
import { useName } from '../../ui/use-name';
import { verdictText } from '../../ui/verdict';
import { usePriceOf } from './price-of';
import { barOf, cellOf, columnsOf, shownRows, type Cell, type Column, type Row, type TableState } from './table-state';
import { texts } from './texts';

interface Actions {
  readonly state: TableState;
  readonly pick: (id: string) => void;
  readonly pin: (id: string) => void;
}

/** Listings by requirements: the heads and the names stay in sight. Near misses are a group of their own. */
export function MatchGrid({
  groups,
  candidates,
  sort,
  ...actions
}: Actions & {
  readonly groups: readonly [readonly Row[], readonly Row[]];
  /** How many fit or need data, in the table or not. */
  readonly candidates: number;
  readonly sort: (by: string) => void;
}) {
  const say = useTexts(texts);
  const columns = columnsOf(groups.flat());
  const [top, near] = groups.map((rows) => shownRows(rows, actions.state));
  if ((top?.length ?? 0) + (near?.length ?? 0) === 0) return <Empty text={say('none')} />;
  return (
    <div className="wide match-scroll" role="region" aria-label={say('table')} tabIndex={0}>
      <table className="match-grid">
        <thead>
          <tr>
            <th scope="col">{say('listing')}</th>
            {columns.map((column) => (
              <th key={column.id} scope="col" aria-sort={actions.state.sort === column.id ? 'descending' : undefined}>
                <button type="button" title={say('sortMargin', { of: column.subject })} onClick={() => sort(column.id)}>
                  <span className="match-star">{column.mandatory ? '★' : '▲'}</span> {column.subject}
                  <span className="stamp">{column.limit}</span>
                  {column.group ? <span className="stamp">{say('alternative', { group: column.group })}</span> : null}
                  {actions.state.sort === column.id ? ' ↓' : ''}
                </button>
              </th>
            ))}
          </tr>
        </thead>
        {top && top.length > 0 ? (
          <Group title={say('candidates')} rows={top} all={candidates} columns={columns} {...actions} />
        ) : null}
        {near && near.length > 0 ? (
          <Group title={say('nearMisses')} rows={near} columns={columns} {...actions} />
        ) : null}
      </table>
    </div>
  );
}

function Group({
  title,
  rows,
  all = rows.length,
  columns,
  state,
  pick,
  pin,
}: Actions & {
  readonly title: string;
  readonly rows: readonly Row[];
  readonly all?: number;
  readonly columns: readonly Column[];
}) {
  const say = useTexts(texts);
  const [told, setTold] = useState<ReadonlySet<string>>(new Set());
  const tell = (id: string) =>
    setTold((before) => new Set(before.has(id) ? [...before].filter((one) => one !== id) : [...before, id]));
  return (
    <tbody>
      <tr className="match-group">
        <th scope="rowgroup" colSpan={columns.length + 1}>
          <span>
            {title} · {rows.length < all ? say('ofAll', { shown: rows.length, all }) : rows.length}
          </span>
        </th>
      </tr>
      {rows.map((row) => (
        <Fragment key={row.listingId}>
          <tr className={state.pinned.includes(row.listingId) ? 'pinned' : undefined}>
            <th scope="row">
              <ListingHead row={row} state={state} pick={pick} pin={pin} told={told.has(row.listingId)} tell={tell} />
            </th>
            {columns.map(({ id }) => (
              <td key={id}>
                <CellView cell={cellOf(row, id)} />
              </td>
            ))}
          </tr>
          {told.has(row.listingId) ? (
            <tr className="match-told">
              <td colSpan={columns.length + 1}>
                <ul>
                  {columns.map(({ id }) => {
                    const cell = cellOf(row, id);
                    return cell ? (
                      <li key={id}>
                        <span className={`verdict ${cell.verdict}`}>{say(`sign.${cell.verdict}`)}</span> {cell.says}
                      </li>
                    ) : null;
                  })}
                </ul>
              </td>
            </tr>
          ) : null}
        </Fragment>
      ))}
    </tbody>
  );
}

function ListingHead({
  row,
  state,
  pick,
  pin,
  told,
  tell,
}: Actions & {
  readonly row: Row;
  /** Whether its findings stand below it as sentences. */
  readonly told: boolean;
  readonly tell: (id: string) => void;
}) {
  const say = useTexts(texts);
  const { t } = useTranslation();
  const name = useName();
  const { listing } = row;
  const price = listing?.content?.price;
  const priceOf = usePriceOf();
  const pinned = state.pinned.includes(row.listingId);
  const notStated = decisive(row.findings, 'UNKNOWN').length;
  return (
    <>
      <strong>{listing ? <Link to={listingPath(listing.id)}>{name(listing.name)}</Link> : t('tender.gone')}</strong>
      <div className="stamp">{listing ? name(listing.supplier.name) : null}</div>
      <div className="match-line">
        <span className={`outcome ${row.outcome}`}>{t(`outcome.${row.outcome}`)}</span>
        {row.outcome === 'RULED_OUT' && notStated > 0 ? (
          <span className="stamp numbers">{say('notStated', { count: notStated })}</span>
        ) : null}
        <span className="numbers">
          {say('score')} {(row.score * 100).toFixed(0)}
        </span>
        {row.units && row.units > 1 ? <span className="stamp">{t('tender.units', { count: row.units })}</span> : null}
        <span className="stamp numbers">{priceOf(price) || say('noPrice')}</span>
      </div>
      <div className="match-tools">
        <Checkbox checked={state.picked.includes(row.listingId)} onChange={() => pick(row.listingId)}>
          {say('pick')}
        </Checkbox>
        <Button small kind="link" aria-pressed={pinned} onClick={() => pin(row.listingId)}>
          {say(pinned ? 'unpin' : 'pin')}
        </Button>
        <Button small kind="link" aria-expanded={told} onClick={() => tell(row.listingId)}>
          {say('inWords')}
        </Button>
        {listing && listing.origin !== 'SUPPLIER' ? <Mark kind="notice">{t(`origin.${listing.origin}`)}</Mark> : null}
      </div>
    </>
  );
}

const percent = (margin: number): string =>
  `${margin < 0 ? '−' : '+'}${number(Number((Math.abs(margin) * 100).toPrecision(2)))}%`;

/** Money has its sign and days their word, as where they are demanded. */
function figureOf(value: number, unit: string | null | undefined, language: Language): string {
  if (!unit || unit === '1') return number(value);
  if (unit === 'd') return days(value, language);
  return /^[A-Z]{3}$/u.test(unit) ? money(value, unit) : `${number(value)} ${showUnit(unit)}`;
}

/** One answer: the sign with the figure, or with a word; on which evidence; how far from the limit. */
function CellView({ cell }: { readonly cell: Cell | undefined }) {
  const say = useTexts(texts);
  const { t } = useTranslation();
  const { language } = useLanguage();
  if (!cell) return <span className="stamp">{say('notChecked')}</span>;
  const { verdict, predicted, unit, margin, evidence, says } = cell;
  const word = t(verdictText(cell));
  // Where there is a figure, the sign and its colour say enough to the eye.
  const hasFigure = typeof predicted === 'number' && verdict !== 'UNKNOWN';
  return (
    <div title={says}>
      <div className="match-line">
        <span className={`verdict ${verdict}`}>
          {say(`sign.${verdict}`)} {hasFigure ? <span className="match-unseen">{word}</span> : word}
        </span>
        {hasFigure ? <span className="numbers">{figureOf(predicted, unit, language)}</span> : null}
        {evidence && verdict === 'PASS' ? (
          <span className={`match-basis ${evidence}`}>{t(`basisShort.${evidence}`)}</span>
        ) : null}
      </div>
      {typeof margin === 'number' ? (
        <div className="match-margin numbers">
          <MarginBar margin={margin} />
          <span className="stamp">
            <span className="match-unseen">{say(margin < 0 ? 'short' : 'margin')}</span>
            {percent(margin)}
          </span>
        </div>
      ) : null}
    </div>
  );
}

/** To the right of the line what is left over, to its left what is missing. */
function MarginBar({ margin }: { readonly margin: number }) {
  const reach = barOf(margin);
  return (
    <svg className="match-bar" viewBox="-100 0 200 10" preserveAspectRatio="none" aria-hidden="true">
      <rect className="track" x={-100} y={3} width={200} height={4} />
      <rect className={reach < 0 ? 'short' : 'left'} x={Math.min(0, reach)} y={1} width={Math.abs(reach)} height={8} />
      <line x1={0} y1={0} x2={0} y2={10} />
    </svg>
  );
}

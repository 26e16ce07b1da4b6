import { BASES } from '@huanpei/matching';
import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useTexts } from '../../language/texts';
import { Button } from '../../ui/button';
import { saveCsv } from '../../ui/csv';
import { useName } from '../../ui/use-name';
import { verdictText } from '../../ui/verdict';
import { usePriceOf } from './price-of';
import {
  cellOf,
  columnsOf,
  fileName,
  OUTCOMES,
  shownRows,
  suppliersOf,
  type Row,
  type TableState,
} from './table-state';
import { texts } from './texts';

/** What the exported file is named after, and what it says below its rows. */
interface File {
  readonly parts: readonly string[];
  readonly asOf: string;
  readonly notes: readonly string[];
}

/** What narrows the table, how it is sorted, and its export. */
export function MatchFilters({
  answer,
  state,
  change,
  file,
}: {
  readonly answer: { readonly top: readonly Row[]; readonly nearMisses: readonly Row[] };
  readonly state: TableState;
  readonly change: (next: Partial<TableState>) => void;
  readonly file: File;
}) {
  const say = useTexts(texts);
  const { t } = useTranslation();
  const name = useName();
  const all = [...answer.top, ...answer.nearMisses];
  const columns = columnsOf(all);
  const failing = columns.filter(({ id }) => all.some((row) => cellOf(row, id)?.verdict === 'FAIL'));
  const withMargin = columns.filter(({ id }) => all.some((row) => typeof cellOf(row, id)?.margin === 'number'));
  const shown = shownRows(answer.top, state).length + shownRows(answer.nearMisses, state).length;
  const narrowed = [state.outcome, state.evidence, state.supplier, state.fails].some((one) => one !== undefined);
  const label = ({ subject, limit }: { readonly subject: string; readonly limit: string | null | undefined }) =>
    `${subject} ${limit ?? ''}`.trim();
  return (
    <section className="tools match-filters" aria-label={say('filters')}>
      <Choice
        label={say('outcome')}
        value={state.outcome}
        change={(value) => change({ outcome: OUTCOMES.find((one) => one === value) })}
      >
        {OUTCOMES.map((one) => (
          <option key={one} value={one}>
            {t(`outcome.${one}`)}
          </option>
        ))}
      </Choice>
      <Choice
        label={say('evidence')}
        value={state.evidence}
        change={(value) => change({ evidence: BASES.find((one) => one === value) })}
      >
        {BASES.map((one) => (
          <option key={one} value={one}>
            {t(`basisShort.${one}`)}
          </option>
        ))}
      </Choice>
      <Choice label={say('supplier')} value={state.supplier} change={(supplier) => change({ supplier })}>
        {suppliersOf(all).map((supplier) => (
          <option key={supplier.id} value={supplier.id}>
            {name(supplier.name)}
          </option>
        ))}
      </Choice>
      <Choice label={say('fails')} value={state.fails} change={(fails) => change({ fails })}>
        {failing.map((column) => (
          <option key={column.id} value={column.id}>
            {label(column)}
          </option>
        ))}
      </Choice>
      <Choice label={say('sort')} value={state.sort} change={(sort) => change({ sort: sort ?? 'score' })} all={false}>
        <option value="score">{say('sortScore')}</option>
        <option value="price">{say('sortPrice')}</option>
        {withMargin.map((column) => (
          <option key={column.id} value={column.id}>
            {say('sortMargin', { of: label(column) })}
          </option>
        ))}
      </Choice>
      <span className="stamp numbers" role="status">
        {say('shown', { shown, all: all.length })}
      </span>
      {narrowed ? (
        <Button
          small
          onClick={() => change({ outcome: undefined, evidence: undefined, supplier: undefined, fails: undefined })}
        >
          {say('reset')}
        </Button>
      ) : null}
      <ExportButton answer={answer} state={state} file={file} />
    </section>
  );
}

function Choice({
  label,
  value,
  change,
  children,
  all = true,
}: {
  readonly label: string;
  readonly value: string | undefined;
  readonly change: (value: string | undefined) => void;
  readonly children: ReactNode;
  /** Whether nothing may be chosen. */
  readonly all?: boolean;
}) {
  const say = useTexts(texts);
  const id = useId();
  return (
    <span className="match-choice">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value ?? ''} onChange={(event) => change(event.target.value || undefined)}>
        {all ? <option value="">{say('all')}</option> : null}
        {children}
      </select>
    </span>
  );
}

function ExportButton({
  answer,
  state,
  file,
}: {
  readonly answer: { readonly top: readonly Row[]; readonly nearMisses: readonly Row[] };
  readonly state: TableState;
  readonly file: File;
}) {
  const say = useTexts(texts);
  const { t } = useTranslation();
  const name = useName();
  const priceOf = usePriceOf();
  const columns = columnsOf([...answer.top, ...answer.nearMisses]);
  const save = () => {
    const head = [
      say('listing'),
      say('supplier'),
      say('outcome'),
      say('score'),
      say('price'),
      ...columns.map(({ mandatory, subject, limit }) => `${mandatory ? '★' : '▲'} ${subject} ${limit ?? ''}`.trim()),
    ];
    const rows = [...shownRows(answer.top, state), ...shownRows(answer.nearMisses, state)].map((row) => [
      row.listing ? name(row.listing.name) : row.listingId,
      row.listing ? name(row.listing.supplier.name) : '',
      t(`outcome.${row.outcome}`),
      (row.score * 100).toFixed(0),
      priceOf(row.listing?.content?.price),
      ...columns.map(({ id }) => {
        const cell = cellOf(row, id);
        return cell ? `${t(verdictText(cell))} ${cell.says}` : '';
      }),
    ]);
    const notes = file.notes.map((note) => [note]);
    saveCsv(fileName([say('file'), ...file.parts, file.asOf], 'csv'), [head, ...rows, ...notes]);
  };
  return (
    <Button small title={say('exportNote')} onClick={save}>
      {say('export')}
    </Button>
  );
}

import { needsEvidence } from '@huanpei/domain';
import { BASES } from '@huanpei/matching';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { ListingTemplateDocument } from '../../generated/listing-editor';
import type { Basis, Op } from '../../generated/schema';
import { useTexts } from '../../language/texts';
import { Button } from '../../ui/button';
import { Mark } from '../../ui/mark';
import { FigureInput } from '../fields/figure-input';
import { unitsFor } from '../fields/figure';
import { MetricPicker, ParameterPicker } from '../fields/code-pickers';
import type { Reference } from '../fields/reference';
import { ConditionInput } from '../fields/condition-input';
import {
  missingOf,
  mostAsked,
  newRow,
  nextKey,
  opFor,
  rowOf,
  type Draft,
  type FactRow,
  type UnstatedFigure,
} from './draft';
import { texts } from './texts';

const OPS: readonly Op[] = ['LE', 'GE', 'EQ', 'RANGE', 'LT', 'GT', 'NOT_DETECTABLE'];

/** The performance table as it is written, led by what equipment of these technologies should state. */
export function FactTable({
  draft,
  change,
  reference,
  faults,
  unstated,
}: {
  readonly draft: Draft;
  readonly change: (facts: readonly FactRow[]) => void;
  readonly reference: Reference;
  readonly faults: ReadonlyMap<number, string>;
  /** What open tenders ask for and is not stated. */
  readonly unstated: readonly UnstatedFigure[];
}) {
  const say = useTexts(texts);
  const { facts } = draft;
  const set = (place: number, row: FactRow) => change(facts.map((one, at) => (at === place ? row : one)));
  return (
    <>
      <Expected draft={draft} reference={reference} unstated={unstated} add={(row) => change([...facts, row])} />
      <p className="stamp">{say('factsHint')}</p>
      <ol className="fact-rows">
        {facts.map((row, place) => (
          <FactLine
            key={row.key}
            row={row}
            place={place}
            draft={draft}
            reference={reference}
            fault={faults.get(place)}
            change={(next) => set(place, next)}
            copy={() => change([...facts, { ...row, key: nextKey(facts) }])}
            remove={() => change(facts.filter((_, at) => at !== place))}
          />
        ))}
      </ol>
      <Button onClick={() => change([...facts, newRow(facts)])}>{say('addFact')}</Button>
    </>
  );
}

/** What is usually stated and is not yet, each added with one click. */
function Expected({
  draft,
  reference,
  unstated,
  add,
}: {
  readonly draft: Draft;
  readonly reference: Reference;
  readonly unstated: readonly UnstatedFigure[];
  readonly add: (row: FactRow) => void;
}) {
  const say = useTexts(texts);
  const { technologies, facts } = draft;
  const [result] = useQuery({
    query: ListingTemplateDocument,
    variables: { technologies: [...technologies] },
    pause: technologies.length === 0,
  });
  if (technologies.length === 0) return <p className="lede">{say('chooseFirst')}</p>;
  const template = result.data?.factTemplate.facts;
  if (!template) return null;
  const missing = mostAsked(missingOf(template, facts), unstated);
  if (missing.length === 0) return <p className="lede">{say('allStated')}</p>;
  return (
    <section className="panel expected" aria-label={say('expected', { count: missing.length })}>
      <h3>{say('expected', { count: missing.length })}</h3>
      <ul>
        {missing.map(({ fact, lots }) => (
          <li key={`${fact.metric.code} ${fact.parameter?.code ?? ''}`}>
            <Mark kind={fact.importance === 'ESSENTIAL' ? 'notice' : 'plain'}>{say(fact.importance)}</Mark>
            <Button small title={fact.why} onClick={() => add(rowOf(facts, fact, reference))}>
              + {fact.parameter ? `${fact.parameter.label} ` : ''}
              {fact.metric.label}
            </Button>
            {lots > 0 ? <span className="stamp numbers">{say('askedBy', { count: lots })}</span> : null}
          </li>
        ))}
      </ul>
    </section>
  );
}

function FactLine({
  row,
  place,
  draft,
  reference,
  fault,
  change,
  copy,
  remove,
}: {
  readonly row: FactRow;
  readonly place: number;
  readonly draft: Draft;
  readonly reference: Reference;
  readonly fault: string | undefined;
  readonly change: (row: FactRow) => void;
  readonly copy: () => void;
  readonly remove: () => void;
}) {
  const say = useTexts(texts);
  const { t } = useTranslation();
  const of = { metric: row.metric, parameter: row.parameter, domain: draft.domain };
  const choice = unitsFor(reference, of);
  const label = say('fact', { row: place + 1 });
  // A unit that was not chosen yet follows what the figure is of.
  const speaking = (metric: string, parameter: string | undefined): FactRow => ({
    ...row,
    metric,
    parameter,
    figure:
      row.figure.value === undefined
        ? {
            op: opFor(metric, parameter, reference),
            unit: unitsFor(reference, { ...of, metric, parameter }).usual[0] ?? row.figure.unit,
            unread: row.figure.unread,
          }
        : row.figure,
  });
  return (
    <li className="fact-row" aria-label={label}>
      <MetricPicker
        reference={reference}
        domain={draft.domain}
        label={say('metric')}
        value={row.metric || undefined}
        change={(metric) => change(speaking(metric ?? '', row.parameter))}
      />
      <ParameterPicker
        reference={reference}
        domain={draft.domain}
        label={say('parameter')}
        value={row.parameter}
        change={(parameter) => change(speaking(row.metric, parameter))}
      />
      <FigureInput
        label={say('figure')}
        figure={row.figure}
        change={(figure) => change({ ...row, figure })}
        choice={choice}
        stated={of}
        units={reference.units}
        ops={OPS}
        fault={fault}
      />
      <ConditionInput
        value={row.condition}
        change={(condition) => change({ ...row, condition })}
        remark={say('conditionRemark')}
        reference={reference}
      />
      <div className="edit-field">
        <label>
          {say('basis')}
          <select
            className="edit-input"
            value={row.basis}
            onChange={({ target }) => change({ ...row, basis: target.value as Basis })}
          >
            {BASES.map((basis) => (
              <option key={basis} value={basis}>
                {t(`basis.${basis}`)}
              </option>
            ))}
          </select>
        </label>
      </div>
      <div className="edit-field">
        <label>
          {say('evidence')}
          <select
            className="edit-input"
            value={row.attachmentId ?? ''}
            aria-invalid={(needsEvidence(row.basis) && !row.attachmentId) || undefined}
            onChange={({ target }) => change({ ...row, attachmentId: target.value || undefined })}
          >
            <option value="">{say('noEvidence')}</option>
            {draft.attachments.map(({ id, title }) => (
              <option key={id} value={id}>
                {title || say('attachment', { id })}
              </option>
            ))}
          </select>
        </label>
      </div>
      <div className="fact-tools">
        <Button small onClick={copy} aria-label={`${say('duplicate')} ${label}`}>
          {say('duplicate')}
        </Button>
        <Button small onClick={remove} aria-label={`${say('remove')} ${label}`}>
          {say('remove')}
        </Button>
      </div>
    </li>
  );
}

import { statement, type ExplainLabels, type Op as Sign } from '@huanpei/matching';
import { useState } from 'react';
import { useQuery } from 'urql';
import { LimitsOfStandardDocument } from '../../generated/fields';
import { useLanguage } from '../../language/choose';
import { useTexts } from '../../language/texts';
import { Button, Checkbox } from '../../ui/button';
import { Mark } from '../../ui/mark';
import { Notice } from '../../ui/notice';
import { Failed, Loading } from '../../ui/states';
import { useName } from '../../ui/use-name';
import { StandardPicker } from '../fields/standard-picker';
import { citationKey, type DraftCitation } from './draft';
import { exclusionsOf } from './exclusions';
import { focusCited } from './focus';
import { conditionsOf, narrowed, toggledParameter, type Holds } from './citation';
import { labelsOf } from './says';
import type { StepProps } from './step-props';
import { texts } from './texts';
import type { Limit } from './use-limits';

/** The standards to be kept, each with its limits. */
export function StandardStep({ lot, reference, edit }: StepProps) {
  const say = useTexts(texts);
  const [chosen, setChosen] = useState<{ readonly code: string; readonly level: string }>();
  // A picker begins anew once its standard was cited.
  const [round, setRound] = useState(0);
  const cited = chosen !== undefined && lot.standards.some((one) => citationKey(one) === citationKey(chosen));
  return (
    <section>
      <h2>{say('standard.title')}</h2>
      <p className="stamp">{say('standard.note')}</p>
      {lot.standards.length === 0 ? <p className="lede">{say('standard.none')}</p> : null}
      {lot.standards.map((citation) => (
        <CitationView
          key={citationKey(citation)}
          citation={citation}
          inlets={lot.duty.flatMap(({ metric, parameter }) =>
            metric === 'inlet' && parameter !== undefined ? [parameter] : [],
          )}
          reference={reference}
          change={(next) => edit({ type: 'PUT_CITATION', lot: lot.id, citation: next })}
          remove={() => edit({ type: 'REMOVE_CITATION', lot: lot.id, key: citationKey(citation) })}
        />
      ))}
      <div className="panel">
        <StandardPicker
          key={round}
          reference={reference}
          domain={lot.domain}
          value={chosen}
          change={setChosen}
          fault={cited ? say('standard.apart') : undefined}
        />
        <Button
          className="more"
          disabled={chosen === undefined || cited}
          onClick={(event) => {
            if (!chosen) return;
            focusCited(event.currentTarget);
            edit({ type: 'PUT_CITATION', lot: lot.id, citation: { ...chosen, where: [], whereNot: [] } });
            setChosen(undefined);
            setRound(round + 1);
          }}
        >
          {say('standard.add')}
        </Button>
      </div>
    </section>
  );
}

function CitationView({
  citation,
  inlets,
  reference,
  change,
  remove,
}: Pick<StepProps, 'reference'> & {
  readonly citation: DraftCitation;
  readonly inlets: readonly string[];
  readonly change: (citation: DraftCitation) => void;
  readonly remove: () => void;
}) {
  const say = useTexts(texts);
  const name = useName();
  const [result, again] = useQuery({ query: LimitsOfStandardDocument, variables: { code: citation.code } });
  const standard = reference.standard(citation.code);
  const title = `${citation.code} ${name(standard?.levels.find(({ code }) => code === citation.level)) || citation.level}`;
  const limits = result.data?.standard?.levels.find(({ code }) => code === citation.level)?.limits;
  return (
    <div className="panel" role="group" aria-label={title} tabIndex={-1}>
      <div className="citation-head">
        <div>
          <strong>{title}</strong>
          <div className="stamp">{name(standard)}</div>
        </div>
        <Button small aria-label={say('standard.remove', { of: title })} onClick={remove}>
          ✕
        </Button>
      </div>
      {result.error ? <Failed error={result.error} retry={() => again({ requestPolicy: 'network-only' })} /> : null}
      {result.fetching && !limits ? <Loading rows={3} /> : null}
      {limits ? (
        <LimitsTable limits={limits} citation={citation} inlets={inlets} reference={reference} change={change} />
      ) : null}
    </div>
  );
}

function LimitsTable({
  limits,
  citation,
  inlets,
  reference,
  change,
}: Pick<StepProps, 'reference'> & {
  readonly limits: readonly Limit[];
  readonly citation: DraftCitation;
  readonly inlets: readonly string[];
  readonly change: (citation: DraftCitation) => void;
}) {
  const say = useTexts(texts);
  const { language } = useLanguage();
  const labels = labelsOf(reference, language === 'en');
  const all = [...new Set(limits.map(({ parameter }) => parameter.code))];
  const isChosen = (code: string) => citation.parameters?.includes(code) ?? true;
  const conditions = conditionsOf(limits);
  const called = (text: string) => conditions.find((one) => one.text === text)?.label ?? labels.condition(text);
  const limited = inlets.filter((code) => all.includes(code));
  return (
    <>
      <div className="edit-adds">
        <span className="stamp numbers">
          {say('standard.limits', { chosen: all.filter(isChosen).length, all: all.length })}
        </span>
        <Button small onClick={() => change(narrowed(citation, undefined))}>
          {say('standard.all')}
        </Button>
        {limited.length > 0 ? (
          <Button small onClick={() => change(narrowed(citation, limited))}>
            {say('standard.onlyInlet')}
          </Button>
        ) : null}
      </div>
      <div className="scroll">
        <table className="limits">
          <thead>
            <tr>
              <th scope="col">{say('standard.parameter')}</th>
              <th scope="col">{say('standard.limit')}</th>
              <th scope="col">{say('standard.averaging')}</th>
              <th scope="col">{say('standard.condition')}</th>
            </tr>
          </thead>
          <tbody>
            {limits.map((limit, at) => (
              <tr key={limit.id}>
                <th scope="row">
                  {limits.findIndex(({ parameter }) => parameter.code === limit.parameter.code) === at ? (
                    <Checkbox
                      checked={isChosen(limit.parameter.code)}
                      onChange={() => change(toggledParameter(citation, limit.parameter.code, all))}
                    >
                      {limit.parameter.label}
                    </Checkbox>
                  ) : null}
                </th>
                <td className="numbers">{shownLimit(limit, language, labels)}</td>
                <td>{limit.averaging}</td>
                <td>
                  {[limit.conditionLabel, limit.scopeLabel].filter(Boolean).join(' · ')}
                  {limit.decides ? null : <Mark kind="notice">{say('standard.notDeciding')}</Mark>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {conditions.length > 0 ? (
        <fieldset className="settle">
          <legend className="edit-legend">{say('standard.settle')}</legend>
          <p className="stamp">{say('standard.settleNote')}</p>
          {exclusionsOf(citation, (code) => reference.parameter(code) !== undefined).map(({ one, other }) => (
            <Notice
              key={`${one} ${other}`}
              kind="warning"
              title={say('standard.excludes', { code: citation.code, one: called(one), other: called(other) })}
            />
          ))}
          {conditions.map(({ text, label }) => (
            <label key={text}>
              <span>{label}</span>
              <select
                className="edit-input"
                value={citation.where.includes(text) ? 'YES' : citation.whereNot.includes(text) ? 'NO' : 'OPEN'}
                onChange={(event) => {
                  const holds = event.target.value as Holds;
                  const without = (list: readonly string[]) => list.filter((one) => one !== text);
                  change({
                    ...citation,
                    where: holds === 'YES' ? [...without(citation.where), text] : without(citation.where),
                    whereNot: holds === 'NO' ? [...without(citation.whereNot), text] : without(citation.whereNot),
                  });
                }}
              >
                {(['OPEN', 'YES', 'NO'] as const).map((holds) => (
                  <option key={holds} value={holds}>
                    {say(`standard.holds.${holds}`)}
                  </option>
                ))}
              </select>
            </label>
          ))}
        </fieldset>
      ) : null}
    </>
  );
}

/** A limit by the wording of the engine; the range of a best technique reads as a range. */
function shownLimit({ op, limit, limitMax, unit }: Limit, language: 'zh' | 'en', labels: ExplainLabels): string {
  const known = ['<=', '<', '>=', '>', 'range', 'not_detectable'].find((one) => one === op) as Sign | undefined;
  const figure = {
    metric: 'outlet',
    op: known ?? (typeof limitMax === 'number' ? 'range' : '='),
    unit,
    ...(typeof limit === 'number' ? { value: limit } : {}),
    ...(typeof limitMax === 'number' ? { valueMax: limitMax } : {}),
  };
  return statement(figure, language, labels) || '—';
}

import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Domain } from '../../generated/schema';
import { useTexts } from '../../language/texts';
import { Button } from '../../ui/button';
import { Dialog } from '../../ui/dialog';
import { useName } from '../../ui/use-name';
import { Field } from '../fields/field';
import { unitsFor, type Figure } from '../fields/figure';
import { FigureInput } from '../fields/figure-input';
import { ParameterPicker } from '../fields/code-pickers';
import { ScenarioPicker, TechnologyPicker } from '../fields/taxonomy-pickers';
import { blankInlet } from './blank-inlet';
import type { DraftDuty } from './draft';
import { isBlank, type LotChanges } from './draft-state';
import { DOMAINS } from './domains';
import { focusAdded, focusBrought, focusTechnologies } from './focus';
import { RemoveBlank, RemoveButton } from './line-parts';
import { PasteNeed } from './paste-need';
import type { StepProps } from './step-props';
import { technologiesOf } from './template';
import { texts } from './texts';
import { useLimits } from './use-limits';
import { useTemplate } from './use-template';

/** What is bought, and what it will face. */
export function DutyStep({ lot, reference, edit }: StepProps) {
  const { t } = useTranslation();
  const say = useTexts(texts);
  const templateOf = useTemplate(reference);
  const [pasting, setPasting] = useState(false);
  const set = (changes: LotChanges) => edit({ type: 'SET_LOT', lot: lot.id, changes });
  const limited = useLimits(lot.standards).filter(
    (code) => !lot.duty.some(({ metric, parameter }) => metric === 'inlet' && parameter === code),
  );
  const addDuty = (metric: DraftDuty['metric'], parameter?: string) => {
    const stated = { metric, parameter, domain: lot.domain };
    const unit = metric === 'inlet' && parameter === undefined ? '' : (unitsFor(reference, stated).usual[0] ?? '');
    edit({ type: 'ADD_DUTY', lot: lot.id, duty: { metric, parameter, figure: { op: 'EQ', unit } } });
  };
  const template = async () => {
    const parts = await templateOf(lot.scenario, lot.technologies);
    if (!parts) return;
    const known = new Set(
      lot.requirements.map(({ demand }) =>
        demand.kind === 'FIGURE' ? `${demand.metric}/${demand.parameter ?? ''}` : '',
      ),
    );
    edit({
      type: 'MERGE',
      lot: lot.id,
      parts: {
        ...parts,
        requirements: (parts.requirements ?? []).filter(
          ({ demand }) => demand.kind !== 'FIGURE' || !known.has(`${demand.metric}/${demand.parameter ?? ''}`),
        ),
      },
    });
  };
  return (
    <>
      <section>
        <h2>{say('duty.what')}</h2>
        <div className="edit-row">
          <Field id="domain" label={say('duty.domain')}>
            <select
              id="domain"
              value={lot.domain}
              onChange={(event) => set({ domain: event.target.value as Domain, scenario: undefined, technologies: [] })}
            >
              {DOMAINS.map((domain) => (
                <option key={domain} value={domain}>
                  {t(`domain.${domain}`)}
                </option>
              ))}
            </select>
          </Field>
          <ScenarioPicker
            reference={reference}
            domain={lot.domain}
            value={lot.scenario}
            change={(scenario) => set({ scenario })}
          />
        </div>
        <div className="edit-row technologies">
          <TechnologyPicker
            reference={reference}
            domain={lot.domain}
            value={lot.technologies}
            change={(technologies) => set({ technologies })}
          />
        </div>
        <Narrowing lot={lot} reference={reference} set={set} />
        <div className="edit-adds">
          <Button small onClick={() => setPasting(true)}>
            {say('duty.paste')}
          </Button>
          {lot.scenario || lot.technologies.length > 0 ? (
            <Button small title={say('duty.templateNote')} onClick={() => void template()}>
              {say('duty.template')}
            </Button>
          ) : null}
        </div>
      </section>
      <section>
        <h2>{say('duty.title')}</h2>
        <p className="stamp">{say('duty.note')}</p>
        {lot.duty.length === 0 ? <p className="lede">{say('duty.none')}</p> : null}
        <ul className="edit-lines duty-lines">
          {lot.duty.map((duty, at) => (
            <DutyLine
              key={duty.key}
              duty={duty}
              number={at + 1}
              lot={lot}
              reference={reference}
              change={(next) => edit({ type: 'SET_DUTY', lot: lot.id, duty: next })}
              remove={() => edit({ type: 'REMOVE_DUTY', lot: lot.id, key: duty.key })}
            />
          ))}
        </ul>
        <div className="edit-adds">
          {METRICS.map((metric) => (
            <Button
              key={metric}
              small
              onClick={(event) => {
                focusAdded(event.currentTarget);
                addDuty(metric);
              }}
            >
              {say(`duty.add.${metric}`)}
            </Button>
          ))}
          <RemoveBlank
            count={lot.duty.filter(({ figure }) => isBlank(figure)).length}
            remove={() => edit({ type: 'REMOVE_BLANK', lot: lot.id, of: 'duty' })}
          />
          {limited.length > 0 ? (
            <Button
              small
              onClick={() => {
                focusBrought(lot);
                edit({
                  type: 'MERGE',
                  lot: lot.id,
                  parts: {
                    duty: limited.map((parameter) => blankInlet(reference, lot.domain, parameter)),
                  },
                });
              }}
            >
              {say('duty.fromStandards', { count: limited.length })}
            </Button>
          ) : null}
        </div>
      </section>
      {pasting ? (
        <Dialog title={say('duty.paste')} close={() => setPasting(false)}>
          <PasteNeed
            reference={reference}
            takeLabel={say('duty.pasteTake')}
            take={({ parts, lot: read }) => {
              const empty = lot.requirements.length + lot.standards.length + lot.duty.length === 0;
              edit({ type: 'MERGE', lot: lot.id, parts: empty ? { ...parts, domain: read.domain } : parts });
              setPasting(false);
            }}
          />
        </Dialog>
      ) : null}
    </>
  );
}

/** Without a technology everything in the domain is compared; a scenario offers those it has. */
function Narrowing({
  lot,
  reference,
  set,
}: Pick<StepProps, 'lot' | 'reference'> & { readonly set: (changes: LotChanges) => void }) {
  const { t } = useTranslation();
  const say = useTexts(texts);
  const name = useName();
  if (lot.technologies.length > 0) return null;
  const technologies = lot.scenario === undefined ? [] : technologiesOf(reference, lot.scenario);
  return (
    <p className="stamp">
      {say('duty.wide', { domain: t(`domain.${lot.domain}`) })}{' '}
      {technologies.length > 0 ? (
        <Button
          small
          onClick={(event) => {
            focusTechnologies(event.currentTarget);
            set({ technologies });
          }}
        >
          {say('duty.narrow', { scenario: name(reference.node(lot.scenario ?? '')), count: technologies.length })}
        </Button>
      ) : null}
    </p>
  );
}

const OPS = ['EQ', 'RANGE'] as const;
const METRICS = ['capacity', 'inlet', 'operating_temp'] as const;

function DutyLine({
  duty,
  number,
  lot,
  reference,
  change,
  remove,
}: Pick<StepProps, 'lot' | 'reference'> & {
  readonly duty: DraftDuty;
  readonly number: number;
  readonly change: (duty: DraftDuty) => void;
  readonly remove: () => void;
}) {
  const say = useTexts(texts);
  const name = useName();
  const { metric, parameter, figure } = duty;
  const stated = { metric, parameter, domain: lot.domain };
  const choice = unitsFor(reference, stated);
  const kind = say(`duty.kind.${metric}`);
  const of = parameter === undefined ? kind : `${kind} · ${name(reference.parameter(parameter))}`;
  const pick = (code: string | undefined) => {
    const units = unitsFor(reference, { ...stated, parameter: code });
    const unit =
      units.usual.includes(figure.unit) || units.also.includes(figure.unit) ? figure.unit : (units.usual[0] ?? '');
    change({ ...duty, parameter: code, figure: { ...figure, unit } });
  };
  return (
    <li className="edit-line" aria-label={`${say('duty.line', { number })} · ${of}`}>
      <div className="edit-line-fields duty">
        {metric === 'inlet' ? (
          <ParameterPicker reference={reference} domain={lot.domain} value={parameter} change={pick} label={kind} />
        ) : (
          <span className="edit-line-name">{kind}</span>
        )}
        <FigureInput
          label={of}
          hideLabel={metric !== 'inlet'}
          figure={figure}
          change={(next: Figure) => change({ ...duty, figure: next })}
          choice={choice}
          stated={stated}
          units={reference.units}
          ops={OPS}
        />
      </div>
      <RemoveButton label={say('duty.remove', { of })} remove={remove} />
    </li>
  );
}

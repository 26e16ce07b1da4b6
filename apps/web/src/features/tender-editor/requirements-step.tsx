import { useId } from 'react';
import { useLanguage } from '../../language/choose';
import { useTexts } from '../../language/texts';
import { Button } from '../../ui/button';
import { useName } from '../../ui/use-name';
import { Field } from '../fields/field';
import { ConditionInput } from '../fields/condition-input';
import { unitsFor, type Figure } from '../fields/figure';
import { FigureInput } from '../fields/figure-input';
import { MoneyInput } from '../fields/money-input';
import { CodedPicker, MetricPicker, ParameterPicker } from '../fields/code-pickers';
import { RegionPicker } from '../fields/region-picker';
import { NEED_PARAMETER, type Demand, type DemandKind, type DraftRequirement } from './draft';
import { isBlankDemand } from './draft-state';
import { focusAdded } from './focus';
import { OverBudgetNotice } from './over-budget';
import { BasisSelect, RemoveBlank, RemoveButton } from './line-parts';
import { labelsOf, sayDemand } from './says';
import type { StepProps } from './step-props';
import { texts } from './texts';

const KINDS: readonly DemandKind[] = ['FIGURE', 'CERTIFICATE', 'SERVICE', 'REGION', 'LEAD_DAYS', 'PRICE', 'HONOUR'];

const emptyDemand = (kind: DemandKind): Demand =>
  kind === 'FIGURE' ? { kind, metric: 'outlet', figure: { op: 'LE', unit: '' } } : { kind };

/** What is demanded beside the standards. */
export function RequirementsStep({ draft, lot, reference, edit }: StepProps) {
  const say = useTexts(texts);
  const groups = [...new Set(lot.requirements.flatMap(({ group }) => group ?? []))].sort();
  return (
    <section>
      <h2>{say('requirements.title')}</h2>
      <p className="stamp">{say('requirements.note')}</p>
      {lot.requirements.length === 0 ? <p className="lede">{say('requirements.none')}</p> : null}
      <ul className="edit-lines">
        {lot.requirements.map((requirement) => (
          <RequirementLine
            key={requirement.id}
            requirement={requirement}
            groups={groups}
            lot={lot}
            reference={reference}
            change={(next) => edit({ type: 'SET_REQUIREMENT', lot: lot.id, requirement: next })}
            remove={() => edit({ type: 'REMOVE_REQUIREMENT', lot: lot.id, id: requirement.id })}
          />
        ))}
      </ul>
      <OverBudgetNotice draft={draft} of={lot.id} />
      <div className="edit-adds" role="group" aria-label={say('requirements.add')}>
        {KINDS.map((kind) => (
          <Button
            key={kind}
            small
            onClick={(event) => {
              focusAdded(event.currentTarget);
              edit({
                type: 'ADD_REQUIREMENT',
                lot: lot.id,
                requirement: { mandatory: kind !== 'HONOUR', weight: 1, demand: emptyDemand(kind) },
              });
            }}
          >
            + {say(`requirements.addKind.${kind}`)}
          </Button>
        ))}
        <RemoveBlank
          count={lot.requirements.filter(isBlankDemand).length}
          remove={() => edit({ type: 'REMOVE_BLANK', lot: lot.id, of: 'requirements' })}
        />
      </div>
    </section>
  );
}

type LineProps = Pick<StepProps, 'lot' | 'reference'> & {
  readonly requirement: DraftRequirement;
  readonly change: (requirement: DraftRequirement) => void;
};

function RequirementLine({
  requirement,
  groups,
  lot,
  reference,
  change,
  remove,
}: LineProps & { readonly groups: readonly string[]; readonly remove: () => void }) {
  const say = useTexts(texts);
  const { language } = useLanguage();
  const of =
    sayDemand(requirement.demand, language, labelsOf(reference, language === 'en')) ??
    `${say(`requirements.addKind.${requirement.demand.kind}`)} · ${say('requirements.empty')}`;
  const { group, mandatory, weight, minimumBasis, condition } = requirement;
  const newGroup = nextGroup(groups);
  return (
    <li className={`edit-line${group === undefined ? '' : ' alternatives'}`} aria-label={of}>
      <DemandFields requirement={requirement} lot={lot} reference={reference} change={change} />
      <RemoveButton label={say('requirements.remove', { of })} remove={remove} />
      <div className="edit-line-more">
        <label>
          <span className="unseen">{say('requirements.importance')}</span>
          <select
            value={mandatory ? 'MANDATORY' : 'SCORED'}
            onChange={(event) => change({ ...requirement, mandatory: event.target.value === 'MANDATORY' })}
          >
            <option value="MANDATORY">{say('requirements.mandatory')}</option>
            <option value="SCORED">{say('requirements.scored')}</option>
          </select>
        </label>
        {mandatory ? null : (
          <label>
            {say('requirements.weight')}
            <input
              className="edit-input"
              type="number"
              min={0}
              max={100}
              step={0.5}
              value={weight}
              onChange={(event) => {
                const next = event.target.valueAsNumber;
                if (Number.isFinite(next) && next >= 0) change({ ...requirement, weight: next });
              }}
            />
          </label>
        )}
        <label>
          {say('requirements.group')}
          <select
            value={group ?? ''}
            onChange={(event) => change({ ...requirement, group: event.target.value || undefined })}
          >
            <option value="">{say('requirements.noGroup')}</option>
            {groups.map((one) => (
              <option key={one} value={one}>
                {say('requirements.ofGroup', { group: one })}
              </option>
            ))}
            <option value={newGroup}>{say('requirements.newGroup')}</option>
          </select>
        </label>
        {requirement.demand.kind === 'FIGURE' ? (
          <BasisSelect
            label={say('requirements.basis')}
            value={minimumBasis}
            change={(basis) => change({ ...requirement, minimumBasis: basis })}
          />
        ) : null}
        {requirement.demand.kind === 'FIGURE' || condition !== undefined ? (
          <ConditionInput
            value={condition ?? ''}
            change={(next) => change({ ...requirement, condition: next === '' ? undefined : next })}
            remark={say('requirements.conditionRemark')}
            reference={reference}
          />
        ) : null}
      </div>
    </li>
  );
}

/** `A`, `B` … as long as there are letters, then numbers. */
function nextGroup(groups: readonly string[]): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
  return [...letters].find((letter) => !groups.includes(letter)) ?? `G${groups.length + 1}`;
}

const OPS = ['LE', 'LT', 'GE', 'GT', 'RANGE', 'EQ'] as const;
const OUTLET_OPS = [...OPS, 'NOT_DETECTABLE'] as const;

function DemandFields({ requirement, lot, reference, change }: LineProps) {
  const say = useTexts(texts);
  const name = useName();
  const id = useId();
  const { demand } = requirement;
  const set = (next: Demand) => change({ ...requirement, demand: next });
  switch (demand.kind) {
    case 'FIGURE': {
      const { metric, parameter, figure } = demand;
      const statedBy = (m: string | undefined, p: string | undefined) => ({
        metric: m ?? '',
        parameter: p,
        domain: lot.domain,
      });
      const choice = unitsFor(reference, statedBy(metric, parameter));
      const refit = (m: string | undefined, p: string | undefined) => {
        const units = unitsFor(reference, statedBy(m, p));
        const all = [...units.usual, ...units.also];
        const unit = all.includes(figure.unit) ? figure.unit : (units.usual[0] ?? '');
        set({ kind: 'FIGURE', metric: m, parameter: p, figure: { ...figure, unit } });
      };
      const needsParameter = metric === undefined || NEED_PARAMETER.includes(metric);
      return (
        <div className="edit-line-fields">
          <MetricPicker
            reference={reference}
            domain={lot.domain}
            value={metric}
            change={(code) => refit(code, parameter)}
          />
          {needsParameter || parameter !== undefined ? (
            <ParameterPicker
              reference={reference}
              domain={lot.domain}
              value={parameter}
              change={(code) => refit(metric, code)}
            />
          ) : null}
          <FigureInput
            label={say('requirements.figure')}
            figure={figure}
            change={(next: Figure) => set({ ...demand, figure: next })}
            choice={choice}
            stated={statedBy(metric, parameter)}
            units={reference.units}
            ops={metric === 'outlet' ? OUTLET_OPS : OPS}
          />
        </div>
      );
    }
    case 'LEAD_DAYS':
      return (
        <div className="edit-line-fields">
          <Field id={id} label={say('requirements.days')}>
            <input
              id={id}
              className="edit-input numbers"
              type="number"
              min={1}
              value={demand.days ?? ''}
              onChange={(event) => {
                const days = event.target.valueAsNumber;
                set({ kind: 'LEAD_DAYS', days: Number.isFinite(days) ? days : undefined });
              }}
            />
          </Field>
        </div>
      );
    case 'PRICE':
      return (
        <div className="edit-line-fields">
          <MoneyInput
            label={say('requirements.price')}
            value={demand.price}
            unread={demand.unread}
            change={(price, unread) => set({ kind: 'PRICE', price, unread })}
          />
        </div>
      );
    case 'REGION':
      return (
        <RegionPicker
          label={say('requirements.code.REGION')}
          value={demand.code}
          change={(code) => set({ kind: 'REGION', code })}
        />
      );
    case 'CERTIFICATE':
    case 'HONOUR':
    case 'SERVICE': {
      const list =
        demand.kind === 'SERVICE'
          ? reference.services.map((node) => ({ code: node.code, label: name(node) }))
          : (demand.kind === 'HONOUR' ? reference.honours : reference.certificates).map(({ code, label, proves }) => ({
              code,
              label,
              note: proves,
            }));
      return (
        <div className="edit-line-fields">
          <CodedPicker
            list={list}
            label={say(`requirements.code.${demand.kind}`)}
            value={demand.code}
            change={(code) => set({ kind: demand.kind, code })}
          />
        </div>
      );
    }
  }
}

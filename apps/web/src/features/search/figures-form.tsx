import { useEffect, useId, useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { showUnit } from '../../ui/format';
import {
  ENERGY_UNITS,
  FLOW_UNITS,
  OUTLET_UNITS,
  PRICE_UNITS,
  amountFault,
  daysFault,
  hasFault,
  limitFault,
  type Amount,
  type FigureFault,
  type Limit,
  type SearchState,
} from './search-state';
import { Button } from '../../ui/button';
import { describedBy } from '../fields/field';

type Typed = Pick<SearchState, 'flow' | 'outlets' | 'removals' | 'energy' | 'price' | 'days' | 'orNotStated'>;

const EMPTY_OUTLET: Limit = { parameter: '', value: '', unit: OUTLET_UNITS[0] ?? '' };
const EMPTY_REMOVAL: Limit = { parameter: '', value: '', unit: '%' };
const typedOf = ({ flow, outlets, removals, energy, price, days, orNotStated }: SearchState): Typed => ({
  flow,
  // There is always a line to type into.
  outlets: outlets.length > 0 ? outlets : [EMPTY_OUTLET],
  removals: removals.length > 0 ? removals : [EMPTY_REMOVAL],
  energy,
  price,
  days,
  orNotStated,
});
const isEmpty = ({ parameter, value }: Limit) => parameter.trim() === '' && value.trim() === '';

/** The figures an engineer narrows by. They count once the form is sent, so that half a number asks nothing. */
export function FiguresForm({
  state,
  parameters,
  change,
}: {
  readonly state: SearchState;
  /** Names to choose from; any other may be typed. */
  readonly parameters: readonly string[];
  readonly change: (state: SearchState) => void;
}) {
  const { t } = useTranslation();
  const id = useId();
  const [typed, setTyped] = useState(() => typedOf(state));
  // Only other figures replace what is being typed; choosing a facet meanwhile does not.
  const figures = JSON.stringify(typedOf(state));
  useEffect(() => setTyped(JSON.parse(figures) as Typed), [figures]);
  const asked: SearchState = {
    ...state,
    ...typed,
    outlets: typed.outlets.filter((limit) => !isEmpty(limit)),
    removals: typed.removals.filter((limit) => !isEmpty(limit)),
  };
  // A limit of which only half is typed is no fault before the form is sent, or came as it is in the address.
  const [refused, setRefused] = useState(() => ({ halves: hasFault(state), times: 0 }));
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (refused.times > 0) form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }, [refused.times]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (hasFault(asked)) {
      setRefused({ halves: true, times: refused.times + 1 });
      return;
    }
    setRefused({ halves: false, times: 0 });
    change(asked);
  };
  const amount = (name: 'flow' | 'energy' | 'price', units: readonly string[]) => (
    <AmountRow
      label={t(`search.figure.${name}`)}
      amount={typed[name]}
      units={units}
      fault={amountFault(typed[name].value)}
      change={(next) => setTyped({ ...typed, [name]: next })}
    />
  );
  const limits = (name: 'outlets' | 'removals', units: readonly string[], empty: Limit) => (
    <fieldset>
      <legend>{t(`search.figure.${name}`)}</legend>
      {typed[name].map((limit, index) => (
        <LimitRow
          key={index}
          list={`${id}parameters`}
          limit={limit}
          units={units}
          fault={refused.halves || amountFault(limit.value) ? limitFault(limit) : undefined}
          change={(next) =>
            setTyped({ ...typed, [name]: typed[name].map((one, place) => (place === index ? next : one)) })
          }
        />
      ))}
      {typed[name].length < 5 && !typed[name].some(isEmpty) ? (
        <Button small onClick={() => setTyped({ ...typed, [name]: [...typed[name], empty] })}>
          {t('search.addLimit')}
        </Button>
      ) : null}
    </fieldset>
  );
  return (
    <form ref={form} className="figures-form" onSubmit={submit} noValidate>
      <datalist id={`${id}parameters`}>
        {parameters.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      {amount('flow', FLOW_UNITS)}
      {limits('outlets', OUTLET_UNITS, EMPTY_OUTLET)}
      {limits('removals', ['%'], EMPTY_REMOVAL)}
      {amount('energy', ENERGY_UNITS)}
      {amount('price', PRICE_UNITS)}
      <AmountRow
        label={t('search.figure.days')}
        amount={{ value: typed.days, unit: t('search.days') }}
        units={[t('search.days')]}
        fault={daysFault(typed.days)}
        change={({ value }) => setTyped({ ...typed, days: value })}
      />
      <label className="choice">
        <input
          type="checkbox"
          checked={typed.orNotStated}
          onChange={(event) => setTyped({ ...typed, orNotStated: event.target.checked })}
        />
        {t('search.orNotStated')}
      </label>
      <Button type="submit">{t('search.apply')}</Button>
    </form>
  );
}

function AmountRow({
  label,
  amount,
  units,
  fault,
  change,
}: {
  readonly label: string;
  readonly amount: Amount;
  readonly units: readonly string[];
  readonly fault: FigureFault | undefined;
  readonly change: (amount: Amount) => void;
}) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <span className="row">
        <input
          id={id}
          inputMode="decimal"
          value={amount.value}
          maxLength={40}
          aria-invalid={fault !== undefined}
          aria-describedby={describedBy(id, fault, undefined)}
          onChange={(event) => change({ ...amount, value: event.target.value })}
        />
        <UnitChoice of={label} unit={amount.unit} units={units} change={(unit) => change({ ...amount, unit })} />
      </span>
      <Fault of={id} fault={fault} />
    </div>
  );
}

function LimitRow({
  limit,
  units,
  list,
  fault,
  change,
}: {
  readonly limit: Limit;
  readonly units: readonly string[];
  readonly list: string;
  readonly fault: FigureFault | undefined;
  readonly change: (limit: Limit) => void;
}) {
  const { t } = useTranslation();
  const id = useId();
  const described = describedBy(id, fault, undefined);
  return (
    <>
      <div className="row">
        <input
          className="wide"
          aria-label={t('search.parameter')}
          placeholder={t('search.parameterExample')}
          list={list}
          maxLength={100}
          value={limit.parameter}
          aria-invalid={fault === 'NO_PARAMETER'}
          aria-describedby={fault === 'NO_PARAMETER' ? described : undefined}
          onChange={(event) => change({ ...limit, parameter: event.target.value })}
        />
        <input
          aria-label={t('search.value')}
          inputMode="decimal"
          maxLength={40}
          value={limit.value}
          aria-invalid={fault !== undefined && fault !== 'NO_PARAMETER'}
          aria-describedby={fault === 'NO_PARAMETER' ? undefined : described}
          onChange={(event) => change({ ...limit, value: event.target.value })}
        />
        <UnitChoice
          of={t('search.value')}
          unit={limit.unit}
          units={units}
          change={(unit) => change({ ...limit, unit })}
        />
      </div>
      <Fault of={id} fault={fault} />
    </>
  );
}

/** What is wrong, below the field that `describedBy` ties it to. */
function Fault({ of, fault }: { readonly of: string; readonly fault: FigureFault | undefined }) {
  const { t } = useTranslation();
  if (fault === undefined) return null;
  return (
    <p id={`${of}-fault`} className="fault">
      {t(`search.fault.${fault}`)}
    </p>
  );
}

function UnitChoice({
  of,
  unit,
  units,
  change,
}: {
  readonly of: string;
  readonly unit: string;
  readonly units: readonly string[];
  readonly change: (unit: string) => void;
}) {
  const { t } = useTranslation();
  const name = (one: string) =>
    one === 'unit' ? t('search.perUnit') : showUnit(one.replace('万', t('search.tenThousand')));
  if (units.length === 1) return <span className="unit">{name(unit)}</span>;
  return (
    <select aria-label={t('search.unitOf', { of })} value={unit} onChange={(event) => change(event.target.value)}>
      {units.map((one) => (
        <option key={one} value={one}>
          {name(one)}
        </option>
      ))}
    </select>
  );
}

import { useEffect, useId, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { showUnit } from '../../ui/format';
import {
  ENERGY_UNITS,
  FLOW_UNITS,
  OUTLET_UNITS,
  PRICE_UNITS,
  unreadable,
  type Amount,
  type Limit,
  type SearchState,
} from './search-state';
import { Button } from '../../ui/button';

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
  const faults = unreadable(asked);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (faults.length === 0) change(asked);
  };
  const amount = (name: 'flow' | 'energy' | 'price', units: readonly string[]) => (
    <AmountRow
      label={t(`search.figure.${name}`)}
      amount={typed[name]}
      units={units}
      fault={faults.includes(name)}
      change={(next) => setTyped({ ...typed, [name]: next })}
    />
  );
  const limits = (name: 'outlets' | 'removals', fault: string, units: readonly string[], empty: Limit) => (
    <fieldset>
      <legend>{t(`search.figure.${name}`)}</legend>
      {typed[name].map((limit, index) => (
        <LimitRow
          key={index}
          list={`${id}parameters`}
          limit={limit}
          units={units}
          fault={faults.includes(fault)}
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
    <form className="figures-form" onSubmit={submit} noValidate>
      <datalist id={`${id}parameters`}>
        {parameters.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      {amount('flow', FLOW_UNITS)}
      {limits('outlets', 'outlet', OUTLET_UNITS, EMPTY_OUTLET)}
      {limits('removals', 'removal', ['%'], EMPTY_REMOVAL)}
      {amount('energy', ENERGY_UNITS)}
      {amount('price', PRICE_UNITS)}
      <AmountRow
        label={t('search.figure.days')}
        amount={{ value: typed.days, unit: t('search.days') }}
        units={[t('search.days')]}
        fault={faults.includes('days')}
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
      {faults.length > 0 ? (
        <p className="fault" role="alert">
          {t('search.unreadable')}
        </p>
      ) : null}
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
  readonly fault: boolean;
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
          aria-invalid={fault}
          onChange={(event) => change({ ...amount, value: event.target.value })}
        />
        <UnitChoice of={label} unit={amount.unit} units={units} change={(unit) => change({ ...amount, unit })} />
      </span>
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
  readonly fault: boolean;
  readonly change: (limit: Limit) => void;
}) {
  const { t } = useTranslation();
  return (
    <div className="row">
      <input
        className="wide"
        aria-label={t('search.parameter')}
        placeholder={t('search.parameterExample')}
        list={list}
        maxLength={100}
        value={limit.parameter}
        aria-invalid={fault}
        onChange={(event) => change({ ...limit, parameter: event.target.value })}
      />
      <input
        aria-label={t('search.value')}
        inputMode="decimal"
        maxLength={40}
        value={limit.value}
        aria-invalid={fault}
        onChange={(event) => change({ ...limit, value: event.target.value })}
      />
      <UnitChoice
        of={t('search.value')}
        unit={limit.unit}
        units={units}
        change={(unit) => change({ ...limit, unit })}
      />
    </div>
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

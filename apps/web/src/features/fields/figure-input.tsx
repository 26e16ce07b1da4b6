import { useId, useState } from 'react';
import { useTexts } from '../../language/texts';
import type { Op } from '../../generated/schema';
import { Button } from '../../ui/button';
import { showUnit } from '../../ui/format';
import { useName } from '../../ui/use-name';
import { describedBy, Field } from './field';
import {
  figureFault,
  inUsualUnit,
  OP_SIGNS,
  readTyped,
  typedOf,
  type Figure,
  type FigureFault,
  type Stated,
  type UnitChoice,
} from './figure';
import type { Unit } from './reference';
import { texts } from './texts';

/** Says what is wrong with a figure, in the reader's language. */
export function useFigureFault(): (fault: FigureFault | undefined) => string | undefined {
  const say = useTexts(texts);
  return (fault) => {
    if (!fault) return undefined;
    if (fault.code === 'OPERATOR') return say('fault.OPERATOR', { op: say(`op.${fault.op}`) });
    if ('asked' in fault)
      return say(`fault.${fault.code}`, { unit: showUnit(fault.unit), asked: showUnit(fault.asked) });
    if (fault.code === 'AMBIGUOUS') return say('fault.AMBIGUOUS', { given: fault.given, decimal: fault.decimal });
    if ('unit' in fault) return say(`fault.${fault.code}`, { unit: fault.unit });
    return say(`fault.${fault.code}`);
  };
}

/** How a figure reads: `≤ 50 mg/L`, `6–9`. */
export const shownFigure = ({ op, value, valueMax, unit }: Figure): string => {
  const number =
    op === 'RANGE' ? `${value ?? ''}–${valueMax ?? ''}` : `${op === 'EQ' ? '' : `${OP_SIGNS[op]} `}${value ?? ''}`;
  return `${number} ${showUnit(unit)}`.trim();
};

/**
 * A sign, a number or a range, and a unit. All three may be typed at once into the number (`≤50 mg/L`, `5万吨/天`); it is read
 * when one leaves the field or presses Enter. What cannot be read stays as typed, with the reason, and the figure has no value.
 */
export function FigureInput({
  label,
  figure,
  change,
  choice,
  stated,
  units,
  ops,
  hideLabel = false,
  showMissing = false,
  fault: given,
}: {
  readonly label: string;
  readonly figure: Figure;
  readonly change: (figure: Figure) => void;
  readonly choice: UnitChoice;
  readonly stated: Stated;
  readonly units: readonly Unit[];
  /** Signs to choose from; with one alone none is shown. */
  readonly ops: readonly Op[];
  readonly hideLabel?: boolean;
  /** Whether an empty figure is said to be missing. */
  readonly showMissing?: boolean;
  /** What the server says of it. */
  readonly fault?: string | undefined;
}) {
  const say = useTexts(texts);
  const name = useName();
  const sayFault = useFigureFault();
  const id = useId();
  const { unread } = figure;
  // What is being typed, until it is read.
  const [typing, setTyping] = useState<string>();
  const shown = typing ?? unread?.typed ?? typedOf(figure);
  const own = unread?.fault ?? figureFault(figure, choice, stated);
  const fault = given ?? (own?.code === 'MISSING' && !showMissing ? undefined : sayFault(own));
  const beside = inUsualUnit(figure, choice, stated);
  const unitName = (code: string): string => name(units.find(({ unit }) => unit === code)) || showUnit(code);
  const read = () => {
    if (typing === undefined) return;
    setTyping(undefined);
    if (typing === (unread?.typed ?? typedOf(figure))) return;
    const answer = readTyped(typing, figure, choice, stated, units, ops);
    if (answer.ok) {
      change(answer.figure);
      return;
    }
    const op = figure.op === 'NOT_DETECTABLE' ? (ops[0] ?? 'LE') : figure.op;
    const { fault } = answer;
    change({ op, unit: figure.unit, ...(typing.trim() === '' ? {} : { unread: { typed: typing, fault } }) });
  };
  const described = describedBy(id, fault, beside);
  const known = choice.usual.includes(figure.unit) || choice.also.includes(figure.unit);
  return (
    <Field
      id={id}
      label={label}
      hideLabel={hideLabel}
      fault={fault}
      hint={
        beside ? (
          <span className="figure-beside numbers">
            {say('equals', { figure: shownFigure({ ...beside, op: beside.op === 'RANGE' ? 'RANGE' : 'EQ' }) })}
            <Button small kind="link" onClick={() => change(beside)}>
              {say('convert', { unit: unitName(beside.unit) })}
            </Button>
          </span>
        ) : undefined
      }
    >
      <div className={`figure-input${ops.length > 1 ? '' : ' no-sign'}`}>
        {ops.length > 1 ? (
          <select
            aria-label={`${label} · ${say('operator')}`}
            value={figure.op}
            onChange={(event) => {
              const op = event.target.value as Op;
              const { valueMax, ...rest } = figure;
              change(
                op === 'RANGE' ? { ...rest, op, ...(valueMax === undefined ? {} : { valueMax }) } : { ...rest, op },
              );
            }}
          >
            {ops.map((op) => (
              <option key={op} value={op}>
                {op === 'NOT_DETECTABLE' || op === 'RANGE' ? say(`op.${op}`) : `${OP_SIGNS[op]} ${say(`op.${op}`)}`}
              </option>
            ))}
          </select>
        ) : null}
        <input
          id={id}
          type="text"
          inputMode="text"
          autoComplete="off"
          value={shown}
          title={say('valueHint')}
          aria-invalid={fault ? true : undefined}
          aria-describedby={described}
          onChange={(event) => setTyping(event.target.value)}
          onBlur={read}
          onKeyDown={(event) => {
            if (event.key !== 'Enter') return;
            event.preventDefault();
            read();
          }}
        />
        <select
          aria-label={`${label} · ${say('unit')}`}
          value={figure.unit}
          onChange={(event) => change({ ...figure, unit: event.target.value })}
        >
          {known ? null : (
            <option value={figure.unit}>
              {figure.unit !== '' ? unitName(figure.unit) : say(choice.usual.length > 0 ? 'unit' : 'unitOpen')}
            </option>
          )}
          {choice.also.length === 0 ? (
            choice.usual.map((unit) => <UnitOption key={unit} unit={unit} name={unitName(unit)} />)
          ) : (
            <>
              <optgroup label={say('usualUnits')}>
                {choice.usual.map((unit) => (
                  <UnitOption key={unit} unit={unit} name={unitName(unit)} />
                ))}
              </optgroup>
              <optgroup label={say('otherUnits')}>
                {choice.also.map((unit) => (
                  <UnitOption key={unit} unit={unit} name={unitName(unit)} />
                ))}
              </optgroup>
            </>
          )}
        </select>
      </div>
    </Field>
  );
}

const UnitOption = ({ unit, name }: { readonly unit: string; readonly name: string }) => (
  <option value={unit}>{name}</option>
);

import { useId, type ReactNode } from 'react';
import { useTexts } from '../../language/texts';
import { Button } from '../../ui/button';
import { Field } from '../fields/field';
import type { Reference } from '../fields/reference';
import type { Draft } from './draft';
import { texts } from './texts';

export interface PartProps {
  readonly draft: Draft;
  readonly set: (changes: Partial<Draft>) => void;
  readonly reference: Reference;
}

/** A text on one line, or on several. */
export function Text({
  label,
  value,
  change,
  long = false,
  type = 'text',
}: {
  readonly label: string;
  readonly value: string;
  readonly change: (value: string) => void;
  readonly long?: boolean;
  readonly type?: 'text' | 'date' | 'url';
}) {
  const id = useId();
  return (
    <Field id={id} label={label}>
      {long ? (
        <textarea id={id} rows={3} value={value} onChange={({ target }) => change(target.value)} />
      ) : (
        <input
          id={id}
          className="edit-input"
          type={type}
          value={value}
          onChange={({ target }) => change(target.value)}
        />
      )}
    </Field>
  );
}

/** A whole number or nothing. */
export function Whole({
  label,
  value,
  change,
}: {
  readonly label: string;
  readonly value: number | undefined;
  readonly change: (value: number | undefined) => void;
}) {
  const id = useId();
  return (
    <Field id={id} label={label}>
      <input
        id={id}
        className="edit-input numbers"
        type="number"
        min={0}
        step={1}
        value={value ?? ''}
        onChange={({ target }) => change(target.value === '' ? undefined : Number(target.value))}
      />
    </Field>
  );
}

/** Chosen codes, each to be removed, and a picker for the next. */
export function Chosen({
  label,
  codes,
  nameOf,
  remove,
  children,
}: {
  readonly label: string;
  readonly codes: readonly string[];
  readonly nameOf: (code: string) => string;
  readonly remove: (code: string) => void;
  readonly children: ReactNode;
}) {
  const say = useTexts(texts);
  return (
    <div>
      {codes.length > 0 ? (
        <ul className="chosen" aria-label={label}>
          {codes.map((code) => (
            <li key={code}>
              <Button small onClick={() => remove(code)} aria-label={`${say('remove')} ${nameOf(code)}`}>
                {nameOf(code)} ✕
              </Button>
            </li>
          ))}
        </ul>
      ) : null}
      {children}
    </div>
  );
}
export const without = (codes: readonly string[], code: string): readonly string[] =>
  codes.filter((one) => one !== code);
export const including = (codes: readonly string[], code: string | undefined): readonly string[] =>
  code === undefined || codes.includes(code) ? codes : [...codes, code];

import { readNumber } from '@huanpei/exchange';
import { toMajor, toMinor } from '@huanpei/domain';
import { useId, useState } from 'react';
import { useTexts } from '../../language/texts';
import type { MoneyInput as Money } from '../../generated/schema';
import { describedBy, Field } from './field';
import { texts } from './texts';

/** An amount of money as it is typed: `8000000`, `8,000,000`, `800万`. Kept in whole minor units. */
export function MoneyInput({
  label,
  value,
  unread,
  change,
  fault: given,
  hideLabel = false,
}: {
  readonly label: string;
  readonly value: Money | undefined;
  /** What was typed and could not be read, where there is no value. */
  readonly unread: string | undefined;
  readonly change: (value: Money | undefined, unread: string | undefined) => void;
  readonly fault?: string | undefined;
  readonly hideLabel?: boolean;
}) {
  const say = useTexts(texts);
  const id = useId();
  const [typing, setTyping] = useState<string>();
  const currency = value?.currency ?? 'CNY';
  const written = value ? String(toMajor({ amountMinor: value.amountMinor, currency }).amount) : '';
  const fault = given ?? (unread === undefined || value ? undefined : say('moneyFault'));
  const read = () => {
    if (typing === undefined) return;
    setTyping(undefined);
    if (typing === (unread ?? written)) return;
    if (typing.trim() === '') {
      change(undefined, undefined);
      return;
    }
    const number = readNumber(typing.replace(/[¥￥元\s]/gu, ''));
    const money =
      number.ok && number.value !== undefined && number.value >= 0 ? toMinor(number.value, currency) : undefined;
    change(money, money ? undefined : typing);
  };
  return (
    <Field
      id={id}
      label={label}
      hideLabel={hideLabel}
      fault={fault}
      hint={
        value
          ? `${currency} ${toMajor({ amountMinor: value.amountMinor, currency }).amount.toLocaleString('en-US')}`
          : undefined
      }
    >
      <input
        id={id}
        className="edit-input numbers"
        inputMode="decimal"
        autoComplete="off"
        value={typing ?? (value ? written : (unread ?? ''))}
        aria-invalid={fault ? true : undefined}
        aria-describedby={describedBy(id, fault, value)}
        placeholder={say('moneyHint')}
        onChange={(event) => setTyping(event.target.value)}
        onBlur={read}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          read();
        }}
      />
    </Field>
  );
}

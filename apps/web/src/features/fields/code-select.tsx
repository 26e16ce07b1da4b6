import { Select } from 'antd';
import { useId, useMemo, useState } from 'react';
import { useTexts } from '../../language/texts';
import { describedBy, Field } from './field';
import { named, nearness, type Reference } from './reference';
import { texts } from './texts';

export interface PickerLook {
  readonly label?: string;
  readonly hideLabel?: boolean;
  readonly fault?: string | undefined;
  readonly hint?: string | undefined;
}

/** A picker of one code of the reference data; what is met in the domain comes first. */
export interface CodePicker extends PickerLook {
  readonly reference: Reference;
  readonly domain?: string | undefined;
  readonly value: string | undefined;
  readonly change: (code: string | undefined) => void;
}

/** A list of codes to choose from by typing a name. */
export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly names: readonly string[];
  readonly note?: string;
}
/** An option, or a group of them with its title. */
interface Shown {
  readonly label: string;
  readonly value?: string;
  readonly note?: string | undefined;
  readonly options?: Shown[];
}
export interface Group {
  readonly label: string;
  readonly choices: readonly Choice[];
}

export function CodeSelect({
  groups,
  value,
  change,
  label,
  hideLabel = false,
  placeholder,
  fault,
  hint,
  search,
  clear = false,
}: PickerLook & {
  readonly groups: readonly Group[];
  readonly value: string | undefined;
  readonly change: (code: string | undefined) => void;
  readonly label: string;
  readonly placeholder: string;
  /** Hears what is typed. */
  readonly search?: { readonly typed: (text: string) => void; readonly also: readonly string[] };
  readonly clear?: boolean;
}) {
  const say = useTexts(texts);
  const id = useId();
  const [text, setText] = useState('');
  const options = useMemo((): Shown[] => {
    const found = groups
      .map(({ label: title, choices }) => ({
        label: title,
        options: [
          ...named(choices, text, ({ names }) => names),
          ...choices.filter(
            ({ value: code, names }) =>
              text !== '' && nearness(text, names) === undefined && search?.also.includes(code),
          ),
        ].map(({ value: code, label: name, note }) => ({ value: code, label: name, note })),
      }))
      .filter(({ options: all }) => all.length > 0);
    // One group needs no heading.
    return found.length === 1 ? (found[0]?.options ?? []) : found;
  }, [groups, text, search?.also]);
  const chosen = groups.flatMap(({ choices }) => choices).find((one) => one.value === value);
  return (
    <Field id={id} label={label} hideLabel={hideLabel} fault={fault} hint={hint}>
      <Select
        id={id}
        aria-label={label}
        aria-describedby={describedBy(id, fault, hint)}
        {...(fault ? { status: 'error' as const } : {})}
        value={value === undefined ? undefined : { value, label: chosen?.label ?? value }}
        labelInValue
        allowClear={clear}
        placeholder={placeholder}
        options={options}
        optionRender={({ label: name, data }) => {
          const { note } = data as { readonly note?: string };
          return note ? (
            <span>
              {name} <span className="stamp">{note}</span>
            </span>
          ) : (
            name
          );
        }}
        notFoundContent={say('nothing')}
        popupMatchSelectWidth={320}
        showSearch={{
          filterOption: false,
          searchValue: text,
          onSearch: (typed) => {
            setText(typed);
            search?.typed(typed);
          },
        }}
        onChange={(next) => {
          setText('');
          change(next?.value);
        }}
      />
    </Field>
  );
}

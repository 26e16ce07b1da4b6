import { Select } from 'antd';
import { useId, useMemo, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useTexts } from '../../language/texts';
import { shownChoices, type Group, type Shown } from './choices';
import { describedBy, Field } from './field';
import type { Reference } from './reference';
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

type ListLook = PickerLook & {
  readonly groups: readonly Group[];
  readonly label: string;
  readonly placeholder: string;
  /** Hears what is typed. */
  readonly search?: { readonly typed: (text: string) => void; readonly also: readonly string[] };
};

const isGroup = (one: Shown): boolean => one.options !== undefined;

/**
 * What is typed, the options that it leaves, and the keys: arrows go from the first of them, past the headings, and Enter takes
 * the first where none was gone to.
 */
function useTyped(groups: readonly Group[], search: ListLook['search'], take: (code: string) => void) {
  const say = useTexts(texts);
  const [text, setText] = useState('');
  const active = useRef<unknown>(null);
  const options = useMemo(() => shownChoices(groups, text, search?.also ?? []), [groups, text, search?.also]);
  const first = options.flatMap((one) => (isGroup(one) ? (one.options ?? []) : [one]))[0]?.value;
  const type = (typed: string) => {
    active.current = null;
    setText(typed);
    search?.typed(typed);
  };
  return {
    clear: () => type(''),
    look: {
      options,
      defaultActiveFirstOption: false,
      onActive: (value: unknown) => {
        active.current = value;
      },
      onKeyDown: ({ key, repeat }: KeyboardEvent) => {
        if (key !== 'Enter' || repeat || text.trim() === '' || active.current !== null || first === undefined) return;
        type('');
        take(first);
      },
      optionRender: ({ label: name, data }: { readonly label?: ReactNode; readonly data: unknown }) => {
        const { note } = data as { readonly note?: string };
        return note ? (
          <span>
            {name} <span className="stamp">{note}</span>
          </span>
        ) : (
          name
        );
      },
      notFoundContent: say('nothing'),
      popupMatchSelectWidth: 320,
      showSearch: { filterOption: false, searchValue: text, onSearch: type, autoClearSearchValue: true },
    },
  };
}

/** One code, chosen by typing a name. */
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
}: ListLook & {
  readonly value: string | undefined;
  readonly change: (code: string | undefined) => void;
  readonly clear?: boolean;
}) {
  const id = useId();
  const typed = useTyped(groups, search, change);
  const chosen = groups.flatMap(({ choices }) => choices).find((one) => one.value === value);
  return (
    <Field id={id} label={label} hideLabel={hideLabel} fault={fault} hint={hint}>
      <Select
        id={id}
        aria-label={label}
        aria-describedby={describedBy(id, fault, hint)}
        {...(fault ? { status: 'error' as const } : {})}
        // With null nothing is chosen; without a value it would keep what was chosen last.
        value={value === undefined ? null : { value, label: chosen?.label ?? value }}
        labelInValue
        allowClear={clear}
        placeholder={placeholder}
        {...typed.look}
        onChange={(next) => {
          typed.clear();
          change(next?.value);
        }}
      />
    </Field>
  );
}

/** Any number of codes, each chosen by typing a name. */
export function CodesSelect({
  groups,
  values,
  change,
  nameOf,
  label,
  hideLabel = false,
  placeholder,
  fault,
  hint,
  search,
}: ListLook & {
  readonly values: readonly string[];
  readonly change: (codes: readonly string[]) => void;
  /** The name of a code that is chosen, also where the list has it no more. */
  readonly nameOf: (code: string) => string;
}) {
  const id = useId();
  const typed = useTyped(groups, search, (code) => {
    if (!values.includes(code)) change([...values, code]);
  });
  return (
    <Field id={id} label={label} hideLabel={hideLabel} fault={fault} hint={hint}>
      <Select
        id={id}
        mode="multiple"
        aria-label={label}
        aria-describedby={describedBy(id, fault, hint)}
        {...(fault ? { status: 'error' as const } : {})}
        value={values.map((code) => ({ value: code, label: nameOf(code) }))}
        labelInValue
        placeholder={placeholder}
        {...typed.look}
        onChange={(next) => {
          typed.clear();
          change(next.map((one) => one.value));
        }}
      />
    </Field>
  );
}

import { useId, useMemo, useState } from 'react';
import { useTexts } from '../../language/texts';
import { useName } from '../../ui/use-name';
import { CodeSelect, type PickerLook } from './code-select';
import { Field } from './field';
import { metIn, type Reference } from './reference';
import { texts } from './texts';

/** A standard and its class. */
export function StandardPicker({
  reference,
  domain,
  value,
  change,
  fault,
}: PickerLook & {
  readonly reference: Reference;
  readonly domain?: string | undefined;
  readonly value: { readonly code: string; readonly level: string } | undefined;
  /** Hears of both at once: a standard without its class cites nothing. */
  readonly change: (chosen: { readonly code: string; readonly level: string }) => void;
}) {
  const say = useTexts(texts);
  const name = useName();
  const id = useId();
  const [begun, setBegun] = useState<string>();
  const code = begun ?? value?.code;
  const groups = useMemo(() => {
    const [own, others] = [true, false].map((here) =>
      reference.standards
        .filter(({ medium }) => metIn(domain, [medium]) === here)
        .map((one) => ({
          value: one.code,
          label: `${one.code} ${name(one)}${one.status === 'REPLACED' ? say('notInForce') : ''}`,
          names: [one.code, one.zh, one.en],
        })),
    );
    return [
      { label: say('ofDomain'), choices: own ?? [] },
      { label: say('others'), choices: others ?? [] },
    ];
  }, [reference, domain, name, say]);
  const levels = reference.standard(code ?? '')?.levels ?? [];
  return (
    <div className="standard-field">
      <CodeSelect
        label={say('standard')}
        placeholder={say('standardHint')}
        groups={groups}
        value={code}
        fault={fault}
        change={(next) => {
          const only = reference.standard(next ?? '')?.levels;
          setBegun(next);
          if (next && only?.length === 1 && only[0]) change({ code: next, level: only[0].code });
        }}
      />
      <Field id={id} label={say('level')}>
        <select
          id={id}
          disabled={code === undefined}
          value={value && value.code === code ? value.level : ''}
          onChange={(event) => {
            if (code === undefined || event.target.value === '') return;
            setBegun(undefined);
            change({ code, level: event.target.value });
          }}
        >
          <option value="">{say('chooseLevel')}</option>
          {levels.map((level) => (
            <option key={level.code} value={level.code}>
              {name(level)}
            </option>
          ))}
        </select>
      </Field>
    </div>
  );
}

import { useId } from 'react';
import { useTexts } from '../../language/texts';
import { Button, Checkbox } from '../../ui/button';
import { showUnit } from '../../ui/format';
import { useName } from '../../ui/use-name';
import { CodedPicker } from '../fields/code-pickers';
import { Field } from '../fields/field';
import { MoneyInput } from '../fields/money-input';
import { RegionPicker } from '../fields/region-picker';
import { Chosen, including, Whole, without, type PartProps } from './part-fields';
import { texts } from './texts';

/** What a price is for, as the exchange format has it: a unit, or a capacity. */
const PER: readonly string[] = ['unit', 'm3/d', 'm3/h', 'Nm3/h', 't/d'];

export function Supply({ draft, set, reference }: PartProps) {
  const say = useTexts(texts);
  const name = useName();
  const id = useId();
  return (
    <div className="edit-grid">
      <MoneyInput
        label={say('price')}
        value={draft.price}
        unread={draft.priceUnread}
        change={(price, priceUnread) => set({ price, priceUnread })}
      />
      <Field id={`${id}per`} label={say('per')}>
        <select id={`${id}per`} value={draft.pricePer} onChange={({ target }) => set({ pricePer: target.value })}>
          {[...new Set([...PER, draft.pricePer])].map((per) => (
            <option key={per} value={per}>
              {per === 'unit' ? say('perUnit') : showUnit(per)}
            </option>
          ))}
        </select>
      </Field>
      <Whole label={say('leadDays')} value={draft.leadDays} change={(leadDays) => set({ leadDays })} />
      <div className="edit-field">
        <Checkbox checked={draft.modular} onChange={(modular) => set({ modular })}>
          {say('modular')}
        </Checkbox>
        {draft.modular ? (
          <Whole label={say('maxUnits')} value={draft.maxUnits} change={(maxUnits) => set({ maxUnits })} />
        ) : null}
      </div>
      <div className="edit-whole">
        <Chosen
          label={say('regions')}
          codes={draft.regions}
          nameOf={(code) => (code === '*' ? say('everywhere') : code)}
          remove={(code) => set({ regions: without(draft.regions, code) })}
        >
          <p className="stamp">{say('regionsHint')}</p>
          <div className="region-row">
            <RegionPicker
              key={draft.regions.length}
              label={say('regions')}
              value={undefined}
              change={(code) => set({ regions: including(without(draft.regions, '*'), code) })}
            />
            <Button small onClick={() => set({ regions: ['*'] })}>
              {say('everywhere')}
            </Button>
          </div>
        </Chosen>
      </div>
      <div className="edit-whole">
        <Chosen
          label={say('services')}
          codes={draft.services}
          nameOf={(code) => name(reference.node(code)) || code}
          remove={(code) => set({ services: without(draft.services, code) })}
        >
          <CodedPicker
            label={say('services')}
            list={reference.services.map((node) => ({ code: node.code, label: name(node) }))}
            value={undefined}
            change={(code) => set({ services: including(draft.services, code) })}
          />
        </Chosen>
      </div>
    </div>
  );
}

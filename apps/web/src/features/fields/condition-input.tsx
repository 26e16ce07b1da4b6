import { readCondition } from '@huanpei/reference';
import { useTexts } from '../../language/texts';
import type { Reference } from './reference';
import { texts } from './texts';

/** A condition as people write it, kept in the form that a duty decides; `remark` says what it is worth in any other. */
export function ConditionInput({
  value,
  change,
  remark,
  reference,
}: {
  readonly value: string;
  readonly change: (condition: string) => void;
  readonly remark: string;
  readonly reference: Reference;
}) {
  const say = useTexts(texts);
  const { condition, decides } = readCondition(value, reference);
  return (
    <div className="edit-field">
      <label>
        {say('condition')}
        <input
          className="edit-input"
          maxLength={200}
          value={value}
          placeholder={say('conditionHint')}
          onChange={({ target }) => change(target.value)}
          onBlur={() => condition === value || change(condition)}
        />
      </label>
      {decides ? null : <p className="edit-fault">{remark}</p>}
    </div>
  );
}

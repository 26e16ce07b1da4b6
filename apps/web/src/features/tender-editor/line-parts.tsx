import { BASES } from '@huanpei/matching';
import type { Basis } from '../../generated/schema';
import { useTranslation } from 'react-i18next';
import { useTexts } from '../../language/texts';
import { Button } from '../../ui/button';
import { focusAfterRemoval } from './focus';
import { texts } from './texts';

/** A demand is mildest first. */
const MILDEST_FIRST = [...BASES].reverse();

/** The least evidence on which something may pass. */
export function BasisSelect({
  label,
  value,
  change,
}: {
  readonly label: string;
  readonly value: Basis | undefined;
  readonly change: (basis: Basis | undefined) => void;
}) {
  const say = useTexts(texts);
  const { t } = useTranslation();
  return (
    <label>
      {label}
      <select value={value ?? ''} onChange={(event) => change((event.target.value || undefined) as Basis | undefined)}>
        <option value="">{say('requirements.anyBasis')}</option>
        {MILDEST_FIRST.map((basis) => (
          <option key={basis} value={basis}>
            {t(`basis.${basis}`)}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Takes a line away; undo brings it back, so nothing is asked. */
export const RemoveButton = ({ label, remove }: { readonly label: string; readonly remove: () => void }) => (
  <Button
    small
    kind="link"
    aria-label={label}
    title={label}
    onClick={(event) => {
      focusAfterRemoval(event.currentTarget);
      remove();
    }}
  >
    ✕
  </Button>
);

/** Lines of a template that are not wanted go in one press; a single one has its own button. */
export function RemoveBlank({ count, remove }: { readonly count: number; readonly remove: () => void }) {
  const say = useTexts(texts);
  if (count < 2) return null;
  return (
    <Button
      small
      onClick={(event) => {
        focusAfterRemoval(event.currentTarget);
        remove();
      }}
    >
      {say('duty.removeBlank', { count })}
    </Button>
  );
}

import { useTexts } from '../language/texts';
import { Mark } from './mark';
import { texts } from './texts';
import { Validity } from './validity';
import './sheet.css';

export interface HonourRow {
  readonly checked: boolean;
  readonly number?: string | null;
  readonly validUntil?: string | null;
  readonly scheme: { readonly code: string; readonly label: string };
}

/** What a firm holds, with whether an operator has seen the evidence. It is never proof of a product. */
export function Honours({ honours }: { readonly honours: readonly HonourRow[] }) {
  const say = useTexts(texts);
  if (honours.length === 0) return <p className="quiet">{say('noHonours')}</p>;
  return (
    <ul className="sheet-list">
      {honours.map(({ scheme, checked, number, validUntil }) => (
        <li key={scheme.code}>
          <span>{scheme.label}</span>{' '}
          <Mark kind={checked ? 'good' : 'plain'}>{say(checked ? 'checked' : 'unchecked')}</Mark>
          <span className="stamp">
            {number ? `${number} · ` : ''}
            <Validity until={validUntil} />
          </span>
        </li>
      ))}
    </ul>
  );
}

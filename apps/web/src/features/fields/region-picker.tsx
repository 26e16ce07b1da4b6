import { useId } from 'react';
import { useQuery } from 'urql';
import { RegionsInsideDocument } from '../../generated/fields';
import { useTexts } from '../../language/texts';
import { useName } from '../../ui/use-name';
import type { PickerLook } from './code-select';
import { describedBy } from './field';
import { regionPath } from './reference';
import { texts } from './texts';

const REGION_LEVELS = ['country', 'province', 'city', 'county'] as const;

/** A country, province, city or county: each chosen inside the one before. */
export function RegionPicker({
  value,
  change,
  label,
  fault,
}: PickerLook & { readonly value: string | undefined; readonly change: (code: string | undefined) => void }) {
  const say = useTexts(texts);
  const id = useId();
  const path = regionPath(value);
  return (
    <fieldset className="region-field" aria-describedby={describedBy(id, fault, undefined)}>
      <legend className="edit-legend">{label ?? say('region')}</legend>
      {REGION_LEVELS.slice(0, Math.min(path.length + 1, REGION_LEVELS.length)).map((level, at) => (
        <RegionSelect
          key={level}
          label={say(level)}
          inside={at === 0 ? undefined : path[at - 1]}
          value={path[at]}
          change={(code) => change(code ?? path[at - 1])}
        />
      ))}
      {fault ? (
        <p id={`${id}-fault`} className="edit-fault">
          {fault}
        </p>
      ) : null}
    </fieldset>
  );
}

function RegionSelect({
  label,
  inside,
  value,
  change,
}: {
  readonly label: string;
  readonly inside: string | undefined;
  readonly value: string | undefined;
  readonly change: (code: string | undefined) => void;
}) {
  const say = useTexts(texts);
  const name = useName();
  const [{ data }] = useQuery({ query: RegionsInsideDocument, variables: { parent: inside ?? null } });
  const regions = data?.regions ?? [];
  if (data && regions.length === 0) return null;
  return (
    <select
      className="edit-input"
      aria-label={label}
      value={value ?? ''}
      onChange={(event) => change(event.target.value || undefined)}
    >
      <option value="">{`${label}：${say('any')}`}</option>
      {value && !regions.some(({ code }) => code === value) ? <option value={value}>{value}</option> : null}
      {regions.map((region) => (
        <option key={region.code} value={region.code}>
          {name(region)}
        </option>
      ))}
    </select>
  );
}

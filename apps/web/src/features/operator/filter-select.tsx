import { useId } from 'react';
import { useSearchParams } from 'react-router';
import { withFilters } from './address';

/** A filter that is kept in the address under its name; the first choice keeps everything. */
export function FilterSelect({
  name,
  label,
  all,
  choices,
}: {
  readonly name: string;
  readonly label: string;
  readonly all: string;
  readonly choices: readonly (readonly [value: string, says: string])[];
}) {
  const id = useId();
  const [params, setParams] = useSearchParams();
  const chosen = params.get(name) ?? '';
  return (
    <span className="filter">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        value={choices.some(([value]) => value === chosen) ? chosen : ''}
        onChange={(event) => setParams(withFilters(params, { [name]: event.target.value }))}
      >
        <option value="">{all}</option>
        {choices.map(([value, says]) => (
          <option key={value} value={value}>
            {says}
          </option>
        ))}
      </select>
    </span>
  );
}

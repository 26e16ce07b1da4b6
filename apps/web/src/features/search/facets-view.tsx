import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SearchFacet } from '../../generated/schema';
import type { SearchQuery } from '../../generated/search';
import { showUnit } from '../../ui/format';
import { useName } from '../../ui/use-name';
import { toggled, type SearchState } from './search-state';
import { Button } from '../../ui/button';

type Counted = SearchQuery['search']['facets'][number];
const SHOWN = 8;

/** What the hits can be narrowed to, with how many would be left. */
export function FacetsView({
  facets,
  state,
  change,
}: {
  readonly facets: readonly Counted[];
  readonly state: SearchState;
  readonly change: (state: SearchState) => void;
}) {
  return facets
    .filter(({ facet, values }) => values.length > 0 || (state.facets[facet] ?? []).length > 0)
    .map((counted) => (
      <FacetView
        key={counted.facet}
        counted={counted}
        chosen={state.facets[counted.facet] ?? []}
        toggle={(code) => change(toggled(state, counted.facet, code))}
      />
    ));
}

function FacetView({
  counted,
  chosen,
  toggle,
}: {
  readonly counted: Counted;
  readonly chosen: readonly string[];
  readonly toggle: (code: string) => void;
}) {
  const { t } = useTranslation();
  const name = useName();
  const [all, setAll] = useState(false);
  const known = new Set(counted.values.map(({ code }) => code));
  // What was chosen and finds nothing any more must stay to be let go of.
  const rows = [
    ...counted.values,
    ...chosen.filter((code) => !known.has(code)).map((code) => ({ code, zh: code, en: code, count: 0 })),
  ];
  const shown = rows.filter(({ code }, index) => all || index < SHOWN || chosen.includes(code));
  return (
    <fieldset>
      <legend>{name(counted)}</legend>
      {shown.map((value) => (
        <label className="choice" key={value.code}>
          <input type="checkbox" checked={chosen.includes(value.code)} onChange={() => toggle(value.code)} />
          <span>{name(value)}</span>
          <span className="numbers stamp">{value.count}</span>
        </label>
      ))}
      {rows.length > shown.length || all ? (
        <Button small kind="link" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t('search.fewer') : t('search.allValues', { count: rows.length })}
        </Button>
      ) : null}
    </fieldset>
  );
}

/** What has been chosen, each to be let go of with one click. */
export function Chosen({
  facets,
  state,
  change,
}: {
  readonly facets: readonly Counted[];
  readonly state: SearchState;
  readonly change: (state: SearchState) => void;
}) {
  const { t } = useTranslation();
  const name = useName();
  const label = (facet: SearchFacet, code: string): string => {
    const value = facets.find((one) => one.facet === facet)?.values.find((one) => one.code === code);
    return value ? name(value) : code;
  };
  const figures: readonly (readonly [string, SearchState])[] = [
    ...(state.flow.value === ''
      ? []
      : [
          [
            `${t('search.figure.flow')} ${state.flow.value} ${showUnit(state.flow.unit)}`,
            { ...state, flow: { ...state.flow, value: '' } },
          ] as const,
        ]),
    ...state.outlets.map(
      (limit) =>
        [
          `${t('search.figure.outlets')} ${limit.parameter} ≤ ${limit.value} ${showUnit(limit.unit)}`,
          { ...state, outlets: state.outlets.filter((one) => one !== limit) },
        ] as const,
    ),
    ...state.removals.map(
      (limit) =>
        [
          `${t('search.figure.removals')} ${limit.parameter} ≥ ${limit.value} %`,
          { ...state, removals: state.removals.filter((one) => one !== limit) },
        ] as const,
    ),
    ...(['energy', 'price'] as const).flatMap((figure) =>
      state[figure].value === ''
        ? []
        : [
            [
              `${t(`search.figure.${figure}`)} ${state[figure].value} ${figure === 'price' && state.price.unit === 'unit' ? '' : showUnit(state[figure].unit)}`,
              { ...state, [figure]: { ...state[figure], value: '' } },
            ] as const,
          ],
    ),
    ...(state.days === ''
      ? []
      : [[`${t('search.figure.days')} ${state.days} ${t('search.days')}`, { ...state, days: '' }] as const]),
  ];
  const choices = Object.entries(state.facets) as [SearchFacet, readonly string[]][];
  if (choices.length + figures.length === 0) return null;
  return (
    <ul className="chosen" aria-label={t('search.chosen')}>
      {choices.flatMap(([facet, codes]) =>
        codes.map((code) => (
          <li key={`${facet} ${code}`}>
            <Button
              small
              aria-label={t('search.letGo', { of: label(facet, code) })}
              onClick={() => change(toggled(state, facet, code))}
            >
              {label(facet, code)} ✕
            </Button>
          </li>
        )),
      )}
      {figures.map(([says, without]) => (
        <li key={says}>
          <Button small aria-label={t('search.letGo', { of: says })} onClick={() => change(without)}>
            {says} ✕
          </Button>
        </li>
      ))}
    </ul>
  );
}

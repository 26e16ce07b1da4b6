import type { SearchQuery } from '../../generated/search';
import { useTexts } from '../../language/texts';
import { Button } from '../../ui/button';
import { showFigure, showUnit } from '../../ui/format';
import { useName } from '../../ui/use-name';
import { withAsked, type SearchState } from './search-state';
import { texts } from './texts';

type Asked = SearchQuery['search']['askedFigures'][number];

/** Those of the figures for which the form has a filter, with the search that each leads to. */
export const offersOf = (asked: readonly Asked[], state: SearchState, name: ReturnType<typeof useName>) =>
  asked.flatMap((one) => {
    const parameter = one.parameter ? name(one.parameter) : null;
    const next = withAsked(state, { ...one, parameter });
    return next ? [{ ...one, parameter, next }] : [];
  });

/** Figures among the words, which words do not hold against what is stated: each as a filter, one click away. */
export function AskedFigures({
  asked,
  state,
  change,
  kind: look,
}: {
  readonly asked: readonly Asked[];
  readonly state: SearchState;
  readonly change: (state: SearchState) => void;
  readonly kind?: 'primary';
}) {
  const say = useTexts(texts);
  const name = useName();
  const offers = offersOf(asked, state, name);
  if (offers.length === 0) return null;
  return (
    <section className="asked-figures" aria-label={say('askedFigures')}>
      <span>{say('askedFigures')}</span>
      <ul>
        {offers.map(({ kind, text, parameter, value, unit, next }) => (
          <li key={`${kind} ${text}`}>
            <Button {...(look ? { kind: look } : { small: true })} onClick={() => change(next)}>
              {say(`asked.${kind}`, {
                parameter: parameter ?? '',
                figure: showFigure(value),
                unit: unit === 'CNY' ? '' : showUnit(unit),
              })}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

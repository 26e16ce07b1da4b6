import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { UsualUnitsDocument, type ReviewQuery } from '../../generated/review';
import { useTexts } from '../../language/texts';
import { signsOf } from './signs';
import { texts } from './texts';

type Listing = NonNullable<ReviewQuery['listing']>;
/** How many missing facts are named; the most important come first. */
const MOST_NAMED = 5;

/** What to look at before deciding: of the figures, the documents, the completeness, and the firm. */
export function SignsView({ listing }: { readonly listing: Listing }) {
  const say = useTexts(texts);
  const { t } = useTranslation();
  const [usual] = useQuery({ query: UsualUnitsDocument });
  const units = useMemo(
    () => new Map(usual.data?.parameters.map((one) => [one.code, one.units] as const) ?? []),
    [usual.data],
  );
  const { staged, content, supplier, stale, confirmedOn, completeness: ofPublished } = listing;
  const shown = staged?.content ?? content;
  if (!shown) return null;
  const completeness = staged?.completeness ?? ofPublished;
  const essential = completeness.missing.filter(({ importance }) => importance === 'ESSENTIAL');
  const said = [
    ...(supplier.state === 'VERIFIED' ? [] : [say('signs.firmNotVerified')]),
    ...(supplier.creditCodeCheck === 'CHECK_FAILED' ? [say('signs.creditCode')] : []),
    ...signsOf(shown, staged ? (content ?? null) : null, units).map(({ code, about = '', other = '' }) =>
      say(`signs.${code}`, { about, other }),
    ),
    ...(essential.length === 0
      ? []
      : [
          say('signs.essential', {
            count: essential.length,
            what: essential
              .slice(0, MOST_NAMED)
              .map(({ metric, parameter }) => (parameter ? `${parameter.label} · ${metric.label}` : metric.label))
              .join(t('listSeparator')),
          }),
        ]),
    ...(stale ? [say('signs.stale', { day: confirmedOn ?? '' })] : []),
    ...(content && !confirmedOn ? [say('signs.neverConfirmed')] : []),
  ];
  return (
    <section className="panel signs">
      <h2>{say('signs.title')}</h2>
      {said.length === 0 ? (
        <p>{say('signs.none')}</p>
      ) : (
        <ul>
          {said.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
      <p className="numbers">
        <meter min={0} max={1} value={completeness.share} aria-label={say('head.completeness')} />{' '}
        {say('signs.completeness', {
          share: `${Math.round(completeness.share * 100)}%`,
          stated: completeness.stated,
          expected: completeness.expected,
        })}
      </p>
      <p className="stamp">{say('signs.note')}</p>
    </section>
  );
}

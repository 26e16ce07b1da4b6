import { signsOf, type ListingSign } from '@huanpei/domain';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useQuery } from 'urql';
import { UsualUnitsDocument, type ReviewQuery } from '../../generated/review';
import { useTexts } from '../../language/texts';
import { showUnit } from '../../ui/format';
import { today } from '../operator/today';
import { checkedOf, type CheckedFact } from './checked';
import { texts } from './texts';

type Listing = NonNullable<ReviewQuery['listing']>;
/** How many usual units are named. */
const MOST_UNITS = 4;
/** How many missing facts are named; the most important come first. */
const MOST_NAMED = 5;

/** What the sentence of a sign names. */
function wordsOf(sign: ListingSign<CheckedFact>): { readonly about: string; readonly other: string } {
  switch (sign.code) {
    case 'NO_FACTS':
      return { about: '', other: '' };
    case 'PROOF_MISSING':
    case 'REPORT_LAPSED':
      return { about: sign.fact.says, other: '' };
    case 'REPORT_UNNUMBERED':
      return { about: sign.attachment.title, other: '' };
    case 'UNIT_UNUSUAL':
      return { about: sign.fact.says, other: sign.usual.slice(0, MOST_UNITS).map(showUnit).join(', ') };
    case 'OUTLET_ABOVE_INLET':
      return { about: sign.fact.says, other: sign.inlet.says };
    case 'TENFOLD':
      return { about: sign.fact.says, other: sign.published.says };
    case 'CONTRADICTION':
      return { about: sign.fact.says, other: sign.other.says };
    case 'NO_ENVELOPE':
      return { about: sign.facts.map(({ says }) => says).join(' · '), other: '' };
  }
}

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
    ...signsOf(checkedOf(shown), staged && content ? checkedOf(content) : null, units, today()).map((sign) =>
      say(`signs.${sign.code}`, wordsOf(sign)),
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

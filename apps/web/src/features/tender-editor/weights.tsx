import { SCORE_TERM_NAMES, SCORE_TERMS, SCORE_WEIGHTS, type ScoreTerm } from '@huanpei/matching';
import { useId } from 'react';
import { useLanguage } from '../../language/choose';
import { useTexts } from '../../language/texts';
import { Button } from '../../ui/button';
import type { DraftLot } from './draft';
import { texts } from './texts';
import { readWeight, withWeight } from './weigh';

/** How the results of a lot are ranked: what each term weighs, the usual figure of its domain unless another is entered. */
export function Weights({
  lot,
  change,
}: {
  readonly lot: DraftLot;
  readonly change: (weights: DraftLot['weights']) => void;
}) {
  const say = useTexts(texts);
  return (
    <details className="lot-weights">
      <summary>
        {lot.weights.length === 0 ? say('weights.usual') : say('weights.own', { count: lot.weights.length })}
      </summary>
      <p className="stamp">{say('weights.note')}</p>
      <div className="edit-line-fields">
        {SCORE_TERMS.map((term) => (
          <WeightField key={term} term={term} lot={lot} change={change} />
        ))}
      </div>
      <Button small disabled={lot.weights.length === 0} onClick={() => change([])}>
        {say('weights.reset')}
      </Button>
    </details>
  );
}

function WeightField({
  term,
  lot,
  change,
}: {
  readonly term: ScoreTerm;
  readonly lot: DraftLot;
  readonly change: (weights: DraftLot['weights']) => void;
}) {
  const say = useTexts(texts);
  const { language } = useLanguage();
  const id = useId();
  const own = lot.weights.find((one) => one.term === term)?.weight;
  const usual = SCORE_WEIGHTS[lot.domain][term];
  return (
    <div className="edit-field">
      <label htmlFor={id}>{SCORE_TERM_NAMES[term][language]}</label>
      <input
        id={id}
        className="edit-input numbers"
        type="number"
        min={0}
        step="any"
        value={own ?? ''}
        placeholder={say('weights.usually', { weight: usual })}
        onChange={({ target }) => {
          const weight = readWeight(target.value);
          if (weight !== 'UNREAD') change(withWeight(lot.weights, term, weight));
        }}
      />
    </div>
  );
}

import { Link } from 'react-router';
import { useTexts } from '../../language/texts';
import { Notice } from '../../ui/notice';
import { overBudget, sayMoney } from './budget';
import type { Draft } from './draft';
import { texts } from './texts';

/** Price ceilings above the budget, with the way to each; of one lot alone where one is given. */
export function OverBudgetNotice({ draft, of }: { readonly draft: Draft; readonly of?: string }) {
  const say = useTexts(texts);
  const found = overBudget(draft).filter(({ lot }) => of === undefined || lot === undefined || lot === of);
  if (found.length === 0) return null;
  return (
    <Notice kind="warning" title={say('budget.over')}>
      <ul>
        {found.map(({ lot, ceiling, budget }, at) => {
          const amounts = { ceiling: sayMoney(ceiling), budget: sayMoney(budget) };
          return (
            <li key={at}>
              {lot !== undefined && draft.lots.length > 1 ? `${say('lot', { id: lot })} · ` : ''}
              {say(lot === undefined ? 'budget.together' : 'budget.alone', amounts)}{' '}
              {lot !== undefined && of === undefined ? (
                <Link to={`?step=requirements&lot=${encodeURIComponent(lot)}`}>{say('review.goTo')}</Link>
              ) : null}
            </li>
          );
        })}
      </ul>
    </Notice>
  );
}

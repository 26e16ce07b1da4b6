import type { Money } from '@huanpei/matching';
import type { WrittenFigure } from './figures-in';
import type { NeedNotes } from './need-notes';
import type { Passage } from './passage';

const PRICE_WORDS = /投标报价|报价|最高限价|控制价|限价|预算|采购金额|budget|ceiling|price\s+limit|not\s+exceed/u;

export function readLeadTime(figure: WrittenFigure, notes: NeedNotes): void {
  const days = (figure.valueMax ?? figure.value) * (figure.unit === 'month' ? 30 : figure.unit === 'week' ? 7 : 1);
  if (!Number.isInteger(days) || days < 1 || days > 3650) return;
  if (notes.readings.some((one) => one.as === 'REQUIREMENT' && 'leadDays' in one.requirement))
    return notes.leave(figure, 'SECOND_FIGURE');
  notes.add(figure, figure.unit === 'month', (id) => ({ id, mandatory: true, leadDays: days }));
}

export function readMoney(figure: WrittenFigure, passage: Passage, notes: NeedNotes): void {
  const before = passage.words(passage.clauseStart(figure.from), figure.at);
  if (!PRICE_WORDS.test(before)) return;
  if (notes.readings.some((one) => one.as === 'REQUIREMENT' && 'price' in one.requirement))
    return notes.leave(figure, 'SECOND_FIGURE');
  const price: Money = {
    amount: Math.round((figure.valueMax ?? figure.value) * 1e4) / 1e4,
    currency: figure.currency ?? 'CNY',
  };
  notes.add(figure, false, (id) => ({ id, mandatory: true, price }));
}

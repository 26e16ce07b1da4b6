import type { Money } from '@huanpei/matching';
import type { WrittenFigure } from './figures-in';
import type { NeedNotes } from './need-notes';
import type { Passage } from './passage';

const PRICE_WORDS =
  /投标报价|报价|最高限价|控制价|限价|预算|采购金额|合同(?:总|价|金)?额|合同价|总价|budget|ceiling|price\s+limit|not\s+exceed/u;
/** What the whole project may cost at most: the equipment may cost no more, and likely less; so it is to be confirmed. */
const INVESTMENT_WORDS = /投资|造价|概算|investment|capital\s+cost|capex/u;
/** Money that is no price of what is bought. */
const OTHER_MONEY = /保证金|押金|售价|工本费|注册资|罚|违约|服务费|deposit|bond|penalt/u;

export function readLeadTime(figure: WrittenFigure, notes: NeedNotes): void {
  const days = (figure.valueMax ?? figure.value) * (figure.unit === 'month' ? 30 : figure.unit === 'week' ? 7 : 1);
  if (!Number.isInteger(days) || days < 1 || days > 3650) return;
  if (notes.readings.some((one) => one.as === 'REQUIREMENT' && 'leadDays' in one.requirement))
    return notes.leave(figure, 'SECOND_FIGURE');
  notes.add(figure, figure.unit === 'month', (id) => ({ id, mandatory: true, leadDays: days }));
}

export function readMoney(figure: WrittenFigure, passage: Passage, notes: NeedNotes): void {
  const before = passage.words(passage.clauseStart(figure.from), figure.at);
  const isMost = figure.bound === '<=' || figure.bound === '<';
  const isInvestment = isMost && INVESTMENT_WORDS.test(before) && !PRICE_WORDS.test(before);
  if (OTHER_MONEY.test(before)) return;
  if (!isInvestment && !PRICE_WORDS.test(before)) {
    // What is bounded is demanded; of what, the text does not say.
    if (figure.bound !== undefined) notes.leave(figure, 'NOTHING_NAMED');
    return;
  }
  if (notes.readings.some((one) => one.as === 'REQUIREMENT' && 'price' in one.requirement))
    return notes.leave(figure, 'SECOND_FIGURE');
  const price: Money = {
    amount: Math.round((figure.valueMax ?? figure.value) * 1e4) / 1e4,
    currency: figure.currency ?? 'CNY',
  };
  notes.add(figure, isInvestment, (id) => ({ id, mandatory: true, price }));
}

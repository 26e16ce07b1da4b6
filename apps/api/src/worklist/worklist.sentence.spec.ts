import type { RevisionEffect, WorkItem } from '@huanpei/domain';
import { effectSays, workSays } from './worklist.sentence';

const item: WorkItem = {
  key: 'l|STATE|NUMERIC|outlet|cod',
  listingId: 'l',
  kind: 'STATE',
  asked: { kind: 'NUMERIC', demand: { metric: 'outlet', parameter: 'cod', op: '<=', value: 50, unit: 'mg/L' } },
  enough: true,
  basis: null,
  unlocks: ['a'],
  fittedAlready: 0,
  amongOthers: [],
  worth: [{ amountMinor: 1_200_000_00, currency: 'CNY' }],
  worthAtMost: false,
  withoutBudget: 0,
  demands: [],
};
const effect: RevisionEffect = { ...item, changes: [], becomeFits: 1, becomeRuledOut: 0, unchanged: 0 };

describe('what a thing to do is worth, in words', () => {
  it('is the sum of the budgets where every lot of the tenders opens', () => {
    expect(workSays(item, { en: 'MBR' }, 'en')).toMatch(/1 open tender worth ¥1,200,000\.$/);
    expect(workSays(item, { zh: 'MBR' }, 'zh')).toMatch(/1 个公开招标，预算合计 ¥1,200,000。$/);
    expect(effectSays(effect, 'en')).toMatch(/1 lot of open tenders worth ¥1,200,000;/);
  });

  it('is at most that where a budget is for other lots too', () => {
    const bound = { worthAtMost: true, withoutBudget: 1 };
    expect(workSays({ ...item, ...bound }, { en: 'MBR' }, 'en')).toMatch(
      /worth up to ¥1,200,000 \(1 without a stated budget\)\.$/,
    );
    expect(workSays({ ...item, ...bound }, { zh: 'MBR' }, 'zh')).toMatch(
      /预算合计至多 ¥1,200,000（1 个未公布预算）。$/,
    );
    expect(effectSays({ ...effect, ...bound }, 'zh')).toMatch(/的 1 个标段，预算合计至多 ¥1,200,000/);
  });

  it('says nothing of budgets where all the tenders can be had anyway', () => {
    const anyway = { ...item, fittedAlready: 1, worth: [], withoutBudget: 0 };
    expect(workSays(anyway, { zh: 'MBR' }, 'zh')).toMatch(
      /即可能满足 1 个公开招标。其中 1 个已有贵方其他装备满足，不计入预算。$/,
    );
    expect(workSays(anyway, { en: 'MBR' }, 'en')).toMatch(/1 open tender\. Another of your listings fits 1 of them/);
  });

  it('says nothing where no budget is stated', () => {
    expect(workSays({ ...item, worth: [], withoutBudget: 1 }, { en: 'MBR' }, 'en')).toMatch(/\(no budget stated\)\.$/);
  });
});

import { labels } from '@huanpei/reference';
import { citationView, dutyView, requirementView } from './tender.views';

const zh = labels('zh');

describe('what a lot brings and demands, as people read it', () => {
  it('gives a figure with its unit apart from what it is of', () => {
    const view = dutyView({ metric: 'inlet', parameter: 'cod', op: '=', value: 3000, unit: 'mg/L' }, 'zh', zh);
    expect(view.figure).toBe('3000 mg/L');
    expect(view.says).toBe(`化学需氧量 · 进口条件 ${view.figure}`);
  });

  it('gives what is asked and its limit apart, and no limit where something must be held', () => {
    const days = requirementView({ id: 'd', mandatory: true, leadDays: 60 }, 'zh', zh);
    expect([days.subject, days.limit, days.says]).toEqual(['交货期', '≤ 60 天', '交货期 ≤ 60 天']);
    const held = requirementView({ id: 'c', mandatory: true, certificate: 'ccep' }, 'zh', zh);
    expect([held.limit, held.says]).toEqual([null, held.subject]);
  });

  it('names the conditions of a citation in the language asked for, and those it does not know as they are', () => {
    const citation = { code: 'GB 18918-2002', level: '1A', where: ['water temperature > 12 degC', 'no such text'] };
    const view = citationView(citation, 'zh', zh);
    expect(view.where).toEqual(citation.where);
    expect(view.whereLabels).toEqual(['水温＞12℃', 'no such text']);
    expect(view.whereNotLabels).toEqual([]);
  });
});

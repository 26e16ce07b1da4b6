import { decided, merge } from '../work/three-way';
import { EMPTY, newRow, type Draft, type FactRow } from './draft';
import { draftFrom, flatOf } from './flat';

const row = (parameter: string, value: number, more: Partial<FactRow> = {}): FactRow => ({
  ...newRow([]),
  metric: 'outlet',
  parameter,
  figure: { op: 'LE', value, unit: 'mg/L' },
  ...more,
});
const base: Draft = {
  ...EMPTY,
  nameZh: '膜生物反应器',
  technologies: ['water.mun.mbr'],
  price: { amountMinor: 100, currency: 'CNY' },
  facts: [row('cod', 30, { key: 0 }), row('tn', 15, { key: 1 })],
  attachments: [],
  sources: [{ title: '样本', url: '' }],
};

describe('a listing in two tabs', () => {
  it('is the same after it was taken apart and put together', () => {
    expect(draftFrom(flatOf(base))).toEqual(base);
    expect(draftFrom(flatOf({ ...EMPTY, leadDays: undefined }))).toEqual(EMPTY);
  });

  it('keeps rows and names of both, and asks for the figure that both have changed', () => {
    const mine: Draft = {
      ...base,
      nameEn: 'MBR',
      facts: [row('cod', 20, { key: 0 }), row('tn', 10, { key: 1 }), row('tp', 0.5, { key: 2 }), newRow([])],
    };
    const theirs: Draft = {
      ...base,
      nameZh: '膜生物反应器 2',
      technologies: [...base.technologies, 'water.mun.aao'],
      facts: [row('cod', 25, { key: 0 }), row('tn', 15, { key: 1 }), row('nh3n', 1, { key: 2 })],
    };
    const both = merge(flatOf(base), flatOf(mine), flatOf(theirs));
    expect(both.clashes.map(({ path }) => path)).toEqual(['facts/outlet cod ']);
    const kept = draftFrom(decided(both, new Map()));
    expect(kept).toMatchObject({ nameZh: '膜生物反应器 2', nameEn: 'MBR', technologies: theirs.technologies });
    expect(kept.facts.map(({ parameter, figure }) => [parameter, figure.value])).toEqual([
      ['cod', 20],
      ['tn', 10],
      ['tp', 0.5],
      // Begun and not finished, and still there.
      [undefined, undefined],
      ['nh3n', 1],
    ]);
    expect(new Set(kept.facts.map(({ key }) => key)).size).toBe(5);
    const theirFigure = draftFrom(decided(both, new Map([['facts/outlet cod ', 'THEIRS']])));
    expect(theirFigure.facts[0]?.figure.value).toBe(25);
  });
});

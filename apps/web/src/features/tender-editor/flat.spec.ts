import { decided, merge } from '../work/three-way';
import { emptyDraft, emptyLot, type Draft, type DraftRequirement } from './draft';
import { draftFrom, flatOf, wholeLots } from './flat';

const demand = (id: string, value: number): DraftRequirement => ({
  id,
  mandatory: true,
  weight: 1,
  demand: { kind: 'FIGURE', metric: 'outlet', parameter: 'cod', figure: { op: 'LE', value, unit: 'mg/L' } },
});
const base: Draft = {
  ...emptyDraft({ zh: '污水厂' }, 'water'),
  budget: { amountMinor: 100, currency: 'CNY' },
  lots: [
    {
      ...emptyLot('1', 'water'),
      technologies: ['water.mun.mbr'],
      duty: [{ key: 'd1', metric: 'capacity', figure: { op: 'EQ', value: 5, unit: 'm3/d' } }],
      requirements: [demand('r1', 50), demand('r2', 10)],
      standards: [{ code: 'GB 18918-2002', level: '1A', where: [], whereNot: [] }],
    },
    { ...emptyLot('2', 'air'), title: { zh: '废气' } },
  ],
};
const [first, second] = base.lots as [Draft['lots'][number], Draft['lots'][number]];
const both = (mine: Draft, theirs: Draft) => {
  const whole = wholeLots(base, mine, theirs);
  return { whole, merged: merge(flatOf(base, whole), flatOf(mine, whole), flatOf(theirs, whole)) };
};

describe('a tender in two tabs', () => {
  it('is the same after it was taken apart and put together', () =>
    expect(draftFrom(flatOf(base, new Set()), new Set())).toEqual(base));

  it('keeps what each has changed in the same lot, and asks for the requirement that both have', () => {
    const mine = { ...base, lots: [{ ...first, requirements: [demand('r1', 40), demand('r2', 8)] }, second] };
    const theirs: Draft = {
      ...base,
      title: { zh: '污水厂提标' },
      lots: [
        { ...first, requirements: [demand('r1', 30), demand('r2', 10), demand('r3', 1)], region: 'CN-GD' },
        second,
      ],
    };
    const { merged, whole } = both(mine, theirs);
    expect(merged.clashes.map(({ path }) => path)).toEqual(['lot/1/requirements/r1']);
    const kept = draftFrom(decided(merged, new Map()), whole);
    expect(kept.title).toEqual({ zh: '污水厂提标' });
    expect(kept.lots[0]?.region).toBe('CN-GD');
    expect(kept.lots[0]?.requirements).toEqual([demand('r1', 40), demand('r2', 8), demand('r3', 1)]);
    expect(kept.lots[1]).toEqual(second);
  });

  it('asks before a lot that was written in goes with the other that took it away', () => {
    const mine = { ...base, lots: [first, { ...second, region: 'CN-GD' }] };
    const { merged, whole } = both(mine, { ...base, lots: [first] });
    expect(merged.clashes).toMatchObject([{ path: 'whole/2', mine: { region: 'CN-GD' }, theirs: undefined }]);
    expect(draftFrom(decided(merged, new Map()), whole).lots).toEqual(mine.lots);
    expect(draftFrom(decided(merged, new Map([['whole/2', 'THEIRS']])), whole).lots).toEqual([first]);
  });
});

import type { EditedTenderFragment } from '../../generated/tender-editor';
import { contentOf, draftOf, emptyDraft } from './draft';
import { countsOf, faultsOf } from './faults';
import { keep, recall } from './kept-draft';

const READ: EditedTenderFragment = {
  id: 't',
  state: 'DRAFT',
  version: 3,
  revision: 0,
  publishedAt: null,
  title: { zh: '提标改造', en: null },
  summary: null,
  track: 'TENDERING_LAW',
  method: 'OPEN',
  region: { code: 'CN-GD', label: '广东省' },
  budget: { amountMinor: 8_000_000_00, currency: 'CNY' },
  documentsUntil: null,
  deadline: '2027-03-01T01:00:00.000Z',
  buyer: { id: 'b' },
  fromDemand: null,
  lots: [
    {
      id: '1',
      title: { zh: '一标段', en: null },
      domain: 'water',
      technologies: [{ code: 'water.mun.mbr' }],
      scenario: { code: 'water.municipal' },
      region: null,
      minimumBasis: 'TESTED',
      weights: [{ term: 'price', weight: 0.5 }],
      duty: [
        {
          metric: { code: 'capacity' },
          parameter: null,
          op: 'RANGE',
          value: 40_000,
          valueMax: 50_000,
          unit: 'm3/d',
          says: '',
        },
      ],
      requirements: [
        {
          id: 'a',
          group: 'g',
          mandatory: true,
          weight: 2,
          minimumBasis: 'VERIFIED',
          condition: 'water temperature <= 12 degC',
          metric: { code: 'outlet' },
          parameter: { code: 'cod' },
          op: 'LE',
          value: 40,
          valueMax: null,
          unit: 'mg/L',
          certificate: null,
          honour: null,
          service: null,
          region: null,
          leadDays: null,
          price: null,
          says: '',
        },
        {
          id: 'b',
          group: 'g',
          mandatory: true,
          weight: 1,
          minimumBasis: null,
          condition: null,
          metric: null,
          parameter: null,
          op: null,
          value: null,
          valueMax: null,
          unit: null,
          certificate: null,
          honour: null,
          service: null,
          region: null,
          leadDays: null,
          price: { amountMinor: 100, currency: 'CNY' },
          says: '',
        },
      ],
      standards: [
        { code: 'GB 18918-2002', level: '1A', parameters: [{ code: 'cod' }], where: [], whereNot: ['x'], says: '' },
      ],
    },
  ],
};

it('gives back what was read, field by field', () => {
  expect(contentOf(draftOf(READ))).toEqual({
    title: { zh: '提标改造' },
    track: 'TENDERING_LAW',
    method: 'OPEN',
    region: 'CN-GD',
    budget: { amountMinor: 8_000_000_00, currency: 'CNY' },
    deadline: '2027-03-01T01:00:00.000Z',
    lots: [
      {
        id: '1',
        title: { zh: '一标段' },
        need: {
          domain: 'water',
          technologies: ['water.mun.mbr'],
          scenario: 'water.municipal',
          minimumBasis: 'TESTED',
          weights: [{ term: 'price', weight: 0.5 }],
          duty: [{ metric: 'capacity', op: 'RANGE', value: 40_000, valueMax: 50_000, unit: 'm3/d' }],
          requirements: [
            {
              id: 'a',
              mandatory: true,
              weight: 2,
              group: 'g',
              minimumBasis: 'VERIFIED',
              condition: 'water temperature <= 12 degC',
              metric: 'outlet',
              parameter: 'cod',
              op: 'LE',
              unit: 'mg/L',
              value: 40,
            },
            { id: 'b', mandatory: true, weight: 1, group: 'g', price: { amountMinor: 100, currency: 'CNY' } },
          ],
          standards: [{ code: 'GB 18918-2002', level: '1A', parameters: ['cod'], whereNot: ['x'] }],
        },
      },
    ],
  });
});

it('gives a lot without a title that of the tender, and reads it as none of its own', () => {
  const draft = emptyDraft({ zh: '提标改造' }, 'water');
  expect(contentOf(draft).lots.map(({ title }) => title)).toEqual([{ zh: '提标改造' }]);
  const [lot] = READ.lots;
  expect(draftOf({ ...READ, lots: [{ ...lot!, title: READ.title }] }).lots[0]?.title).toEqual({});
});

describe('the faults of a draft', () => {
  const NONE = { deadline: undefined, documentsUntil: undefined };

  it('are said with the step that mends them', () => {
    const faults = faultsOf(emptyDraft({}, 'water'), NONE);
    expect(faults.map(({ code }) => code)).toEqual(['TITLE_MISSING', 'NOTHING_DEMANDED', 'DEADLINE_MISSING']);
    expect(countsOf(faults)).toEqual({ duty: 0, standard: 0, requirements: 1, lots: 1, dates: 1, review: 0 });
    expect(faultsOf(draftOf(READ), NONE)).toEqual([]);
  });

  it('know the earliest dates of the law, and count the documents until the deadline when nothing else is said', () => {
    const earliest = { deadline: '2027-03-02T00:00:00Z', documentsUntil: '2027-03-03T00:00:00Z' };
    expect(faultsOf(draftOf(READ), earliest).map(({ code }) => code)).toEqual([
      'DEADLINE_TOO_SOON',
      'DOCUMENTS_TOO_SHORT',
    ]);
    const later = { ...draftOf(READ), documentsUntil: '2027-03-04T00:00:00Z' };
    expect(faultsOf(later, earliest).map(({ code }) => code)).toEqual(['DEADLINE_TOO_SOON']);
  });

  it('count lines that are not whole, lots without a title, and alternatives that are alone', () => {
    const draft = draftOf(READ);
    const [lot] = draft.lots;
    const alone = {
      ...lot!,
      id: '2',
      title: {},
      requirements: lot!.requirements.slice(0, 1),
      duty: [{ ...lot!.duty[0]!, figure: { op: 'EQ' as const, unit: 'm3/d' } }],
    };
    expect(faultsOf({ ...draft, lots: [...draft.lots, alone] }, NONE)).toEqual([
      { code: 'LOT_TITLE_MISSING', step: 'lots', lot: '2' },
      { code: 'DUTY_UNFINISHED', step: 'duty', count: 1, lot: '2' },
      { code: 'ALONE_IN_GROUP', step: 'requirements', count: 1, lot: '2' },
    ]);
  });
});

describe('what the browser keeps', () => {
  const kept = new Map<string, string>();
  const store = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  };
  const draft = draftOf(READ);
  const unfinished = {
    ...draft,
    lots: draft.lots.map((lot) => ({
      ...lot,
      duty: [{ ...lot.duty[0]!, figure: { op: 'EQ' as const, unit: 'm3/d' } }],
    })),
  };

  it('is a draft that is not on the server yet, of the version that is', () => {
    keep(store, 't', 3, unfinished, false);
    expect(recall(store, 't', 3)).toEqual(unfinished);
    expect(recall(store, 't', 4)).toBeUndefined();
    keep(store, 't', 4, draft, true);
    expect(kept.size).toBe(0);
    expect(recall(store, 't', 4)).toBeUndefined();
  });

  it('is nothing once the lines that are not whole lie on the server too', () => {
    keep(store, 't', 3, unfinished, false);
    keep(store, 't', 4, unfinished, true);
    expect(kept.size).toBe(0);
  });

  it('is a whole draft too, as long as the server does not have it', () => {
    keep(store, 't', 5, draft, false);
    expect(recall(store, 't', 5)).toEqual(draft);
    keep(store, 't', 5, draft, true);
    expect(recall(store, 't', 5)).toBeUndefined();
  });
});

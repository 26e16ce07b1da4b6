import { partsOf, piecesOf, type Recognised } from './readings';

const TEXT = '规模5万吨/日，COD 50，位于广州市';
const reading = (text: string, as: Recognised['readings'][number]['as'], says: string) => ({
  text,
  as,
  says,
  inferred: false,
  from: TEXT.indexOf(text),
  to: TEXT.indexOf(text) + text.length,
});
const coded = (code: string, label: string) => ({ code, label });
const recognised: Recognised = {
  readings: [reading('5万吨/日', 'DUTY', '处理能力 50000 m³/d'), reading('广州市', 'REGION', '广东省广州市')],
  open: { scenario: true, scenarios: [], technology: true, technologies: [], passedOver: [] },
  unread: [
    {
      from: TEXT.indexOf('COD 50'),
      to: TEXT.indexOf('COD 50') + 6,
      text: 'COD 50',
      why: 'WHICH_SIDE',
      says: '',
      candidates: [],
    },
  ],
  draft: {
    lot: {
      id: '1',
      title: { zh: '草稿', en: null },
      domain: 'water',
      technologies: [],
      scenario: null,
      region: coded('CN-GD-4401', '广东省广州市'),
      minimumBasis: null,
      weights: [],
      duty: [
        {
          metric: { code: 'capacity' },
          parameter: null,
          op: 'EQ',
          value: 50_000,
          valueMax: null,
          unit: 'm3/d',
          says: '处理能力 50000 m³/d',
        },
      ],
      requirements: [],
      standards: [],
    },
  },
};

it('cuts the text where something was read or left', () => {
  const pieces = piecesOf(TEXT, recognised);
  expect(pieces.map(({ text }) => text).join('')).toBe(TEXT);
  expect(pieces.filter(({ reading: at }) => at !== undefined).map(({ text }) => text)).toEqual(['5万吨/日', '广州市']);
  expect(pieces.filter(({ unread }) => unread !== undefined).map(({ text }) => text)).toEqual(['COD 50']);
});

it('takes what was accepted and nothing else', () => {
  expect(partsOf(recognised, new Set([0]))).toMatchObject({
    duty: [{ metric: 'capacity', figure: { value: 50_000 } }],
  });
  expect(partsOf(recognised, new Set([0])).region).toBeUndefined();
  expect(partsOf(recognised, new Set([1]))).toMatchObject({ duty: [], region: 'CN-GD-4401' });
});

import { metIn, named, nearness, referenceOf, regionPath } from './reference';

const reference = referenceOf({
  parameters: [
    {
      code: 'cod',
      zh: '化学需氧量',
      en: 'COD',
      aliases: ['CODCr'],
      kind: 'pollutant',
      isMetric: false,
      media: ['water'],
      units: ['mg/L'],
    },
    {
      code: 'removal_pct',
      zh: '去除率',
      en: 'Removal',
      aliases: [],
      kind: 'performance-metric',
      isMetric: true,
      media: ['any'],
      units: ['%'],
    },
  ],
  taxonomy: [
    { code: 'water', parent: null, level: 'domain', zh: '水', en: 'Water' },
    { code: 'water.mun', parent: 'water', level: 'scenario', zh: '城镇污水', en: 'Municipal' },
    { code: 'water.mun.mbr', parent: 'water.mun', level: 'technology', zh: '膜生物反应器', en: 'MBR' },
  ],
  units: [],
  standards: [],
  schemes: [{ code: 'CCEP', kind: 'CERTIFICATE', label: 'CCEP', belongsTo: 'PRODUCT', proves: '' }],
});

it('tells what is measured from what is said about it', () => {
  expect(reference.parameters.map(({ code }) => code)).toEqual(['cod']);
  expect(reference.metrics.map(({ code }) => code)).toEqual(['removal_pct']);
  expect([reference.certificates.length, reference.honours.length]).toEqual([1, 0]);
});

it('knows what lies below and above in the catalogue', () => {
  expect(reference.below(null).map(({ code }) => code)).toEqual(['water']);
  expect(reference.above('water.mun.mbr').map(({ code }) => code)).toEqual(['water.mun.mbr', 'water.mun', 'water']);
});

it('finds by code, name and alias, whole names before beginnings before insides', () => {
  expect(nearness('codcr', ['化学需氧量', 'CODCr'])).toBe(0);
  expect(nearness('ＣＯＤ', ['CODCr'])).toBe(1);
  expect(nearness('需氧', ['化学需氧量'])).toBe(2);
  expect(nearness('磷', ['化学需氧量'])).toBeUndefined();
  expect(named(['总氮', '氮', '氮氧化物'], '氮', (one) => [one])).toEqual(['氮', '氮氧化物', '总氮']);
  expect(named(['b', 'a'], '', (one) => [one])).toEqual(['b', 'a']);
});

it('looks at the media of a domain first', () => {
  expect([metIn('water', ['water']), metIn('water', ['air']), metIn('air', ['any']), metIn('soil', ['water'])]).toEqual(
    [true, false, true, true],
  );
  expect(metIn('x', ['air'])).toBe(true);
  expect(metIn(undefined, ['air'])).toBe(true);
});

it('reads the way to a region from its code', () => {
  expect(regionPath('CN-GD-4401-440103')).toEqual(['CN', 'CN-GD', 'CN-GD-4401', 'CN-GD-4401-440103']);
  expect(regionPath(undefined)).toEqual([]);
});

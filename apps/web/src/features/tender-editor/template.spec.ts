import { partsOfTemplate } from './template';

const fact = (metric: string, more: object = {}) => ({
  metric: { code: metric },
  parameter: null,
  anyParameter: false,
  units: ['x'],
  importance: 'ESSENTIAL' as const,
  why: '',
  ...more,
});

it('leaves every figure to the buyer, and tells what is faced from what is demanded', () => {
  const { duty, requirements } = partsOfTemplate(
    [
      fact('capacity', { units: ['m3/d', 'm3/h'] }),
      fact('inlet', { parameter: { code: 'cod' }, units: ['mg/L'] }),
      fact('outlet', { parameter: { code: 'cod' }, units: ['mg/L'] }),
      fact('removal_pct', { parameter: { code: 'cod' }, units: ['%'], importance: 'RECOMMENDED' }),
      fact('outlet', { parameter: { code: 'ph' }, units: ['pH'] }),
      fact('outlet', { anyParameter: true }),
    ],
    [
      { parameter: { code: 'cod' }, units: ['g/L'] },
      { parameter: { code: 'nh3n' }, units: ['mg/L'] },
    ],
    (code) => (code === 'cod' ? 'pollutant' : 'property'),
  );
  expect(duty?.map(({ metric, parameter, figure }) => [metric, parameter, figure])).toEqual([
    ['capacity', undefined, { op: 'EQ', unit: 'm3/d' }],
    ['inlet', 'cod', { op: 'EQ', unit: 'mg/L' }],
    // What usually comes in of a scenario, once each.
    ['inlet', 'nh3n', { op: 'EQ', unit: 'mg/L' }],
  ]);
  expect(requirements?.map(({ mandatory, demand }) => [mandatory, demand])).toEqual([
    [true, { kind: 'FIGURE', metric: 'outlet', parameter: 'cod', figure: { op: 'LE', unit: 'mg/L' } }],
    [false, { kind: 'FIGURE', metric: 'removal_pct', parameter: 'cod', figure: { op: 'GE', unit: '%' } }],
    [true, { kind: 'FIGURE', metric: 'outlet', parameter: 'ph', figure: { op: 'RANGE', unit: 'pH' } }],
  ]);
});

import type { FactRowFragment } from '../../generated/listing';
import { axisFor, envelopeOf, placeOn } from './envelope';

const fact = (metric: string, more: Partial<FactRowFragment>): FactRowFragment => ({
  metric: { code: metric, label: metric },
  parameter: null,
  op: 'RANGE',
  value: null,
  valueMax: null,
  unit: 'm3/d',
  unitLabel: '',
  figure: '',
  condition: null,
  conditionLabel: null,
  basis: 'GUARANTEED',
  basisToday: 'GUARANTEED',
  note: null,
  attachmentId: null,
  ...more,
});
const cod = { code: 'cod', label: 'COD' };
const bar = (of: FactRowFragment, modules: { modular?: boolean; maxUnits?: number } = {}) =>
  envelopeOf([of], modules)[0]!;

describe('the operating envelope', () => {
  it('holds what comes in, how much and how warm, flows first, and no performance', () => {
    const bars = envelopeOf(
      [
        fact('operating_temp', { value: 300, valueMax: 420 }),
        fact('outlet', { op: 'LE', value: 30, parameter: cod }),
        fact('inlet', { op: 'LE', value: 500, parameter: cod }),
        fact('capacity', { op: 'EQ', value: 5000 }),
        fact('capacity', { op: 'EQ', value: null }),
      ],
      {},
    );
    expect(bars.map((one) => one.fact.metric.code)).toEqual(['capacity', 'inlet', 'operating_temp']);
  });

  it('reads a bare rating as "up to", and a bare temperature as itself', () => {
    expect(bar(fact('capacity', { op: 'EQ', value: 5000 }))).toMatchObject({ high: 5000 });
    expect(bar(fact('capacity', { op: 'EQ', value: 5000 }))).not.toHaveProperty('low');
    expect(bar(fact('operating_temp', { op: 'EQ', value: 20 }))).toMatchObject({ low: 20, high: 20 });
    expect(bar(fact('inlet', { op: 'GT', value: 1500, parameter: cod }))).toMatchObject({ low: 1500 });
    expect(bar(fact('inlet', { op: 'GT', value: 1500, parameter: cod }))).not.toHaveProperty('high');
  });

  it('says how far a capacity turns down, and how far equal units reach', () => {
    const range = fact('capacity', { value: 30, valueMax: 120 });
    expect(bar(range)).toMatchObject({ turndown: 4 });
    expect(bar(range)).not.toHaveProperty('reach');
    expect(bar(range, { modular: true, maxUnits: 4 })).toMatchObject({ reach: 480 });
    expect(bar(range, { modular: true })).toMatchObject({ reach: Infinity });
    expect(bar(fact('inlet', { value: 100, valueMax: 500, parameter: cod }))).not.toHaveProperty('turndown');
  });

  it('draws pH on its own scale', () => {
    const acidity = fact('inlet', { value: 6, valueMax: 9, parameter: { code: 'ph', label: 'pH' } });
    expect(bar(acidity).axis).toEqual({ log: false, from: 0, to: 14, ticks: [0, 7, 14] });
  });
});

describe('an axis', () => {
  it('begins at zero and leaves some room above', () => {
    expect(axisFor(undefined, 500)).toEqual({ log: false, from: 0, to: 600, ticks: [0, 300, 600] });
    expect(axisFor(30, 120)).toMatchObject({ log: false, from: 0, to: 150 });
  });

  it('counts in powers of ten where the ends lie far apart', () => {
    expect(axisFor(30, 50_000)).toEqual({ log: true, from: 10, to: 100_000, ticks: [10, 1000, 100_000] });
  });

  it('shows twice as much where nothing is stated above, and what lies below zero', () => {
    expect(axisFor(1500, undefined)).toMatchObject({ from: 0, to: 3000 });
    const cold = axisFor(-20, 40);
    expect(cold.from).toBeLessThan(-20);
    expect(cold.to).toBeGreaterThan(40);
  });

  it('does not begin at zero where the range would be a sliver', () => {
    expect(axisFor(760, 850).from).toBeGreaterThan(500);
  });

  it.each([
    [0.001, 0.002],
    [5, 5],
    [-10, -5],
    [0, 0],
    [300, 420],
    [1, 1e9],
  ])('has a place for every figure of %p–%p', (low, high) => {
    const axis = axisFor(low, high);
    expect(axis.to).toBeGreaterThan(axis.from);
    for (const end of [low, high]) {
      expect(end).toBeGreaterThanOrEqual(axis.from);
      expect(end).toBeLessThanOrEqual(axis.to);
      expect(placeOn(axis, end)).toBeGreaterThanOrEqual(0);
      expect(placeOn(axis, end)).toBeLessThanOrEqual(100);
    }
    expect(placeOn(axis, high)).toBeGreaterThanOrEqual(placeOn(axis, low));
  });

  it('places by decades on a logarithmic axis', () => {
    expect(placeOn(axisFor(10, 1000), 100)).toBe(50);
    expect(placeOn({ log: false, from: 0, to: 200, ticks: [] }, 50)).toBe(25);
    expect(placeOn({ log: false, from: 0, to: 200, ticks: [] }, 900)).toBe(100);
  });
});

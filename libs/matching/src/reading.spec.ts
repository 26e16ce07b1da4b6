import { fact, offer } from '../test/make';
import { statedCapacity, statedRange, type Fact, type Offer } from './index';

const isParameter = (code: string) => ['cod', 'nh3n', 'water_temp'].includes(code);
const capacity = (facts: readonly string[], parts: Partial<Offer> = {}, unit = 'm3/d') =>
  statedCapacity(
    offer(
      facts.map((text) => fact('capacity', text)),
      parts,
    ),
    unit,
    isParameter,
  );
const outlet = (facts: readonly Fact[], unit = 'mg/L') => statedRange(offer(facts), 'outlet', 'cod', unit, isParameter);

describe('what an offer states whatever the duty', () => {
  it.each<[readonly string[], Partial<Offer>, ReturnType<typeof capacity>]>([
    [['= 100 m3/d'], {}, { high: 100 }],
    [['50..100 m3/d'], {}, { low: 50, high: 100 }],
    [['>= 50 m3/d'], {}, { low: 50 }],
    [['<= 100 m3/d', '<= 5 m3/h'], {}, { high: 100 }],
    [['<= 100 m3/d', '<= 90 m3/d', '>= 20 m3/d'], {}, { low: 20, high: 90 }],
    [['<= 100 m3/d'], { modular: true, maxUnits: 3 }, { high: 300 }],
    [['50..100 m3/d'], { modular: true }, { low: 50, high: Infinity }],
    [['<= 0 m3/d'], { modular: true }, { high: 0 }],
    [['<= 100 m3/d'], { modular: false, maxUnits: 3 }, { high: 100 }],
    [['<= 100 t/d'], {}, { high: 100 }],
    [['<= 100 t/d'], { domain: 'waste' }, undefined],
    [['<= 100 MW'], {}, undefined],
    [[], {}, undefined],
  ])('reads a capacity of %j, %j', (facts, parts, expected) => {
    expect(capacity(facts, parts)).toEqual(expected);
  });

  it('takes the worse of what holds under conditions, and nothing under notes', () => {
    const cold = fact('outlet:cod', '<= 40 mg/L', { condition: 'water temperature <= 12 degC' });
    const noted = fact('outlet:cod', '<= 90 mg/L', { condition: 'second stage' });
    expect(outlet([fact('outlet:cod', '<= 30 mg/L'), cold, noted])).toEqual({ high: 40 });
    expect(outlet([noted])).toBeUndefined();
  });

  it('converts by the table and reads nothing that does not', () => {
    expect(outlet([fact('outlet:cod', '20..30 mg/L')], 'g/L')).toEqual({ low: 0.02, high: 0.03 });
    expect(outlet([fact('outlet:cod', '= 5 NTU')])).toBeUndefined();
    expect(outlet([fact('outlet:cod', 'not_detectable 2 mg/L')])).toEqual({ high: 2 });
  });

  it('sets a removal above 100 % aside', () => {
    const removal = (text: string) =>
      statedRange(offer([fact('removal_pct:cod', text)]), 'removal_pct', 'cod', '%', isParameter);
    expect(removal('80..95 %')).toEqual({ low: 80, high: 95 });
    expect(removal('>= 120 %')).toBeUndefined();
  });
});

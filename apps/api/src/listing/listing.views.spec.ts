import type { ListingFact } from '@huanpei/domain';
import { factView } from './listing.views';

const flux: ListingFact = {
  metric: 'membrane_flux',
  op: '>=',
  value: 10,
  unit: 'L/(m2*h)',
  condition: 'submerged',
  basis: 'TESTED',
  attachmentId: 'report',
};
const seen = (fact: ListingFact, language: 'zh' | 'en') => {
  const { figure, conditionLabel, says } = factView(fact, [], '2026-01-01', language);
  return { figure, conditionLabel, says };
};

describe('a fact as people read it', () => {
  it('says figure and condition apart, and both in its sentence', () => {
    expect(seen(flux, 'zh')).toEqual({
      figure: '≥ 10 L/(m²·h)',
      conditionLabel: '浸没式',
      says: '膜通量 ≥ 10 L/(m²·h)（浸没式）',
    });
    expect(seen(flux, 'en')).toEqual({
      figure: '≥ 10 L/(m²·h)',
      conditionLabel: 'submerged',
      says: 'Membrane flux ≥ 10 L/(m²·h) (submerged)',
    });
  });

  it('says no condition where none is stated', () => {
    const { condition: _none, ...always } = flux;
    expect(seen({ ...always, condition: '' }, 'zh')).toMatchObject({
      conditionLabel: null,
      says: '膜通量 ≥ 10 L/(m²·h)',
    });
    expect(seen(always, 'zh')).toMatchObject({ conditionLabel: null });
  });

  it('names its unit, unless it is a bare number', () => {
    const unitOf = (unit: string) => factView({ ...flux, unit }, [], '2026-01-01', 'zh').unitLabel;
    expect([unitOf('degC'), unitOf('m3/d'), unitOf('1')]).toEqual(['℃', 'm³/d', '']);
  });

  it('counts what was tested as guaranteed once the report has lapsed', () => {
    const report = { id: 'report', kind: 'TEST_REPORT', title: 'report', validUntil: '2026-01-31' } as const;
    const on = (day: string) => factView(flux, [report], day, 'zh').basisToday;
    expect([on('2026-01-31'), on('2026-02-01')]).toEqual(['TESTED', 'GUARANTEED']);
  });
});

import { signsOf, type CheckedContent, type CheckedFact } from './signs';

const fact = (metric: string, parameter: string | null, value: number, unit: string, more: Partial<CheckedFact> = {}) =>
  ({
    says: `${metric} ${parameter ?? ''} ${value} ${unit}`,
    metric: { code: metric },
    parameter: parameter === null ? null : { code: parameter },
    op: 'LE',
    value,
    unit,
    basis: 'GUARANTEED',
    basisToday: 'GUARANTEED',
    ...more,
  }) satisfies CheckedFact;
const content = (...facts: CheckedFact[]): CheckedContent => ({ domain: 'water', facts, attachments: [] });
const USUAL = new Map([
  ['capacity', ['m3/d', 't/d']],
  ['cod', ['mg/L']],
]);
const codes = (of: CheckedContent, published: CheckedContent | null = null) =>
  signsOf(of, published, USUAL).map(({ code }) => code);
const inlet = fact('inlet', 'cod', 500, 'mg/L');

describe('what an operator should look at', () => {
  it('is nothing where all is in order', () => {
    expect(codes(content(inlet, fact('outlet', 'cod', 50, 'mg/L'), fact('capacity', null, 100, 'm3/d')))).toEqual([]);
  });

  it('is a listing without figures', () => expect(codes(content())).toEqual(['NO_FACTS']));

  it('is proof that is claimed and not attached, or has lapsed', () => {
    const claimed = { basis: 'TESTED', basisToday: 'TESTED' } as const;
    expect(codes(content(fact('capacity', null, 1, 'm3/d', claimed)))).toEqual(['PROOF_MISSING']);
    const lapsed = { basis: 'TESTED', basisToday: 'GUARANTEED', attachmentId: 'a' } as const;
    expect(codes(content(fact('capacity', null, 1, 'm3/d', lapsed)))).toEqual(['REPORT_LAPSED']);
    expect(codes(content(fact('capacity', null, 1, 'm3/d', { ...claimed, attachmentId: 'a' })))).toEqual([]);
  });

  it('is a report without number or day', () => {
    const of = (number: string | null, issuedOn: string | null): CheckedContent => ({
      ...content(fact('capacity', null, 1, 'm3/d')),
      attachments: [{ id: 'a', kind: 'TEST_REPORT', title: 'T', number, issuedOn }],
    });
    expect(codes(of('N1', '2026-01-01'))).toEqual([]);
    expect(codes(of('N1', null))).toEqual(['REPORT_UNNUMBERED']);
    expect(codes(of(' ', '2026-01-01'))).toEqual(['REPORT_UNNUMBERED']);
  });

  it('is a unit that does not convert to a usual one; of water, a mass flow does', () => {
    expect(codes(content(fact('capacity', null, 1, 'kW')))).toEqual(['UNIT_UNUSUAL']);
    expect(codes(content(fact('capacity', null, 1, 'm3/h')))).toEqual([]);
    expect(codes(content(fact('capacity', null, 1, 't/h')))).toEqual([]);
    // Nothing is known of what is usual.
    expect(codes(content(fact('oddity', null, 1, 'kW')))).toEqual([]);
  });

  it('is an outlet above the inlet of the same parameter, whatever the units', () => {
    expect(codes(content(inlet, fact('outlet', 'cod', 0.6, 'g/L')))).toEqual(['OUTLET_ABOVE_INLET']);
    expect(codes(content(inlet, fact('outlet', 'cod', 0.4, 'g/L')))).toEqual([]);
    expect(codes(content(fact('inlet', 'cod', 10, 'mg/L', { op: 'GE' }), fact('outlet', 'cod', 50, 'mg/L')))).toEqual(
      [],
    );
  });

  it('is an outlet without an inlet', () =>
    expect(codes(content(fact('outlet', 'cod', 50, 'mg/L')))).toEqual(['NO_ENVELOPE']));

  it('is a figure ten times as much or a tenth of what is published, after conversion', () => {
    const was = content(fact('capacity', null, 240, 'm3/d'));
    expect(codes(content(fact('capacity', null, 2400, 'm3/d')), was)).toEqual(['TENFOLD']);
    expect(codes(content(fact('capacity', null, 24, 'm3/d')), was)).toEqual(['TENFOLD']);
    expect(codes(content(fact('capacity', null, 10, 'm3/h')), was)).toEqual([]);
    expect(codes(content(fact('capacity', null, 2300, 'm3/d')), was)).toEqual([]);
  });

  it('is two figures of one thing that do not agree', () => {
    const first = fact('capacity', null, 240, 'm3/d');
    expect(codes(content(first, fact('capacity', null, 300, 'm3/d')))).toEqual(['CONTRADICTION']);
    expect(codes(content(first, fact('capacity', null, 10, 'm3/h')))).toEqual([]);
    expect(codes(content(first, fact('capacity', null, 300, 'm3/d', { condition: 'temp<10' })))).toEqual([]);
    expect(
      codes(content(first, fact('capacity', null, 300, 'm3/d', { basis: 'TYPICAL', basisToday: 'TYPICAL' }))),
    ).toEqual([]);
  });
});

import type { Attachment, ListingFact } from './listing';
import { signsOf, type CheckedContent } from './listing-signs';

const fact = (
  metric: string,
  parameter: string | undefined,
  value: number,
  unit: string,
  more: Partial<ListingFact> = {},
): ListingFact => ({
  metric,
  ...(parameter === undefined ? {} : { parameter }),
  op: '<=',
  value,
  unit,
  basis: 'GUARANTEED',
  ...more,
});
type Content = CheckedContent<ListingFact>;
const content = (...facts: ListingFact[]): Content => ({ domain: 'water', facts });
const report = (more: Partial<Attachment> = {}): Attachment => ({
  id: 'a',
  kind: 'TEST_REPORT',
  title: 'T',
  number: 'N1',
  issuedOn: '2025-01-01',
  ...more,
});
const TODAY = '2026-06-01';
const USUAL = new Map([
  ['capacity', ['m3/d', 't/d']],
  ['cod', ['mg/L']],
]);
const codes = (of: Content, published: Content | null = null) =>
  signsOf(of, published, USUAL, TODAY).map(({ code }) => code);
const inlet = fact('inlet', 'cod', 500, 'mg/L');

describe('what an operator should look at', () => {
  it('is nothing where all is in order', () => {
    expect(codes(content(inlet, fact('outlet', 'cod', 50, 'mg/L'), fact('capacity', undefined, 100, 'm3/d')))).toEqual(
      [],
    );
  });

  it('is a listing without figures', () => expect(codes(content())).toEqual(['NO_FACTS']));

  it('is proof that is claimed and not attached, or has lapsed', () => {
    const of = (more: Partial<ListingFact>, attachments: readonly Attachment[] = []) =>
      codes({ ...content(fact('capacity', undefined, 1, 'm3/d', more)), attachments });
    expect(of({ basis: 'TESTED' })).toEqual(['PROOF_MISSING']);
    const attached = { basis: 'TESTED', attachmentId: 'a' } as const;
    expect(of(attached, [report({ validUntil: '2026-05-31' })])).toEqual(['REPORT_LAPSED']);
    expect(of(attached, [report({ validUntil: TODAY })])).toEqual([]);
    expect(of({ basis: 'TYPICAL' }, [report({ validUntil: '2026-05-31' })])).toEqual([]);
  });

  it('is a report without number or day', () => {
    const of = (more: Partial<Attachment>) =>
      codes({ ...content(fact('capacity', undefined, 1, 'm3/d')), attachments: [report(more)] });
    const { issuedOn: _, ...undated } = report();
    expect(of({})).toEqual([]);
    expect(of({ number: ' ' })).toEqual(['REPORT_UNNUMBERED']);
    expect(of({ kind: 'BROCHURE', number: ' ' })).toEqual([]);
    expect(codes({ ...content(inlet), attachments: [undated] })).toEqual(['REPORT_UNNUMBERED']);
  });

  it('is a unit that does not convert to a usual one; of water, a mass flow does', () => {
    expect(codes(content(fact('capacity', undefined, 1, 'kW')))).toEqual(['UNIT_UNUSUAL']);
    expect(codes(content(fact('capacity', undefined, 1, 'm3/h')))).toEqual([]);
    expect(codes(content(fact('capacity', undefined, 1, 't/h')))).toEqual([]);
    // Nothing is known of what is usual.
    expect(codes(content(fact('oddity', undefined, 1, 'kW')))).toEqual([]);
  });

  it('is an outlet above the inlet of the same parameter, whatever the units', () => {
    expect(codes(content(inlet, fact('outlet', 'cod', 0.6, 'g/L')))).toEqual(['OUTLET_ABOVE_INLET']);
    expect(codes(content(inlet, fact('outlet', 'cod', 0.4, 'g/L')))).toEqual([]);
    expect(codes(content(fact('inlet', 'cod', 10, 'mg/L', { op: '>=' }), fact('outlet', 'cod', 50, 'mg/L')))).toEqual(
      [],
    );
  });

  it('is an outlet without an inlet', () =>
    expect(codes(content(fact('outlet', 'cod', 50, 'mg/L')))).toEqual(['NO_ENVELOPE']));

  it('is a figure ten times as much or a tenth of what is published, after conversion', () => {
    const was = content(fact('capacity', undefined, 240, 'm3/d'));
    expect(codes(content(fact('capacity', undefined, 2400, 'm3/d')), was)).toEqual(['TENFOLD']);
    expect(codes(content(fact('capacity', undefined, 24, 'm3/d')), was)).toEqual(['TENFOLD']);
    expect(codes(content(fact('capacity', undefined, 10, 'm3/h')), was)).toEqual([]);
    expect(codes(content(fact('capacity', undefined, 2300, 'm3/d')), was)).toEqual([]);
  });

  it('is two figures of one thing that do not agree', () => {
    const first = fact('capacity', undefined, 240, 'm3/d');
    expect(codes(content(first, fact('capacity', undefined, 300, 'm3/d')))).toEqual(['CONTRADICTION']);
    expect(codes(content(first, fact('capacity', undefined, 10, 'm3/h')))).toEqual([]);
    expect(codes(content(first, fact('capacity', undefined, 300, 'm3/d', { condition: 'temp<10' })))).toEqual([]);
    const range = (value: number, valueMax: number, unit: string) =>
      fact('capacity', undefined, value, unit, { op: 'range', valueMax });
    expect(codes(content(range(1, 2, 'm3/h'), range(24, 48, 'm3/d')))).toEqual([]);
    expect(codes(content(range(1, 2, 'm3/h'), range(24, 50, 'm3/d')))).toEqual(['CONTRADICTION']);
    expect(codes(content(first, fact('capacity', undefined, 300, 'm3/d', { basis: 'TYPICAL' })))).toEqual([]);
  });

  it('names the facts as they were given', () => {
    const [first, second] = [
      { ...inlet, says: 'first' },
      { ...inlet, value: 400, says: 'second' },
    ];
    expect(signsOf({ domain: 'water', facts: [first, second] }, null, USUAL, TODAY)).toEqual([
      { code: 'CONTRADICTION', fact: second, other: first },
    ]);
  });
});

import fc from 'fast-check';
import type { EditedContentFragment } from '../../generated/listing-editor';
import type { Parameter } from '../fields/reference';
import {
  draftOf,
  EMPTY,
  faultsByRow,
  freeId,
  inputOf,
  isComplete,
  missingOf,
  mostAsked,
  newRow,
  rowOf,
  sameAs,
  sendable,
  unsentOf,
  type FactRow,
} from './draft';

const coded = (code: string) => ({ code, label: code });
const text = fc.option(
  fc.string({ minLength: 1 }).filter((one) => one.trim() === one),
  { nil: null },
);
const code = fc.constantFrom('a', 'b', 'water.mun.mbr').map((one) => ({ code: one }));

/** Contents as the server gives them. */
const content: fc.Arbitrary<EditedContentFragment> = fc.record({
  kind: fc.constantFrom('EQUIPMENT', 'MATERIAL', 'SERVICE'),
  domain: fc.constantFrom('water', 'air'),
  name: fc.record({ zh: text, en: text }),
  summary: fc.option(
    fc.record({ zh: text, en: text }).filter(({ zh, en }) => zh !== null || en !== null),
    { nil: null },
  ),
  technologies: fc.array(code, { maxLength: 2 }),
  scenarios: fc.option(fc.array(code, { minLength: 1, maxLength: 2 }), { nil: null }),
  services: fc.constant(null),
  regions: fc.option(fc.array(code, { minLength: 1, maxLength: 2 }), { nil: null }),
  modular: fc.constantFrom(true, null),
  maxUnits: fc.constant(null),
  leadDays: fc.option(fc.nat(400), { nil: null }),
  price: fc.option(
    fc.record({
      per: fc.constantFrom('unit', 'm3/d'),
      money: fc.record({ amountMinor: fc.nat(), currency: fc.constant('CNY') }),
    }),
    { nil: null },
  ),
  facts: fc.array(
    fc.record({
      metric: code,
      parameter: fc.option(code, { nil: null }),
      op: fc.constantFrom('LE', 'GE', 'EQ', 'RANGE'),
      value: fc.double({ noNaN: true, noDefaultInfinity: true }),
      valueMax: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }), { nil: null }),
      unit: fc.constantFrom('mg/L', '%'),
      condition: text,
      basis: fc.constantFrom('GUARANTEED', 'TESTED'),
      attachmentId: fc.option(fc.constant('d1'), { nil: null }),
      note: text,
    }),
    { maxLength: 4 },
  ),
  certificates: fc.option(fc.array(fc.record({ scheme: code, validUntil: text }), { minLength: 1, maxLength: 2 }), {
    nil: null,
  }),
  attachments: fc.array(
    fc.record({
      id: fc.constantFrom('d1', 'd2'),
      kind: fc.constantFrom('TEST_REPORT', 'CERTIFICATE'),
      title: fc.string({ minLength: 1 }).map((one) => one.trim()),
      number: text,
      issuer: text,
      issuedOn: text,
      validUntil: text,
      url: text,
      sha256: text,
    }),
    { maxLength: 2 },
  ),
  sources: fc.array(fc.record({ title: fc.string().map((one) => one.trim()), url: text }), { maxLength: 2 }),
});

/** The same in the shape that is sent. */
function sent({ name, summary, price, ...given }: EditedContentFragment) {
  const codes = (list: readonly { code: string }[] | null | undefined) =>
    list && list.length > 0 ? list.map((one) => one.code) : null;
  return {
    ...given,
    name,
    summary: summary ?? null,
    technologies: given.technologies.map((one) => one.code),
    scenarios: codes(given.scenarios),
    services: codes(given.services),
    regions: codes(given.regions),
    price: price ? { ...price.money, per: price.per } : null,
    facts: given.facts.map((fact) => ({
      ...fact,
      metric: fact.metric.code,
      parameter: fact.parameter?.code ?? null,
    })),
    certificates: given.certificates?.map(({ scheme, validUntil }) => ({ scheme: scheme.code, validUntil })) ?? null,
    attachments: given.attachments.length > 0 ? given.attachments : null,
    sources: given.sources.length > 0 ? given.sources : null,
  };
}

describe('a listing in the editor', () => {
  it('is sent as it was read when nothing was changed', () => {
    fc.assert(
      fc.property(content, (given) => {
        expect(inputOf(draftOf(given))).toEqual(sent(given));
      }),
      { numRuns: 500 },
    );
  });

  it('sends no row that says nothing yet, and knows where those it sends stand', () => {
    const row = (key: number, value: number | undefined): FactRow => ({
      ...newRow([]),
      key,
      metric: 'outlet',
      figure: { op: 'LE', value, unit: 'mg/L' },
    });
    const draft = { ...EMPTY, facts: [row(0, undefined), row(1, 5), row(2, undefined), row(3, 0)] };
    const { draft: rest, places } = sendable(draft);
    expect(rest.facts.map(({ key }) => key)).toEqual([1, 3]);
    expect(places).toEqual([1, 3]);
    const { rows, rest: whole } = faultsByRow(
      [
        { field: 'content.facts[1].unit', message: 'unit' },
        { field: 'content.facts[1].basis', message: 'basis' },
        { field: 'content.name', message: 'name' },
      ],
      places,
    );
    expect([...rows]).toEqual([[3, 'unit basis']]);
    expect(whole).toEqual([{ field: 'content.name', message: 'name' }]);
  });

  it('takes zero for a figure, and nothing for none', () => {
    const row = newRow([]);
    expect(isComplete({ ...row, metric: 'outlet', figure: { op: 'LE', value: 0, unit: 'mg/L' } })).toBe(true);
    expect(isComplete({ ...row, metric: 'outlet', figure: { op: 'NOT_DETECTABLE', unit: 'mg/L' } })).toBe(true);
    expect(isComplete({ ...row, metric: 'outlet', figure: { op: 'LE', unit: 'mg/L' } })).toBe(false);
  });

  it('misses what the template expects and no row speaks of; an alternative will do', () => {
    const fact = (metric: string, parameter: string | null, or: string[] = [], anyParameter = false) => ({
      importance: 'ESSENTIAL' as const,
      why: '',
      units: ['mg/L'],
      metric: coded(metric),
      parameter: parameter === null ? null : coded(parameter),
      or: or.map(coded),
      anyParameter,
    });
    const template = [fact('outlet', 'cod', ['removal_pct']), fact('capacity', null), fact('inlet', null, [], true)];
    const rows = [
      { ...newRow([]), metric: 'removal_pct', parameter: 'cod' },
      { ...newRow([]), metric: 'inlet', parameter: 'ss' },
    ];
    expect(missingOf(template, rows).map(({ metric }) => metric.code)).toEqual(['capacity']);
    expect(missingOf(template, []).length).toBe(3);
  });

  it('puts first of what is missing what most open tenders ask for', () => {
    const fact = (metric: string, parameter: string | null) => ({
      importance: 'ESSENTIAL' as const,
      why: '',
      units: ['mg/L'],
      metric: coded(metric),
      parameter: parameter === null ? null : coded(parameter),
      or: [],
      anyParameter: false,
    });
    const missing = [fact('capacity', null), fact('outlet', 'cod'), fact('outlet', 'tn')];
    const unstated = [
      { lots: 2, metric: { code: 'outlet' }, parameter: { code: 'tn' } },
      { lots: 1, metric: { code: 'capacity' }, parameter: null },
      { lots: 9, metric: null, parameter: null },
    ];
    expect(
      mostAsked(missing, unstated).map(({ fact: { metric, parameter }, lots }) => [metric.code, parameter?.code, lots]),
    ).toEqual([
      ['outlet', 'tn', 2],
      ['capacity', undefined, 1],
      ['outlet', 'cod', 0],
    ]);
  });

  it('begins a row as its metric is usually stated', () => {
    const reference = {
      parameter: (code: string) => ({ kind: code === 'ph' ? 'range' : 'pollutant' }) as Parameter,
    };
    const row = (parameter: string) =>
      rowOf([], { metric: coded('outlet'), parameter: coded(parameter), units: ['mg/L'] }, reference);
    expect(row('cod')).toMatchObject({ key: 0, parameter: 'cod', figure: { op: 'LE', unit: 'mg/L' } });
    expect(row('ph').figure.op).toBe('RANGE');
  });

  it('gives documents ids that are free', () => {
    const documents = ['d1', 'd3'].map((id) => ({ id }) as never);
    expect(freeId(documents)).toBe('d2');
    expect(freeId([])).toBe('d1');
  });

  it('is unchanged where it would send the same', () => {
    expect(sameAs(EMPTY, { ...EMPTY, nameZh: '  ' })).toBe(true);
    expect(sameAs(EMPTY, { ...EMPTY, nameZh: '膜' })).toBe(false);
  });
});

describe('what would be lost if it were sent', () => {
  const row = (figure: Partial<FactRow['figure']>): FactRow => ({
    ...newRow([]),
    metric: 'capacity',
    figure: { op: 'EQ', unit: 'm3/d', ...figure },
  });
  const unread = { typed: '约很多', fault: { code: 'NOT_A_FIGURE' } } as const;

  it('is what could not be read, and rows that are begun', () => {
    const draft = { ...EMPTY, facts: [row({ value: 1 }), row({ unread }), row({})], priceUnread: '很便宜' };
    expect(unsentOf(draft)).toEqual([
      { part: 'performance', row: 1, isUnread: true },
      { part: 'performance', row: 2, isUnread: false },
      { part: 'offer', isUnread: true },
    ]);
  });
  it('is nothing of a whole draft', () => {
    expect(unsentOf({ ...EMPTY, facts: [row({ value: 1 }), row({ op: 'NOT_DETECTABLE' })] })).toEqual([]);
  });
});

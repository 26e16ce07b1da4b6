import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import {
  needsOf,
  offerOf,
  publishTender,
  draftTender,
  submitListing,
  draftListing,
  type Organisation,
} from '@huanpei/domain';
import { demo, demoListingContent, demoTenderContent, minimumPeriods, recordFaults, regions } from './index';

const NOW = new Date('2026-11-24T03:00:00Z');
const SUPPLIER = { id: 's', honours: [] } as unknown as Organisation;
const LIBS = join(__dirname, '../..');
const schema = JSON.parse(readFileSync(join(LIBS, 'exchange/schema/exchange.schema.json'), 'utf8')) as Record<
  string,
  unknown
>;
const ajv = new Ajv2020({ allErrors: true, strict: false });
ajv.addSchema(schema, 'exchange');
const fits = (definition: string, value: unknown) => {
  const check = ajv.getSchema(`exchange#/$defs/${definition}`);
  return check?.(value) ? [] : (check?.errors ?? ['no such definition']);
};

describe('the demonstration', () => {
  it('offers what the exchange format takes', () => {
    for (const listing of demo().listings) {
      expect([
        listing.id,
        fits('offer', offerOf(listing.id, demoListingContent(listing, NOW), SUPPLIER, '2026-01-01')),
      ]).toEqual([listing.id, []]);
    }
  });

  it('needs what the exchange format takes', () => {
    for (const demand of demo().demands) expect([demand.id, fits('need', demand.need)]).toEqual([demand.id, []]);
    for (const tender of demo().tenders) {
      for (const need of needsOf({ id: tender.id, content: demoTenderContent(tender, NOW) }, '2026-11-24')) {
        expect([need.id, fits('need', need)]).toEqual([need.id, []]);
      }
    }
  });

  it('can be submitted and published as any other', () => {
    for (const listing of demo().listings) {
      expect(submitListing(draftListing(listing.id, 's', demoListingContent(listing, NOW), NOW), NOW)).toMatchObject({
        ok: true,
      });
    }
    for (const tender of demo().tenders) {
      const content = demoTenderContent(tender, NOW);
      const periods = minimumPeriods(content.track, content.method);
      expect(publishTender(draftTender(tender.id, 'b', content, NOW), periods, NOW)).toMatchObject({ ok: true });
    }
  });

  it('keeps bases as recorded: model and planning figures are never guarantees', () => {
    const weak = demo().listings.filter((listing) => /^(wt|epa|qsd|pg)-/.test(listing.id));
    expect(weak).toHaveLength(99);
    expect(
      weak
        .flatMap((listing) => listing.content.facts)
        .filter((fact) => !['TYPICAL', 'PLANNING'].includes(fact.basis ?? '')),
    ).toEqual([]);
    const bases = demo()
      .listings.filter((one) => one.origin === 'REAL_RECORD')
      .flatMap((one) => one.content.facts.map((fact) => fact.basis));
    expect(['GUARANTEED', 'TYPICAL', 'PLANNING'].map((basis) => bases.filter((one) => one === basis).length)).toEqual([
      277, 237, 61,
    ]);
  });

  it('marks every invented thing, and names no real firm as a supplier', () => {
    for (const organisation of demo().organisations)
      expect(organisation).toMatchObject({ demo: true, name: { zh: expect.stringMatching(/演示|示例/) as string } });
    for (const listing of demo().listings.filter((one) => one.origin === 'ILLUSTRATION')) {
      expect(listing.content.name.zh).toMatch(/^示例·/);
      expect(listing.content.summary.zh).toMatch(/^示例数据，并非真实产品/);
    }
    for (const tender of demo().tenders) expect(tender.content.summary.zh).toMatch(/^示例招标，并非真实采购/);
  });

  it('shows the records that are odd instead of repairing them', () => {
    const faults = demo().listings.flatMap(recordFaults);
    expect(faults).toContainEqual({
      listing: 'kel-air-2',
      code: 'UNIT_UNUSUAL',
      path: 'facts[1].unit',
      found: 'ph in pH',
    });
    expect(faults.filter((fault) => fault.listing.startsWith('ill-'))).toEqual([]);
    expect(new Set(faults.map((fault) => fault.listing)).size).toBe(11);
  });

  it('holds every worked example, need and offer', () => {
    const directory = join(LIBS, 'matching/cases');
    const cases = readdirSync(directory)
      .filter((name) => name.endsWith('.json'))
      .map(
        (name) =>
          JSON.parse(readFileSync(join(directory, name), 'utf8')) as {
            offer: { id: string; facts: unknown };
            need: { duty?: unknown };
          },
      );
    expect(cases.length).toBeGreaterThanOrEqual(15);
    const facts = demo().listings.map((listing) => JSON.stringify(listing.content.facts));
    const duties = demo().tenders.flatMap((tender) => tender.content.lots.map((lot) => JSON.stringify(lot.need.duty)));
    for (const one of cases) {
      expect(facts).toContain(JSON.stringify(one.offer.facts));
      expect(duties).toContain(JSON.stringify(one.need.duty));
    }
  });

  it('has the tender of 50,000 m³/d to class 1A', () => {
    const need = demo().tenders.find((tender) => tender.id === 'ill-sewage-50000')?.content.lots[0]?.need;
    expect(need?.duty).toEqual(
      expect.arrayContaining([
        { metric: 'capacity', op: '=', value: 50000, unit: 'm3/d' },
        { metric: 'inlet', parameter: 'cod', op: '=', value: 120, unit: 'mg/L' },
        { metric: 'inlet', parameter: 'nh3n', op: '=', value: 25, unit: 'mg/L' },
      ]),
    );
    expect(need?.standards?.[0]).toMatchObject({ code: 'GB 18918-2002', level: '1A' });
  });

  it('counts certificates from the first start', () => {
    const lapsed = demo().listings.find((listing) => listing.id === 'ill-beta-lapsed');
    expect(lapsed && demoListingContent(lapsed, NOW).certificates).toEqual([
      { scheme: 'CCEP', validUntil: '2026-07-27' },
    ]);
  });
});

describe('archived demands', () => {
  const demand = (id: string) => demo().demands.find((one) => one.id === id);

  it('ask only what the record states', () => {
    expect(demand('cn-16')?.need).toMatchObject({
      duty: [{ metric: 'capacity', op: 'range', value: 29, valueMax: 58, unit: 'MW' }],
      requirements: [{ id: 'so2', metric: 'outlet', parameter: 'so2', op: '<=', value: 400, unit: 'mg/m3' }],
    });
    expect(demand('cn-16')?.lacks).toEqual(['INLET']);
    expect(demand('cn-21')?.need.standards).toEqual([{ code: 'GB 18918-2002', level: '1A' }]);
    expect(
      demo().demands.filter(
        (one) =>
          one.need.standards ||
          one.need.requirements?.some((requirement) => 'metric' in requirement && requirement.metric === 'outlet'),
      ),
    ).toHaveLength(3);
  });

  it('say what a match still needs when the record states nothing', () => {
    const silent = demo().demands.filter((one) => !one.need.duty && !one.need.requirements && !one.need.standards);
    expect(silent.length).toBeGreaterThan(10);
    expect(silent.filter((one) => one.lacks.length === 0)).toEqual([]);
  });

  it('are mapped to a region only where it is certain', () => {
    expect(demand('cn-01')?.region).toBe('CN-ZJ-3303-330382');
    expect(regions().regionPath('CN-ZJ-3303-330382', 'zh')).toBe('浙江省温州市乐清市');
    expect(demand('cn-21')).toMatchObject({ regionText: '江苏常州', region: null });
    expect(demand('cn-22')?.region).toBeNull();
    expect(demand('ted-24')?.country).toBe('GB');
  });

  it('keep money in whole minor units', () => {
    expect(demand('ted-09')?.budget).toEqual({ amountMinor: 179400829, currency: 'EUR' });
  });
});
